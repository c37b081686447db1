"""LALR tables that lark makes of a grammar, as plain data that can be kept between runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..base.nodes import node

END = "$END"
FORM = "lalr-1"
"""The form of what `build` returns."""

Action = int | tuple[str, int]


@node
class Table:
    """`starts` has for each start symbol its first and its last state. `states` tells for each state what to do with a
    terminal or a rule: go on to another state, or (a name and a length) make a rule of what came last."""

    starts: Mapping[str, tuple[int, int]]
    states: Sequence[Mapping[str, Action]]


def build(grammar: str, starts: Sequence[str]) -> Any:
    """The tables of `grammar` for the start symbols `starts`, as JSON data."""
    import lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    machine = lark.Lark(grammar, parser="lalr", lexer="basic", start=list(starts), propagate_positions=False,
                        maybe_placeholders=False)
    data, memo = machine.memo_serialize([TerminalDef, Rule])
    table, rules = data["parser"]["parser"], {int(number): rule for number, rule in memo.items()}

    def action(what: int, argument: Any) -> Any:
        if what == 0:
            return argument
        rule = rules[argument["@"]]
        return [rule["origin"]["name"], len(rule["expansion"])]

    states = {int(state): {table["tokens"][token]: action(*then) for token, then in actions.items()}
              for state, actions in table["states"].items()}
    return {"starts": {name: [table["start_states"][name], table["end_states"][name]] for name in starts},
            "states": [states[number] for number in range(len(states))]}


def revive(data: Any) -> Table:
    """The table of which `build` made `data`. Raises TypeError, ValueError, KeyError or AttributeError for other data."""
    def action(then: Any) -> Action:
        return then if isinstance(then, int) else (str(then[0]), int(then[1]))

    starts = {name: (int(first), int(last)) for name, (first, last) in data["starts"].items()}
    return Table(starts, [{name: action(then) for name, then in state.items()} for state in data["states"]])
