"""What can be wrong with a file that comes in or goes out: the codes D551 to D556."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic, Severity
from ..base.nodes import node
from ..base.source import Span


@node
class Entry:
    """One code: how grave, what is said (`{name}` is filled in), and what to do about it."""

    severity: Severity
    message: str
    help: str


TABLE: Mapping[str, Entry] = {
    "D551": Entry(Severity.ERROR, "{name} is no kind of script that can be imported", "known are {known}"),
    "D552": Entry(Severity.ERROR, "{name} cannot be read as Final Draft: {why}",
                   "open it in the program that made it and save it as .fdx again"),
    "D553": Entry(Severity.WARNING, "{name} has paragraphs of the type `{type}`; they were taken for action",
                   "look at them in the episode and mark them as what they are"),
    "D554": Entry(Severity.ERROR, "{name} is not UTF-8", "save it as UTF-8 and import it again"),
    "D555": Entry(Severity.WARNING, "{name} has characters that no font of the PDF holds: {characters}",
                   "each is printed as \u25a1; the HTML export shows them with the reader's own fonts"),
    "D556": Entry(Severity.WARNING, "{name} says that it is episode {number}, which another one is",
                   "change `Episode:` at the top of it"),
}


def finding(code: str, **words: str) -> Diagnostic:
    """The diagnostic `code`, its message filled with `words`; `name` is the file that it is about."""
    entry = TABLE[code]
    return Diagnostic(code, entry.severity, entry.message.format(**words), Span(words["name"], 0, 0),
                      entry.help.format(**words))


def explanations() -> dict[str, str]:
    """What the codes of this room mean."""
    return {
        "D551": """This kind of file is no script

What it checks
  That a file given to `dramac import` is a Final Draft document (.fdx) or Fountain (.fountain, .spmd, .txt).

Why it matters
  A PDF or a word processor's file holds how a page looks, not what is a cue and what is dialogue.

Example
  $ dramac import pilot.docx

Fix
  Save the script as .fdx or .fountain in the program that made it. Most screenwriting programs can do both.
""",
        "D552": """This Final Draft file cannot be read

What it checks
  That an .fdx file is well-formed XML with a FinalDraft element, declares no entities, is not nested absurdly deep and
  not larger than 32 MiB.

Why it matters
  A screenplay needs none of that; files that have it are damaged, or made to harm the program that opens them.

Example
  A file that was cut off in a download: no element found.

Fix
  Open the file in Final Draft and save it again.
""",
        "D553": """A paragraph of an unknown type was imported as action

What it checks
  That every paragraph of an .fdx file has a type that Fountain has too.

Why it matters
  The text is kept, but what it was is lost: a type of your own template (Sound, Title Card) may mean something.

Example
  <Paragraph Type="Title Card"><Text>Three years later</Text></Paragraph>

Fix
  Look for the text in the episode and write it as a directive, for example [[title: Three years later]].
""",
        "D554": """A script is not UTF-8

What it checks
  That a Fountain file to be imported is UTF-8 (or UTF-16 with its mark).

Why it matters
  In another encoding the same bytes are other letters, and which one it is cannot be told for sure.

Example
  A file saved as Windows-1252 or GBK by an old editor.

Fix
  Open it in an editor, choose UTF-8 under "Save as", and import it again.
""",
        "D555": """The PDF has characters without a picture

What it checks
  That the fonts of `dramac export pdf` hold every character of the script: Western letters in Courier; Chinese, Greek and
  Cyrillic in Noto Serif SC.

Why it matters
  A character that no font holds is printed as an empty box.

Example
  An emoji, Korean, Arabic or Thai in a line of dialogue.

Fix
  Export HTML, which uses the fonts of whoever reads it, or write the character in another way.
""",
        "D556": """Two episodes have one number

What it checks
  That an imported script does not claim, on its title page, a number that an episode of the series has already.

Why it matters
  What happens in one episode is remembered in the next; with two of one number it is open which comes first.

Example
  Both files say `Episode: 1`, one of them from an earlier draft.

Fix
  Change `Episode:` at the top of one of the two, or take the line out: the file's name then gives the number.
""",
    }
