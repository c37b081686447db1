"""From the tree of one script and the bible to the story of an episode.

Every element has a file that reads it (`heading`, `cue`, `delivery`, `prose`, `framing`, `directive` …); `strip` cuts
the script into scenes, `scene` puts one together, this file the episode.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..base.source import Span
from ..bible.names import Names
from ..bible.nodes import Bible
from ..syntax.tree import Comment, Directive, Script
from .front import read_language, read_number, read_title
from .heading import Slate, read_heading
from .lowered import Lowered, Suppression, Unresolved
from .nodes import Episode, Line, Scene
from .reuse import reuse
from .roll import roll_call
from .scene import read_scene
from .speech import Declared
from .strip import Strip, strips_of

__all__ = ["lower", "read_suppressions", "roll_call"]


def lower(script: Script, bible: Bible, names: Names, translations: Mapping[str, Mapping[str, str]],
          episode_id: str) -> Lowered:
    """The story of `script`, whose file's stem is `episode_id`.

    `translations` maps a language to the episode's translated lines: by line id, or by the exact source text. Never
    raises for anything that the parser returns: names that nobody declared are listed, and lowering goes on with the
    best guess (an unknown speaker is an extra, an unknown place the nearest one).
    """
    declared = Declared(bible, names, read_language(script, bible.series.language), translations)
    unresolved: list[Unresolved] = []
    scenes: list[Scene] = []
    slate: Slate | None = None
    index = 0
    for strip in strips_of(script):
        if strip.heading is None and not strip.elements:
            continue
        slate, unknown = _slate(strip, slate, declared)
        unresolved.extend(unknown)
        scene, unknown = read_scene(strip, slate, scenes[-1] if scenes else None, index, declared)
        unresolved.extend(unknown)
        index += sum([isinstance(one, Line) for one in scene.beats])
        scenes.append(scene)
    text = script.source
    episode = Episode(episode_id, read_number(script, episode_id), read_title(script, episode_id), declared.language,
                      tuple(scenes), Span(text.path, 0, len(text.text)))
    made = Lowered(episode, () if bible.inferred else tuple(unresolved), read_suppressions(script))
    return reuse((made,))[0]


def read_suppressions(script: Script) -> tuple[Suppression, ...]:
    """The `[[lint: off …]]` notes of `script`, each over the element that follows it (further such notes and comments
    aside). A note that nothing follows covers only itself."""
    if Directive not in set(map(type, script.body)):
        return ()
    found = []
    target: Span | None = None
    for element in reversed(script.body):
        if isinstance(element, Directive) and element.kind == "lint":
            code, reason = element.args.get("code"), element.args.get("reason")
            if element.args.get("off") and isinstance(code, str):
                why = reason if isinstance(reason, str) else ""
                found.append(Suppression(code.upper(), why, target or element.span, element.span))
        elif not isinstance(element, Comment):
            target = element.span
    return tuple(reversed(found))


def _slate(strip: Strip, before: Slate | None, declared: Declared) -> tuple[Slate, tuple[Unresolved, ...]]:
    """What the heading of `strip` says. A script without headings plays at the first place of the bible."""
    if strip.again and before is not None:
        return before, ()
    if strip.heading is None:
        return Slate(place=next(iter(declared.bible.places), "")), ()
    return read_heading(strip.heading, declared.bible, declared.names, before)
