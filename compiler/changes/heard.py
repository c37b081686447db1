"""Why a shot says or sounds otherwise: words, translation, speaker, delivery, voice, pronunciation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..base.source import NOWHERE, Span
from ..plan.nodes import Task
from ..plan.speech import PROSODY
from ..story.nodes import Line
from .ground import Ground
from .leaves import Files, arrow, differing, short
from .nodes import Cause
from .side import Reel, Said, Seen, Side

_QUOTED = 36


def heard(ground: Ground, old: Seen, new: Seen) -> Iterator[Cause]:
    """The causes that lie in the lines of a shot; each line speaks where it begins, and where it only goes on if it begins in
    no other shot of the pair."""
    pairs, gone, come = _paired(ground, old, new)
    for one in gone:
        if _is_gone(ground, one.line):
            yield Cause("line", f"line taken out: {_quote(one.text)}", (), _span(one.line))
    for one in come:
        step = _step(ground.after, one.line)
        if step in ground.edits.added:
            yield Cause("line", f"new line: {_quote(one.text)}", _span(one.line))
        elif step in ground.edits.changed:  # it goes on into this shot now
            was = ground.before.steps[ground.edits.partner[step]].what
            if isinstance(was, Line):
                language = ground.before.cut.language
                yield from _line(ground, Said(was, was.text(language), "", one.frame, one.mouth), one)
    for one, other in pairs:
        yield from _line(ground, one, other)


def _paired(ground: Ground, old: Seen, new: Seen) -> tuple[list[tuple[Said, Said]], list[Said], list[Said]]:
    """The lines of two shots that are one line, those of A that are not heard in B's shot, and those of B not heard in A's."""
    left = {_step(ground.before, one.line): one for one in old.said}
    pairs, come = [], []
    done: set[int] = set()
    for one in new.said:
        if one.line.index in done:
            continue
        done.add(one.line.index)
        was = left.pop(ground.edits.partner.get(_step(ground.after, one.line), -1), None)
        if was is None:
            come.append(one)
        else:
            pairs.append((was, one))
    return pairs, list(left.values()), come


def _line(ground: Ground, old: Said, new: Said) -> Iterator[Cause]:
    a, b = old.line, new.line
    if old.text != new.text:
        if a.words[0] != b.words[0] or a.words[0][1] == old.text:
            yield Cause("line", f"line changed: {_quote(old.text)} → {_quote(new.text)}", _span(b), _span(a))
        else:
            language = ground.after.cut.language
            yield Cause("translation", f"translation changed: {_quote(old.text)} → {_quote(new.text)}",
                        translated(ground.new, ground.new_files, ground.after, b, language) or _span(b),
                        translated(ground.old, ground.old_files, ground.before, a, language) or _span(a))
    else:
        yield from _rows(ground, a, b)
    if a.speakers != b.speakers and not _renamed(ground, a, b):
        yield Cause("speaker", f"{_quote(new.text)} is said by {_and(b.speakers)} instead of {_and(a.speakers)}", _span(b),
                    _span(a))
    if a.channel != b.channel:
        yield Cause("channel", f"{_quote(new.text)} is heard {_channel(b)} instead of {_channel(a)}", _span(b), _span(a))
    one, other = ground.old_tasks.get(old.key), ground.new_tasks.get(new.key)
    if one is not None and other is not None and one.key != other.key:
        yield from _spoken(ground, a, b, one, other)


def _rows(ground: Ground, a: Line, b: Line) -> Iterator[Cause]:
    """Subtitles in other languages than the spoken one."""
    was = dict(a.words)
    for language, words in b.words:
        if was.get(language) not in (None, words) and language != ground.after.cut.language:
            yield Cause("subtitle", f"subtitle ({language}) changed: {_quote(was[language])} → {_quote(words)}",
                        translated(ground.new, ground.new_files, ground.after, b, language) or _span(b),
                        translated(ground.old, ground.old_files, ground.before, a, language) or _span(a))


def _spoken(ground: Ground, a: Line, b: Line, one: Task, other: Task) -> Iterator[Cause]:
    """Why the same line has another recording."""
    changed = {name for name in {*one.params, *other.params} if one.params.get(name) != other.params.get(name)}
    who = b.speakers[0] if b.speakers else ""
    acted = (a.emotion, a.manner, a.intensity, a.delivery) != (b.emotion, b.manner, b.intensity, b.delivery)
    if acted and changed & {*PROSODY, "instruct"}:
        yield Cause("delivery", f"delivery of {_quote(b.words[0][1])}: {arrow(_delivery(a), _delivery(b))}", _span(b), _span(a))
    recast = changed & {"voice", "speaker", "choose"} or one.inputs != other.inputs or (changed & set(PROSODY) and not acted)
    if recast and a.speakers == b.speakers and one.backend == other.backend:
        yield _voice(ground, who, one.params, other.params)
    if "say" in changed:
        said = differing(ground.old_files.section("say"), ground.new_files.section("say"))
        words = [word for word in {**_say(one), **_say(other)} if _say(one).get(word) != _say(other).get(word)]
        if said is not None and a.words[0] == b.words[0]:
            yield Cause("pronunciation", f"pronunciation of {', '.join(words)}", said.at, said.was)


def _voice(ground: Ground, who: str, a: Mapping[str, Any], b: Mapping[str, Any]) -> Cause:
    one, other = ground.old.bible.cast.get(who), ground.new.bible.cast.get(who)
    if one is not None and other is not None:
        for key in ("voice", "clips"):
            said = differing(ground.old_files.under(one.span), ground.new_files.under(other.span), (key,))
            if said is not None:
                return Cause("voice", f"the voice of {who}: {said.text.removeprefix('voice ')}", said.at, said.was)
        changed = [clip.file for clip in other.clips if clip not in one.clips]
        if changed:
            return Cause("voice", f"the voice of {who}: another recording in {', '.join(changed)}", (other.clips[0].span,))
    return Cause("voice", f"the voice of {who}: {arrow(str(a.get('voice', '')), str(b.get('voice', '')))}",
                 (other.span,) if other is not None and other.span != NOWHERE else (), derived=True)


def translated(side: Side, files: Files, reel: Reel, line: Line, language: str) -> tuple[Span, ...]:
    """Where the translation of `line` stands: its entry in `translations/<language>/<episode>.yaml`."""
    found = (path for path in side.sources if path.startswith("translations/") and path.endswith(f"/{reel.episode.id}.yaml"))
    path = next((path for path in found if path.split("/")[1].startswith(language[:2])), "")
    if not path:
        return ()
    leaves = files.whole(path)
    leaf = leaves.get((line.id,)) or leaves.get((line.words[0][1],))
    return (leaf.span,) if leaf is not None else ()


def _is_gone(ground: Ground, line: Line) -> bool:
    step = _step(ground.before, line)
    return any(at == step for at, _ in ground.edits.removed)


def _renamed(ground: Ground, a: Line, b: Line) -> bool:
    """Whether the speaker of A is only called otherwise in B: the old name is gone from the cast, the new one came."""
    return (all(who not in ground.new.bible.cast for who in a.speakers if who not in b.speakers)
            and all(who not in ground.old.bible.cast and who in ground.new.bible.cast
                    for who in b.speakers if who not in a.speakers))


def _step(reel: Reel, line: Line) -> int:
    return next((at for at, step in enumerate(reel.steps) if isinstance(step.what, Line) and step.what.index == line.index), -2)


def _say(task: Task) -> Mapping[str, str]:
    found = task.params.get("say")
    return found if isinstance(found, Mapping) else {}


def _delivery(line: Line) -> str:
    strength = f" {line.intensity:g}" if line.emotion else ""
    return ", ".join((*((line.emotion + strength,) if line.emotion else ()), *line.manner)) or line.delivery


def _channel(line: Line) -> str:
    return {"": "in the picture", "vo": "as voice-over", "os": "from off screen", "inner": "as a thought"}.get(
        line.channel, f"over {line.channel}")


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(names) or "nobody"


def _quote(text: str) -> str:
    return f"“{short(text, _QUOTED)}”"


def _span(line: Line) -> tuple[Span, ...]:
    return () if line.span == NOWHERE else (line.span,)
