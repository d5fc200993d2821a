"""Leden of a model that join an article which the by-law already has: its own general rule on nuisance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from apv.bylaws.norms.penal_list import number_key
from apv.bylaws.norms.recognise import Norm
from apv.bylaws.regulation import Article, Lid, Regulation
from apv.drafting.choices import Choices
from apv.drafting.models import Choice, Model, Slot
from apv.drafting.placement import find_anchor
from apv.errors import InputError

GENERAL = "general"
"""The group of wordings that the host article has already; they are not written a second time."""


def find_host(
    model: Model, choices: Choices, bylaw: Regulation | None, norms: Sequence[Norm], wanted: str | None
) -> Article | None:
    """The article of `bylaw` that the leden join: the one with the number `wanted`, else the one that an anchor
    points at. None when they are not to join one, or there is none."""
    if not choices.joins or bylaw is None:
        return None
    if wanted is not None:
        standing = (article for article in bylaw.articles if not article.status)
        return next((one for one in standing if number_key(one.number) == number_key(wanted)), None)
    return find_anchor([anchor for anchor in model.anchors if anchor.host], bylaw, norms)


def to_add(
    model: Model, choices: Choices, host: Article, norms: Sequence[Norm]
) -> tuple[Choices, tuple[str, ...]]:
    """What is added to the host, and the labels of what was chosen and stands in it already: the general wordings,
    and what it forbids by name. Raises InputError when nothing is left to add."""
    there = {name for norm in norms if norm.article == host.number for name in norm.behaviours}

    def is_new(_: Slot, choice: Choice) -> bool:
        return choice.group != GENERAL and not (choice.behaviours and there.issuperset(choice.behaviours))

    kept = choices.only(is_new)
    already = [choice for choice in choices.all if choice not in kept.all and choice.group != GENERAL]
    if not kept.behaviours:
        raise InputError(
            "Er is niets om aan het bestaande artikel toe te voegen", where=f"model '{model.id}'",
            advice="Kies ook een gedraging die daar nog niet in staat, of een heel artikel.",
        )  # fmt: skip
    return kept, tuple(choice.label for choice in already)


def leden_of(host: Article | None) -> int:
    """How many leden stand before those that join: an article without leden counts as one."""
    return 0 if host is None else len(host.lids) or 1


def joined(host: Article, added: Article) -> Article:
    """`host` with the leden of `added` behind its own, numbered and encoded as its own."""
    old = host.lids or (Lid("1.", host.blocks),)
    blocks = host.blocks if host.lids else ()
    bare = re.fullmatch(r"\w+", old[0].number) is not None
    new = tuple(
        replace(lid, number=lid.number.rstrip(".") if bare else lid.number, as_list=old[0].as_list)
        for lid in added.lids
    )
    return Article(
        host.number, host.heading, blocks, (*old, *new), label=host.label, division=host.division, jci=host.jci
    )
