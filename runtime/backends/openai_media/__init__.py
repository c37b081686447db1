"""Pictures and clips by media servers: vLLM-Omni, SGLang, and whoever offers the API of OpenAI for images and videos.

What each kind of server takes is data (stdlib/facts/servers.yaml). Where the servers are, and with which key they are asked,
is known to the environment only ($DRAMAC_MEDIA_URL, $DRAMAC_MEDIA_KEY): it stands in no plan, no key, no store and no message.
"""

from __future__ import annotations

from ...facts import write_facts
from ...job import Fault, Job

ACTIONS = ("reference", "plate", "keyframe", "keyframe_edit", "i2v", "flf2v")
VERSION = "1"

_CLIPS = frozenset(("i2v", "flf2v"))


def run(job: Job) -> None:
    """Has a server make what `job` wants: a PNG `image`, or an MP4 `video` in the form of assemble/clips.py, of the very size,
    frames and rate that the parameters say. Raises Fault and Transient."""
    from .address import address_for, hushed
    from .client import Client
    from .journal import Journal
    from .kind import kind_of
    from .patience import Patience

    work = "video" if job.action in _CLIPS else "edit" if job.inputs else "image"
    try:
        kind = kind_of(job.params.get("server"))
        address = address_for(work)
        client, journal, patience = Client(address), Journal(job, address), Patience()
        if work == "video":
            from . import video

            video.make(job, kind, client, journal, patience)
        else:
            from . import still

            still.make(job, work, kind, client, journal, patience)
        write_facts(job, {"server": kind.name, "model": str(job.params["name"])})
    except Fault:
        raise
    except (MemoryError, OSError):
        raise
    except Exception as error:  # what it says may hold what nobody is to read
        raise Fault(f"asking the media server broke: {type(error).__name__}: {hushed(error)}",
                    "this is a fault in dramac: please report it") from None
