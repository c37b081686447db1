"""What can be written wrong in a bible: its YAML, keys, words and names."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Severity
from .kind import Kind, kind

_E, _H = Severity.ERROR, Severity.HINT

MISTAKES: Mapping[str, Kind] = {
    "D301": kind(_E, "the bible is not valid YAML", "That every file of the bible can be read as YAML: one document, "
                 "no tags, keys that are plain words, balanced quotes and brackets.",
                 "A file that cannot be read says nothing about the series.",
                 "cast:\n  LIN: {age: 22",
                 "Close the bracket or quote that the message points at; indent with spaces."),
    "D302": kind(_E, "a key stands twice", "That no key is written twice in one mapping, and that no section "
                 "that is spread over several files declares the same name twice.",
                 "YAML readers keep the last one silently, so that half of what you wrote would be lost.",
                 "cast:\n  LIN: {age: 22}\n  LIN: {age: 30}", "Rename one of the two or merge them."),
    "D303": kind(_E, "the bible is too large", "That a file keeps within 1 MiB, 40 levels and 50,000 values, aliases "
                 "counted as often as they are used.",
                 "Far beyond that a file is a mistake or an attack, and would only stop the machine.",
                 "extras: [[[[[[GUARD]]]]]]  # and so on, forty times",
                 "Write the values out, or spread the bible over several files with `include:`."),
    "D304": kind(_E, "unknown key", "That every key is one that this place knows.",
                 "A misspelt key would be ignored, and the film would come out as if it had never been written.",
                 "cast:\n  LIN: {apearance: {hair: long}}", "Use the key that is suggested, or delete the line."),
    "D305": kind(_E, "wrong value", "That a value has the form that its key asks for: a number in its range, a list, "
                 "a mapping, words that are not empty.",
                 "A value of another form cannot be understood.",
                 "cast:\n  LIN: {age: young}", "Write the value in the form that the message names."),
    "D306": kind(_E, "unknown word", "That words with a fixed meaning (format, profile, language, grade, weather, "
                 "voice, quality …) are words of the standard library.",
                 "An unknown word has no picture, sound or rule behind it.",
                 "series: {format: verticle}", "Choose one of the words that are listed."),
    "D307": kind(_E, "a file of the bible cannot be read", "That `series.yaml` and every file under `include:` "
                 "exists, lies inside the project and does not include itself.",
                 "What is in a missing file would be missing from the film.",
                 "include: [casts.yaml]",
                 "Correct the path; it starts at the project's folder (`./` at this file's)."),
    "D308": kind(_E, "not UTF-8", "That the files of the bible and the translations are UTF-8 text without control "
                 "characters. A file that is not is not read any further.",
                 "Names would come out garbled in pictures and subtitles.",
                 "# a series.yaml that was saved as GBK", "Save the file as UTF-8."),
    "D309": kind(_E, "a macro with a hole that nothing fills", "That every hole (`{a}`) in a macro's body is one of its "
                 "parameters, that every parameter is used, and that a default is one of the values.",
                 "A hole that nothing fills would stand in the film as it is written.",
                 "macros:\n  stare: {parameters: {who: character}, body: \"[[shot: CU {whom}]]\"}",
                 "Name the parameter as the body does, or the hole as the parameter is called."),
    "D310": kind(_E, "an unknown name inside the bible", "That outfits, props and looks that the bible refers to are "
                 "declared in it.",
                 "A character cannot start in an outfit that does not exist.",
                 "cast:\n  LIN: {wardrobe: {travel: hanfu}, starts: {wearing: bridal}}",
                 "Declare the name or use the one that is suggested."),
    "D311": kind(_E, "one name for two", "That a name or alias, in any language, belongs to one character only (and "
                 "likewise for places and for props).",
                 "A cue or a mention could not be told apart.",
                 "cast:\n  LIN YUE: {aliases: [LIN]}\n  LIN HAO: {aliases: [LIN]}",
                 "Take the alias away from one of the two."),
    "D312": kind(_H, "words that cannot be drawn", "That free words for looks, outfits, places and props contain a "
                 "word that the artist knows.",
                 "The picture falls back to something plain; the words still reach prompts.",
                 "props: {relic: {looks: something indescribable}}",
                 "Add a word of the standard library, such as those the hint names."),
    "D313": kind(_E, "not a colour", "That colours are `#rrggbb` or colour words, and that `#rrggbb` has its quotes: in YAML, "
                 "`#` begins a comment.",
                 "An unknown colour cannot be painted.",
                 "cast:\n  LIN: {wardrobe: {travel: {outfit: hanfu, colours: [blurple]}}}",
                 "Write `\"#rrggbb\"`, in quotes, or a colour word."),
    "D317": kind(_E, "nobody's other age", "That `same_person` names another character, who is not an age of somebody too.",
                 "Looks and knowledge are taken from the person who is meant; in a circle there is none.",
                 "cast:\n  LIN: {same_person: YOUNG LIN}\n  YOUNG LIN: {same_person: LIN}",
                 "Let the ages of one person all name the same character."),
}
