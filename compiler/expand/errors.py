"""What can go wrong in putting a script together: the codes D140 to D150."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..base.diagnostic import Diagnostic, Fix, Label, Severity
from ..base.pages import Kind, kind
from ..base.source import Span

_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT


def finding(code: str, message: str, span: Span, help: str = "", labels: tuple[Label, ...] = (),
            fix: Fix | None = None) -> Diagnostic:
    """The finding `code` with its severity."""
    return Diagnostic(code, KINDS[code].severity, message, span, help, labels, fix)


def explanations() -> Mapping[str, str]:
    """The page of every code: its title, then what it checks, why it matters, an example, the fix."""
    return {code: one.text for code, one in KINDS.items()}


KINDS: Mapping[str, Kind] = MappingProxyType({
    "D140": kind(_E, "An included script cannot be read",
            "Every file that `[[include: …]]` names exists, lies inside the project, and is a script.",
            "What is in a missing file would be missing from the film.",
            "`[[include: comon/recap.fountain]]`, where the folder is called `common`.",
            "Correct the path. It starts at the project's folder; `./` starts at the folder of this file."),
    "D141": kind(_E, "A script that includes itself",
            "No file includes itself, directly or through another.",
            "It would never end.",
            "`common/recap.fountain` says `[[include: common/recap.fountain]]`.",
            "Take one of the includes out."),
    "D142": kind(_E, "Unknown macro",
            "Every `[[use: …]]` names a macro of the bible or of the standard library.",
            "Nothing can be put in place of a macro that does not exist.",
            "`[[use: slap-revael(a=LIN, b=WEI)]]`",
            "Use the name that is suggested, or declare the macro under `macros:` in the bible."),
    "D143": kind(_E, "A macro that is given the wrong things",
            "A macro is given what its parameters ask for: every one that has no default, none twice, none that it does "
            "not have, each of the right type.",
            "Its shots would show nobody, or somebody else.",
            "`[[use: slap(a=LIN)]]`, where `slap` needs `a` and `b`.",
            "Give what is missing, and take out what does not belong."),
    "D144": kind(_W, "A variable that nobody declared",
            "Every `{{name}}` in a script, and every `[[set: name = …]]`, is a variable of the bible.",
            "It would stand in the film as it is written, braces and all.",
            "`{{brnad}}`, where the bible declares `brand`.",
            "Correct the name, or declare it under `variables:` in the bible."),
    "D145": kind(_E, "A variable set to the wrong kind of thing",
            "A variable is set to a value of its type.",
            "A character who is not in the bible cannot be drawn.",
            "`[[set: hero = the tall one]]`, where `hero` is a character.",
            "Give a value of the variable's type."),
    "D146": kind(_E, "A variant that is not closed",
            "Every `[[variant: …]]` has its `[[end]]` in the same file, and every `[[end]]` its variant.",
            "All the rest of the episode would belong to one version, or the wrong part would.",
            "`[[variant: ending=B]]` and no `[[end]]` after it.",
            "Put `[[end]]` in a paragraph of its own where the variant ends."),
    "D147": kind(_E, "Unknown variant",
            "A variant's key is declared under `variants:` in the bible (or is `lang`), and so is its value.",
            "Text of a version that can never be asked for is never in any film.",
            "`[[variant: endnig=B]]`",
            "Use the key or value that is suggested, or declare it."),
    "D148": kind(_W, "Text that no version shows",
            "A variant inside another does not contradict it.",
            "What no version shows is written for nobody.",
            "`[[variant: ending=A]]` … `[[variant: ending=B]]`",
            "Close the outer variant first, or take one of the two out."),
    "D149": kind(_E, "A script that grows without end",
            "Includes and macros go at most sixteen deep, and a script stays below two hundred thousand elements.",
            "A macro that uses itself would never end.",
            "A macro `echo` whose body says `[[use: echo]]`.",
            "Take the circle out."),
    "D150": kind(_H, "A macro that nobody uses",
            "Every macro of the bible is used in some script.",
            "It is a leftover, or a name that the scripts spell differently.",
            "`macros:` declares `stare`, and no script says `[[use: stare]]`.",
            "Take it out of the bible, or use it."),
})
