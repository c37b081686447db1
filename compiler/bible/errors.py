"""What the bible can be wrong about: code, severity, title and explanation of every finding that this folder makes."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Diagnostic, Label, Severity
from ..base.nodes import node
from ..base.source import Span


@node
class Kind:
    """One sort of finding. `text` is its explanation, in four parts with fixed headings."""

    severity: Severity
    title: str
    text: str


def _kind(severity: Severity, title: str, checks: str, matters: str, example: str, fix: str) -> Kind:
    text = (f"## What it checks\n{checks}\n\n## Why it matters\n{matters}\n\n"
            f"## Example\n```yaml\n{example}\n```\n\n## Fix\n{fix}\n")
    return Kind(severity, title, text)


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

KINDS: Mapping[str, Kind] = {
    "D301": _kind(_E, "the bible is not valid YAML", "That every file of the bible can be read as YAML: one document, "
                  "no tags, keys that are plain words, balanced quotes and brackets.",
                  "A file that cannot be read says nothing about the series.",
                  "cast:\n  LIN: {age: 22",
                  "Close the bracket or quote that the message points at; indent with spaces."),
    "D302": _kind(_E, "a key stands twice", "That no key is written twice in one mapping, and that no section "
                  "that is spread over several files declares the same name twice.",
                  "YAML readers keep the last one silently, so that half of what you wrote would be lost.",
                  "cast:\n  LIN: {age: 22}\n  LIN: {age: 30}", "Rename one of the two or merge them."),
    "D303": _kind(_E, "the bible is too large", "That a file keeps within 1 MiB, 40 levels and 50,000 values, aliases "
                  "counted as often as they are used.",
                  "Far beyond that a file is a mistake or an attack, and would only stop the machine.",
                  "extras: [[[[[[GUARD]]]]]]  # and so on, forty times",
                  "Write the values out, or spread the bible over several files with `include:`."),
    "D304": _kind(_E, "unknown key", "That every key is one that this place knows.",
                  "A misspelt key would be ignored, and the film would come out as if it had never been written.",
                  "cast:\n  LIN: {apearance: {hair: long}}", "Use the key that is suggested, or delete the line."),
    "D305": _kind(_E, "wrong value", "That a value has the form that its key asks for: a number in its range, a list, "
                  "a mapping, words that are not empty.",
                  "A value of another form cannot be understood.",
                  "cast:\n  LIN: {age: young}", "Write the value in the form that the message names."),
    "D306": _kind(_E, "unknown word", "That words with a fixed meaning (format, profile, language, grade, weather, "
                  "voice, quality …) are words of the standard library.",
                  "An unknown word has no picture, sound or rule behind it.",
                  "series: {format: verticle}", "Choose one of the words that are listed."),
    "D307": _kind(_E, "a file of the bible cannot be read", "That `series.yaml` and every file under `include:` "
                  "exists, lies inside the project and does not include itself.",
                  "What is in a missing file would be missing from the film.",
                  "include: [casts.yaml]",
                  "Correct the path; it starts at the project's folder (`./` at this file's)."),
    "D308": _kind(_E, "not UTF-8", "That the files of the bible and the translations are UTF-8 text without control "
                  "characters. A file that is not is not read any further.",
                  "Names would come out garbled in pictures and subtitles.",
                  "# a series.yaml that was saved as GBK", "Save the file as UTF-8."),
    "D309": _kind(_E, "a macro with a hole that nothing fills", "That every hole (`{a}`) in a macro's body is one of its "
                  "parameters, that every parameter is used, and that a default is one of the values.",
                  "A hole that nothing fills would stand in the film as it is written.",
                  "macros:\n  stare: {parameters: {who: character}, body: \"[[shot: CU {whom}]]\"}",
                  "Name the parameter as the body does, or the hole as the parameter is called."),
    "D310": _kind(_E, "an unknown name inside the bible", "That outfits, props and looks that the bible refers to are "
                  "declared in it.",
                  "A character cannot start in an outfit that does not exist.",
                  "cast:\n  LIN: {wardrobe: {travel: hanfu}, starts: {wearing: bridal}}",
                  "Declare the name or use the one that is suggested."),
    "D311": _kind(_E, "one name for two", "That a name or alias, in any language, belongs to one character only (and "
                  "likewise for places and for props).",
                  "A cue or a mention could not be told apart.",
                  "cast:\n  LIN YUE: {aliases: [LIN]}\n  LIN HAO: {aliases: [LIN]}",
                  "Take the alias away from one of the two."),
    "D312": _kind(_H, "words that cannot be drawn", "That free words for looks, outfits, places and props contain a "
                  "word that the artist knows.",
                  "The picture falls back to something plain; the words still reach prompts.",
                  "props: {relic: {looks: something indescribable}}",
                  "Add a word of the standard library, such as those the hint names."),
    "D313": _kind(_E, "not a colour", "That colours are `#rrggbb` or colour words, and that `#rrggbb` has its quotes: in YAML, "
                  "`#` begins a comment.",
                  "An unknown colour cannot be painted.",
                  "cast:\n  LIN: {wardrobe: {travel: {outfit: hanfu, colours: [blurple]}}}",
                  "Write `\"#rrggbb\"`, in quotes, or a colour word."),
    "D314": _kind(_W, "a target that this version cannot make", "That a target asks only for backends that exist here.",
                  "The target is built with what exists, and that looks different.",
                  "targets: {final: {video: sora}}",
                  "Nothing, if an animatic will do; otherwise build the target with a version that has the backend."),
    "D315": _kind(_W, "two characters on one voice", "That no two characters speak with the same voice in one "
                  "language.",
                  "Viewers tell people apart by ear as much as by eye, all the more off screen.",
                  "cast:\n  LIN: {voice: std/girl}\n  MEI: {voice: std/girl}", "Give one of them another voice."),
    "D316": _kind(_E, "a voice of another language", "That the voice given for a language speaks it.",
                  "An English voice cannot read Chinese lines.",
                  "cast:\n  LIN: {voice: {zh-Hans: std/young-woman-low}}", "Choose one of the voices that are listed."),
    "D317": _kind(_E, "nobody's other age", "That `same_person` names another character, who is not an age of somebody too.",
                  "Looks and knowledge are taken from the person who is meant; in a circle there is none.",
                  "cast:\n  LIN: {same_person: YOUNG LIN}\n  YOUNG LIN: {same_person: LIN}",
                  "Let the ages of one person all name the same character."),
    "D318": _kind(_W, "a currency without a rate", "That a rate to the US dollar is known for the currency of the budget. dramac "
                  "comes with one for CNY; `prices:` takes others.",
                  "Prices of machines and models are in US dollars. Without a rate, a budget of 500 yen would pass for 500 "
                  "dollars.",
                  "budget: {currency: JPY, per_episode: 500}",
                  "Say how much one US dollar is: `prices: {rates: {JPY: 150}}`."),
    "D319": _kind(_E, "a clip of a voice that cannot be used", "That every recording under `clips:` is a WAV, FLAC, Ogg or MP3 "
                  "file of at most 64 MiB, inside the project.",
                  "An engine that is to speak like somebody has to hear them; without the clip the film would be spoken in "
                  "another voice.",
                  "cast:\n  LIN: {clips: [voices/lin.wav]}  # and there is no voices/lin.wav",
                  "Correct the path, which starts at the project's folder, or record the clip: three to thirty seconds in which "
                  "nobody else speaks and nothing plays."),
    "D320": _kind(_W, "a voice that does not speak the language", "That the model of a target's `voice` speaks the languages of "
                  "the series, as far as its manifest tells them.",
                  "A model reads words of another language as if they were its own, and nobody understands them.",
                  "series: {language: zh-Hans}\ntargets: {final: {voice: coqui, voice_model: an-english-model}}",
                  "Name another `voice_model`, or another `voice`; kokoro speaks all languages that scripts may be in."),
    "D321": _kind(_W, "a voice that must not be sold", "That the licence of the model that speaks for a target allows what "
                  "`series: {release: …}` says will be done with the film: an error where it is `commercial`, a warning where "
                  "nobody said, nothing where it is `private`.",
                  "The weights of XTTS-v2 are under the Coqui Public Model Licence: what they speak may not be used to make "
                  "money.",
                  "series: {release: commercial}\ntargets: {final: {voice: coqui}}",
                  "Choose a voice with another licence (qwen3-tts, kokoro), or say `release: private` if no money is made."),
    "D330": _kind(_E, "a model of the series that cannot be used", "That a manifest of the series (`models/NAME.yaml`) says what "
                  "the model makes, or which known model it is like, and that none of its names is another model's.",
                  "A target that names the model would go without it, or be made by another one.",
                  "models:\n  ours: {source: trained by us}",
                  "Write `like:` with the name of a model that `dramac models` lists, or a `role:`; rename what has a name "
                  "that is taken."),
    "D331": _kind(_W, "pictures that must not be sold", "That the licences of the models of a target allow what `series: {release: "
                  "…}` says will be done with the film: an error where it is `commercial`, a warning where nobody said, nothing "
                  "where it is `private`.",
                  "A film that is made with such a model must not be sold, whatever it has cost to make.",
                  "series: {release: commercial}\n"
                  "targets: {final: {video: ours}}  # of which models/ours.yaml says licence: {commercial: false}",
                  "Choose another model; `dramac models` says of each whether what it makes may be sold."),
    "D332": _kind(_H, "a licence to be read", "Whether the licence of a target's model sets conditions (who may use it, for what, "
                  "where), or has not been read by those who wrote down what is known of it. A warning where `series: {release: "
                  "commercial}`, nothing where it is `private`.",
                  "Community licences exclude companies of some size, countries, or uses; nobody but you knows whether you are "
                  "meant.",
                  "targets: {final: {video: minimax-h3}}",
                  "Read the licence, and say `lint: {D332: off}` when you have; or choose a model under a licence that sets none."),
    "D333": _kind(_W, "a model that does not fit", "That the models of a target need no more GPU memory than it says it has (`vram`, "
                  "in gigabytes). A hint where they fit with their weights placed otherwise.",
                  "A build would end, after its voices and keyframes, with the first clip.",
                  "targets: {final: {video: wan2.2-i2v-a14b, vram: 24}}",
                  "Choose a smaller model or a larger GPU; `dramac models show NAME` says what it needs, and how."),
    "D334": _kind(_W, "a model too small for the format", "That the models of a target make pictures that are about as large as the "
                  "format of the series, or that the target names an `upscale`.",
                  "What is enlarged by a quarter and more without a model for that looks soft.",
                  "series: {format: vertical-1080p}\ntargets: {final: {video: skyreels-v2-df}}",
                  "Name an `upscale` for the target, or choose a format that the model makes."),
}


def finding(code: str, message: str, span: Span | None, help: str = "", labels: tuple[Label, ...] = ()) -> Diagnostic:
    """The finding `code` with the severity that the table gives it."""
    return Diagnostic(code, KINDS[code].severity, message, span, help, labels)


def explanations() -> Mapping[str, str]:
    """The explanation of every code of the bible, headed by its title."""
    return {code: f"# {code} {kind.title}\n\n{kind.text}" for code, kind in KINDS.items()}
