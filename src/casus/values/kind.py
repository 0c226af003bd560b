"""What kind of event: a path in the tree of kinds, whose depth is its precision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A path such as violence/explosive/air_strike."""

    path: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.path or not all(self.path):
            raise ValueError(f"not a path: {self.path!r}")

    @classmethod
    def parse(cls, text: str) -> Kind:
        """The kind written as steps joined by slashes. Raises ValueError for an empty step."""
        return cls(path=tuple(text.split("/")))

    def __str__(self) -> str:
        return "/".join(self.path)

    def covers(self, other: Kind) -> bool:
        """Whether the other is this kind, or a narrower one."""
        return other.path[: len(self.path)] == self.path

    def alike(self, other: Kind) -> float:
        """Shared steps over the longer path (0 to 1)."""
        shared = 0
        for mine, theirs in zip(self.path, other.path, strict=False):
            if mine != theirs:
                break
            shared += 1
        return shared / max(len(self.path), len(other.path))
