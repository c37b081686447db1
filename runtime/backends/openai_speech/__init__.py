"""Speech by a server with OpenAI's API (POST /v1/audio/speech): OpenAI itself, vLLM-Omni, SGLang, a gateway.

It honours `text`, `say`, `lang`, `language`, `speaker` (one of the server's voices), `instruct` (how to say it, in words),
`rate`, `pitch`, `gain`, `pause`, `breath`, `tremble` and `seed` (of what is done with the sound: such servers take none). Where
the server is, and with which key it is asked, is known to the environment only: $DRAMAC_MEDIA_URL (or _URL_SPEECH) and
$DRAMAC_MEDIA_KEY.
"""

from __future__ import annotations

from ...facts import write_facts
from ...job import Fault, Job

ACTIONS: tuple[str, ...] = ("speech",)
VERSION = "1"


def run(job: Job) -> None:
    """Have one line spoken: outputs `audio` (mono float WAV, at the server's rate) and `timing` (JSON). Raises Fault and
    Transient, neither of which tells an address or a key."""
    from ..openai_media.address import hushed
    from . import asking

    try:
        asking.speak(job)
        write_facts(job, {"model": str(job.params.get("name", ""))})
    except (Fault, MemoryError, OSError):
        raise
    except Exception as error:  # what it says may hold what nobody is to read
        raise Fault(f"asking the speech server broke: {type(error).__name__}: {hushed(error)}",
                    "this is a fault in dramac: please report it") from None
