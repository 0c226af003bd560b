"""A happening and the options for one of its facets, with what all options are compared by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from casus.coding.roles import Roles
from casus.coding.tree import Tree
from casus.records.annotated import Annotated
from casus.records.frame import Frame

Option = TypeVar("Option")


@dataclass(frozen=True)
class Scene(Generic[Option]):
    """A frame, its document and the options among which a facet is chosen."""

    frame: Frame
    annotated: Annotated
    roles: Roles
    options: Sequence[Option]

    @cached_property
    def tree(self) -> Tree:
        """The trees of the document."""
        return Tree(annotated=self.annotated)
