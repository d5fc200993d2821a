"""Python's search for garbage in circles, done less often while many documents are read.

A document makes tens of thousands of values and no circles, and leaves some hundreds in the result. Looking for
circles every 700 values costs a tenth of a comparison.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def fewer_searches() -> Iterator[None]:
    """Look for circles once in _VALUES new values. Only in the main thread, for it holds for the whole process."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _VALUES) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # all that was made is old now: the next search need not go through it first thing
            gc.freeze()
            gc.unfreeze()
        gc.set_threshold(*before)


_VALUES = 5_000_000
