"""LALR tables that lark makes of a grammar, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..base.nodes import node

END = "$END"
FORM = "lalr-2"
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
    order = _order(states, [table["start_states"][name] for name in starts])
    place = {state: at for at, state in enumerate(order)}
    ends = [[place[table[side][name]] for side in ("start_states", "end_states")] for name in starts]
    rows = [sorted(states[state].items(), key=_name) for state in order]
    return {"starts": dict(zip(starts, ends, strict=True)),
            "states": [{name: place[then] if isinstance(then, int) else then for name, then in row} for row in rows]}


def _name(one: tuple[str, Any]) -> str:
    return one[0]


def _order(states: Mapping[int, Mapping[str, Any]], first: Sequence[int]) -> Sequence[int]:
    """The states as one comes to them, those that one begins in before all: lark numbers them differently each time."""
    order = list(first)
    seen = set(order)
    for state in order:  # which grows meanwhile
        for _, then in sorted(states[state].items(), key=_name):
            if isinstance(then, int) and then not in seen:
                seen.add(then)
                order.append(then)
    return order


def revive(data: Any) -> Table:
    """The table of which `build` made `data`. Raises TypeError, ValueError, KeyError or AttributeError for other data."""
    def action(then: Any) -> Action:
        return then if isinstance(then, int) else (str(then[0]), int(then[1]))

    starts = {name: (int(first), int(last)) for name, (first, last) in data["starts"].items()}
    return Table(starts, [{name: action(then) for name, then in state.items()} for state in data["states"]])
