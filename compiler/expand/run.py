"""One walk over a script: includes and macros opened, variables filled, variants of the wanted version kept."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic
from ..base.nodes import node, replace
from ..base.source import Span
from ..syntax.tree import Directive, Element, Name, Script
from .errors import finding
from .library import Library, inside
from .macros import instantiate
from .values import filled, holders, nearest, wrong
from .variants import Open, opened

DEEPEST, MOST = 16, 200_000
KINDS = frozenset(("include", "use", "set", "variant", "end"))


@node
class Expanded:
    """A script with nothing left to put together, and what was found on the way. Elements of included files keep their
    own places; what a macro made stands where it is used."""

    script: Script
    found: tuple[Diagnostic, ...] = ()


def is_plain(script: Script) -> bool:
    """Whether there is nothing in `script` to put together."""
    return "{{" not in script.source.text and not any(isinstance(one, Directive) and one.kind in KINDS for one in script.body)


def expand(script: Script, library: Library, choice: Mapping[str, str]) -> Expanded:
    """`script` as the version `choice` (key of a variant to its value) shows it. Never raises for what a script says."""
    if is_plain(script):
        return Expanded(script)
    walk = _Walk(library, choice)
    walk.file(script, (script.source.path,))
    return Expanded(replace(script, body=tuple(walk.body)), tuple(dict.fromkeys(walk.found)))


def keys_of(script: Script, library: Library, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The keys of the variants in `script` and in what it includes."""
    found: set[str] = set()
    for element in script.body:
        if not isinstance(element, Directive):
            continue
        conditions, path = element.args.get("conditions"), element.args.get("path")
        if isinstance(conditions, tuple):
            found.update(key.text for key, _ in conditions)
        name = inside(path.text, script.source.path) if isinstance(path, Name) else None
        other = library.script(name) if name and name not in seen else ""
        if name and isinstance(other, Script):
            found |= keys_of(other, library, seen | {name})
    return frozenset(found)


class _Walk:
    """What has been put together so far."""

    def __init__(self, library: Library, choice: Mapping[str, str]) -> None:
        self.library, self.choice = library, choice
        self.values = {id: one.default for id, one in library.bible.variables.items() if one.default}
        self.body: list[Element] = []
        self.found: list[Diagnostic] = []

    def file(self, script: Script, inside_of: tuple[str, ...]) -> None:
        """Take in the elements of one file; `inside_of` names it and the files and macros that led to it."""
        around: list[Open] = []
        braces = "{{" in script.source.text
        for element in script.body:
            if isinstance(element, Directive) and element.kind in ("variant", "end"):
                self._turn(element, around)
            elif around and not around[-1].shown:
                continue
            elif isinstance(element, Directive) and element.kind in KINDS:
                self._open(element, inside_of)
            elif len(self.body) >= MOST:
                self.found.append(finding("D149", f"this script grows beyond {MOST} elements", element.span))
                return
            else:
                self.body.append(self._filled(element, script) if braces else element)
        for one in around:
            self.found.append(finding("D146", "this variant is never closed", one.note.span,
                                      "put [[end]] in a paragraph of its own where it ends"))

    def _turn(self, note: Directive, around: list[Open]) -> None:
        if note.kind == "variant":
            variant, trouble = opened(note, around, self.choice, self.library)
            around.append(variant)
            self.found += trouble
        elif around:
            around.pop()
        else:
            self.found.append(finding("D146", "there is no variant here to end", note.span, "take it out"))

    def _open(self, note: Directive, inside_of: tuple[str, ...]) -> None:
        if note.kind == "set":
            self._set(note)
        elif len(inside_of) > DEEPEST:
            self.found.append(finding("D149", f"includes and macros go at most {DEEPEST} deep", note.span,
                                      "does a macro use itself?"))
        elif note.kind == "use":
            made, trouble = instantiate(note, self.library)
            self.found += trouble
            self._made(note, made, inside_of)
        else:
            self._include(note, inside_of)

    def _made(self, note: Directive, made: tuple[Element, ...], inside_of: tuple[str, ...]) -> None:
        """Take in what a macro made; it may use macros, set variables and hold variants itself."""
        around: list[Open] = []
        for element in made:
            if isinstance(element, Directive) and element.kind in ("variant", "end"):
                self._turn(element, around)
            elif around and not around[-1].shown:
                continue
            elif isinstance(element, Directive) and element.kind in KINDS:
                self._open(element, (*inside_of, "macro"))
            else:
                self.body.append(filled(element, self.values))
        if around:
            self.found.append(finding("D146", "the macro leaves a variant open", note.span, "close it in the macro's body"))

    def _include(self, note: Directive, inside_of: tuple[str, ...]) -> None:
        path = note.args["path"]
        if not isinstance(path, Name):
            return
        name = inside(path.text, inside_of[-1] if inside_of[-1] != "macro" else inside_of[0])
        if name is None:
            self.found.append(finding("D140", f"`{path.text}` lies outside the project", path.span,
                                      "a path starts at the project's folder, or with `./` at the folder of this file"))
            return
        if name in inside_of:
            self.found.append(finding("D141", f"`{name}` includes itself", path.span, "take one of the includes out"))
            return
        script = self.library.script(name)
        if isinstance(script, str):
            self.found.append(finding("D140", f"`{name}` cannot be read: {script}", path.span,
                                      "a path starts at the project's folder, or with `./` at the folder of this file"))
            return
        self.file(script, (*inside_of, name))

    def _set(self, note: Directive) -> None:
        variable, value = note.args["variable"], note.args["value"]
        if not isinstance(variable, Name) or not isinstance(value, Name):
            return
        declared = self.library.bible.variables.get(variable.text)
        if declared is None:
            self.found.append(self._undeclared(variable.text, variable.span))
            return
        words = " ".join(filled(value, self.values).text.split())
        reason = wrong(words, declared, self.library)
        if reason:
            self.found.append(finding("D145", f"`{words}` is no value for the variable `{variable.text}`", value.span, reason))
        else:
            self.values[variable.text] = words

    def _filled(self, element: Element, script: Script) -> Element:
        """`element` with its variables filled in. A declared one without a value so far is reported where it stands."""
        for name, span in holders(script.source, element.span):
            if name not in self.values:
                known = name in self.library.bible.variables
                self.found.append(finding("D144", f"the variable `{name}` has no value here", span,
                                          f"write [[set: {name} = …]] above, or give it a `value:` in the bible")
                                  if known else self._undeclared(name, span))
        return filled(element, self.values)

    def _undeclared(self, name: str, span: Span) -> Diagnostic:
        near = nearest(name, self.library.bible.variables)
        return finding("D144", f"there is no variable `{name}`", span,
                       f"did you mean `{near}`?" if near else "declare it under `variables:` in the bible, or take it out")
