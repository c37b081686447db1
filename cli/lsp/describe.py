"""What is told of a name when the writer points at it: Markdown for people, places, props and words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ...compiler.analyse import Analysis
from ...compiler.bible.casting import complete
from ...compiler.bible.nodes import Bible, Character, Place, Prop
from ...compiler.story.state import State, starts
from ...compiler.symbols.moment import Moment
from ...compiler.symbols.nodes import Symbol
from ...stdlib import vocabulary

VOCABULARIES: Mapping[str, str] = {
    "SIZE": "sizes", "COMPOSITION": "compositions", "ANGLE": "angles", "MOVE": "moves", "MOOD": "moods",
    "INSTRUMENT": "instruments", "MODE": "storytimes", "BEAT": "beats",
}
"""The vocabulary of each terminal of a directive."""
_SEXES = {"f": "female", "m": "male"}


def describe(symbol: Symbol, analysis: Analysis, here: Moment | None) -> str:
    """What is known of `symbol`, and what holds of it `here`; without a moment, how it starts. Empty for nothing."""
    bible = analysis.bible
    state = here.state if here is not None else starts(bible)
    when = "Here" if here is not None else "At the start"
    tables: Mapping[str, Callable[[], str]] = {
        "cast": lambda: _person(bible.cast.get(symbol.id), bible, state, when),
        "extra": lambda: f"**{symbol.id}** is an extra: a voice and a face without a declaration.",
        "place": lambda: _place(bible.places.get(symbol.id), here),
        "prop": lambda: _prop(bible.props.get(symbol.id), symbol.id, state, when),
        "look": lambda: _look(symbol.id, bible),
        "wardrobe": lambda: _outfit(symbol, bible),
        "line": lambda: _line(symbol, analysis),
        "fact": lambda: f"**{symbol.id}** is a fact of the story.",
        "macro": lambda: _macro(symbol.id, analysis),
        "variable": lambda: _variable(symbol.id, bible),
        "variant": lambda: f"**{symbol.id}** (variant): {' or '.join(analysis.library.values(symbol.id))}",
        "value": lambda: f"**{symbol.id}** is a value of the variant {symbol.owner}.",
        "mark": lambda: word("marks", symbol.id),
        "sound": lambda: word("sounds", symbol.id),
        "voice": lambda: _voice(symbol.id),
    }
    return tables[symbol.kind]() if symbol.kind in tables else ""


def word(name: str, id: str) -> str:
    """What the word `id` of vocabulary `name` stands for, with other ways to write it."""
    entry = vocabulary(name).entries.get(id)
    if entry is None:
        return ""
    label = str(entry.get("label", id))
    others: list[str] = []
    for alias in (*entry.get("exact", ()), *entry.get("aliases", ())):
        others += [str(one) for one in (alias["words"] if isinstance(alias, dict) else [alias])]
    kind = name.replace("_", " ").rstrip("s") if not name.endswith("ss") else name
    also = f"\n\nAlso written: {', '.join(others[:8])}" if others else ""
    return f"**{label}** ({kind}){also}"


def directive(kind: str) -> str:
    """What the directive `kind` does, with an example."""
    entry = vocabulary("directives").entries.get(kind)
    if entry is None:
        return ""
    args = str(entry.get("args", ""))
    example = f"[[{kind}: {args}]]" if args else f"[[{kind}]]"
    return f"**{kind}** {entry['help']}\n\n```\n{example}\n```"


def _person(one: Character | None, bible: Bible, state: State, when: str) -> str:
    if one is None:
        return ""
    facts = [str(one.age), *([_SEXES[one.appearance.sex]] if one.appearance.sex in _SEXES else [])]
    now = []
    if not state.alive(one.id):
        now.append("dead")
    if outfit := state.wearing.get(one.id):
        now.append(f"wears {_dressed(one, outfit)}")
    if held := state.holding.get(one.id):
        now.append(f"holds {' and '.join(held)}")
    now += [str(vocabulary("marks").entries.get(mark, {}).get("label", mark)).lower() for mark in state.marks.get(one.id, ())]
    if when == "Here":
        now.append("in this scene" if one.id in state.present else "not in this scene")
    voices = _voices(one, bible)
    return "\n\n".join(part for part in (
        _title(one.id, one.names, one.aliases), ", ".join(facts), f"{when}: {'; '.join(now)}." if now else "",
        f"Voice: {voices}" if voices else "") if part)


def _dressed(one: Character, key: str) -> str:
    outfit = one.wardrobe.get(key)
    return f"*{key}* ({outfit.words.own})" if outfit is not None and outfit.words.own else f"*{key}*"


def _voices(one: Character, bible: Bible) -> str:
    """The voices of a character by language; those that nobody has chosen are marked."""
    cast = _completed(bible).cast.get(one.id, one)
    told = []
    for language, voice in cast.voice.items():
        label = str(vocabulary("voices").entries.get(voice, {}).get("label", voice))
        told.append(f"{language} {label}{'' if language in one.voice else ' (cast by dramac)'}")
    return "; ".join(told)


def _completed(bible: Bible) -> Bible:
    return complete(bible, (bible.series.language, *bible.series.dubs))


def _place(one: Place | None, here: Moment | None) -> str:
    if one is None:
        return ""
    facts = ["interior" if one.interior else "exterior", *([one.words.own] if one.words.own not in ("", one.id) else []),
             *([f"light: {one.light}"] if one.light else []), *([f"weather: {one.weather}"] if one.weather else [])]
    now = ""
    if here is not None and here.scene.place == one.id:
        said = [here.scene.time, *([here.scene.weather] if here.scene.weather else []),
                *([here.scene.storytime] if here.scene.storytime != "present" else [])]
        now = f"Here: {', '.join(said)}."
    return "\n\n".join(part for part in (_title(one.id, one.names, one.aliases), "; ".join(facts), now) if part)


def _prop(one: Prop | None, id: str, state: State, when: str) -> str:
    holder = state.holder(id)
    now = f"{when}: {holder} holds it." if holder else f"{when}: nobody holds it."
    if one is None:
        return f"**{id}**\n\n{now}"
    return "\n\n".join(part for part in (_title(one.id, one.names, one.aliases), one.words.own, now) if part)


def _look(id: str, bible: Bible) -> str:
    one = bible.looks.get(id)
    if one is None:
        return word("grades", id)
    facts = [f"grade {one.grade}", *([f"weather {one.weather}"] if one.weather else []),
             *([f"grain {one.grain:g}"] if one.grain else []), f"vignette {one.vignette:g}"]
    return f"**{id}** (look)\n\n{', '.join(facts)}"


def _outfit(symbol: Symbol, bible: Bible) -> str:
    owner = bible.cast.get(symbol.owner)
    outfit = owner.wardrobe.get(symbol.id) if owner is not None else None
    if outfit is None:
        return f"**{symbol.id}**, in the wardrobe of {symbol.owner}"
    colours = f"\n\nColours: {', '.join(outfit.colours)}" if outfit.colours else ""
    return f"**{symbol.id}**, in the wardrobe of {symbol.owner}\n\n{outfit.words.own}{colours}"


def _line(symbol: Symbol, analysis: Analysis) -> str:
    for episode in analysis.episodes:
        for line in episode.lines() if episode.id == symbol.owner else ():
            if line.id == symbol.id:
                words = "\n\n".join(f"{language}: {text}" for language, text in line.words)
                return f"**{' and '.join(line.speakers)}** in {episode.id}\n\n{words}"
    return ""


def _macro(id: str, analysis: Analysis) -> str:
    macro = analysis.library.macro(id)
    if macro is None:
        return ""
    asked = ", ".join(f"{one.name}: {one.type}{f' = {one.default}' if one.default else ''}" for one in macro.parameters)
    return "\n\n".join(part for part in (f"**{id}**({asked})", macro.help, f"```\n{macro.body.rstrip()}\n```") if part)


def _variable(id: str, bible: Bible) -> str:
    one = bible.variables.get(id)
    return f"**{id}** (variable, {one.type})" + (f": {one.default}" if one and one.default else "") if one is not None else ""


def _voice(id: str) -> str:
    entry = vocabulary("voices").entries.get(id)
    if entry is None:
        return ""
    facts = (f"about {entry['age']}", _SEXES.get(entry["sex"], ""), entry["timbre"], entry["language"])
    return f"**{id}** (voice)\n\n{entry['label']}; {', '.join(map(str, facts))}"


def _title(id: str, names: Mapping[str, str], aliases: Iterable[str]) -> str:
    others = [*names.values(), *aliases]
    return f"**{id}**" + (f" · {' · '.join(others)}" if others else "")
