"""How names are put in order, and when articles share a cell."""

from __future__ import annotations

from apv.comparing.matrix import name_order


def test_names_sort_as_a_reader_expects() -> None:
    names = ["Zandrecht", "'s-Gravendal", "Bergen (NH)", "bergen", "Súdwâld", "Sudwal", "Aa en Hunze"]
    assert sorted(names, key=name_order) == [
        "Aa en Hunze", "bergen", "Bergen (NH)", "'s-Gravendal", "Sudwal", "Súdwâld", "Zandrecht",
    ]  # fmt: skip


def test_names_that_sort_alike_keep_a_fixed_order() -> None:
    assert sorted(["Cafe", "Café", "CAFE"], key=name_order) == sorted(["CAFE", "Café", "Cafe"], key=name_order)
