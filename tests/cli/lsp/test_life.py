"""From the first message to the last, and everything that can go wrong between."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from lsp_client import ROOT, Client, Failed

GARBAGE = ("", "\x00\x01\x02", "[[" * 200, "]]" * 200, "/*" * 100, "INT." * 300, "\ud800\udfff", "@\n@\n@", "\r\r\r\n\n\r",
           "(" * 300, "*_" * 300, "\ufeffTitle: x", "cast:\n  - [", "苏晚" * 200, "\U0001f98a" * 100, "Title:\n\n===\n" * 20)
POSITIONS = ((0, 0), (0, 10**6), (10**6, 0), (3, 3), (2**31 - 1, 2**31 - 1))


def test_an_end_without_a_farewell(own: Callable[..., Client]) -> None:
    client = own()
    client.notify("exit", None)
    assert client.process.wait(10) == 1


def test_an_editor_that_dies(own: Callable[..., Client]) -> None:
    client = own()
    assert client.process.stdin is not None
    client.process.stdin.close()
    assert client.process.wait(10) == 1


def test_files_are_watched_where_the_editor_can(client: Client) -> None:
    client.request("workspace/symbol", {"query": ""})
    (asked,) = client.asked
    assert asked["method"] == "client/registerCapability"
    assert asked["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"


def test_a_request_that_is_cancelled_is_answered_so_or_done(client: Client, fox: Path) -> None:
    uri = client.open(fox / "episodes" / "ep01.fountain")
    numbers = [client.begin("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 10, "character": 1}})
               for _ in range(10)]
    for number in numbers:
        client.notify("$/cancelRequest", {"id": number})
    assert {code_of(client, number) for number in numbers} <= {0, -32800}
    assert client.at("hover", uri, (10, 1)) is not None


def test_messages_that_make_no_sense(own: Callable[..., Client], fox: Path) -> None:
    client = own()
    assert client.initialized["serverInfo"]["name"] == "dramac"
    with pytest.raises(Failed) as unknown:
        client.request("dramac/nothing", {})
    assert unknown.value.code == -32601
    client.raw(b"Content-Length: 7\r\n\r\n{\"json\"")
    client.notify("textDocument/didChange", {"textDocument": {"uri": "file:///nowhere.fountain", "version": 3},
                                             "contentChanges": [{"text": "x"}]})
    client.notify("textDocument/didClose", {"textDocument": {"uri": "file:///nowhere.fountain"}})
    client.open("what is this", "x")
    uri = client.open(fox / "episodes" / "ep01.fountain")
    assert client.findings(uri) == []
    assert client.leave() == 0


@pytest.mark.parametrize("name", ["episodes/ep01.fountain", "series.yaml", "translations/zh-Hans/ep01.yaml"])
def test_garbage_in_any_file_of_a_series(client: Client, fox: Path, name: str) -> None:
    """Whatever stands there: every request is answered, and when the file is mended the findings are gone."""
    text = (fox / name).read_text(encoding="utf-8")
    uri = client.open(fox / name)
    rng = random.Random(3)
    for garbage in GARBAGE:
        at = rng.randrange(len(text))
        client.replace(uri, rng.choice([garbage, text[:at] + garbage + text[at:], text[:at]]))
        ask_everything(client, uri, rng.choice(POSITIONS))
    client.replace(uri, text)
    assert client.findings(uri, lambda got: not got["diagnostics"]) == []


def test_random_places_of_a_good_script(client: Client, chance: Path) -> None:
    uri = client.open(chance / "episodes" / "ep01.fountain")
    rng = random.Random(5)
    for _ in range(25):
        ask_everything(client, uri, (rng.randrange(120), rng.randrange(40)))


def ask_everything(client: Client, uri: str, where: tuple[int, int]) -> None:
    """Every request at one place; errors other than refusals fail."""
    place = {"line": where[0], "character": where[1]}
    spot = {"textDocument": {"uri": uri}, "position": place}
    span = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}}
    asked = [client.begin(f"textDocument/{method}", params) for method, params in (
        ("hover", spot), ("definition", spot), ("completion", spot), ("documentHighlight", spot), ("prepareRename", spot),
        ("references", {**spot, "context": {"includeDeclaration": True}}), ("rename", {**spot, "newName": "Somebody New"}),
        ("documentSymbol", {"textDocument": {"uri": uri}}), ("foldingRange", {"textDocument": {"uri": uri}}),
        ("formatting", {"textDocument": {"uri": uri}, "options": {"tabSize": 4, "insertSpaces": True}}),
        ("codeAction", {**span, "context": {"diagnostics": []}}), ("inlayHint", span),
        ("semanticTokens/full", {"textDocument": {"uri": uri}}))]
    assert {code_of(client, number) for number in asked} <= {0, -32803}


def code_of(client: Client, number: int) -> int:
    """The error code that answers a request; 0 for a result."""
    try:
        client.finish(number)
    except Failed as fault:
        return fault.code
    return 0


def test_help_says_how_to_start_it() -> None:
    done = subprocess.run([sys.executable, "-m", "dramac", "lsp", "--help"], cwd=ROOT / ".dev", capture_output=True, text=True,
                          check=True)
    assert "Examples:" in done.stdout
    assert "Exit code 0" in done.stdout


def test_without_pygls_it_says_what_to_install() -> None:
    code = ("import sys; sys.modules['pygls'] = None; sys.argv = ['dramac', 'lsp']; from dramac.cli.main import main; main()")
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT / ".dev", capture_output=True, text=True)
    assert done.returncode == 1
    assert "pip install 'dramac[lsp]'" in done.stderr
    assert "Traceback" not in done.stderr
