"""An answer as text is what the standard library makes of it, in every detail."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from apv.reports.json_values import indented

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(VALUES)
def test_a_long_answer_is_written_as_ever(value: Any) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2)
