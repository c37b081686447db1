"""Reading a long script, in process (best of three): dramac's parser beside others that are published, in one run.

Ours gives a lossless tree with a place for everything and findings; theirs give less, and some of them give up or take very
long on texts that Fountain allows. A peer that cannot be installed is reported, and not fatal.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .features import feature
from .tools import ROOT

HOME = Path.home() / ".cache" / "dramac-bench"
"""Where peers are installed; nothing of them comes near the environment of this project."""
LENGTHS = (1, 10)
"""How many feature films one after the other make the script."""
_PATIENCE = 300
_CLOCK = """
import sys, time
text = open(sys.argv[1], encoding="utf-8").read()
best = 9e9
for _ in range(3):
    began = time.perf_counter()
    made = read(text)
    best = min(best, time.perf_counter() - began)
print(best, made)
"""
_OURS = """
import sys
sys.path.insert(0, "{root}")
from dramac.compiler.base.source import Source
from dramac.compiler.syntax.parse import parse
parse(Source("warm", "INT. A - DAY\\n"))
def read(text): return len(parse(Source("script", text))[0].body)
"""
PYTHON = {
    "screenplain==0.12.0": "import io\nfrom screenplain.parsers.fountain import parse\n"
                           "def read(text): return len(list(parse(io.StringIO(text))))",
    "jouvence==0.4.2": "from jouvence.parser import JouvenceParser\n"
                       "def read(text): return sum(len(one.paragraphs) for one in JouvenceParser().parseString(text).scenes)",
    "fountain-parser==0.1.1": "from fountain_parser import parse\n"
                              "def read(text): return sum(len(one.elements) for one in parse(text).scenes)",
    "screenplay-tools==0.0.10": "from screenplay_tools.fountain.parser import Parser\n"
                                "def read(text):\n    made = Parser()\n    made.add_text(text)\n"
                                "    return len(made.script.elements)",
    "fountain-py==0.3.0": "from fountain.parser import FountainParser\n"
                          "def read(text): return len(FountainParser().parse(text).elements)",
}
"""How each peer in Python is asked to read a text; the number that comes back shows that it did."""
NODE = {
    "fountain-js@1.2.4": "const {Fountain} = require('fountain-js');"
                         "const read = text => new Fountain().parse(text, true).tokens.length;",
    "aw-parser@0.1.1": "const {parser} = require('aw-parser');"
                       "const all = {print_actions: 1, print_notes: 1, print_headers: 1, print_sections: 1, print_synopsis: 1,"
                       "print_dialogues: 1};"
                       "const read = text => parser.parse(text, all).tokens.length;",
}
_NODE_CLOCK = """
const text = require('fs').readFileSync(process.argv[1], 'utf8');
let best = 9e9, made = 0;
for (let at = 0; at < 3; at++) {
  const began = process.hrtime.bigint();
  made = read(text);
  best = Math.min(best, Number(process.hrtime.bigint() - began) / 1e9);
}
console.log(best, made);
"""


def run() -> Iterator[tuple[str, str]]:
    """Rows of lines a second, for one film and for ten in one file."""
    with tempfile.TemporaryDirectory(prefix="dramac-bench-") as folder:
        file = Path(folder) / "long.fountain"
        for length in LENGTHS:
            text = "\n\n".join([feature(0), *(feature(number).partition("\n\n")[2] for number in range(1, length))])
            file.write_text(text, encoding="utf-8")
            lines = text.count("\n")
            rows = [("dramac", [sys.executable, "-c", _OURS.format(root=ROOT / ".dev") + _CLOCK])]
            rows += [(name, _python(name)) for name in PYTHON] + [(name, _node(name)) for name in NODE]
            for name, command in rows:
                yield f"{name}, {lines:,} lines", _figure(command, file, lines)


def whole(name: str) -> list[str] | str:
    """The command that starts a Python peer and lets it read the file that is named after it, once; or why there is
    none."""
    command = _python(name)
    return command if isinstance(command, str) else [*command[:2], f"{PYTHON[name]}\nimport sys\n"
                                                     "read(open(sys.argv[1], encoding='utf-8').read())"]


def _figure(command: list[str] | str, file: Path, lines: int) -> str:
    if isinstance(command, str):
        return command
    try:
        done = subprocess.run([*command, str(file)], capture_output=True, text=True, timeout=_PATIENCE, cwd=HOME)
    except subprocess.TimeoutExpired:
        return f"no end within {_PATIENCE} s"
    if done.returncode:
        return "failed: " + (done.stderr.strip().splitlines() or ["no word"])[-1][:60]
    seconds, made = done.stdout.split()
    return f"{lines / float(seconds):>11,.0f} lines/s  ({float(seconds) * 1000:,.0f} ms, {made} elements)"


def _python(name: str) -> list[str] | str:
    """The command that reads with a Python peer, installed where that has not been done; or why there is none."""
    python = HOME / "python" / "bin" / "python"
    if not python.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", str(HOME / "python")], check=True)
    if not _marked(name):
        done = subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name],
                              capture_output=True, text=True)
        if done.returncode:
            return "not installed: " + (done.stderr.strip().splitlines() or ["no word"])[-1][:60]
        _mark(name)
    return [str(python), "-c", PYTHON[name] + _CLOCK]


def _node(name: str) -> list[str] | str:
    """The command that reads with a peer on Node, as `_python`."""
    if not shutil.which("npm") or not shutil.which("node"):
        return "not installed: there is no Node.js here"
    if not _marked(name):
        (HOME / "node").mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(HOME / "node"), name],
                              capture_output=True, text=True)
        if done.returncode:
            return "not installed: " + (done.stderr.strip().splitlines() or ["no word"])[-1][:60]
        _mark(name)
    modules = json.dumps(str(HOME / "node" / "node_modules"))
    return ["node", "-e", f"module.paths.unshift({modules});{NODE[name]}{_NODE_CLOCK}"]


def _marked(name: str) -> bool:
    return (HOME / f"{name}.installed").exists()


def _mark(name: str) -> None:
    (HOME / f"{name}.installed").touch()
