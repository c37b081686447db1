"""Outfit that is not in the wardrobe

What it checks:
What `[[wears: LIN = bridal]]` names is a key of that character's `wardrobe`.

Why it matters:
The picture cannot show clothes that nobody described; the character would go on in the old ones.

Example:
`[[wears: LIN = bridle]]` where LIN's wardrobe holds `travel` and `bridal`.

Fix:
Write one of the keys of the wardrobe, or add the outfit to it.
"""

from __future__ import annotations

from ...base.diagnostic import Severity
from ..unknown import unknown

CODE = "D206"
SEVERITY = Severity.ERROR
check = unknown("wardrobe", CODE, SEVERITY, "the wardrobe of {whose} holds no {text}",
                "add it under cast: {whose}: wardrobe in series.yaml")
