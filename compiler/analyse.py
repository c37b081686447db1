"""Reading and checking a project: files in, story and findings out. What `check` does, and where every build begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from .base.diagnostic import Diagnostic
from .base.nodes import node, replace
from .base.source import Source, stem
from .bible.names import Names
from .bible.nodes import Bible
from .bible.resolve import load_bible
from .bible.translations import load_translations
from .check.levels import Accepted, Exemption, Settled, Stale
from .check.rule import Subject, Translations
from .check.run import findings
from .check.settle import Ground, settle
from .craft.run import outline, preview, ready, review_series
from .cut.errors import finding as film_finding
from .expand.errors import finding
from .expand.library import LANGUAGE, Library, Reading, default_choice
from .expand.run import expand, keys_of
from .project import Project, included
from .story.front import read_language
from .story.lower import lower
from .story.lowered import Lowered
from .story.nodes import Episode
from .story.reuse import reuse
from .story.roll import roll_call
from .story.state import Flow, flow, starts
from .syntax.errors import not_utf8
from .syntax.parse import parse
from .syntax.tree import Script

_COUNTING = frozenset(("D214",))
"""Codes of findings that count lines of an episode, and differ in the number from version to version."""
_MISSING = frozenset(("D215",))
"""Codes of findings that miss something in an episode, which another version may have."""


def _no_library() -> Library:
    return Library(Bible(), Names(Bible()), frozenset(), lambda name: "there is no project")


@node
class Analysis:
    """What reading and checking a project found. `episodes` and `flows` are in story order, those of the version that is
    made when nobody asks for another; `story_of` gives those of others, from `library`, `translations` and the
    `varying` keys of variants that the scripts use. `settled` is what `ground` makes of the findings: `diagnostics` are
    those that are told."""

    bible: Bible
    sources: Mapping[str, Source]
    scripts: Mapping[str, Script]
    episodes: tuple[Episode, ...]
    flows: tuple[Flow, ...]
    diagnostics: tuple[Diagnostic, ...]
    library: Library = field(default_factory=_no_library, compare=False, repr=False)
    translations: Translations = field(default_factory=dict, compare=False, repr=False)
    varying: frozenset[str] = frozenset()
    settled: Settled = field(default_factory=Settled, compare=False, repr=False)
    ground: Ground = field(default_factory=Ground, compare=False, repr=False)

    @property
    def levels(self) -> Mapping[str, str]:
        """The `lint:` block of the bible."""
        return self.bible.lint

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """What notes and exemptions accept."""
        return self.settled.accepted

    @property
    def stale(self) -> tuple[Stale, ...]:
        """The notes and exemptions that accept nothing."""
        return self.settled.stale


def analyse(project: Project, *, film: bool = False) -> Analysis:
    """Read, put together, lower and check every script of `project`, in every version that its variants make. With `film`
    it is also told what directing would find, with lines as long as they are estimated to be; who goes on to direct has
    no need of that."""
    bible, sources, found = bible_of(project)
    failed: list[str] = []
    library = Library(bible, Names(bible), cast_words(bible), lambda name: reading(project, name, failed))
    parsed = {source.path: parse(source, library.cast) for source in project.scripts}
    scripts = {path: script for path, (script, _) in parsed.items()}
    translations, texts, more = load_translations(project.translations, project.root)
    varying = frozenset(key for script in scripts.values() for key in keys_of(script, library))
    told = [_tell(scripts, library, translations, choice) for choice in _versions(default_choice(bible), varying, library)]
    sources = {**sources, **texts, **{source.path: source for source in project.scripts},
               **{name: script.source for name, script in library.scripts.items()}}
    exempt, wrong = exemptions_of(project)
    whole = is_whole(project, not failed)
    raw = [*project.trouble, *found, *more, *wrong, *unused(bible, library.used), *empty([one.episodes for one in told])]
    raw += [one for _, trouble in parsed.values() for one in trouble]
    raw += [one for trouble in library.found.values() for one in trouble]
    found_in = [findings(Subject(bible, library.names, scripts, one.lowered, one.episodes, one.flows, translations, sources,
                                 whole)) for one in told]
    for one, judged in zip(told, _missed_by_all(found_in), strict=True):
        raw += (*one.found, *_unsaid(judged, raw))
        if film and is_judged(bible):
            raw += _previewed(one, bible)
    if project.exemptions is not None:
        sources[project.exemptions.path] = project.exemptions
    raw += [not_utf8(sources[path], offset) for path, offset in project.not_utf8.items()]
    notes = [note for one in told for each in one.lowered for note in each.suppressions]
    ground = Ground(bible.lint, notes, exempt, sources, bible.partial, whole and is_judged(bible))
    settled = settle(raw, ground)
    return Analysis(bible, sources, scripts, told[0].episodes, told[0].flows, settled.told, library, translations, varying,
                    settled, ground)


def _unsaid(found: Iterable[Diagnostic], said: Collection[Diagnostic]) -> list[Diagnostic]:
    """`found` in one version of a series, without what counts lines of an episode of which another version has `said` so."""
    counted = {(one.code, one.span.path, one.help) for one in said if one.code in _COUNTING and one.span is not None}
    return [one for one in found if one.span is None or (one.code, one.span.path, one.help) not in counted]


def _missed_by_all(versions: Sequence[Sequence[Diagnostic]]) -> Sequence[Sequence[Diagnostic]]:
    """The findings of each version, without those that miss in one what another has."""
    if len(versions) < 2:
        return versions
    missed = [{(one.code, one.span) for one in found if one.code in _MISSING} for found in versions]
    all = set.intersection(*missed)
    return [[one for one in found if one.code not in _MISSING or (one.code, one.span) in all] for found in versions]


def _previewed(told: _Told, bible: Bible) -> Iterator[Diagnostic]:
    """What directing the episodes of one version would find, and what the platform asks of the series."""
    whole = ready(bible)
    for episode, states in zip(told.episodes, told.flows, strict=True):
        if episode.scenes:
            yield from preview(episode, states, bible, told.language, final=episode is told.episodes[-1], whole=whole)
    yield from review_series(map(outline, told.episodes), bible)


def further(told: Iterable[Diagnostic], ground: Ground, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What a later stage has `found`, after the levels, notes and exemptions of the project (those of `ground`), without
    what was `told` already."""
    known = frozenset(told)
    return tuple(one for one in settle(found, replace(ground, whole=False)).told if one not in known)


def story_of(analysis: Analysis, language: str, variants: Mapping[str, str]) -> tuple[tuple[Episode, ...], tuple[Flow, ...]]:
    """The episodes and flows of the version in `language` with `variants` (key to value) in place of the defaults."""
    library = analysis.library
    default = default_choice(library.bible)
    choice = {**default, **variants, LANGUAGE: language}
    if all(choice[key] == default[key] for key in analysis.varying if key in default):
        return analysis.episodes, analysis.flows
    told = _tell(analysis.scripts, library, analysis.translations, choice)
    return told.episodes, told.flows


@node
class _Told:
    """One version: its episodes in story order, their states, and what was found in putting them together."""

    language: str
    lowered: tuple[Lowered, ...]
    episodes: tuple[Episode, ...]
    flows: tuple[Flow, ...]
    found: tuple[Diagnostic, ...]


def _tell(scripts: Mapping[str, Script], library: Library, translations: Translations, choice: Mapping[str, str]) -> _Told:
    """Put together and lower every script as the version `choice` shows it."""
    lowered: list[Lowered] = []
    found: list[Diagnostic] = []
    for path, script in scripts.items():
        whole = expand(script, library, choice)
        one = lower(whole.script, library.bible, library.names, translations.get(stem(path), {}), stem(path))
        found += whole.found
        lowered.append(one)
    lowered.sort(key=lambda one: (one.episode.number, one.episode.id))
    lowered = list(reuse(lowered))
    episodes = tuple(one.episode for one in lowered)
    return _Told(choice[LANGUAGE], tuple(lowered), episodes, _flows(episodes, library.bible), tuple(found))


def _versions(default: Mapping[str, str], varying: frozenset[str], library: Library) -> Iterator[dict[str, str]]:
    """The default version, and then every other value of every key that the scripts use, one at a time: together they
    show all text that any version can show, unless a variant asks for two other values at once."""
    yield dict(default)
    for key in sorted(varying):
        for value in library.values(key):
            if value != default.get(key):
                yield {**default, key: value}


def reading(project: Project, name: str, failed: list[str]) -> Reading | str:
    """The file `name` that a script includes; one that cannot be read whole is added to `failed`. What is wrong with the bytes
    of a script of the series is told with that script."""
    read = included(project, name)
    if isinstance(read, str) or read[1] is not None:
        failed.append(name)
    if isinstance(read, str):
        return read
    source, bad = read
    if bad is None or any(one.path == name for one in project.scripts):
        return source, ()
    return source, (not_utf8(source, bad),)


def unused(bible: Bible, used: Collection[str]) -> list[Diagnostic]:
    """A hint for each macro of `bible` that is not among those `used`."""
    return [finding("D150", f"no script uses the macro `{id}`", one.span, "take it out of the bible, or use it")
            for id, one in bible.macros.items() if id not in used]


def empty(versions: Sequence[Sequence[Episode]]) -> list[Diagnostic]:
    """What the director will say of the episodes that have no scene in any of the `versions` of a series."""
    filmed = {one.id for version in versions for one in version if one.scenes}
    return [film_finding("D409", one.span) for one in versions[0] if one.id not in filmed]


def exemptions_of(project: Project) -> tuple[tuple[Exemption, ...], tuple[Diagnostic, ...]]:
    """The entries of the exemptions of `project`, and what is wrong with them."""
    source = project.exemptions
    if source is None or source.path in project.not_utf8:
        return (), ()
    from .check.exemptions import read_exemptions

    return read_exemptions(source)


def is_whole(project: Project, included: bool) -> bool:
    """Whether every script of `project` could be read, and, as `included` says, all that they include."""
    return included and not project.trouble and not project.not_utf8


def is_judged(bible: Bible) -> bool:
    """Whether `bible` tells enough for every rule to speak."""
    return not bible.partial and not bible.inferred


def bible_of(project: Project) -> tuple[Bible, dict[str, Source], tuple[Diagnostic, ...]]:
    """The bible of `project`, or one read off its scripts where it has none, with its sources and findings. The target that
    is judged comes first."""
    if project.bible is not None:
        bible, sources, found = load_bible(project.bible, project.root)
        if project.target in bible.targets:
            bible = replace(bible, targets={project.target: bible.targets[project.target], **bible.targets})
        return bible, sources, found
    from .bible.infer import infer

    cast: dict[str, None] = {}
    places: dict[tuple[str, bool], None] = {}
    language = ""
    for source in project.scripts:
        script = parse(source)[0]
        names, headings = roll_call(script)
        cast.update(dict.fromkeys(names))
        places.update(dict.fromkeys(headings))
        language = language or read_language(script, "en")
    return infer(tuple(cast), tuple(places), language or "en"), {}, ()


def cast_words(bible: Bible) -> frozenset[str]:
    """Every name that a cue may use, for scripts (Chinese, Japanese) where a cue cannot be told by its capitals."""
    return frozenset(word for character in bible.cast.values()
                     for word in (character.id, *character.aliases, *character.names.values()))


def _flows(episodes: Sequence[Episode], bible: Bible) -> tuple[Flow, ...]:
    """The continuity state of each episode, which begins as the one before ended."""
    found: list[Flow] = []
    state = starts(bible)
    for episode in episodes:
        found.append(flow(episode, bible, state))
        state = found[-1].after
    return tuple(found)
