"""One line spoken by espeak-ng, in a process of its own: run as a program, never imported by dramac.

espeak-ng is under the GNU GPL 3, so its library is loaded here and nowhere else; and since it carries waveform state
from one line to the next, a fresh process for each line is also what makes the same line the same bytes.

Standard input: {"text", "variant", "rate" (words a minute), "pitch" (0..99), "range" (0..99), "seed"} as JSON. Standard
output: one line of JSON, {"rate", "samples", "phones": [[ipa, start], ...]} or {"error"}, then 16-bit mono samples.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from typing import Any

_SYNCHRONOUS, _PHONEME_EVENTS, _AS_IPA, _UTF8 = 2, 1, 2, 1
_PHONEME = 7
_RATE, _PITCH, _RANGE = 1, 3, 4


class _Name(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int), ("uid", ctypes.c_uint), ("text_position", ctypes.c_int), ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int), ("sample", ctypes.c_int), ("user_data", ctypes.c_void_p), ("id", _Name),
    ]  # fmt: skip


def say(line: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The answer's JSON and its samples."""
    try:
        import espeakng_loader
    except ImportError:
        return {"error": "espeak-ng is not installed"}, b""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    folder = os.fsencode(espeakng_loader.get_data_path())
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, folder, _PHONEME_EVENTS | _AS_IPA)
    if rate <= 0:
        return {"error": "espeak-ng cannot read its data"}, b""
    if library.espeak_SetVoiceByName(str(line["variant"]).encode()) != 0:
        return {"error": f"espeak-ng has no voice {line['variant']!r}"}, b""
    library.espeak_ng_SetRandSeed.argtypes = [ctypes.c_long]
    library.espeak_ng_SetRandSeed(int(line["seed"]) & 0x7FFFFFFF)
    for parameter, name in ((_RATE, "rate"), (_PITCH, "pitch"), (_RANGE, "range")):
        library.espeak_SetParameter(parameter, int(line[name]), 0)
    sound, phones = bytearray(), []

    def receive(wave: int | None, count: int, events: Any) -> int:
        if wave and count > 0:
            sound.extend(ctypes.string_at(wave, count * 2))
        at = 0
        while events[at].type:
            if events[at].type == _PHONEME:
                phones.append([events[at].id.string.decode("utf-8", "replace"), events[at].audio_position / 1000])
            at += 1
        return 0

    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))(receive)
    library.espeak_SetSynthCallback(callback)
    text = str(line["text"]).encode() + b"\0"
    library.espeak_Synth(text, len(text), 0, 1, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    return {"rate": rate, "samples": len(sound) // 2, "phones": phones}, bytes(sound)


def main() -> None:
    """Answer the line on standard input."""
    answer, sound = say(json.load(sys.stdin))
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + sound)
    sys.stdout.buffer.flush()
    os._exit(0)  # the library's own threads have nothing left to say


if __name__ == "__main__":
    main()
