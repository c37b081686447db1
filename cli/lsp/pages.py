"""The explanations of all codes as files, so that an editor can open the one behind a finding."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from pygls.uris import from_fs_path


class Pages:
    """A folder of this session with one page a code, written when the first is asked for."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._texts: Mapping[str, str] = {}

    def text(self, code: str) -> str:
        """The explanation of `code` in Markdown, the title on its first line; empty where there is none."""
        if not self._texts:
            from ..catalogue import explanations

            self._texts = explanations()
        return self._texts.get(code, "")

    def codes(self) -> Mapping[str, str]:
        """Every code with its title."""
        self.text("")
        return {code: text.partition("\n")[0] for code, text in self._texts.items()}

    def address(self, code: str) -> str | None:
        """The address of the page of `code`; None where it has none, or nothing can be written."""
        text = self.text(code)
        if not text:
            return None
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="dramac-pages-", ignore_cleanup_errors=True)
            page = Path(self._folder.name) / f"{code}.md"
            if not page.exists():
                page.write_text(f"# {code} {text}", encoding="utf-8")
        except OSError:
            return None
        address: str | None = from_fs_path(str(page))
        return address

    def close(self) -> None:
        """Remove the pages."""
        if self._folder is not None:
            self._folder.cleanup()
