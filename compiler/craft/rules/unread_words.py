"""Words that the model does not read, and nothing translates

What it checks:
In a target whose pictures are made by models, the bible's own words for what is seen (outfits, features, places, things, marks),
and for clips the action of the scripts, where they are in a language that a model does not read: whether the glossary, the names
in English and the standard library have English for them.

Why it matters:
Words that a model does not read are left out of what it is told; it makes up what they would have said.

Example:
`wardrobe: {夜行: 玄铁护腕与劲装}` in a target with `keyframe: sdxl`, whose encoders have learnt English only.

Fix:
Put the lines that the finding gives into the `glossary:` of the bible, with English words; or name a model that reads the
language: `dramac models` tells which do.
"""

from __future__ import annotations

from collections.abc import Iterator

from ....stdlib import vocabulary
from ....stdlib.models import Models, chosen
from ...base.diagnostic import Diagnostic, Severity
from ...bible.wording import Words, glossary, language_of
from ...cut.nodes import Shot
from ..rule import Film

CODE = "D517"
SEVERITY = Severity.WARNING
_ADVICE = "left out of what it is told; put into the bible, with English between the quotes:"
_MOST = 12
"""Clauses of which the lines are given."""


def check(film: Film) -> Iterator[Diagnostic]:
    """One finding for each text of which something is left out, where it stands."""
    models = chosen(film.target.options, film.bible.catalogue)
    if models is None:
        return
    told: dict[Words, None] = {}
    for shot in film.cut.shots:
        for one in _left(shot, models):
            if one not in told:
                told[one] = None
                at = one.span if one.span.path else shot.spans[0] if shot.spans else film.episode.span
                yield Diagnostic(CODE, SEVERITY, f"{_readers(one, models)}, and there is no English for "
                                 f"{', '.join(f'`{term}`' for term in one.left)} in `{one.own}`", at,
                                 f"{_ADVICE}\n{glossary(one.left)}")
    yield from _action(film, models)


def _action(film: Film, models: Models) -> Iterator[Diagnostic]:
    """One finding for the action of an episode, at the first clause of which nothing is told."""
    video = models.video
    if video is None:
        return
    found = [one.words for shot in film.cut.shots for one in shot.told
             if one.words.left and one.words.read_in(video.languages_read) != one.words.own]
    terms = list(dict.fromkeys(term for one in found for term in one.left))
    if terms:
        count = "1 clause" if len(terms) == 1 else f"{len(terms)} clauses"
        more = f"\n({len(terms) - _MOST} more: `dramac plan --prompts`)" if len(terms) > _MOST else ""
        yield Diagnostic(CODE, SEVERITY, f"{_readers(found[0], models)}, and there is no English for {count} of action in this "
                         f"episode", found[0].span, f"{_ADVICE}\n{glossary(terms[:_MOST])}{more}")


def _left(shot: Shot, models: Models) -> Iterator[Words]:
    """The words of `shot` of which a model is not told all."""
    for one in shot.setup.words():
        if one.left and _deaf(one, models):
            yield one


def _deaf(one: Words, models: Models) -> list[str]:
    """Those of `models` that do not read `one`."""
    asked = (models.still, models.keyframe, models.video)
    return list(dict.fromkeys(model.label for model in asked
                              if model is not None and one.read_in(model.languages_read) != one.own))


def _readers(one: Words, models: Models) -> str:
    """Which of `models` do not read `one`: `Stable Diffusion XL reads no Chinese`."""
    names = _deaf(one, models)
    language = str(vocabulary("languages").entries.get(language_of(one.own), {}).get("label", "letters of this kind"))
    return f"{' and '.join(names)} {'reads' if len(names) == 1 else 'read'} no {language.partition(' (')[0]}"
