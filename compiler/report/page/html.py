"""The page of a series: what it is, what stands out, and every plot, from the report's own numbers."""

from __future__ import annotations

from collections.abc import Mapping

from ..nodes import EpisodeFacts, Lane, Report
from . import charts, graph, tables, timelines
from .style import PEOPLE, style
from .svg import clock, esc, facts_of, plain
from .words import Say, words_in

_PLOTTED = 100
"""Episodes of a page that get plots of their own; of a longer series the page would not open."""
_OPEN = 3
_FOOT = "Made by dramac from the scripts as they are now. Times of unspoken lines are estimates."


def page(report: Report) -> str:
    """`report` as one HTML file that fetches nothing."""
    say = words_in(report.language)
    title = report.title or say("Untitled")
    body = "".join((
        _header(report, title, say), _nav(report, say), "<main>", _overview(report, say), _people(report, say),
        _series(report, say), _episodes(report, say), tables.ledger(report, say), tables.cost(report, say),
        tables.findings(report, say), "</main>",
        f"<footer>{esc(say(_FOOT))}</footer>"))
    return document(title, body, report.language, say("Report"))


def document(title: str, body: str, language: str, kind: str) -> str:
    """An HTML file around `body`. The policy in it forbids every load: the page works from a folder, offline."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return (f'<!doctype html>\n<html lang="{esc(language)}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            f'<meta name="referrer" content="no-referrer">\n<title>{esc(title)} · {esc(kind)}</title>\n'
            f'<link rel="icon" href="data:,">\n<style>{style()}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n')


def kinds_of(report: Report) -> Mapping[str, str]:
    """A colour class for each of the most seen characters; the others share one."""
    seen = sorted(report.voices, key=lambda one: (-one.present - one.seconds, one.id))
    return {one.id: f"c{at}" for at, one in enumerate(seen[:PEOPLE])}


def _header(report: Report, title: str, say: Say) -> str:
    count = len(report.episodes)
    words = say("{n} episodes, {time} in all", n=count, time=clock(report.seconds)) if count != 1 else (
        say("One episode, {time}", time=clock(report.seconds)))
    guessed = sum(one.estimated for one in report.episodes)
    lines = sum(scene.lines for one in report.episodes for scene in one.scenes)
    basis = (say("all lines are timed by their recordings") if not guessed else
             say("{n} of {all} lines are timed by estimate", n=guessed, all=lines))
    return (f'<header><p class="over">{esc(say("Series report"))}</p><h1>{esc(title)}</h1>'
            f'<p class="lead">{esc(say("{words}; {basis}.", words=words, basis=basis))}</p></header>')


def _nav(report: Report, say: Say) -> str:
    rows = [("overview", say("Overview")), ("people", say("Characters")), ("series", say("Series")),
            ("episodes", say("Episodes")), ("ledger", say("Ledger")), ("cost", say("Cost")), ("findings", say("Findings"))]
    shown = [row for row in rows if row[0] != "ledger" or report.ledger]
    return "<nav>" + "".join(f'<a href="#{id}">{esc(name)}</a>' for id, name in shown) + "</nav>"


def _overview(report: Report, say: Say) -> str:
    scenes = [scene for one in report.episodes for scene in one.scenes]
    shots = sum(len(one.shots) for one in report.episodes)
    words = sum(one.words for one in report.episodes)
    facts = [(clock(report.seconds), say("running time")), (str(len(report.episodes)), say("episodes")),
             (str(len(scenes)), say("scenes")), (str(shots), say("shots")),
             (f"{report.seconds / shots:.1f} s" if shots else "–", say("average shot")),
             (plain(words), say("spoken characters" if report.unit == "characters" else "spoken words")),
             (str(sum(1 for one in report.voices if one.lines)), say("speaking parts")), (str(len(report.places)), say("places"))]
    notes = "".join(f"<li>{esc(one)}</li>" for one in tables.standing_out(report, say))
    return (f'<section id="overview">{facts_of(facts)}'
            f'{f"<ul class=notes>{notes}</ul>" if notes else ""}{tables.glance(report, say)}</section>')


def _people(report: Report, say: Say) -> str:
    kinds = kinds_of(report)
    names = [(one.id, one.name) for one in sorted(report.voices, key=lambda one: (-one.present - one.seconds, one.id))]
    parts = [f'<h2 id="people">{esc(say("Characters"))}</h2>']
    if len(report.episodes) > 1:
        parts.append(timelines.whole_series("series-lanes", report.episodes, kinds, names, say))
    parts += [charts.balance("balance", report.voices, kinds, report.unit, say), graph.network("network", report, kinds, say),
              tables.talk(report, say)]
    return "".join(parts)


def _series(report: Report, say: Say) -> str:
    rows = [(say("Series"), report.sizes), *((one.id, one.sizes) for one in report.episodes[:_PLOTTED])]
    parts = [f'<h2 id="series">{esc(say("The series"))}</h2>']
    if len(report.episodes) > 1:
        parts.append(charts.by_episode("pace-by-episode", report, say))
    parts.append(charts.sizes("sizes", say("Shot sizes"), rows if len(report.episodes) > 1 else rows[:1], say))
    parts += [tables.places(report, say), tables.homogeneity(report, say), graph.matrix("alike", report, say)]
    return "".join(parts)


def _episodes(report: Report, say: Say) -> str:
    parts = [f'<h2 id="episodes">{esc(say("Episodes"))}</h2>']
    kinds = kinds_of(report)
    several = len(report.episodes) > _OPEN
    for one in report.episodes[:_PLOTTED]:
        title = one.title if one.title and one.title != report.title else one.id
        head = (f"<h3>{esc(title)}</h3><span>{esc(one.id)} · {clock(one.seconds)} · "
                f"{esc(say('{n} scenes', n=len(one.scenes)))} · {esc(say('{n} shots', n=len(one.shots)))}</span>")
        parts.append(f'<details class="episode" id="{_id(one)}"{"" if several else " open"}><summary>{head}</summary>'
                     f"{_episode(one, report, kinds, say)}</details>")
    if len(report.episodes) > _PLOTTED:
        told = say("Plots of the first {n} episodes are shown; `dramac report EPISODE` makes a page of any other.", n=_PLOTTED)
        parts.append(f'<p class="told">{esc(told)}</p>')
    return "".join(parts)


def _episode(one: EpisodeFacts, report: Report, kinds: Mapping[str, str], say: Say) -> str:
    id = _id(one)
    colours = {(who, outfit): colour for who, outfit, colour in report.colours}
    by_name = {voice.name: kinds.get(voice.id, "cx") for voice in report.voices}

    def colour(lane: Lane, outfit: str) -> str:
        return colours.get((lane.name, outfit), "")

    return "".join((
        timelines.presence(f"{id}-presence", one, kinds, say), timelines.pacing(f"{id}-pace", one, say),
        charts.feelings(f"{id}-feelings", one, say), tables.against(one, say),
        timelines.held(f"{id}-wardrobe", say("Wardrobe"),
                       say("What each character wears while they are in the place, in the outfit's first colour."), one,
                       one.wardrobe, lambda lane, _: kinds.get(lane.id, "cx"), colour, (say("Character"), say("Outfit")), say),
        timelines.held(f"{id}-props", say("Props"), say("Who holds each prop; paler while its holder is elsewhere."), one,
                       one.props, lambda _, holder: by_name.get(holder, "cx"), lambda *_: "", (say("Prop"), say("Holder")), say),
        charts.balance(f"{id}-balance", one.voices, kinds, report.unit, say), tables.scenes(one, say)))


def _id(one: EpisodeFacts) -> str:
    return f"e{one.number}-{''.join(char for char in one.id if char.isascii() and (char.isalnum() or char in '-_'))}"
