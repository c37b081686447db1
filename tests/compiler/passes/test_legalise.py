"""legalise: whatever a model's rule is, the clips are legal, cover the shot to the frame, and waste as little as can be."""

from dataclasses import replace
from itertools import combinations_with_replacement, pairwise

from hypothesis import assume, example, given
from hypothesis import strategies as st

from dramac.compiler.passes.legalise import clips, needed
from dramac.stdlib.models import Manifest, Rule, manifest

RULES = st.builds(lambda step, plus, units, shortest: Rule(step, plus, step * units + plus, shortest),
                  st.integers(1, 20), st.integers(0, 7), st.integers(2, 30), st.sampled_from((0.0, 0.5)))
KNOWN = [one for one in map(manifest, ("wan2.2-i2v-a14b", "ltx2", "minimax-h3", "skyreels-v2-df", "wan2.2-ti2v-5b")) if one]


def model(rule: Rule, rate: int, chains: bool) -> Manifest:
    return replace(KNOWN[0], frames=rule, fps=rate, chains=chains)


@given(st.integers(1, 2000), st.sampled_from((24, 25, 30)), RULES, st.sampled_from((0, 8, 16, 24, 30)), st.booleans(),
       st.booleans())
def test_clips_are_legal_and_cover_the_shot(frames: int, fps: int, rule: Rule, rate: int, chains: bool, smooth: bool) -> None:
    assume(rule.least(rate or fps) <= rule.most(rate or fps))
    one = model(rule, rate, chains)
    made, rate = clips(frames, fps, one, smooth=smooth), rate or fps
    most, least = rule.most(rate), rule.least(rate)
    assert all(rule.fitting(clip.frames) == clip.frames for clip in made)
    assert all(least <= clip.frames <= most for clip in made)
    assert all(clip.keep > 0 and clip.keep + clip.skip <= clip.frames for clip in made)
    assert sum(clip.keep for clip in made) == needed(frames, fps, rate, smooth=smooth)
    assert [clip.skip for clip in made] == [0, *[1 if chains else 0] * (len(made) - 1)]
    assert made[0].start == 0
    assert made[-1].stop == frames
    assert all(before.stop == after.start for before, after in pairwise(made))


@given(st.integers(1, 400), st.integers(1, 9), st.integers(0, 5), st.integers(2, 8), st.integers(0, 1))
@example(7, 1, 4, 2, 0)  # less than the least of two clips
def test_no_other_clips_of_that_number_waste_less(wanted: int, step: int, plus: int, units: int, shared: int) -> None:
    rule = Rule(step, plus, step * units + plus)
    made = rule.split(wanted, 24, shared)
    lengths = [step * unit + plus for unit in range(units + 1)]
    enough = [sum(each) for each in combinations_with_replacement(lengths, len(made))
              if sum(each) - shared * (len(made) - 1) >= wanted] if len(made) < 4 else []
    assert not enough or sum(made) == min(max(one, 1) for one in enough)
    assert len(made) == 1 or (len(made) - 1) * (lengths[-1] - shared) + shared < wanted  # fewer clips would not do


@given(st.integers(1, 5000), st.sampled_from((24, 25, 30)), st.integers(1, 60))
def test_frames_at_the_models_rate_stand_behind_every_frame_of_the_film(frames: int, fps: int, rate: int) -> None:
    plain, smooth = (needed(frames, fps, rate, smooth=one) for one in (False, True))
    assert plain == max(at * rate // fps for at in range(frames)) + 1
    assert plain <= smooth <= plain + 1
    assert (smooth - 1) * fps >= (frames - 1) * rate


def test_the_manifests_have_rules_that_can_be_kept() -> None:
    for one in KNOWN:
        for frames in (1, 23, 24, 119, 240, 719):
            made = clips(frames, 24, one, smooth=False)
            assert sum(clip.keep for clip in made) == needed(frames, 24, one.fps or 24, smooth=False), one.id
