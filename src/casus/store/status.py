"""What people have said of a record."""

from __future__ import annotations

from enum import Enum


class Status(Enum):
    """Where a record stands with people: the latest judgement that is not undone decides; a correction accepts."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNREVIEWED = "unreviewed"
