"""Python's search for garbage in circles, done less often while many documents are read.

A document makes tens of thousands of values and hardly a circle; looking for one every 700 values costs a tenth of
a comparison.
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
        gc.set_threshold(*before)


_VALUES = 50_000
