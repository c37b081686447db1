"""`gc` of a store in a process of its own, whose clock may be off: whatever the plan of `child.py` wants is kept.

While a build uses the store, it is refused with a clear word, which is printed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from child import plan

from dramac.runtime.job import Fault
from dramac.runtime.store import Store

try:
    Store(Path(sys.argv[1])).gc({task.key for task in plan().tasks}, older_than=3600.0)
except Fault as refused:
    print(refused.message)
