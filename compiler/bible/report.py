"""What the readers of the sections share: where a value stands in the files, and the findings so far."""

from __future__ import annotations

from collections.abc import Iterable

from ...stdlib import vocabulary
from ..base.diagnostic import Diagnostic, Label
from ..base.source import Span
from .errors import finding
from .words import colour
from .yaml import Node, at


class Report:
    """Findings about one bible, placed by the path of keys that leads to a value."""

    def __init__(self, tree: Node) -> None:
        self.found: list[Diagnostic] = []
        self._tree = tree

    def key(self, *path: str | int) -> Span:
        """The place of the key at the end of `path`."""
        return at(self._tree, self._written(path))[1]

    def value(self, *path: str | int) -> Span:
        """The place of the value at the end of `path`; of a list or mapping that of its key."""
        node, key = at(self._tree, self._written(path))
        return node.span if isinstance(node.value, str) else key

    def _written(self, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        """`path` with languages as the file writes them (`zh` for `zh-Hans`)."""
        written: list[str | int] = []
        for step in path:
            value = at(self._tree, tuple(written))[0].value
            if isinstance(value, dict) and isinstance(step, str) and step not in value:
                step = next((key for key in value if vocabulary("languages").find(key) == step), step)
            written.append(step)
        return tuple(written)

    def add(self, code: str, message: str, span: Span, help: str = "", labels: tuple[Label, ...] = ()) -> None:
        """Say something."""
        self.found.append(finding(code, message, span, help, labels))

    def undrawn(self, words: str, kind: str, instead: str, *path: str | int) -> None:
        """Say that `words` name nothing of vocabulary `kind`, and what is drawn instead."""
        some = ", ".join(f"`{id}`" for id in list(vocabulary(kind).entries)[:8])
        near = vocabulary(kind).nearest(words)
        help = f"did you mean `{near}`?" if near else f"words of `{kind}` are {some} …"
        self.add("D312", f"`{words}` is nothing that can be drawn; {instead}", self.value(*path), help)

    def colours(self, texts: Iterable[str], *path: str | int, name: str = "colours") -> tuple[str, ...]:
        """The colours in `texts`, which stand at `path`, as `#rrggbb`; what is none is reported and left out."""
        read = []
        for index, text in enumerate(texts):
            code = colour(text, name)
            if code is not None:
                read.append(code)
                continue
            near = vocabulary(name).nearest(text)
            self.add("D313", f"`{text}` is no colour", self.value(*path, index),
                     (f"did you mean `{near}`? " if near else "") + "write `#rrggbb` or a colour word")
        return tuple(read)
