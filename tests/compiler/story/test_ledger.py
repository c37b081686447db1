"""The story ledger, deaths, marks and overlays: what directives of the story become, and what holds after them."""

from dataclasses import replace

from dramac.compiler.base.source import Source
from dramac.compiler.bible.names import Names
from dramac.compiler.story.lower import lower
from dramac.compiler.story.nodes import Act, Change, Fact, Marker, StoryBeat, Title
from dramac.compiler.story.show import show
from dramac.compiler.story.state import flow, starts
from dramac.compiler.syntax.parse import parse

LIN = "LIN YUE"
HEAD = "INT. HOUSE - NIGHT\n\n"


def beats(read, text, **more):
    return read(HEAD + text, **more).episode.scenes[0].beats


def run(read, bible, text, before=None):
    return flow(read(text).episode, bible, before or starts(bible))


def test_what_the_directives_become(read):
    found = beats(read, "[[plant: Pendant secret]]\n[[reveals: pendant-secret -> LIN and GU]]\n[[knows: WEI, pendant-secret]]\n"
                  "[[payoff: pendant-secret]]\n[[beat: twist]]\n[[slot: a cup, default plain]]\n[[paywall]]\n[[ad-break]]\n"
                  "[[dies: WEI]]\n[[overlay: Come home., 3s]]\n", translations={"zh-Hans": {"Come home.": "回家。"}})
    assert found == (
        Fact("plant", "Pendant secret"), Fact("reveals", "pendant-secret", (LIN, "GU SHEN")),
        Fact("knows", "pendant-secret", ("WEI",)), Fact("payoff", "pendant-secret"), StoryBeat("reversal"),
        Marker("slot", "a cup", "plain"), Marker("paywall"), Marker("ad-break"), Change("dies", "WEI"),
        Title((("en", "Come home."), ("zh-Hans", "回家。")), 3.0, "overlay"))


def test_every_beat_is_shown_in_words(read):
    text = show(read(HEAD + "[[reveals: it -> LIN]]\n[[beat: hook]]\n[[slot: cup, default mug]]\n[[dies: WEI]]\n"
                     "[[overlay: Hi]]\n\nLIN\nNo. [[same-as: a1]]\n").episode)
    assert [line.strip() for line in text.splitlines()[3:]] == [
        "fact reveals 'it' who=LIN YUE", "beat hook", "marker slot 'cup' default='mug'", "change dies WEI",
        "overlay en='Hi'", "line 0 [=a1] LIN YUE en='No.'"]


def test_names_in_them_are_resolved(read):
    lowered = read(HEAD + "[[dies: LNI YUE]]\n[[knows: WIE, it]]\n[[reveals: it -> GU and NOBODY]]\n[[reveals: it -> NOBODY]]\n")
    assert lowered.episode.scenes[0].beats == (Fact("reveals", "it", ("GU SHEN",)),)
    assert [(one.kind, one.text, one.nearest) for one in lowered.unresolved] == [
        ("character", "LNI YUE", LIN), ("character", "WIE", "WEI"), ("character", "NOBODY", ""), ("character", "NOBODY", "")]


def test_facts_are_those_of_the_bible_where_it_has_some(bible):
    declared = replace(bible, facts=("pendant-secret", "the will"))
    tree, _ = parse(Source("e", HEAD + "[[plant: Pendant Secret]]\n[[payoff: pendent-secret]]\n"), frozenset())
    lowered = lower(tree, declared, Names(declared), {}, "e")
    assert lowered.episode.scenes[0].beats == (Fact("plant", "pendant-secret"), Fact("payoff", "pendent-secret"))
    assert [(one.kind, one.text, one.nearest) for one in lowered.unresolved] == [("fact", "pendent-secret", "pendant-secret")]


def test_death_ends_presence_and_lasts(read, bible):
    found = run(read, bible, HEAD + "Lin and Wei nod.\n\n[[dies: WEI]]\n\nLin weeps over Wei.\n\n"
                "INT. FOX SHRINE - NIGHT\n\nLin thinks of Wei.\n")
    assert [(set(one.present), one.alive("WEI")) for one in found.scenes[0]] == [
        ({LIN, "WEI"}, True), ({LIN}, False), ({LIN}, False)]
    assert found.opening[1].present == (LIN,)
    later = run(read, bible, HEAD + "Wei.\n\nMei nods.\n", found.after)
    assert later.opening[0].present == ("MEI",)
    assert not later.opening[0].alive("WEI")


def test_the_dead_live_in_flashbacks_and_die_in_dreams_alone(read, bible):
    found = run(read, bible, HEAD + "[[dies: WEI]]\n\nEXT. RIVER - DAY (FLASHBACK)\n\nWei stands there.\n\n"
                "INT. HOUSE - DAY (DREAM)\n\n[[dies: LIN]]\n\nINT. HOUSE - DAY\n\nLin nods.\n")
    assert [set(one.dead) for one in found.opening] == [set(), set(), {"WEI"}, {"WEI"}]
    assert found.opening[1].present == ("WEI",)
    assert found.after.dead == {"WEI"}


def test_who_enters_is_alive(read, bible):
    found = run(read, bible, HEAD + "[[dies: WEI]]\n\nINT. HOUSE - DAY\n\n[[enter: WEI]]\n")
    assert found.after.dead == frozenset()
    assert found.scenes[1][0].present == ("WEI",)


def test_what_is_revealed_is_known_to_those_present(read, bible):
    found = run(read, bible, HEAD + "Lin and Wei nod.\n\n[[exit: WEI]]\n[[reveals: pendant secret]]\n"
                "[[reveals: the will -> WEI]]\n")
    state = found.after
    assert state.knows(LIN, "Pendant-Secret")
    assert not state.knows("WEI", "pendant-secret")
    assert state.knows("WEI", "the will")
    assert not state.knows(LIN, "the will")
    later = run(read, bible, HEAD + "Mei nods.\n", state)
    assert later.after.knows(LIN, "pendant-secret")


def test_flashbacks_and_dreams_tell_nobody(read, bible):
    text = HEAD + "Lin nods.\n\nINT. HOUSE - DAY ({})\n\nLin nods.\n\n[[reveals: it]]\n\nINT. HOUSE - DAY\n\nLin nods.\n"
    for time in ("FLASHBACK", "DREAM"):
        found = run(read, bible, text.format(time))
        assert found.scenes[1][-1].knows(LIN, "it")
        assert not found.after.knows(LIN, "it")


def test_what_changes_nothing_shares_the_state(read, bible):
    found = run(read, bible, HEAD + "Lin nods.\n\n[[reveals: it]]\n\n[[reveals: it]]\n\n"
                "[[plant: x]]\n[[paywall]]\n[[beat: hook]]\n")
    assert len({id(one) for one in found.scenes[0][1:]}) == 1


def test_a_fall_beside_a_death_is_told_by_the_prose(read):
    found = beats(read, "[[dies: WEI]]\n[[plant: x]]\n\nWei falls to the ground.\n")
    act = next(one for one in found if isinstance(one, Act))
    assert act.gestures == (("WEI", "fall"),)


def test_a_great_many_facts_are_cheap_to_keep(read, bible):
    text = HEAD + "Lin nods.\n\n" + "".join(f"[[reveals: fact {number}]]\n" for number in range(3000))
    found = run(read, bible, text)
    assert found.after.knows(LIN, "Fact 0")
    assert found.after.knows(LIN, "fact-2999")
    assert not found.after.knows(LIN, "fact 3000")
    assert not found.scenes[0][1].knows(LIN, "fact 1")
    kept = {id(some): len(some) for state in found.scenes[0] for some in state.knowing}
    assert sum(kept.values()) < 3000 * 20
