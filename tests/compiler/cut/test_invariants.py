"""What holds of every cut, whatever the story: tried on generated episodes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.compiler.base.source import Span
from dramac.compiler.bible.nodes import Appearance, Bible, Character, Outfit, Place, Prop, Series
from dramac.compiler.cut.direct import direct
from dramac.compiler.cut.nodes import Cut, LineTiming
from dramac.compiler.cut.version import Version
from dramac.compiler.story.nodes import (
    Act,
    Change,
    Edit,
    Episode,
    Fact,
    Hold,
    Line,
    Marker,
    Music,
    Scene,
    ShotAsk,
    Sound,
    StoryBeat,
    Title,
)
from dramac.compiler.story.state import flow, starts

CAST = ("LIN", "WEI", "MEI", "GU")
PEOPLE = (*CAST, "GUARD")
PLACES = ("SHRINE", "STREET", "OFFICE")
PROPS = ("jade pendant", "letter")
LOOKS = Appearance("f", "average", "average", "long", "#1a1718", "#ecd0b8", "#3a2a1e", "none", ())
BIBLE = Bible(
    series=Series("Test"),
    cast={id: Character(id, wardrobe={"day": Outfit("suit", ("#2b2f3a",))}, wearing="day", appearance=LOOKS)
          for id in CAST},
    places={"SHRINE": Place("SHRINE", kind="shrine", light="candles"),
            "STREET": Place("STREET", interior=False, kind="street"), "OFFICE": Place("OFFICE", kind="office")},
    props={"jade pendant": Prop("jade pendant", shape="disc"), "letter": Prop("letter", shape="letter")})

words = st.sampled_from((
    "No.", "You knew.", "I gave you three years of my life, and you threw me out in the rain, like a dog!",
    "……", "你早就知道是我。", "三年了，我为了你放弃了一切，你却在今天，当着所有人的面，把我赶出家门！", "",
    "Tell them the truth, all of it, every single word that you swore to me on that night by the river when the "
    "lanterns went out and nobody came to help us although they heard us scream until morning",
    "我" * 60, "a" * 90, "Why? Why now? Why me?"))
emotions = st.sampled_from(("", "joy", "sad", "anger", "cold", "fear", "shock", "tender", "plead", "nonsense"))
gestures = st.sampled_from(("nod", "kneel", "enter-left", "exit-left", "give"))
someone = st.sampled_from(PEOPLE)
cast = st.sampled_from(CAST)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    speakers = tuple(draw(st.lists(someone, min_size=1, max_size=2, unique=True)))
    pairs = (("en", draw(words)), *((("zh-Hans", draw(words)),) if draw(st.booleans()) else ()))
    return Line(0, "", speakers, pairs, draw(st.sampled_from(("",) * 5 + ("vo", "os", "phone", "inner", "radio"))),
                draw(emotions), draw(st.floats(0, 1)),
                tuple(draw(st.lists(st.sampled_from(("whisper", "shout", "slow")), max_size=1))),
                dual=draw(st.integers(0, 7)) == 0)


@st.composite
def acts(draw: st.DrawFn) -> Act:
    text = draw(st.sampled_from((
        "LIN sees WEI.", "Rain falls on the roof.", "WEI takes the letter. He walks out, slowly.",
        "林晚看见顾深手里的玉佩。",
        "She kneels. " * 12, "A very long description of a room that has no end " * 6, "LIN nods.", "")))
    return Act(text, tuple(draw(st.lists(cast, max_size=3, unique=True))),
               tuple(draw(st.lists(st.sampled_from(PROPS), max_size=2, unique=True))),
               gestures=tuple(draw(st.lists(st.tuples(cast, gestures), max_size=2))),
               emotions=tuple(draw(st.lists(st.tuples(cast, emotions), max_size=1))),
               sounds=tuple(draw(st.lists(st.sampled_from(("slap", "door", "rain")), max_size=2))))


asks = st.builds(
    ShotAsk, size=st.sampled_from(("", "ws", "ms", "cu", "ecu")),
    composition=st.sampled_from(("", "single", "two-shot", "ots", "pov", "insert", "reaction", "reverse",
                                 "establishing", "group", "three-shot")),
    move=st.sampled_from(("", "push-in")), subjects=st.lists(someone, max_size=4, unique=True).map(tuple),
    on=st.lists(cast, max_size=1).map(tuple), props=st.lists(st.sampled_from(PROPS), max_size=1).map(tuple),
    free=st.lists(st.just("THE ASH"), max_size=1).map(tuple), seconds=st.sampled_from((None, None, 0.5, 3.0, 8.0)))
others = st.one_of(
    st.builds(Hold, st.sampled_from((0.2, 1.0, 4.0))), st.just(Title((("en", "Three years later"),))),
    st.builds(Edit, st.sampled_from(("cut", "dissolve", "smash-cut", "wipe", "fade-out", "fade-in", "fade-to-white",
                                     "iris-in"))),
    st.builds(Sound, st.sampled_from(("thunder", "slap", "nothing"))), st.builds(Music, st.just(("tense",))),
    st.just(Music(stop=True)), st.just(Title((("en", "Come home."), ("zh-Hans", "回家。")), style="overlay")),
    st.builds(Title, st.just((("en", "I know. " * 12),)), st.sampled_from((None, 0.5, 9.0)), st.just("overlay")),
    st.builds(Fact, st.sampled_from(("plant", "reveals")), st.just("it")),
    st.builds(StoryBeat, st.sampled_from(("reveal", "kiss"))),
    st.builds(Marker, st.sampled_from(("slot", "ad-break", "paywall")), st.just("a letter")),
    st.builds(Change, st.just("dies"), cast),
    st.builds(Change, st.sampled_from(("enter", "exit", "wears", "marks", "takes", "gives")), cast, st.just("letter"),
              cast, st.sampled_from(("", "left", "right"))))


@st.composite
def scenes(draw: st.DrawFn, written: bool) -> Scene:
    beats = draw(st.lists(st.one_of(lines(), lines(), acts(), others, *((asks,) if written else ())), max_size=9))
    return Scene("", draw(st.sampled_from(PLACES)), draw(st.sampled_from(("", "STAIR"))), draw(st.booleans()),
                 draw(st.sampled_from(("day", "night"))), draw(st.booleans()), draw(st.sampled_from(("", "rain"))), "",
                 draw(st.sampled_from(("present", "present", "flashback", "intercut"))), tuple(beats))


@st.composite
def episodes(draw: st.DrawFn, written: bool = True) -> Episode:
    """An episode whose lines are numbered and whose beats have spans of their own."""
    index, place, found = 0, 1, []
    for scene in draw(st.lists(scenes(written), min_size=1, max_size=3)):
        beats = []
        for beat in scene.beats:
            beat = replace(beat, span=Span("ep.fountain", place, place + 1))
            place += 1
            if isinstance(beat, Line):
                beat, index = replace(beat, index=index), index + 1
            beats.append(beat)
        found.append(replace(scene, beats=tuple(beats)))
    return Episode("ep01", 1, "Test", "en", tuple(found))


versions = st.builds(
    Version, language=st.sampled_from(("en", "zh-Hans")),
    subtitles=st.sampled_from(((), ("en",), ("zh-Hans", "en"))), fps=st.sampled_from((24, 25, 30)),
    timings=st.dictionaries(st.integers(0, 8), st.builds(LineTiming, st.floats(0.6, 12), st.just(True)), max_size=5),
    title=st.sampled_from(("", "The White Fox")), label=st.sampled_from(("", "AI-generated")))
often = settings(max_examples=50, deadline=None, derandomize=True,
                 suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def film(episode: Episode, version: Version) -> Cut:
    return direct(episode, flow(episode, BIBLE, starts(BIBLE)), BIBLE, version)[0]


@often
@given(episodes(), versions)
def test_time_is_whole(episode: Episode, version: Version) -> None:
    cut = film(episode, version)
    assert cut.shots
    before = None
    for shot in cut.shots:
        assert shot.frames > 0
        assert shot.fade_in + shot.fade_out <= shot.frames
        overlap = shot.transition.frames
        assert overlap < shot.frames
        if before is None:
            assert overlap == 0
        else:
            assert before.transition.frames + overlap < before.frames
        before = shot
    for cue in cut.sounds:
        assert cue.start >= 0
        assert cue.frames > 0
        assert cue.start + cue.frames <= cut.frames()
    for music in cut.music:
        assert music.start >= 0
        assert music.frames > 0
        assert music.start + music.frames <= cut.frames()


@often
@given(episodes(), versions)
def test_every_line_is_heard_once_in_full(episode: Episode, version: Version) -> None:
    from dramac.compiler.cut.time import frames
    from dramac.compiler.cut.version import seconds_of

    cut = film(episode, version)
    starts_: dict[int, set[int]] = {}
    heard: dict[int, set[int]] = {}
    length = {line.index: frames(seconds_of(line, version, "en").seconds, version.fps) for line in episode.lines()}
    for begin, shot, own in _own(cut):
        for one in shot.spoken:
            at = begin + one.frame
            starts_.setdefault(one.line, set()).add(at)
            heard.setdefault(one.line, set()).update(range(max(at, begin), min(at + length[one.line], own)))
    order = [line.index for line in episode.lines()]
    assert sorted(starts_) == order
    free, last = 0, -1
    for line in episode.lines():
        assert len(starts_[line.index]) == 1, "a line that runs over a cut begins in one place"
        at = next(iter(starts_[line.index]))
        assert heard[line.index] == set(range(at, at + length[line.index])), "shots show the whole of it"
        assert at >= last
        if not line.dual:
            assert at >= free, "no two lines at once"
        last, free = at, max(free, at + length[line.index])
    assert free <= cut.frames()


def _own(cut: Cut):
    """Each shot with its first frame and the first frame of the next."""
    begins = cut.starts()
    return zip(begins, cut.shots, [*begins[1:], cut.frames()], strict=True)


@often
@given(episodes(), versions)
def test_every_picture_shows_something(episode: Episode, version: Version) -> None:
    for shot in film(episode, version).shots:
        setup = shot.setup
        assert setup.figures or setup.insert or setup.composition in ("establishing", "pov", "group")
        assert (setup.insert is not None) == (setup.composition == "insert")
        people = [figure.costume.character for figure in setup.figures]
        assert len(people) == len(set(people))


@often
@given(episodes(), versions)
def test_lips_move_only_on_faces_that_are_seen(episode: Episode, version: Version) -> None:
    channels = {line.index: line.channel for line in episode.lines()}
    for shot in film(episode, version).shots:
        faces = {figure.costume.character for figure in shot.setup.figures if not figure.foreground}
        for one in shot.spoken:
            assert not one.mouth or one.mouth in faces
            assert not one.mouth or channels[one.line] not in ("vo", "os", "inner")
        for mood in shot.moods:
            assert mood.character in faces
            assert 0 <= mood.frame < shot.frames
            assert 0 <= mood.intensity <= 1
        assert faces <= {mood.character for mood in shot.moods if mood.frame == 0}
        for gesture in shot.gestures:
            assert 0 <= gesture.frame < shot.frames
            assert 0 < gesture.frames <= shot.frames - gesture.frame


@often
@given(episodes(), versions)
def test_words_stand_inside_their_shots_and_apart(episode: Episode, version: Version) -> None:
    cut = film(episode, version)
    for shot in cut.shots:
        for card in shot.cards:
            if card.kind == "overlay":
                assert card.start < min(card.stop, shot.frames)
                assert card.stop > 0
            else:
                assert 0 <= card.start < card.stop <= shot.frames
        stop = 0
        for one in shot.subtitles:
            assert stop <= one.start < one.stop <= shot.frames
            stop = one.stop
            assert 1 <= len(one.rows) <= 4
            assert all(text for _, text in one.rows)
    if version.subtitles:
        rows: dict[str, dict[str, None]] = {}
        for shot in cut.shots:
            for one in shot.subtitles:
                for language, text in one.rows:
                    rows.setdefault(language, {})[text] = None
        shown = ["".join("".join(texts).split()) for texts in rows.values()]
        for line in episode.lines():
            for word in line.text(version.subtitles[0]).split()[:1]:
                assert any(word[:8] in text for text in shown)


@often
@given(episodes(), versions)
def test_nobody_crosses_the_axis(episode: Episode, version: Version) -> None:
    flowing = flow(episode, BIBLE, starts(BIBLE))
    for at, scene in enumerate(episode.scenes):
        alone = replace(episode, scenes=(scene,))
        one = replace(flowing, scenes=(flowing.scenes[at],), opening=(flowing.opening[at],))
        facing: dict[str, set[str]] = {}
        cut = direct(alone, one, BIBLE, version)[0]
        for shot in cut.shots:
            left = [figure.x for figure in shot.setup.figures if figure.facing == "right" and not figure.foreground]
            right = [figure.x for figure in shot.setup.figures if figure.facing == "left" and not figure.foreground]
            if left and right:
                assert max(left) < min(right), "whoever looks right stands left of whoever looks left"
            for figure in shot.setup.figures:
                assert -1 <= figure.x <= 1
                if figure.facing in ("left", "right"):
                    facing.setdefault(figure.costume.character, set()).add(figure.facing)
        assert all(len(found) == 1 for found in facing.values())


@often
@given(episodes(written=False), versions)
def test_no_framing_twice_in_a_row(episode: Episode, version: Version) -> None:
    before = None
    for shot in film(episode, version).shots:
        setup = shot.setup
        kind = "single" if setup.composition in ("single", "reaction") else setup.composition
        key = (setup.set, kind, setup.size, tuple(sorted((figure.costume.character, figure.foreground)
                                                        for figure in setup.figures)), setup.insert)
        assert key != before
        before = key


@often
@given(episodes(written=False), versions)
def test_the_directors_shots_are_short(episode: Episode, version: Version) -> None:
    long = any(isinstance(beat, Hold | Title) or (isinstance(beat, Change) and beat.kind == "dies")
               for scene in episode.scenes for beat in scene.beats)
    shots = film(episode, version).shots
    for shot in shots[:-1]:
        assert long or shot.frames <= 7 * version.fps
        assert shot.frames >= version.fps // 3


@often
@given(episodes(written=False), versions)
def test_the_opening_hooks(episode: Episode, version: Version) -> None:
    """Within three seconds the audience sees a face or a thing close by, or hears somebody speak."""
    cut = film(episode, version)
    scene = episode.scenes[0]
    states = flow(episode, BIBLE, starts(BIBLE)).scenes[0]
    first = next((at for at, beat in enumerate(scene.beats) if isinstance(beat, Line | Act)), None)
    if first is None or not states[0].present:
        return
    close = [shot for at, shot in zip(cut.starts(), cut.shots, strict=True)
             if at < 3 * version.fps and (shot.setup.size not in ("els", "ws") or shot.spoken)]
    assert close
    assert cut.shots[0].setup.size not in ("els", "ws") or cut.shots[0].spoken
    held = any(isinstance(beat, Title | Hold) for beat in scene.beats[:first])
    assert held or cut.shots[0].spoken or len(cut.shots) == 1 or cut.shots[0].frames <= 3 * version.fps


@often
@given(episodes(), versions)
def test_the_notice_stands_in_the_opening(episode: Episode, version: Version) -> None:
    cut = film(episode, version)
    for start, shot in zip(cut.starts(), cut.shots, strict=True):
        assert shot.label == (version.label if start < round(2.5 * version.fps) else "") or start >= 2 * version.fps


@often
@given(episodes(), versions)
def test_every_beat_is_shown(episode: Episode, version: Version) -> None:
    shown = {span for shot in film(episode, version).shots for span in shot.spans}
    for scene in episode.scenes:
        for beat in scene.beats:
            if isinstance(beat, Line | Act | Hold) or (isinstance(beat, Title) and beat.style == "title"):
                assert beat.span in shown


@often
@given(episodes(), versions)
def test_every_overlay_is_shown_one_after_the_other(episode: Episode, version: Version) -> None:
    cut = film(episode, version)
    asked = [beat for scene in episode.scenes for beat in scene.beats
             if isinstance(beat, Title) and beat.style == "overlay"]
    shown = sorted({(begin + card.start, begin + card.stop, card.text)
                    for begin, shot in zip(cut.starts(), cut.shots, strict=True)
                    for card in shot.cards if card.kind == "overlay"})
    assert len(shown) == len(asked)
    for (start, stop, text), title in zip(shown, asked, strict=True):
        assert text in dict(title.words).values()
        assert stop - start >= int((title.seconds or 2.2) * version.fps) - 1, "long enough to be read"
        assert 0 <= start < stop <= cut.frames()
    assert all(first[1] <= second[0] for first, second in pairwise(shown))


@often
@given(episodes(), versions)
def test_what_shows_nothing_changes_no_picture_and_no_sound(episode: Episode, version: Version) -> None:
    unseen = (Fact, Marker)
    bare = replace(episode, scenes=tuple(replace(scene, beats=tuple(
        beat for beat in scene.beats if not isinstance(beat, unseen))) for scene in episode.scenes))
    one, other = film(episode, version), film(bare, version)
    assert replace(one, markers=()) == replace(other, markers=())
    wanted = [beat.kind for scene in episode.scenes for beat in scene.beats if isinstance(beat, Marker)]
    assert [marker.kind for marker in one.markers if marker.kind != "beat"] == wanted
    frames = [marker.frame for marker in one.markers]
    assert frames == sorted(frames)
    assert all(0 <= frame <= one.frames() for frame in frames)


@often
@given(episodes(written=False), versions)
def test_a_story_beat_never_lowers_the_tension(episode: Episode, version: Version) -> None:
    from dramac.compiler.cut.tension import lifts, of_act

    for scene in episode.scenes:
        for beat, lift in zip(scene.beats, lifts(scene.beats), strict=True):
            assert 0 <= lift <= 1
            if isinstance(beat, Act):
                assert of_act(beat, 0.5, lift) >= of_act(beat, 0.5)


@often
@given(episodes(), versions)
def test_the_writers_seconds_are_kept(episode: Episode, version: Version) -> None:
    for shot in film(episode, version).shots:
        for scene in episode.scenes:
            for beat in scene.beats:
                if isinstance(beat, ShotAsk) and beat.span in shot.spans and beat.seconds:
                    assert shot.frames >= int(beat.seconds * version.fps)


@often
@given(episodes(), versions)
def test_nothing_but_the_arguments_decides(episode: Episode, version: Version) -> None:
    state = flow(episode, BIBLE, starts(BIBLE))
    assert direct(episode, state, BIBLE, version) == direct(episode, state, BIBLE, version)
