"""workspace/symbol: everything with a name in the open projects: cast, places, props, looks, scenes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol import types as lsp

from ....compiler.symbols.index import all_scripts
from ....compiler.symbols.nodes import Role
from ....compiler.syntax.tree import Heading
from ..session import Session
from ..snapshot import Snapshot

METHOD = lsp.WORKSPACE_SYMBOL
OPTIONS = None
_MOST = 500
_KINDS: Mapping[str, lsp.SymbolKind] = {
    "cast": lsp.SymbolKind.Class, "extra": lsp.SymbolKind.Class, "place": lsp.SymbolKind.Module, "prop": lsp.SymbolKind.Field,
    "look": lsp.SymbolKind.Constant, "wardrobe": lsp.SymbolKind.Property, "fact": lsp.SymbolKind.Boolean,
    "macro": lsp.SymbolKind.Function, "variable": lsp.SymbolKind.Variable, "variant": lsp.SymbolKind.Enum,
}


async def answer(session: Session, params: lsp.WorkspaceSymbolParams) -> list[lsp.SymbolInformation]:
    """Those whose name holds the letters of the query in order."""
    wanted = params.query.casefold()
    found: list[lsp.SymbolInformation] = []
    for snapshot in await session.everything():
        for one in (*_declared(snapshot), *_scenes(snapshot)):
            if _holds(one.name.casefold(), wanted):
                found.append(one)
    return found[:_MOST]


def _declared(snapshot: Snapshot) -> Iterator[lsp.SymbolInformation]:
    for symbol, places in snapshot.index.symbols.items():
        kind = _KINDS.get(symbol.kind)
        own = [one for one in places if one.role is Role.DECLARATION]
        for one in own if kind is not None else ():
            source = snapshot.analysis.sources[one.span.path]
            name = source.text[one.span.start : one.span.end]
            yield lsp.SymbolInformation(snapshot.location(one.span), name, kind or lsp.SymbolKind.Class,
                                        container_name=symbol.owner or symbol.kind)


def _scenes(snapshot: Snapshot) -> Iterator[lsp.SymbolInformation]:
    for path, script in all_scripts(snapshot.analysis).items():
        for one in script.body:
            if isinstance(one, Heading):
                name = script.source.text[one.span.start : one.span.end]
                yield lsp.SymbolInformation(snapshot.location(one.span), name, lsp.SymbolKind.Event, container_name=path)


def _holds(name: str, wanted: str) -> bool:
    """Whether the letters of `wanted` stand in `name` in their order."""
    rest = iter(name)
    return all(char in rest for char in wanted)
