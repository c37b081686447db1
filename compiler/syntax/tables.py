"""Lark's tables as plain data, so that they can be kept between runs."""

from __future__ import annotations

from typing import Any


def flatten(machine: Any) -> Any:
    """The tables of a `lark.Lark` as plain data that JSON can hold."""
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    data, memo = machine.memo_serialize([TerminalDef, Rule])
    data["parser"]["lexer_conf"]["lexer_type"] = data["options"]["lexer"] = None
    return {"data": data, "memo": memo}


def revive(tables: Any, lexer: type) -> Any:
    """The `lark.Lark` of which `flatten` made `tables`. Raises whatever wrong data leads to."""
    from lark import Lark

    plain = _numbered(tables)
    plain["data"]["parser"]["lexer_conf"]["lexer_type"] = plain["data"]["options"]["lexer"] = lexer
    return Lark.load(plain)


def _numbered(value: Any) -> Any:
    """JSON has no whole-number keys: give them back."""
    if isinstance(value, dict):
        return {int(key) if key.isdigit() else key: _numbered(item) for key, item in value.items()}
    return [_numbered(item) for item in value] if isinstance(value, list) else value
