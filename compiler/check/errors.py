"""What can be wrong with the exceptions of a series, notes and exemptions alike: the codes D260 to D262."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..base.diagnostic import Diagnostic, Fix, Label, Severity
from ..base.pages import Kind, kind
from ..base.source import Span


def finding(code: str, message: str, span: Span, help: str = "", labels: tuple[Label, ...] = (),
            fix: Fix | None = None) -> Diagnostic:
    """The finding `code` with its severity."""
    return Diagnostic(code, KINDS[code].severity, message, span, help, labels, fix)


def explanations() -> Mapping[str, str]:
    """The page of every code: its title, then what it checks, why it matters, an example, the fix."""
    return {code: one.text for code, one in KINDS.items()}


KINDS: Mapping[str, Kind] = MappingProxyType({
    "D260": kind(Severity.WARNING, "A note that accepts nothing",
                 "Every `[[lint: off CODE reason]]` accepts a finding in the paragraph after it, in some version of the "
                 "script. Codes that only `plan` and `build` look for (D4xx to D7xx) and codes that the bible switches off "
                 "are not judged; nor is anything where a part of the series could not be read.",
                 "What it was for has been mended or has moved. Left standing, it would hide the next mistake in this "
                 "place.",
                 "`[[lint: off D230 he only pretended]]`, and the death was cut in the last draft.",
                 "Take the note out (`dramac check --fix` does), or put it right before the paragraph that it is about."),
    "D261": kind(Severity.WARNING, "An exemption that accepts nothing",
                 "Every entry of `exemptions.yaml` accepts a finding. What is not judged of notes (D260) is not judged of "
                 "entries either.",
                 "A list of exceptions is read as what is known to be wrong. An entry about nothing makes it a list that "
                 "nobody believes, and may hide the next mistake.",
                 "An entry for D207 in `episodes/ep03.fountain`, where the cue has been corrected since.",
                 "Take the entry out, or correct what it names: the file, the heading of the scene, the words."),
    "D262": kind(Severity.ERROR, "An exemption that cannot be read",
                 "`exemptions.yaml` is a list of entries with `code`, `file` and `reason`, and if need be `scene` and "
                 "`about`; no other keys, and every value is words.",
                 "An entry that is not understood accepts nothing, and one that is understood wrongly accepts too much.",
                 "```yaml\n- {code: D207, file: episodes/ep03.fountain, raeson: she is a ghost}\n```",
                 "Write the entry as the message says. A reason is always needed: whoever reads the list next year will "
                 "ask for it."),
})
