"""Files as an editor sees them: what is open and not yet saved lies over what is on disk.

The compiler reads through `Path`, so a path that knows the open buffers is all it takes; nothing below the server has
to know of editors.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING or sys.platform != "win32":
    from pathlib import PosixPath as _Path
else:
    from pathlib import WindowsPath as _Path


def overlaid(buffers: Mapping[str, bytes]) -> type[Path]:
    """A class of paths where the files named in `buffers` (absolute, resolved) hold those bytes. A buffer may name a
    file that is not on disk; its folder must be."""

    class Overlaid(_Path):
        """A path under the open buffers."""

        def read_bytes(self) -> bytes:
            """The buffer of this file, or what is on disk."""
            name = os.path.normpath(self)
            found = buffers.get(name)
            return Path(name).read_bytes() if found is None else found

        def exists(self, *args: bool, **options: bool) -> bool:
            """Whether this is open or on disk."""
            return os.path.normpath(self) in buffers or super().exists(*args, **options)

        def is_file(self, *args: bool, **options: bool) -> bool:
            """Whether this is open or a file on disk."""
            return os.path.normpath(self) in buffers or super().is_file(*args, **options)

        def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
            """What the system says; for a buffer, its own size."""
            found = buffers.get(os.path.normpath(self))
            if found is None:
                return super().stat(follow_symlinks=follow_symlinks)
            return os.stat_result((0o100644, 0, 0, 1, 0, 0, len(found), 0, 0, 0))

        def iterdir(self) -> Iterator[Overlaid]:  # type: ignore[override]
            """The entries on disk, and the open files of this folder that are not there yet."""
            seen = set()
            for one in super().iterdir():
                seen.add(os.fspath(one))
                yield one
            for name in buffers:
                if os.path.dirname(name) == os.fspath(self) and name not in seen:
                    yield self / os.path.basename(name)

    return Overlaid
