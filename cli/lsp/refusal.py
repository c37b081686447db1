"""What cannot be done, told to the writer."""

from __future__ import annotations

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException


class Refusal(JsonRpcException):
    """A request that cannot be carried out; the message says why and is shown by the editor."""

    CODE = int(lsp.LSPErrorCodes.RequestFailed)

    def __init__(self, message: str) -> None:
        super().__init__(message, self.CODE)
