"""Line that is not there to be heard again

What it checks:
The id in `[[same-as: …]]` is the `[[id: …]]` of another line, in this episode or in any other.

Why it matters:
There is no recording to use again: the line would be spoken anew, perhaps otherwise.

Example:
`[[same-as: l7f4]]` where the line is called `l7f3`.

Fix:
Write the id of the line that is repeated. `dramac ids` gives every line one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Edit, Fix, Severity
from ...base.near import close_to
from ...story.reuse import Recordings
from ..rule import Subject

CODE = "D235"
SEVERITY = Severity.ERROR
_LONGEST_GUESS, _MOST_GUESSES = 64, 50


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each line that repeats a line which is not there."""
    recordings = Recordings(subject.episodes)
    known, guesses = recordings.ids(), _MOST_GUESSES
    for episode in subject.episodes:
        for line in episode.lines():
            again = line.same_as
            if again is None or recordings.original(episode.id, line) is not None:
                continue
            if again.id in known:
                yield Diagnostic(CODE, SEVERITY, f"the line {again.id} repeats this one: neither has a recording of its own",
                                 again.span, "take [[same-as: …]] off the one that is to be spoken")
                continue
            close = close_to(again.id[:_LONGEST_GUESS], known, 1) if guesses else []
            guesses = max(0, guesses - 1)
            help = "name a line that has an [[id: …]]; `dramac ids` gives every line one"
            help = f"did you mean {close[0]}?" if close else help
            fix = Fix(f"write {close[0]}", (Edit(again.span, close[0]),)) if close else None
            yield Diagnostic(CODE, SEVERITY, f"no line has the id {again.id}", again.span, help, fix=fix)
