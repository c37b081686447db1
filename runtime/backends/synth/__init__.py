"""Sound effects and music, made from nothing at render time: procedural, seeded, 48 kHz stereo."""

from __future__ import annotations

from ...assemble import wav
from ...job import Fault, Job
from . import effects, music
from .craft import RATE

ACTIONS: tuple[str, ...] = ("sound", "music")
VERSION = "1"


def run(job: Job) -> None:
    """Write `audio` (stereo float WAV of the asked length). Raises Fault for an unknown sound, mood or instrument."""
    params = job.params
    seconds, seed = float(params.get("seconds", 4.0)), int(params.get("seed", 0))
    if job.action == "sound":
        name = str(params.get("sound", ""))
        if name not in effects.effects():
            raise Fault(f"there is no sound {name!r}", f"The sounds are {', '.join(sorted(effects.effects()))}.")
        samples = effects.render(name, seconds, seed)
    else:
        moods, instruments = list(params.get("mood") or ()), list(params.get("instruments") or ())
        try:
            samples = music.render(moods, instruments, seconds, float(params.get("tension", 0.5)), seed)
        except KeyError as error:
            raise Fault(f"there is no mood or instrument {error}", "See the stdlib's moods and instruments.") from error
    wav.write(job.outputs["audio"], samples, RATE)
