"""All that models are told about a cut, shot by shot, for people to read: the same words that go into the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...stdlib.models import Manifest, Models
from ..base.nodes import node
from ..cut.nodes import Cut, Shot
from .camera import views
from .fit import Part, fitted, tokens
from .motion import clip, ending
from .reading import shot_as_read
from .still import change, keyframe, plate, reference


@node
class Prompt:
    """What `model` is told for `kind` (reference, plate, keyframe, keyframe_edit, clip) of the shot with `number` (from 1):
    `text` of about `tokens` tokens of the `limit` that the model reads (0: not known), without the parts in `left_out`."""

    number: int
    kind: str
    model: str
    text: str
    tokens: int
    limit: int
    left_out: tuple[str, ...]


def prompts(cut: Cut, models: Models) -> Iterator[Prompt]:
    """Every prompt of `cut`, which is legal for `models`, in film order."""
    for number, shot in enumerate(cut.shots, 1):
        yield from _of_shot(number, shot, models)


def untranslated(cut: Cut, models: Models) -> tuple[str, ...]:
    """The terms of `cut` that some of `models` do not read and that have no English, each once."""
    roles = ("picture", "video") if models.video is not None else ("picture",)
    languages = [models.reads(role) for role in roles]
    return tuple(dict.fromkeys(term for shot in cut.shots for one in shot.setup.words() if one.left
                               and any(one.read_in(each) != one.own for each in languages) for term in one.left)
                 | dict.fromkeys(term for shot in cut.shots for one in shot.told if models.video is not None
                                 and one.words.read_in(models.reads("video")) != one.words.own for term in one.words.left))


def _of_shot(number: int, shot: Shot, models: Models) -> Iterator[Prompt]:
    drawn, moved = (shot_as_read(shot, models.reads(role)) for role in ("picture", "video"))
    bare, seen, _ = views(drawn.setup, shot.fresh, edits=bool(models.keyframe.edits))
    pictured = models.keyframe.references != 0 and bool(bare.figures or bare.set.kind)
    if pictured:
        for who in bare.figures:
            yield _prompt(number, "reference", models.still, reference(who.costume))
        if bare.set.kind:
            yield _prompt(number, "plate", models.still, plate(bare.set, bare.style.palette))
    yield _prompt(number, "keyframe", models.framing(pictured), keyframe(bare))
    if seen != bare:
        yield _prompt(number, "keyframe_edit", models.keyframe, change(bare, seen))
    if models.video is None:
        return
    if models.video.starts == "both":
        yield _prompt(number, "keyframe_edit", models.keyframe, ending(drawn))
    lips = models.lipsync is None and any(one.mouth for one in shot.spoken)
    for one in shot.clips:
        yield _prompt(number, "clip", models.video, clip(moved, one.start, one.stop, lips))


def _prompt(number: int, kind: str, model: Manifest, words: Sequence[Part]) -> Prompt:
    text = fitted(words, model.tokens)
    left = tuple(part.text for part in words if part.text and part.text not in text)
    return Prompt(number, kind, model.id, text, tokens(text), model.tokens, left)
