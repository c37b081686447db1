"""The models that a series knows: those of the standard library, and its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..scan import fold
from .read import Manifest, manifest, names


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Manifests by id: the standard library's, and the `own` ones of a series, none of which has the name of another."""

    own: Mapping[str, Manifest] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """The ids of all models, sorted."""
        return tuple(sorted({*names(), *self.own}))

    def find(self, name: str) -> Manifest | None:
        """The manifest of the model `name` (its id or an alias, spelt freely), or None where there is none."""
        known = manifest(name)
        if known is not None or not self.own:
            return known
        wanted = fold(name)
        return next((one for one in self.own.values() if wanted and wanted in map(fold, (one.id, *one.aliases))), None)

    def of_role(self, role: str, name: str) -> Manifest | None:
        """The manifest of the model `name` if it is one for `role`."""
        found = self.find(name) if name else None
        return found if found is not None and found.role == role else None


STANDARD = Catalogue()
"""The models of the standard library alone."""
