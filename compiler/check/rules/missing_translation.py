"""Lines without a translation

What it checks:
For every language in the bible's `dubs`, each line of each episode has words in that language. Of a line that was only
reworded D215 tells, at its translation.

Why it matters:
In the dubbed version an untranslated line is spoken in the original language.

Example:
`dubs: [zh-Hans]`, and `translations/zh-Hans/ep01.yaml` lacks a line that was written yesterday.

Fix:
Add the line to the file, by its id or by its exact words.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...base.diagnostic import Diagnostic, Severity
from ..reworded import reworded, stale_keys
from ..rule import Subject

CODE = "D214"
SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Diagnostic]:
    """One finding for each episode and language, at the first line without words."""
    for episode in subject.episodes:
        lines = episode.lines()
        for language in subject.bible.series.dubs:
            file = f"translations/{language}/{episode.id}.yaml"
            if file in subject.sources and language not in subject.translations.get(episode.id, {}):
                continue  # the file is there and cannot be read, which is told already
            stale = stale_keys(episode, subject.bible, subject.translations.get(episode.id, {}).get(language, {}))
            told = {line.span for line in reworded(episode, language, stale).values()}
            missing = [line for line in lines if language not in dict(line.words) and line.span not in told
                       and line.same_as is None]  # the line that is heard again is translated where it is first heard
            if language == episode.language or not missing:
                continue
            count = f"{len(missing)} of {len(lines)} lines have" if len(missing) > 1 else "1 line has"
            message = f"{count} no {language} translation in episode {episode.id}"
            yield Diagnostic(CODE, SEVERITY, message, missing[0].span,
                             f"add to {file}, by line id or exact words")
