"""`make bench`: run the benchmarks and print one table each. Name some to run only those: `python -m benchmarks startup`.

Every claim about speed that the documentation makes is a number printed here, next to a peer or a limit in the same run.
"""

from __future__ import annotations

import platform
import sys
from importlib import import_module
from pathlib import Path

NAMES = ("startup", "parse", "readers", "check", "series", "editor", "plan", "episode", "edits", "passes", "farm", "overhead",
         "report")


def main() -> None:
    """Run the benchmarks named on the command line, or all."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    print(f"{platform.processor() or platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    here = Path(__file__).parent
    for name in sys.argv[1:]:
        if not (here / f"{name}.py").is_file():
            sys.exit(f"there is no benchmark {name}; there are {', '.join(NAMES)}, and the long ones faults and paid")
    for name in sys.argv[1:] or NAMES:
        module = import_module(f"benchmarks.{name}")
        print(f"\n{name}: {module.__doc__.strip().splitlines()[0]}")
        for what, figure in module.run():
            print(f"  {what:<58} {figure}", flush=True)


if __name__ == "__main__":
    main()
