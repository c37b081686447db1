"""What a bible asks for and cannot have, or must not sell: voices, recordings, models, money."""

from __future__ import annotations

from collections.abc import Mapping

from ..base.diagnostic import Severity
from .kind import Kind, kind

_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

LIMITS: Mapping[str, Kind] = {
    "D314": kind(_W, "a target that this version cannot make", "That a target asks only for backends that exist here.",
                 "The target is built with what exists, and that looks different.",
                 "targets: {final: {video: sora}}",
                 "Nothing, if an animatic will do; otherwise build the target with a version that has the backend."),
    "D315": kind(_W, "two characters on one voice", "That no two characters speak with the same voice in one "
                 "language.",
                 "Viewers tell people apart by ear as much as by eye, all the more off screen.",
                 "cast:\n  LIN: {voice: std/girl}\n  MEI: {voice: std/girl}", "Give one of them another voice."),
    "D316": kind(_E, "a voice of another language", "That the voice given for a language speaks it.",
                 "An English voice cannot read Chinese lines.",
                 "cast:\n  LIN: {voice: {zh-Hans: std/young-woman-low}}", "Choose one of the voices that are listed."),
    "D318": kind(_W, "a currency without a rate", "That a rate to the US dollar is known for the currency of the budget. dramac "
                 "comes with one for CNY; `prices:` takes others.",
                 "Prices of machines and models are in US dollars. Without a rate, a budget of 500 yen would pass for 500 "
                 "dollars.",
                 "budget: {currency: JPY, per_episode: 500}",
                 "Say how much one US dollar is: `prices: {rates: {JPY: 150}}`."),
    "D319": kind(_E, "a clip of a voice that cannot be used", "That every recording under `clips:` is a WAV, FLAC, Ogg or MP3 "
                 "file of at most 64 MiB, inside the project.",
                 "An engine that is to speak like somebody has to hear them; without the clip the film would be spoken in "
                 "another voice.",
                 "cast:\n  LIN: {clips: [voices/lin.wav]}  # and there is no voices/lin.wav",
                 "Correct the path, which starts at the project's folder, or record the clip: three to thirty seconds in which "
                 "nobody else speaks and nothing plays."),
    "D320": kind(_W, "a voice that does not speak the language", "That the model of a target's `voice` speaks the languages of "
                 "the series, as far as its manifest tells them.",
                 "A model reads words of another language as if they were its own, and nobody understands them.",
                 "series: {language: zh-Hans}\ntargets: {final: {voice: coqui, voice_model: an-english-model}}",
                 "Name another `voice_model`, or another `voice`; kokoro speaks all languages that scripts may be in."),
    "D321": kind(_W, "a voice that must not be sold", "That the licence of the model that speaks for a target allows what "
                 "`series: {release: …}` says will be done with the film: an error where it is `commercial`, a warning where "
                 "nobody said, nothing where it is `private`.",
                 "The weights of XTTS-v2 are under the Coqui Public Model Licence: what they speak may not be used to make "
                 "money.",
                 "series: {release: commercial}\ntargets: {final: {voice: coqui}}",
                 "Choose a voice with another licence (qwen3-tts, kokoro), or say `release: private` if no money is made."),
    "D330": kind(_E, "a model of the series that cannot be used", "That a manifest of the series (`models/NAME.yaml`) says what "
                 "the model makes, or which known model it is like, and that none of its names is another model's.",
                 "A target that names the model would go without it, or be made by another one.",
                 "models:\n  ours: {source: trained by us}",
                 "Write `like:` with the name of a model that `dramac models` lists, or a `role:`; rename what has a name "
                 "that is taken."),
    "D331": kind(_W, "pictures that must not be sold", "That the licences of the models of a target allow what `series: "
                 "{release: …}` says will be done with the film: an error where it is `commercial`, a warning where nobody "
                 "said, nothing where it is `private`.",
                 "A film that is made with such a model must not be sold, whatever it has cost to make.",
                 "series: {release: commercial}\n"
                 "targets: {final: {video: ours}}  # of which models/ours.yaml says licence: {commercial: false}",
                 "Choose another model; `dramac models` says of each whether what it makes may be sold."),
    "D332": kind(_H, "a licence to be read", "Whether the licence of a target's model sets conditions (who may use it, for "
                 "what, where), or has not been read by those who wrote down what is known of it. A warning where `series: "
                 "{release: commercial}`, nothing where it is `private`.",
                 "Community licences exclude companies of some size, countries, or uses; nobody but you knows whether you are "
                 "meant.",
                 "targets: {final: {video: minimax-h3}}",
                 "Read the licence, and say `lint: {D332: off}` when you have; or choose a model under a licence that sets "
                 "none."),
    "D333": kind(_W, "a model that does not fit", "That the models of a target need no more GPU memory than it says it has "
                 "(`vram`, in gigabytes). A hint where they fit with their weights placed otherwise.",
                 "A build would end, after its voices and keyframes, with the first clip.",
                 "targets: {final: {video: wan2.2-i2v-a14b, vram: 24}}",
                 "Choose a smaller model or a larger GPU; `dramac models show NAME` says what it needs, and how."),
    "D334": kind(_W, "a model too small for the format", "That the models of a target make pictures that are about as large as "
                 "the format of the series, or that the target names an `upscale`.",
                 "What is enlarged by a quarter and more without a model for that looks soft.",
                 "series: {format: vertical-1080p}\ntargets: {final: {video: skyreels-v2-df}}",
                 "Name an `upscale` for the target, or choose a format that the model makes."),
}
