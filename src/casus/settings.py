"""What a user may set from outside, in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

MODEL = "casus-model-en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Choices that change what casus writes. The defaults were chosen on development data.

    `model` names the reading model (default: CASUS_MODEL, else our own; spacy:PIPELINE for one of spaCy),
    `min_score` is the least calibrated chance at which a place is resolved,
    `threads` are those of one reading process, `kinds` is the folder of the user's own categories (None: the one in
    the user's configuration).
    """

    model: str = field(default_factory=lambda: os.environ.get("CASUS_MODEL") or MODEL)
    min_score: float | None = None
    threads: int = 1
    kinds: Path | None = None

    @classmethod
    def of(cls, model: str | None, *, min_score: float | None = None, kinds: Path | None = None) -> Settings:
        """Settings where a model may be named; None is the default one."""
        return (
            cls(min_score=min_score, kinds=kinds)
            if model is None
            else cls(model=model, min_score=min_score, kinds=kinds)
        )


def cache_folder() -> Path:
    """Where derived files may be kept: CASUS_CACHE, else the user's cache folder."""
    chosen = os.environ.get("CASUS_CACHE")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "casus"


def kinds_folder() -> Path:
    """Where the user's own categories are kept: CASUS_KINDS, else `kinds` in the user's configuration folder."""
    chosen = os.environ.get("CASUS_KINDS")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(base) if base else Path.home() / ".config") / "casus" / "kinds"
