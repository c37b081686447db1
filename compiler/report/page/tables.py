"""The parts of the page that are words: what stands out, the ledger, cost, findings, scenes."""

from __future__ import annotations

from statistics import median

from ..nodes import Account, EpisodeFacts, Report
from .svg import card, clock, esc, facts_of, plain, table
from .timelines import spark
from .words import Say, entry

_LONG = 1.35
"""An episode this much longer than the median stands out; one shorter by as much, too."""
_LOUD = 0.55
"""Of all speech: more than this in one mouth stands out."""
_SHOWN = 12


def standing_out(report: Report, say: Say) -> list[str]:
    """What somebody should look at first: a few sentences, each with its number."""
    found = []
    if len(report.episodes) > 2:
        usual = median(one.seconds for one in report.episodes)
        far = [one for one in report.episodes if not usual / _LONG <= one.seconds <= usual * _LONG]
        found += [say("{id} runs {time}; the middle episode runs {usual}.", id=one.id, time=clock(one.seconds),
                      usual=clock(usual)) for one in far[:3]]
    spoken = sum(one.seconds for one in report.voices)
    if report.voices and spoken and len(report.voices) > 2 and report.voices[0].seconds > _LOUD * spoken:
        first = report.voices[0]
        found.append(say("{name} has {share} of all speech.", name=first.name, share=f"{first.seconds / spoken:.0%}"))
    late = [one for one in report.episodes if one.first_line is None or one.first_line > 5]
    found += [say("{id}: nobody speaks in the first {n} seconds.", id=one.id, n=plain(one.first_line or one.seconds))
              for one in late[:3]]
    for state, words in (("open", "Planted and never paid off: {names}."), ("bare", "Paid off and never planted: {names}."),
                         ("early", "Paid off before it is planted: {names}.")):
        names = [one.fact for one in report.ledger if one.state == state]
        if names:
            found.append(say(words, names=_few(tuple(names))))
    worst = max(report.episodes, key=lambda one: one.errors, default=None)
    if worst is not None and worst.errors:
        found.append(say("Most errors: {id}, {n}.", id=worst.id, n=worst.errors))
    return found


def glance(report: Report, say: Say) -> str:
    """Every episode in a row, with its tension as a small curve."""
    head = [say("Episode"), say("Title"), say("Length"), say("Tension"), say("Scenes"), say("Shots"), say("Average shot"),
            say("First line"), say("Findings")]
    cells = "".join(f'<th scope="col"{_right(at)}>{esc(one)}</th>' for at, one in enumerate(head))
    rows = []
    for one in report.episodes:
        marks = " ".join(f'<span class="level {level}">{esc(say(level))} {count}</span>' for level, count in (
            ("error", one.errors), ("warning", one.warnings), ("hint", one.hints)) if count)
        average = f"{one.seconds / len(one.shots):.1f} s" if one.shots else ""
        first = f"{one.first_line:.1f} s" if one.first_line is not None else "–"
        texts = (one.id, one.title, clock(one.seconds), "", len(one.scenes), len(one.shots), average, first)
        row = "".join(f"<td{_right(at)}>{spark(one) if at == 3 else esc(text)}</td>" for at, text in enumerate(texts))
        rows.append(f"<tr>{row}<td>{marks or '–'}</td></tr>")
    return (f'<figure id="glance"><figcaption><h3>{esc(say("Episodes at a glance"))}</h3></figcaption><div class="scroll"><table>'
            f"<thead><tr>{cells}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></figure>")


def talk(report: Report, say: Say) -> str:
    """What is sure about women who talk to one another."""
    facts = report.talk
    rows = [say("Speaking parts: women {women}, men {men}, not said in the bible {unsaid}.", women=facts.women,
                men=facts.men, unsaid=facts.unsaid)]
    if facts.together:
        rows.append(say("Two women talk to one another with nobody else speaking in: {scenes}.", scenes=_few(facts.together)))
        rows.append(say("Of these, no man is named or meant in: {scenes}.", scenes=_few(facts.free)) if facts.free else
                    say("In each of these a man is named or meant."))
    else:
        rows.append(say("No scene is sure to be two women talking to one another alone."))
    return card("talk", say("Who talks to whom, as far as it is sure"), "".join(f"<p>{esc(one)}</p>" for one in rows))


def places(report: Report, say: Say) -> str:
    """The places by screen time."""
    rows = [(one.name, one.scenes, one.episodes, clock(one.seconds),
             f"{one.seconds / report.seconds:.0%}" if report.seconds else "") for one in report.places]
    head = (say("Place"), say("Scenes"), say("Episodes"), say("Time"), "%")
    return card("places", say("Places"), table(head, rows, (1, 2, 3, 4)))


def homogeneity(report: Report, say: Say) -> str:
    """How alike the episodes are on the whole."""
    one = report.homogeneity
    if one is None:
        return ""
    tiles = facts_of((
        (f"{one.score:.0f}", say("homogeneity, 0 to 100")), (f"{one.words:.0%}", say("alike in words")),
        (f"{one.people:.0%}", say("alike in people and places")), (f"{one.rhythm:.0%}", say("alike in rhythm"))))
    told = say("The mean likeness of all pairs of episodes: 0 where each is different, 100 where all are one.")
    return card("homogeneity", say("How alike the episodes are"), tiles, told)


def against(one: EpisodeFacts, say: Say) -> str:
    """Lines that are played against their words."""
    if not one.against:
        return ""
    rows = [(clock(each.start), each.who, each.text, entry("emotions", each.emotion, say), f"{each.said:+.2f}",
             f"{each.played:+.2f}", each.line) for each in one.against[:_SHOWN]]
    head = (say("At"), say("Character"), say("Words"), say("Played as"), say("Words feel"), say("Tag feels"), say("Line"))
    return card("", say("Played against the words"), table(head, rows, (0, 4, 5, 6)),
                say("Lines whose words feel one way and whose tag another: subtext, or a tag to look at."))


def scenes(one: EpisodeFacts, say: Say) -> str:
    """The scenes of an episode."""
    rows = [(scene.number or at, scene.heading, clock(scene.start), f"{scene.seconds:.0f}", scene.shots, scene.lines,
             ", ".join(scene.cast), entry("storytimes", scene.storytime, say) if scene.storytime != "present" else "", scene.line)
            for at, scene in enumerate(one.scenes, 1)]
    head = (say("Scene"), say("Heading"), say("At"), say("Seconds"), say("Shots"), say("Lines"), say("Cast"), say("Story time"),
            say("Line"))
    return card("", say("Scenes"), table(head, rows, (2, 3, 4, 5, 8)))


def ledger(report: Report, say: Say) -> str:
    """Plants and payoffs."""
    if not report.ledger:
        return ""
    rows = [(one.fact, say(_STATES[one.state]), *_entries(one)) for one in report.ledger]
    head = (say("Fact"), say("State"), say("Planted"), say("Revealed"), say("Paid off"))
    told = say("Every fact that the scripts plant, reveal, use or pay off, with the episode, the line and the time.")
    return f'<h2 id="ledger">{esc(say("Plants and payoffs"))}</h2>{card("ledger-table", "", table(head, rows), told)}'


_STATES = {"paid": "paid off", "open": "never paid off", "bare": "never planted", "early": "paid off too early",
           "told": "only told"}


def _entries(one: Account) -> list[str]:
    found = []
    for kinds in (("plant",), ("reveals", "knows"), ("payoff",)):
        own = (each for each in one.entries if each.kind in kinds)
        found.append("; ".join(f"{each.episode}:{each.line} ({clock(each.start)}) {', '.join(each.who)}".strip() for each in own))
    return found


def cost(report: Report, say: Say) -> str:
    """What computing and generating would cost, as far as the plan can tell."""
    facts = report.cost
    total = sum(one.seconds for one in facts.work)
    rows = [(say(one.action), one.tasks, plain(one.seconds)) for one in facts.work]
    work = table((say("Task"), say("Count"), say("Seconds on one core")), [*rows, (say("Together"), sum(
        one.tasks for one in facts.work), plain(total))], (1, 2))
    offers = table((say("Model"), say("Picture"), say("Billed, s"), f"{facts.currency}/s", facts.currency),
                   [(one.model, one.resolution, plain(one.billed), f"{one.price:g}", f"{one.cost:,.2f}") for one in facts.offers],
                   (2, 3, 4))
    told = say("List prices as of {date} ({source}), each shot billed for the clip that the model sells, one take.",
               date=facts.as_of, source=facts.source)
    budget = "" if facts.budget is None else say("The budget of these episodes: {sum} {currency}.", sum=plain(facts.budget),
                                                 currency=facts.currency)
    return "".join((
        f'<h2 id="cost">{esc(say("Estimated cost"))}</h2>',
        card("work", say("A build on this machine"), work,
             say("What the plan expects, before anything that is made already is counted off.")),
        card("offers", say("If the pictures were generated"), f"<p>{esc(budget)}</p>{offers}" if budget else offers, told)))


def findings(report: Report, say: Say) -> str:
    """Findings by code, and those that are accepted."""
    rows = "".join(
        f'<tr><td><code>{esc(one.code)}</code></td><td class="level {esc(one.level)}">{esc(say(one.level))}</td>'
        f'<td class="n">{one.count}</td><td>{esc(one.message)}</td><td>{esc(_place(one.path, one.line))}</td></tr>'
        for one in report.findings)
    head = "".join(f'<th scope="col"{" class=n" if at == 2 else ""}>{esc(one)}</th>' for at, one in enumerate(
        (say("Code"), say("Level"), say("Count"), say("The first"), say("Where"))))
    body = (f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>' if rows else
            f"<p>{esc(say('Nothing was found.'))}</p>")
    accepted = table((say("Code"), say("Finding"), say("Reason"), say("Where")), [
        (one.code, one.message or say("turned off in the bible"), one.reason or "–", _place(one.path, one.line))
        for one in report.accepted])
    return (f'<h2 id="findings">{esc(say("Findings"))}</h2><figure id="findings-table">{body}</figure>'
            + (f'<figure id="accepted"><figcaption><h3>{esc(say("Accepted exceptions"))}</h3></figcaption>{accepted}</figure>'
               if report.accepted else ""))


def _place(path: str, line: int) -> str:
    return f"{path}:{line}" if line else path


def _few(names: tuple[str, ...]) -> str:
    return ", ".join(names[:8]) + (f" (+{len(names) - 8})" if len(names) > 8 else "")


def _right(at: int) -> str:
    return ' class="n"' if at in (2, 4, 5, 6, 7) else ""
