"""`dramac` and `python -m dramac` run the command line."""

from __future__ import annotations

import gc


def main() -> None:
    """Load the command line, without looking for reference cycles meanwhile, and run it."""
    gc.disable()
    from .cli.main import main as run

    run()


if __name__ == "__main__":
    main()
