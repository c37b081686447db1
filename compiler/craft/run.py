"""Runs the rules of craft: over one directed episode, over an episode that is yet to be directed, over a series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ..base.diagnostic import Diagnostic, Severity, in_order
from ..base.nodes import replace
from ..base.pages import filed, pages
from ..bible.casting import complete
from ..bible.nodes import Bible, Target
from ..cut.direct import Directing, direct
from ..cut.nodes import Cut, LineTiming
from ..cut.version import version_of
from ..story.nodes import Episode, Marker
from ..story.state import Flow
from . import rules
from .profile import Profile, profile_of
from .rule import Film, Outline, Rule, Whole, beginning

_CRAFT = "D7"
_TELLS_MORE = {"D703": "D408", "D706": "D402", "D708": "D401"}
"""Codes whose findings say what the director says of the same place, with the platform's numbers."""
_WHOLE = frozenset(("D703",))
"""Of these the ones of which an episode has one, wherever it points."""

NOT_AT_THE_END = frozenset(("D711",))
"""Codes that the last episode of a series is never told: a preview that does not know which is the last tells them of all."""
_PACE = frozenset(("D401", "D402", "D406", "D408"))
"""Hints of the director on pace, which hang on estimates: a preview gives them only where the profile asks for them."""
_FEATURE = 600
"""Beats beyond which a script is no episode of a vertical drama, which last some fifteen minutes at most: directing a
feature takes ten times as long as reading it."""
_DRAWN = frozenset(("D516",))
"""What is only of interest when a film is made: a preview leaves it to the plan."""


def review(episode: Episode, flow: Flow, bible: Bible, cut: Cut, heard: Mapping[int, LineTiming] | None = None, *,
           target: Target | None = None, final: bool = False) -> tuple[Diagnostic, ...]:
    """What is to be said of the craft of `cut`, the directed `episode`, and of what `target` (by default the bible's first)
    can make of it. `heard` are the lengths of the lines that were spoken; `final` says that the series ends here. Without a
    profile in the bible, craft is not judged."""
    if not cut.shots:
        return ()
    film = Film(episode, flow, bible, cut, profile_of(bible), target or first_target(bible), heard or {}, final)
    return in_order(_levelled(film.profile, (
        one for rule in _asked(film.profile) if rule.check is not None for one in rule.check(film))))


def ready(bible: Bible) -> Bible:
    """`bible` with nothing left open, as the director needs it: made once for the previews of many episodes."""
    return complete(bible, (bible.series.language, *bible.series.dubs))


def preview(episode: Episode, flow: Flow, bible: Bible, language: str, *, final: bool = False,
            whole: Bible | None = None, directing: Directing = direct) -> tuple[Diagnostic, ...]:
    """What directing `episode` in `language` has to say, and what `review` says of the film, with every line as long as it
    is estimated to be. `bible` may leave looks and voices open, as the writer's does; `whole` is what `ready` makes of it,
    and is made here where it is not given. Where the profile does not ask for more, what the director hints on pace is left
    to the plan, which knows the voices; so is all that can be said of a feature."""
    profile = profile_of(bible)
    if profile is None and sum(len(scene.beats) for scene in episode.scenes) > _FEATURE:
        return ()
    whole = whole or ready(bible)
    cut, found = directing(episode, flow, whole, version_of(whole, language))
    quiet = {code for code in _PACE if profile is None or profile.level(code, Severity.HINT) is None} | _DRAWN
    said = together(found, review(episode, flow, bible, cut, final=final))
    return tuple(one for one in said if one.code not in quiet)


def review_series(outlines: Iterable[Outline], bible: Bible, *, target: Target | None = None) -> tuple[Diagnostic, ...]:
    """What is to be said of a whole series, given the outlines of its episodes in story order."""
    whole = Whole(bible, tuple(outlines), profile_of(bible), target or first_target(bible))
    return in_order(_levelled(whole.profile, (
        one for rule in _asked(whole.profile) if rule.check_series is not None for one in rule.check_series(whole))))


def outline(episode: Episode) -> Outline:
    """What `review_series` needs to know of `episode`."""
    places = {scene.place: beginning(scene.span) for scene in reversed(episode.scenes) if scene.place}
    walls = (beat.span for scene in episode.scenes for beat in scene.beats
             if isinstance(beat, Marker) and beat.kind == "paywall")
    return Outline(episode.id, episode.number, tuple(sorted(places.items())), next(walls, None))


def together(directing: Iterable[Diagnostic], craft: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings of directing and of craft; what both say is said once, with the platform's numbers."""
    craft = tuple(craft)
    said = {(_TELLS_MORE[one.code], None if one.code in _WHOLE else one.span) for one in craft if one.code in _TELLS_MORE}
    rest = (one for one in directing if not {(one.code, one.span), (one.code, None)} & said)
    return in_order((*rest, *craft))


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule of the `rules` folder, by code. Raises ValueError where two share a code or one has no docstring."""
    return filed(rules, lambda name, module, text: Rule(name, module.CODE, module.SEVERITY, text, getattr(module, "check", None),
                                                        getattr(module, "check_series", None)))


def explanations() -> Mapping[str, str]:
    """The page of every rule by its code."""
    return pages(all_rules())


def _asked(profile: Profile | None) -> Iterator[Rule]:
    """The rules to run: those of craft only where somebody has chosen a platform."""
    return (rule for rule in all_rules() if profile is not None or not rule.code.startswith(_CRAFT))


def _levelled(profile: Profile | None, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    for one in found:
        level = profile.level(one.code, one.severity) if profile is not None else one.severity
        if level is not None:
            yield replace(one, severity=level)


def first_target(bible: Bible) -> Target:
    """The target that is judged where nobody asks for another."""
    return next(iter(bible.targets.values()), Target("preview"))
