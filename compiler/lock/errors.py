"""What can be wrong with a lock, or differ from it: the codes D521 to D527."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..base.diagnostic import Diagnostic, Label, Severity
from ..base.pages import Kind, kind
from ..base.source import Span


def finding(code: str, message: str, span: Span | None, help: str = "", labels: tuple[Label, ...] = (),
            severity: Severity | None = None) -> Diagnostic:
    """The finding `code`, with its own severity unless another is given."""
    return Diagnostic(code, severity or KINDS[code].severity, message, span, help, labels)


def explanations() -> Mapping[str, str]:
    """The page of every code: its title, then what it checks, why it matters, an example, the fix."""
    return {code: one.text for code, one in KINDS.items()}


KINDS: Mapping[str, Kind] = MappingProxyType({
    "D521": kind(Severity.ERROR, "A line of dramac.lock that cannot be read",
                 "Every line of `dramac.lock` is a comment, the version, or one fact: `stdlib`, `backend`, `model`, `take` or "
                 "`timing`, with the words that belong to it.",
                 "What is not understood is not kept to: a circled take would be lost without a word.",
                 "`take ep01 3f9a0c12d4e5f678 two`",
                 "Correct the line, or take it out; `dramac lock --update` writes the file again without it. Takes are best "
                 "written by `dramac take`."),
    "D522": kind(Severity.ERROR, "A merge conflict in dramac.lock",
                 "`dramac.lock` has no conflict markers of git in it.",
                 "Which of the two sides holds is open, and a build would have to guess.",
                 "```\n<<<<<<< HEAD\ntake ep01 3f9a0c12d4e5f678 2\n=======\ntake ep01 77b1e0a9c3d2f410 3\n>>>>>>> night\n```",
                 "`dramac lock --update` keeps the facts of both sides and takes the markers out. With the line `dramac.lock "
                 "merge=union` in `.gitattributes` git does so itself."),
    "D523": kind(Severity.ERROR, "Two values of one fact in dramac.lock",
                 "No two lines of `dramac.lock` say different things of one backend, model, shot or line.",
                 "Two people have decided differently, and their branches were merged: one of them would lose silently.",
                 "```\ntake ep01 3f9a0c12d4e5f678 2  # CU LIN YUE\ntake ep01 3f9a0c12d4e5f678 3  # CU LIN YUE\n```",
                 "Take one of the lines out, or circle the take that you want with `dramac take`. Of everything but takes, "
                 "`dramac lock --update` finds out what is true."),
    "D524": kind(Severity.WARNING, "Not what dramac.lock pins",
                 "The standard library, the backends and the models of this installation are those that `dramac.lock` names, and "
                 "what they speak lasts as long, to a frame. With `--locked` and in `dramac lock --check` this is an error.",
                 "Another model or version makes other pictures and voices; a film would change in the middle of a series.",
                 "`backend kokoro 1` in the lock, and Kokoro 2 is installed.",
                 "Install the version that the lock names; or accept the one that is here with `dramac lock --update`, and "
                 "commit the change."),
    "D525": kind(Severity.ERROR, "A line whose length is not in dramac.lock",
                 "With `--locked` and in `dramac lock --check`, every line that is spoken has its measured length in the "
                 "lock.",
                 "The cut follows the voices: a length that has to be measured again may give another film.",
                 "A line was written after the last build, and the lock was not committed with it.",
                 "Build without `--locked`, and commit `dramac.lock`."),
    "D526": kind(Severity.HINT, "A circled take of a shot that is gone",
                 "Every shot that `dramac.lock` has a circled take for is in the series, in some language and version.",
                 "The shot was cut, its setup changed (who is in it, what they wear, where it is), or its words did: it is "
                 "another picture now, and begins again with take 1.",
                 "`take ep01 3f9a0c12d4e5f678 3  # CU LIN YUE \"Do not go\"`, and the line was cut.",
                 "Circle a take of the new shot (`dramac takes` shows some), or take the line out: `dramac lock --update` "
                 "does."),
    "D527": kind(Severity.WARNING, "dramac.lock is of a newer dramac",
                 "The version in the first line of `dramac.lock` is one that this dramac knows.",
                 "Lines that it does not know are kept as they are, and not kept to.",
                 "`dramac.lock 2`",
                 "Install the dramac that the others in the project use."),
})
