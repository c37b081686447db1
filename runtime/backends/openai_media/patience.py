"""How long a server is waited for, and how long before it is asked again."""

from __future__ import annotations

import os
import random
import time

from ...job import Fault, Transient
from .address import hushed

PATIENCE = "DRAMAC_MEDIA_PATIENCE"
USUAL = 3600.0  # seconds
LONGEST = 300.0  # seconds that a server may ask to be left alone at once
TRIES = 6  # times that nobody is at home before a task is given up


class Patience:
    """The time that one task may wait for its server: $DRAMAC_MEDIA_PATIENCE seconds. Raises Fault for a value that is none."""

    def __init__(self) -> None:
        text = os.environ.get(PATIENCE, "")
        try:
            self.seconds = float(text) if text else USUAL
        except ValueError:
            raise Fault(f"${PATIENCE} holds no number of seconds") from None
        self._until = time.monotonic() + self.seconds
        self._missed = 0

    def left(self) -> float:
        """Seconds that are left."""
        return self._until - time.monotonic()

    def pause(self, seconds: float) -> bool:
        """Waits about `seconds`, drawn so that those who wait together do not come back together. False when there is not so
        much time left: then it does not wait."""
        if self.left() <= seconds:
            return False
        time.sleep(seconds * random.uniform(0.8, 1.0))
        return True

    def told(self, seconds: float | None, tried: int) -> bool:
        """Waits as long as the server asked, or without a word of it longer from one time to the next (`tried`, from 0)."""
        return self.pause(min(LONGEST, seconds) if seconds is not None else backoff(tried))

    def missed(self, what: str) -> None:
        """Waits because nobody was reached; `what` happened. Raises Transient where that has gone on for long."""
        self._missed += 1
        if self._missed > TRIES or not self.pause(backoff(self._missed - 1)):
            raise Transient(f"the media server cannot be reached: {hushed(what)}", "is it up, and is its address right?")

    def reached(self) -> None:
        """Somebody was at home."""
        self._missed = 0


def backoff(tried: int) -> float:
    """Seconds to wait after so many tries: from a quarter of one, doubled each time, up to 30."""
    return min(30.0, 0.25 * 2.0**min(tried, 10))
