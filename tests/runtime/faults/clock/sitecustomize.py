"""Shifts the wall clock of a Python process by the seconds that stand in the file that FAULTS_CLOCK names, at every look.

Python imports this by itself when it starts, where the folder is on its path.
"""

import os
import time

_FILE = os.environ["FAULTS_CLOCK"]
_time, _time_ns, _localtime, _gmtime = time.time, time.time_ns, time.localtime, time.gmtime


def _shift() -> float:
    with open(_FILE, encoding="ascii") as file:
        return float(file.read())


time.time = lambda: _time() + _shift()
time.time_ns = lambda: _time_ns() + int(_shift() * 1e9)
time.localtime = lambda at=None: _localtime(time.time() if at is None else at)
time.gmtime = lambda at=None: _gmtime(time.time() if at is None else at)
