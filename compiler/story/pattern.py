"""Regular expressions of prose, which is read without minding case."""

from __future__ import annotations

import re

from ..base.pattern import Lazy


class Pattern(Lazy):
    """The expression `text`, compiled when it is first used, which does not mind case unless `exact`."""

    def __init__(self, text: str, exact: bool = False) -> None:
        super().__init__(text, 0 if exact else re.IGNORECASE)
