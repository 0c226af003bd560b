"""A column of the progress bar."""

from __future__ import annotations

from rich.progress import ProgressColumn, Task
from rich.text import Text


class Rate(ProgressColumn):
    """Documents a second, once that is known."""

    def render(self, task: Task) -> Text:
        """The rate."""
        return Text(f"{task.speed:.1f} documents/s" if task.speed else "", "dim")
