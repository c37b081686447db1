"""Products out of the store into the output folder, where people may open, edit and delete them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePosixPath

from ...compiler.plan.nodes import Plan, Product
from .. import files
from ..job import Fault
from ..record import Blob
from ..store import Store


def deliver(plan: Plan, store: Store, out: Path) -> list[Path]:
    """Copies what `plan` delivers and `store` has into the folder `out`. The products' files, in plan order.

    A file that already holds the right bytes is not touched; another one is replaced whole. They are copies, never
    links: an edit to them does not reach the store. A product whose task was not done is left out (the build has said
    why). Raises Fault when a name leads out of `out`, the folder cannot be written, or a blob is damaged.
    """
    written = []
    for product in plan.products:
        record = store.lookup(product.key)
        blob = record.outputs.get(product.name) if record else None
        if blob is not None:
            target = _target(out, product)
            with files.disk(f"{target} cannot be written"):
                fits = _copy(store.path(blob.digest), blob, target)
            if not fits:
                store.set_aside(blob.digest)
                raise Fault(f"the store's copy of {target.name} is damaged",
                            "it was put aside: run the same command again, and it is made again")
            written.append(target)
    return written


def _target(out: Path, product: Product) -> Path:
    parts = PurePosixPath(product.file).parts
    if not parts or product.file.startswith("/") or ".." in parts or "\\" in product.file or "\0" in product.file:
        raise Fault(f"the product {product.file!r} would lie outside the output folder",
                    "the plan is damaged: make it again")
    return out.joinpath(*parts)


def _copy(source: Path, blob: Blob, target: Path) -> bool:
    """Makes `target` hold the bytes of `source`. False when these are not those of `blob`. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        if files.size_of(target) == blob.size and files.digest_regular(target) == blob.digest:
            return True
    temporary = target.with_name(f".{files.fresh(target.parent).name}.part")
    digest, _ = files.copy_digest(source, temporary, 0o644)
    try:
        if digest != blob.digest:
            temporary.unlink()
            return False
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return True
