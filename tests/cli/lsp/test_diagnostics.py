"""Findings as you type: of every file, of the newest text, gone when mended."""

import shutil
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

from lsp_client import Client, place

DRAWN = "LIN YUE draws the sword.\n"


def codes(found: list[dict]) -> list[str]:
    return [one["code"] for one in found]


def test_a_clean_series_has_none(client: Client, fox: Path) -> None:
    assert client.findings(client.open(fox / "episodes" / "ep01.fountain")) == []


def test_a_slip_is_found_told_and_cleared(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text()
    uri = client.open(file)
    client.findings(uri)
    client.replace(uri, text.replace("BAI\n(calm)", "BIA\n(calm)"))
    (one,) = client.findings(uri, lambda got: bool(got["diagnostics"]))
    assert (one["code"], one["severity"], one["source"]) == ("D201", 1, "dramac")
    assert one["message"].startswith("nobody called BIA is in the cast\n")
    line, column = place(text, "BAI\n(calm)")
    assert one["range"] == {"start": {"line": line, "character": column}, "end": {"line": line, "character": column + 3}}
    page = Path(url2pathname(urlparse(one["codeDescription"]["href"]).path)).read_text(encoding="utf-8")
    assert page.startswith("# D201 Speaker that nobody declared")
    client.replace(uri, text)
    assert client.findings(uri, lambda got: not got["diagnostics"]) == []


def test_a_change_in_the_bible_is_found_in_the_scripts(client: Client, fox: Path) -> None:
    """Nothing is saved: the buffer of series.yaml counts, and the episodes are not even open."""
    file = fox / "series.yaml"
    uri = client.open(file)
    client.findings(uri)
    client.replace(uri, file.read_text().replace("  BAI:\n", "  BAO:\n"))
    episode = (fox / "episodes" / "ep02.fountain").as_uri()
    assert "D201" in codes(client.findings(episode, lambda got: bool(got["diagnostics"])))
    client.replace(uri, file.read_text())
    assert client.findings(episode, lambda got: not got["diagnostics"]) == []


def test_a_file_that_the_bible_includes_counts_as_it_is_typed(client: Client, fox: Path) -> None:
    """Also when the bible is the one that an earlier look has kept."""
    bible = fox / "series.yaml"
    before, looks = bible.read_text().split("looks:\n")
    looks, targets = looks.split("targets:\n")
    bible.write_text(f"include: [looks.yaml]\n{before}targets:\n{targets}")
    (fox / "looks.yaml").write_text(f"looks:\n{looks}")
    uri = client.open(fox / "looks.yaml")
    assert client.findings(uri) == []
    client.replace(uri, f"looks:\n{looks}".replace("memory:", "memories:"))
    episode = (fox / "episodes" / "ep02.fountain").as_uri()
    assert codes(client.findings(episode, lambda got: bool(got["diagnostics"])))
    client.replace(uri, f"looks:\n{looks}")
    assert client.findings(episode, lambda got: not got["diagnostics"]) == []


def test_both_places_of_a_finding_are_named(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text().replace(DRAWN, DRAWN + "\n[[gives: BAI -> LIN YUE, sword]]\n")
    uri = client.open(file, text)
    one = next(one for one in client.findings(uri, lambda got: bool(got["diagnostics"])) if one.get("relatedInformation"))
    related = one["relatedInformation"][0]
    assert related["location"]["uri"] == uri
    assert related["location"]["range"]["start"]["line"] == place(text, "[[takes: LIN YUE, sword]]")[0]


def test_a_client_without_related_places_is_told_in_words(plain: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text().replace(DRAWN, DRAWN + "\n[[gives: BAI -> LIN YUE, sword]]\n")
    uri = plain.open(file, text)
    found = plain.findings(uri, lambda got: bool(got["diagnostics"]))
    plain.close(uri)
    line = place(text, "[[takes: LIN YUE, sword]]")[0] + 1
    assert any(f"(episodes/ep01.fountain:{line})" in one["message"] for one in found)
    assert all("relatedInformation" not in one and "codeDescription" not in one for one in found)


def test_leftovers_are_shown_faded(client: Client, fox: Path) -> None:
    file = fox / "series.yaml"
    uri = client.open(file, file.read_text().replace("cast:\n", "cast:\n  AUNT HE: {age: 60}\n"))
    found = client.findings(uri, lambda got: bool(got["diagnostics"]))
    assert [one["tags"] for one in found if one["code"] == "D213"] == [[1]]


def test_results_of_old_text_are_dropped(client: Client, fox: Path) -> None:
    """Thirty keystrokes in a burst are published once, with the version of the last."""
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text()
    uri = client.open(file)
    client.findings(uri)
    before = len(client.published)
    for count in range(30):
        client.replace(uri, text.replace("BAI\n(calm)", f"B{'I' * count}A\n(calm)"))
    client.findings(uri, lambda got: bool(got["diagnostics"]))
    sent = [one for one in client.published[before:] if one["uri"] == uri]
    assert [one["version"] for one in sent] == [31]


def test_two_series_do_not_mix(client: Client, fox: Path, chance: Path) -> None:
    mine, other = fox / "episodes" / "ep01.fountain", chance / "episodes" / "ep01.fountain"
    first, second = client.open(mine), client.open(other)
    assert client.findings(first) == []
    assert codes(client.findings(second)) == ["D119"]
    client.replace(first, mine.read_text().replace("BAI\n(calm)", "BIA\n(calm)"))
    assert codes(client.findings(first, lambda got: bool(got["diagnostics"]))) == ["D201"]
    assert codes(client.findings(second)) == ["D119"]


def test_a_script_without_a_bible(client: Client, tmp_path: Path) -> None:
    uri = client.open(tmp_path / "bare.fountain", "INT. HOUSE - DAY\n\nANN\nHi.\n\n[[shott: CU ANN]]\n")
    assert "D105" in codes(client.findings(uri, lambda got: bool(got["diagnostics"])))


def test_a_buffer_that_is_no_file(client: Client) -> None:
    uri = client.open("untitled:Untitled-1", "INT. HOUSE - DAY\n\nANN\nHi.\n\n[[shott: CU ANN]]\n")
    assert "D105" in codes(client.findings(uri, lambda got: bool(got["diagnostics"])))
    assert client.of("documentSymbol", uri)[0]["name"] == "INT. HOUSE - DAY"


def test_a_script_beside_the_episodes_is_read_with_the_bible(client: Client, fox: Path) -> None:
    (fox / "drafts").mkdir()
    file = fox / "drafts" / "idea.fountain"
    file.write_text("INT. FOX SHRINE - NIGHT\n\nBAI\nYou came.\n\nNOBODY\nI did.\n")
    uri = client.open(file)
    found = codes(client.findings(uri, lambda got: bool(got["diagnostics"])))
    assert "D201" in found
    assert "D213" not in found
    assert client.at("definition", uri, (2, 1))[0]["uri"] == (fox / "series.yaml").as_uri()


def test_a_new_episode_that_is_not_saved_yet_counts(client: Client, fox: Path) -> None:
    uri = client.open(fox / "episodes" / "ep04.fountain", "Episode: 4\n\nINT. FOX SHRINE - NIGHT\n\nBIA\nWho?\n")
    assert "D201" in codes(client.findings(uri, lambda got: bool(got["diagnostics"])))


def test_files_that_change_on_disk(client: Client, fox: Path) -> None:
    uri = client.open(fox / "episodes" / "ep01.fountain")
    client.findings(uri)
    other = fox / "episodes" / "ep02.fountain"
    good = other.read_text()
    event = {"changes": [{"uri": other.as_uri(), "type": 2}]}
    other.write_text(good.replace("\nBAI\n", "\nBIA\n"))
    client.notify("workspace/didChangeWatchedFiles", event)
    assert "D201" in codes(client.findings(other.as_uri(), lambda got: bool(got["diagnostics"])))
    other.unlink()
    client.notify("workspace/didChangeWatchedFiles", event)
    assert client.findings(other.as_uri(), lambda got: not got["diagnostics"]) == []


def test_an_open_file_that_vanishes_is_still_read(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    text = file.read_text()
    uri = client.open(file)
    file.unlink()
    client.replace(uri, text.replace("BAI\n(calm)", "BIA\n(calm)"))
    assert codes(client.findings(uri, lambda got: bool(got["diagnostics"]))) == ["D201"]
    client.close(uri)


def test_a_folder_that_vanishes(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep01.fountain"
    uri = client.open(file)
    client.findings(uri)
    shutil.rmtree(fox)
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 3}]})
    assert client.of("documentSymbol", uri)[0]["name"].startswith("EXT. MOUNTAIN ROAD")
    client.replace(uri, "INT. X - DAY\n\n[[shott: CU ANN]]\n")
    assert "D105" in codes(client.findings(uri, lambda got: bool(got["diagnostics"])))


def test_addresses_are_the_editors_own(client: Client, fox: Path) -> None:
    """Opened through a link, other files of the series are named through it as well."""
    link = fox.parent / "link"
    link.symlink_to(fox)
    file = link / "series.yaml"
    client.open(file, file.read_text().replace("  BAI:\n", "  BAO:\n"))
    assert client.findings((link / "episodes" / "ep02.fountain").as_uri(), lambda got: bool(got["diagnostics"]))


def test_a_series_that_is_closed_is_cleared(client: Client, fox: Path) -> None:
    file = fox / "series.yaml"
    uri = client.open(file, file.read_text().replace("  BAI:\n", "  BAO:\n"))
    episode = (fox / "episodes" / "ep02.fountain").as_uri()
    client.findings(episode, lambda got: bool(got["diagnostics"]))
    client.close(uri)
    assert client.findings(episode, lambda got: not got["diagnostics"]) == []


def test_a_keystroke_is_answered(client: Client, fox: Path) -> None:
    file = fox / "episodes" / "ep02.fountain"
    text = file.read_text()
    uri = client.open(file)
    client.findings(uri)
    client.replace(uri, text.replace("\nBAI\n", "\nBIA\n"))
    client.findings(uri, lambda got: bool(got["diagnostics"]))
