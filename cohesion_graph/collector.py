"""Fewer garbage collections while much is made that stays: each would look through all of it again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["collector_at_rest"]

_RARE: Final = (100_000, 10, 100)
"""Not none: some libraries that read and write formats leave circles behind, page by page."""


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Few collections meanwhile, and none of them looks at what is there already.

    Inside another one, or where a caller has frozen objects, what is there is left as it is.
    """
    usual = gc.get_threshold()
    if usual == _RARE:  # asked first: what is frozen is counted one by one
        yield
        return
    is_ours = not gc.get_freeze_count()
    if is_ours:
        gc.freeze()
    gc.set_threshold(*_RARE)
    try:
        yield
    finally:
        if is_ours:
            gc.freeze()  # else what was made would be looked through the moment that the usual number holds again
        gc.set_threshold(*usual)
        if is_ours:
            gc.unfreeze()
