"""merge-beats: two shots of one setup become one, and every word, face, gesture and card keeps its frame."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dramac.compiler.cut.nodes import (
    Card,
    Costume,
    Cut,
    Figure,
    Gesture,
    Mood,
    Set,
    Setup,
    Shot,
    Spoken,
    Style,
    Subtitle,
    Transition,
)
from dramac.compiler.cut.verify import verify_cut
from dramac.compiler.passes.merge_beats import run
from dramac.stdlib.models import Models, chosen

WHO = Costume("ANNA", 30, "f", "slight", "average", "long", "#1d1a1b", "#f6dfd0", "#4f7a52", "none", (), "dress", (),
              "plain", (), ())
SETUP = Setup(Set("HALL", "hall", True, "day", "clear", "sun", (), ()), Style(), "ms", "single", "eye",
              (Figure(WHO, 0.1, "left"),))
OTHER = replace(SETUP, size="cu")
found = chosen({"video": "wan2.2-i2v-a14b"})
assert found is not None
MODELS: Models = found


def film(*shots: Shot) -> Cut:
    return Cut("ep01", "en", 24, 720, 1280, shots)


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    """A film of one person in one place. Lines, subtitles and cards may run over cuts, as the director lays them."""
    lengths = draw(st.lists(st.integers(12, 60), min_size=1, max_size=8))
    total = sum(lengths)
    spans = draw(st.lists(st.tuples(st.integers(0, total - 2), st.integers(2, 40)), max_size=5, unique_by=lambda one: one[0]))
    shots, start = [], 0
    for length in lengths:
        stop = start + length
        here = [(at, first, first + long) for at, (first, long) in enumerate(spans) if first < stop and first + long > start]
        fixed = draw(st.booleans())
        shots.append(Shot(
            SETUP if draw(st.integers(0, 3)) else OTHER, length, move="static" if fixed or draw(st.booleans()) else "push-in",
            moods=(Mood("ANNA", 0, draw(st.sampled_from(("sad", "anger"))), 0.5, "left"),),
            gestures=(Gesture("ANNA", draw(st.integers(0, length - 1)), 10, "nod"),) if draw(st.booleans()) else (),
            spoken=tuple(Spoken(at, first - start, "ANNA") for at, first, _ in here),
            subtitles=tuple(Subtitle(max(0, first - start), min(length, last - start), (("en", f"line {at}"),))
                            for at, first, last in here),
            cards=tuple(Card(first - start, last - start, f"card {at}", "overlay") for at, first, last in here)))
        start = stop
    return film(*shots)


def seen(cut: Cut) -> list[tuple[object, ...]]:
    """What is seen and heard in every frame of `cut`, one after the other."""
    rows: list[tuple[object, ...]] = []
    for shot in cut.shots:
        for frame in range(shot.frames):
            mood = [one for one in shot.moods if one.frame <= frame][-1:]
            rows.append((shot.setup, shot.move, shot.take, [(one.emotion, one.intensity, one.gaze) for one in mood],
                         {row for one in shot.subtitles if one.start <= frame < one.stop for row in one.rows},
                         {(one.text, one.kind) for one in shot.cards if one.start <= frame < one.stop}))
    return rows


def begun(cut: Cut) -> tuple[set[object], ...]:
    """At which frame of the film every line and every gesture begins, by whose mouth."""
    rows = list(zip(cut.starts(), cut.shots))
    return ({(one.line, start + one.frame, one.mouth) for start, shot in rows for one in shot.spoken},
            {(start + one.frame, one.frames, one.gesture) for start, shot in rows for one in shot.gestures})


@given(cuts())
def test_the_film_is_the_same_to_the_frame(cut: Cut) -> None:
    merged = run(cut, MODELS)
    verify_cut(merged)
    assert seen(merged) == seen(cut)
    assert begun(merged) == begun(cut)
    assert run(merged, MODELS) == merged
    again = [(one.setup, one.move) for one in merged.shots]
    long = [one.frames + two.frames for one, two in pairwise(merged.shots)]
    assert all(a != b or a[1] != "static" or frames > 81 * 24 // 16 for (a, b), frames in zip(pairwise(again), long))


def test_what_is_seen_at_the_joint_keeps_two_shots_apart() -> None:
    one = Shot(SETUP, 24)
    for other in (replace(one, move="push-in"), replace(one, take=2), replace(one, fade_in=6), replace(one, label="AI"),
                  replace(one, transition=Transition("dissolve", 6)), replace(one, frames=2000), Shot(OTHER, 24)):
        assert len(run(film(one, other), MODELS).shots) == 2, other
    assert len(run(film(replace(one, fade_out=6), one), MODELS).shots) == 2
    assert len(run(film(one, one, one), MODELS).shots) == 1


def test_a_drawn_film_keeps_its_shots() -> None:
    stills = chosen({"keyframe": "flux2-klein"})
    assert stills is not None
    assert len(run(film(Shot(SETUP, 24), Shot(SETUP, 24)), stills).shots) == 2
