"""What every class of the bible's form is made of."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, model_validator

from .written import long_form


class Model(BaseModel):
    """Strict keys; a key whose value is empty counts as not written. `SHORT` is the key that a bare text stands for, `LIST`
    that of a bare list; empty: none."""

    SHORT: ClassVar[str] = ""
    LIST: ClassVar[str] = ""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _long_form(cls, value: Any) -> Any:
        return long_form(value, cls.SHORT, cls.LIST, cls.model_fields)
