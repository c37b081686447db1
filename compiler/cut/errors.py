"""What the cut has to say about shots and timing: D401 to D412, each with its level, its message and its page.

D407 (the same shot twice in a row) is gone: the check tells of it, as D256, and the code is not used again.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic, Severity
from ..base.nodes import node
from ..base.source import Span


@node
class Kind:
    """One kind of finding. `message` and `help` are templates for `str.format`; the rest is its page."""

    severity: Severity
    title: str
    message: str
    help: str
    checks: str
    matters: str
    example: str
    fix: str


KINDS: Mapping[str, Kind] = {
    "D401": Kind(
        Severity.HINT, "Shot shorter than what happens in it",
        "this shot asks for {asked} s, but what happens in it lasts {needed} s; it holds that long",
        "ask for {needed} s, or put the next [[shot: …]] before the rest",
        "A shot with seconds whose lines and action need more time than that.",
        "A line is never cut short. The shot is held until the line or action that began in it is over.",
        "[[shot: CU LIN, 2s]] before a line of five seconds.",
        "Ask for more seconds, shorten the line, or place a second shot after the first sentence."),
    "D402": Kind(
        Severity.HINT, "Shot that stands long",
        "this shot stands for {seconds} s",
        "add another [[shot: …]], or give it seconds so that the director cuts when they are over",
        "A shot that the writer asked for and that stays on screen for more than six seconds without asking for that.",
        "Vertical drama cuts every two to four seconds; a picture that stands longer loses viewers.",
        "[[shot: two-shot LIN and WEI]] at the head of a scene of ten lines.",
        "Give the shot seconds (`4s`), or place further shots. Seconds above six are taken as meant."),
    "D403": Kind(
        Severity.WARNING, "More people than the shot has room for",
        "a {what} holds {holds} of the {count} people named; it is made a {instead}",
        "name fewer people, or write {instead}",
        "A shot that names more people than its composition has room for.",
        "In a vertical frame a third face in a two-shot is cut in half.",
        "[[shot: single LIN and WEI]]", "Name one person, or write `two-shot LIN and WEI`."),
    "D404": Kind(
        Severity.WARNING, "Over the shoulder of nobody",
        "there is nobody opposite {who} to film over the shoulder of",
        "name both people (OTS LIN on WEI), or bring the other one into the scene",
        "An over-the-shoulder where only one person is in the place.",
        "The shot becomes a single, which is not what was asked for.",
        "[[shot: OTS LIN]] in a scene where she is alone, and WEI only heard on the phone.",
        "Ask for a single, or let the other person enter first."),
    "D405": Kind(
        Severity.HINT, "Transition without a shot on both sides",
        "this transition has no shot {where}",
        "remove it, or move it between two shots",
        "A dissolve, wipe or whip with no picture on one side of it.",
        "It needs two pictures; at the very beginning or end of an episode only fades do something.",
        "DISSOLVE TO: as the last line of an episode.",
        "Write FADE OUT. or leave it to the director, who fades out anyway."),
    "D406": Kind(
        Severity.HINT, "Subtitle too fast to read",
        "this line is spoken faster than its {language} subtitle can be read",
        "shorten the translation, or slow the line down",
        "A subtitle with more characters a second than adults read in its language (with a fifth to spare).",
        "Viewers of vertical drama watch without sound; what they cannot read they miss.",
        "Sixty English letters in one and a half seconds.", "Shorten the words, or mark the line (slowly)."),
    "D408": Kind(
        Severity.HINT, "Episode that opens on a wide shot",
        "the episode opens on a wide shot for {seconds} s",
        "begin with a face, a thing or a line, and show the place after it",
        "A first shot, asked for by the writer, that is wide, longer than three seconds and without a word.",
        "Viewers decide within three seconds whether to stay.",
        "[[shot: WS establishing, 5s]] at the head of an episode.",
        "Put the strongest image of the scene first, or give the wide shot two seconds."),
    "D409": Kind(
        Severity.ERROR, "Episode with nothing to film",
        "there is nothing to film in this episode",
        "write at least one scene with a heading (INT. KITCHEN - DAY)",
        "An episode without a single scene.", "A film needs at least one shot.", "An empty file.", "Write a scene."),
}


def finding(code: str, span: Span | None, **facts: object) -> Diagnostic:
    """The diagnostic `code` at `span`, with `facts` in its message. Raises KeyError for an unknown code or fact."""
    kind = KINDS[code]
    return Diagnostic(code, kind.severity, kind.message.format_map(facts), span, kind.help.format_map(facts))


def explanations() -> Mapping[str, str]:
    """The page of every code of this room, under the fixed headings."""
    return {code: f"{kind.title}\n\nWhat it checks\n{kind.checks}\n\nWhy it matters\n{kind.matters}\n\n"
                  f"Example\n{kind.example}\n\nFix\n{kind.fix}\n" for code, kind in KINDS.items()}
