"""A made-up vertical drama of any length, as a careful writers' room would keep it: the same for the same number of episodes.

Recurring places, clothes that change with the day, things that go from hand to hand by directive and by prose alone,
bruises that heal, two deaths, flashbacks, telephone calls cut together, secrets that are planted, told, used and paid
off, cliffhangers, and Mandarin for every line. The world is followed while it is written, so that nothing in it contradicts
itself: what `dramac check` has to say against it is a mistake of the compiler or of this file.
"""

from __future__ import annotations

import random
from pathlib import Path

from .drama_bible import CAST, PEOPLE, PLACES, PROPS, RECURRING, SECRETS, Place, bible
from .drama_lines import ACTION, GIVE, SCENERY, SNATCH, SPEECH, STRIKE, TAKE, USE
from .drama_world import Script, Secret, World

HEROINE = "MAYA LIN"
FRIENDS = ("GRACE LIN", "TESSA", "RYAN COLE", "DR. PARK", "MRS. YUN")
RIVALS = ("CELIA SHAW", "VICTOR SHAW", "NADIA", "SAMUEL ZHOU", "BISHOP")
LEARNERS = ("MAYA LIN", "ETHAN SHAW", "TESSA", "RYAN COLE")
_TORN = ("ETHAN SHAW",)
_TIMES = ("MORNING", "DAY", "EVENING", "NIGHT")
_DEATHS = (("BISHOP", 0.45), ("VICTOR SHAW", 0.8))
_HEALS = 3
_CLASH = (("ask", "deny", "threat", "refuse"), ("taunt", "refuse", "threat", "use"), ("plead", "refuse", "threat"),
          ("order", "deny", "taunt", "refuse"), ("ask", "taunt", "deny", "refuse"), ("threat", "refuse", "taunt"))
_QUIET = (("comfort", "confess", "agree"), ("order", "agree", "comfort"), ("confess", "shock", "comfort"),
          ("ask", "confess", "comfort", "agree"))


def write(folder: Path, episodes: int, seed: int = 0) -> int:
    """Write the drama's bible, scripts and translations into `folder`; how many lines its scripts have."""
    (folder / "episodes").mkdir(parents=True)
    (folder / "translations" / "zh-Hans").mkdir(parents=True)
    world = World(random.Random(seed), episodes)
    lines = 0
    for number in range(1, episodes + 1):
        script = episode(world, number)
        text = "\n".join(script.rows)
        lines += text.count("\n")
        (folder / "episodes" / f"ep{number:03d}.fountain").write_text(text, encoding="utf-8")
        words = "".join(f"{id}: {zh}\n" for id, zh in script.words.items())
        (folder / "translations" / "zh-Hans" / f"ep{number:03d}.yaml").write_text(words, encoding="utf-8")
    (folder / "series.yaml").write_text(bible(world.facts), encoding="utf-8")
    return lines


def episode(world: World, number: int) -> Script:
    """The next episode; the world goes on with it."""
    script = Script(world, number)
    script.rows += [f"Title: {_title(world, number)}", f"Episode: {number}", "Language: en", ""]
    if number > 1 and world.hanging is None:
        world.day, world.time = world.day + 1, 0
    _clash(script, number < max(2, world.total - 3) and len(world.secrets) < 3)
    dying = next((who for who, share in _DEATHS if world.total >= 20 and number == round(world.total * share)), "")
    due = [one for one in world.secrets if number >= (one.used if one.is_told else one.told) or number == world.total]
    if dying:
        _death(script, dying)
    if number % 4 == 3 and number < world.total:
        _call(script)
    elif due:
        for secret in due if number == world.total else due[:1]:
            _secret(script, secret)
    else:
        _quiet(script)
    if number % 5 == 2:
        _flashback(script)
    _cliffhanger(script)
    return script


def _title(world: World, number: int) -> str:
    rng = world.rng
    person, prop, place = rng.choice(CAST).first, rng.choice(PROPS).id.title(), rng.choice(RECURRING).id.title()
    word = rng.choice(("Debt", "Mask", "Promise", "Lie", "Price", "Silence", "Return", "Bargain", "Shadow", "Choice"))
    return rng.choice((f"The {prop}", f"{person}'s {word}", f"The {word} at {place}", f"What {person} Kept",
                       f"A {word} for {person}", f"Day {world.day}: The {word}"))


def _heading(script: Script, place: Place, corner: str = "", continuous: bool = False) -> None:
    """A heading, and the time of the world behind it; a scene that is not continuous may be some hours later."""
    world = script.world
    world.place = place
    script.shot = script.speaker = ""
    where = f"{'INT' if place.interior else 'EXT'}. {place.id}" + (f" - {corner}" if corner else "")
    if continuous:
        script.add(f"{where} - CONTINUOUS")
        return
    world.time = min(len(_TIMES) - 1, world.time + world.rng.randrange(0, 2))
    script.add(f"{where} - {_TIMES[world.time]}")


def _scene(script: Script, place: Place, *people: str) -> None:
    """Begin a scene at `place`: heading, clothes of the day, healed marks, what one sees first."""
    corner = script.world.rng.choice(("", "", *place.corners))
    _heading(script, place, corner)
    _dress(script, place, *people)
    sight = SCENERY[place.id]
    script.add(sight[script.world.pick(place.id, len(sight))])
    _introduce(script, *people)


def _dress(script: Script, place: Place, *people: str) -> None:
    world, rows = script.world, []
    late = _TIMES[world.time] in ("EVENING", "NIGHT")
    outfit = "evening" if place.id == "BALLROOM" else "home" if late and place.id in ("SHAW MANSION", "MAYA'S FLAT") else "day"
    for who in people:
        if world.wearing[who] != outfit:
            world.wearing[who] = outfit
            rows.append(f"[[wears: {who} = {outfit}]]")
        if who in world.hurt and world.day - world.hurt[who] >= _HEALS:
            del world.hurt[who]
            rows.append(f"[[marks: {who} = none]]")
    if world.rng.random() < 0.5:
        mood = world.rng.choice(("tense strings", "sad piano", "mystery strings", "menace drone", "calm piano"))
        rows.append(f"[[music: {mood}, under]]")
    if rows:
        script.add("\n".join(rows))


def _introduce(script: Script, *people: str) -> None:
    for who in people:
        if who not in script.world.met:
            script.world.met.add(who)
            script.add(f"{who}, {PEOPLE[who].intro}, {PEOPLE[who].first_seen}.")


def _meeting(world: World, who: str, others: tuple[str, ...]) -> tuple[Place, str]:
    """Where `who` meets one of `others`, and whom: mostly at one of the five places that recur."""
    fits = [(place, one) for place in PLACES if who in place.people and place is not world.place
            for one in world.alive(place) if one in others and one != who]
    known = [one for one in fits if one[0] in RECURRING]
    new = [one for one in fits if one[1] not in world.met]
    if new and world.rng.random() < 0.3:
        return world.rng.choice(new)
    return world.rng.choice(known if known and world.rng.random() < 0.8 else fits)


def _talk(script: Script, pattern: tuple[str, ...], a: str, b: str, kind: str) -> None:
    """Lines in turn, with something done and a shot in between."""
    for at, function in enumerate(pattern):
        if at and at % 2 == 0:
            script.act(ACTION[kind], kind, a, b)
        elif at == 1 or script.world.rng.random() < 0.3:
            script.frame(a, b)
        script.say(function, *((a, b) if at % 2 == 0 else (b, a)))


def _clash(script: Script, plant: bool) -> None:
    """The opening: a quarrel, perhaps a secret planted, a blow, a thing that changes hands. It goes on from the end of the
    last episode, or begins another day."""
    world, a = script.world, HEROINE
    place, b = world.hanging or _meeting(world, a, RIVALS + _TORN)
    if world.hanging:
        script.add(f"{'INT' if place.interior else 'EXT'}. {place.id} - {_TIMES[world.time]} (CONTINUOUS)")
    else:
        _scene(script, place, a, b)
    world.hanging = None
    if world.rng.random() < 0.4:
        _echo(script)
    script.add("[[beat: hook]]")
    script.act(ACTION["meet"], "meet", a, b)
    if plant:
        _plant(script, a, b)
    _talk(script, world.rng.choice(_CLASH), b, a, "strong")
    if world.rng.random() < 0.25 and b not in world.hurt:
        world.hurt[b] = world.day
        script.add(f"[[beat: slap]]\n[[sound: slap]]\n[[marks: {b} = bruise on cheek]]")
        script.act(STRIKE, "strike", a, b)
        script.say("threat", b, a)
        script.say("refuse", a, b)
        return
    _hand_over(script, place, a, b, False)
    third = [one for one in world.alive(place) if one not in (a, b)]
    if third and world.rng.random() < 0.5:
        _visitor(script, world.rng.choice(third), a, b)
    elif world.rng.random() < 0.5:
        _move_on(script, place, a, b)


def _plant(script: Script, a: str, b: str) -> None:
    world = script.world
    base, *words = SECRETS[len(world.facts) % len(SECRETS)]
    turn = len(world.facts) // len(SECRETS)
    fact = f"{base}-{turn + 1}" if turn else base
    learner = world.rng.choice([one for one in LEARNERS if one not in world.dead])
    told = script.number + world.rng.randrange(1, 4)
    world.facts.append(fact)
    world.secrets.append(Secret(fact, (words[0], words[1]), learner, told, told + world.rng.randrange(1, 4)))
    script.secret = (words[0], words[1])
    script.add(f"[[plant: {fact}]]")
    script.say("ask", a, b)


def _secret(script: Script, secret: Secret) -> None:
    """A secret goes one step on: it is told, or whoever was told acts on it and it pays off. In the last episode both."""
    world, learner = script.world, secret.learner
    script.secret = secret.words
    if not secret.is_told:
        secret.is_told = True
        place, keeper = _meeting(world, learner, tuple(PEOPLE))
        _scene(script, place, learner, keeper)
        script.act(ACTION["meet"], "meet", keeper, learner)
        script.say("ask", learner, keeper)
        script.add("[[beat: reveal]]", f"[[reveals: {secret.fact} -> {learner}]]")
        script.say("tell", keeper, learner)
        script.act(ACTION["shock"], "shock", keeper, learner)
        script.frame(learner, keeper)
        script.say("shock", learner, keeper)
        _talk(script, world.rng.choice(_QUIET), keeper, learner, "soft")
        _hand_over(script, place, keeper, learner, True)
        if script.number < world.total:
            return
    place, other = _meeting(world, learner, RIVALS)
    _scene(script, place, learner, other)
    script.act(ACTION["meet"], "meet", learner, other)
    script.say("taunt", other, learner)
    script.add(f"[[knows: {learner}, {secret.fact}]]\n[[payoff: {secret.fact}]]\n[[beat: triumph]]")
    script.say("use", learner, other)
    script.act(ACTION["shock"], "shock", learner, other)
    _talk(script, ("plead", "refuse", "threat"), other, learner, "strong")
    world.secrets.remove(secret)


def _quiet(script: Script) -> None:
    """Two of one side by themselves."""
    world = script.world
    side = (*FRIENDS, HEROINE, *_TORN) if world.rng.random() < 0.7 else RIVALS + _TORN
    a = world.rng.choice([one for one in side if one not in world.dead and one != "MRS. YUN"])
    place, b = _meeting(world, a, side)
    _scene(script, place, a, b)
    script.act(ACTION["meet"], "meet", a, b)
    script.add("[[beat: confession]]")
    _talk(script, world.rng.choice(_QUIET), a, b, "soft")
    _hand_over(script, place, a, b, True)
    script.say("agree", b, a)


def _hand_over(script: Script, place: Place, a: str, b: str, friends: bool) -> None:
    """Something that one of the two has is given to the other, taken from them, or put down; or one picks up what lies
    there."""
    world, rng = script.world, script.world.rng
    here = [prop for prop, where in world.lies.items() if where == place.id]
    if here:
        prop = here[0]
        del world.lies[prop]
        world.holder[prop] = a
        if rng.random() < 0.5:
            script.add(f"[[takes: {a}, {prop}]]")
        script.act(TAKE, "take", a, b, prop)
        return
    props = [(prop, who) for prop, who in world.holder.items() if who in (a, b)]
    if not props:
        return
    prop, who = rng.choice(props)
    other = b if who == a else a
    if rng.random() < 0.4:
        script.add(f"INSERT - {prop.upper()}")
    script.act(USE, "use prop", who, other, prop)
    chance = rng.random()
    if chance < 0.6 and friends:
        if rng.random() < 0.5:
            script.add(f"[[gives: {who} -> {other}, {prop}]]")
        script.act(GIVE, "give", who, other, prop)
        world.holder[prop] = other
    elif chance < 0.6:
        if rng.random() < 0.5:
            script.add(f"[[takes: {other}, {prop}]]")
        script.act(SNATCH, "snatch", who, other, prop)
        world.holder[prop] = other
    elif chance < 0.75:
        script.add(f"[[drops: {who}, {prop}]]", f"{PEOPLE[who].first} lays the {prop} on the table and lets it lie.")
        del world.holder[prop]
        world.lies[prop] = place.id


def _visitor(script: Script, who: str, a: str, b: str) -> None:
    side = script.world.rng.choice(("left", "right"))
    script.add(f"[[sound: door]]\n[[enter: {who} from {side}]]\n[[beat: confrontation]]")
    first = PEOPLE[who].first
    if who in script.world.met:
        script.add(f"The door opens. {first} walks in.")
    else:
        script.world.met.add(who)
        script.add(f"The door opens. {who}, {PEOPLE[who].intro}, walks in.")
    script.say("order", who, a)
    script.say("refuse", a, who)
    if script.world.rng.random() < 0.5:
        script.say("threat", who, b)
        script.add(f"{first} turns around and walks out.", f"[[exit: {who}]]")
    script.say("agree", b, a)


def _move_on(script: Script, place: Place, a: str, b: str) -> None:
    """The two go on somewhere else in the same place, without a gap."""
    _heading(script, place, script.world.rng.choice(place.corners), continuous=True)
    script.add(f"{PEOPLE[a].first} walks ahead. {PEOPLE[b].first} keeps up.")
    script.add("[[beat: threat]]")
    script.say("plead", b, a)
    script.say("refuse", a, b)


def _echo(script: Script) -> None:
    """A thought of the heroine, once in her own words and afterwards as a recording of them."""
    world = script.world
    _, lines = SPEECH["echo"]
    en, zh = lines[world.pick("echo", len(lines))]
    if en in world.echoes:
        script.add(f"{PEOPLE[HEROINE].alias} (V.O.)\n{en} [[same-as: {world.echoes[en]}]]")
    else:
        world.echoes[en] = script.line(HEROINE, "calm", en, zh, "V.O.")


def _call(script: Script) -> None:
    """A telephone call, cut between its two ends."""
    world = script.world
    other = world.rng.choice([one for one in FRIENDS if one not in world.dead])
    far = world.rng.choice([one for one in PLACES if other in one.people])
    near = world.rng.choice([one for one in RECURRING if HEROINE in one.people and one not in (far, world.place)])
    time = _TIMES[world.time]
    _scene_of_call(script, near, HEROINE, other, time, "")
    script.say("phone", HEROINE, other)
    script.say("phone", other, HEROINE, "on the phone")
    _scene_of_call(script, far, other, HEROINE, time, "phone")
    script.add("[[beat: threat]]")
    script.say("phone", other, HEROINE)
    script.say("agree", HEROINE, other, "on the phone")
    script.act(("{a} listens.", "{a} looks over one shoulder.", "{a} holds the phone closer."), "listen", other, HEROINE)
    script.say("order", other, HEROINE)


def _scene_of_call(script: Script, place: Place, who: str, other: str, time: str, end: str) -> None:
    script.shot = script.speaker = ""
    script.world.place = place
    script.add(f"{'INT' if place.interior else 'EXT'}. {place.id} - {time}", "[[time: intercut]]")
    _dress(script, place, who)
    _introduce(script, who)
    script.add(f"{PEOPLE[who].first} {'answers the phone' if end else 'dials and waits'}.")


def _flashback(script: Script) -> None:
    """A scene of years ago, in which the dead may live, and back again."""
    world = script.world
    place = world.place = world.rng.choice(RECURRING)
    a, b = world.rng.sample([one for one in place.people if one in world.met or one in world.dead], 2)
    years = world.rng.choice(("three years ago", "ten years ago", "one year ago"))
    script.shot = script.speaker = ""
    script.add("> DISSOLVE TO:", f"{'INT' if place.interior else 'EXT'}. {place.id} - DUSK",
               f"[[time: flashback, {years}]]\n[[look: memory]]\n[[wears: {a} = home]]\n[[wears: {b} = home]]")
    script.act(ACTION["meet"], "meet", a, b)
    prop = world.rng.choice(PROPS).id
    script.add(f"[[takes: {a}, {prop}]]")
    script.act(USE, "use prop", a, b, prop)
    script.add("[[beat: betrayal]]")
    script.say("confess", a, b)
    script.say("plead", b, a)
    script.act(GIVE, "give", a, b, prop)
    script.say("comfort", a, b)
    script.add("> DISSOLVE TO:")


def _death(script: Script, who: str) -> None:
    """Somebody dies, and what they had goes to the other."""
    world = script.world
    place, other = _meeting(world, who, RIVALS + _TORN)
    _scene(script, place, who, other)
    script.act(ACTION["meet"], "meet", other, who)
    script.say("confess", who, other)
    for prop in [prop for prop, holder in world.holder.items() if holder == who]:
        script.add(f"[[gives: {who} -> {other}, {prop}]]")
        script.act(GIVE, "give", who, other, prop)
        world.holder[prop] = other
    script.say("plead", who, other)
    script.add("[[music: sad strings, under]]\n[[sound: hit]]", f"[[dies: {who}]]",
               f"A shot. {PEOPLE[who].first} falls.")
    script.say("shock", other, HEROINE if other != HEROINE else "TESSA")
    world.dead.add(who)
    world.hurt.pop(who, None)


def _cliffhanger(script: Script) -> None:
    """The end: one more turn, and out before the answer."""
    world = script.world
    place, other = _meeting(world, HEROINE, tuple(PEOPLE))
    _scene(script, place, HEROINE, other)
    if "[[time:" in "".join(script.rows):
        at = max(index for index, row in enumerate(script.rows) if row.startswith(("INT.", "EXT.")))
        script.rows[at + 1 : at + 1] = ["", "[[time: present]]"]
    script.act(ACTION["meet"], "meet", HEROINE, other)
    script.say("ask", HEROINE, other)
    script.add("[[beat: cliffhanger]]\n[[sound: heartbeat]]")
    script.frame(other, HEROINE)
    script.say("cliff", other, HEROINE)
    script.act(ACTION["last"], "last", other, HEROINE)
    script.add("[[hold: 1.2s]]", "> FADE OUT.")
    if other in RIVALS + _TORN and script.world.rng.random() < 0.6:
        world.hanging = place, other
