"""Offsets, lines, columns: what every message to a writer rests on."""

from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.base.source import Source, Span, read_source


def test_positions_count_lines_and_columns_from_one() -> None:
    source = Source("a.fountain", "INT. HALL\n\nLIN\n")
    assert [(p.line, p.column) for p in map(source.position, (0, 9, 10, 11, 13, 14))] == [
        (1, 1), (1, 10), (2, 1), (3, 1), (3, 3), (3, 4)]
    assert [source.line(n) for n in (0, 1, 2, 3, 4, 5)] == ["", "INT. HALL", "", "LIN", "", ""]


def test_a_column_counts_characters_beyond_the_basic_plane_once() -> None:
    assert Source("a", "a𠮷b").position(2).column == 3


def test_span_union() -> None:
    assert Span("a", 5, 7).to(Span("a", 1, 6)) == Span("a", 1, 7)


@given(st.text(st.sampled_from("a\r\n雨"), max_size=30), st.integers(-5, 200))
def test_position_round_trips_for_every_offset_in_range(text: str, offset: int) -> None:
    source = Source("a", text)
    place = source.position(offset)
    inside = max(0, min(offset, len(text)))
    plain = text.replace("\r\n", "\0\n").replace("\r", "\n")  # as many characters, and LF at every line end
    start = [0, *(i + 1 for i, one in enumerate(plain) if one == "\n")][place.line - 1]
    assert start + place.column - 1 == inside


def test_bad_utf8_is_reported_at_its_code_point(tmp_path) -> None:
    file = tmp_path / "x.fountain"
    file.write_bytes("雨".encode() + b"\xff after")
    source, bad = read_source(file, "x.fountain")
    assert bad == 1
    assert source.text == "雨\ufffd after"


def test_byte_order_mark_and_line_ends_are_kept(tmp_path) -> None:
    file = tmp_path / "x.fountain"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    source, bad = read_source(file, "x")
    assert bad is None
    assert source.text == "\ufeffa\r\nb\rc\n"
    assert source.line(1) == "\ufeffa"
