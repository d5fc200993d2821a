"""Catalogue XML -> values. The XSD has already checked the shape, so this only translates."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from lxml import etree

from apv.law.case_law import Bearing, Judgment
from apv.law.frames import CompetenceTest, Event, FineAmounts, Law
from apv.law.logic import All, AnyOf, Applies, ElementIs, Expression, FactIs, Not
from apv.law.provision import Element, Provision, Sanction, Variant, Verified, Version
from apv.law.terms import Behaviour, Fact, FactValue, Form, Grant, Implication, Term

Node = etree._Element


def read_fact(node: Node) -> Fact:
    values = tuple(
        FactValue(
            value.get("id", ""), *_labels(value), low=_number(value.get("from")), high=_number(value.get("to"))
        )
        for value in node.iterchildren("value")
    )
    label, label_en = _labels(node)
    return Fact(
        id=node.get("id", ""),
        kind=cast(Any, node.get("kind")),
        type=cast(Any, node.get("type", "truth")),
        scope=cast(Any, node.get("scope", "conduct")),
        label=label,
        label_en=label_en,
        question=_text(node, "question"),
        explanation=_text(node, "explanation"),
        example=_text(node, "example"),
        values=values,
    )


def read_behaviour(node: Node) -> Behaviour:
    label, label_en = _labels(node)
    return Behaviour(
        id=node.get("id", ""),
        label=label,
        label_en=label_en,
        group=node.get("group", ""),
        expression=cast(Any, node.get("expression")),
        explanation=_text(node, "explanation"),
        implies=_implications(node, "implies"),
        contexts=_texts(node, "context"),
        forms=tuple(
            Form(clean(form.text), cast(Any, form.get("in", "both"))) for form in node.iterfind("words/form")
        ),
    )


def read_term(node: Node) -> Term:
    label, label_en = _labels(node)
    granted = tuple(
        Grant(part.get("municipality", ""), date.fromisoformat(part.get("from", "")))
        for part in node.iterchildren("granted")
    )
    return Term(
        node.get("id", ""), label, label_en, _text(node, "explanation"), _implications(node, "suggests"), granted
    )


def read_law(node: Node) -> Law:
    label, label_en = _labels(node)
    return Law(
        id=node.get("id", ""),
        short=node.get("short", ""),
        label=label,
        label_en=label_en,
        bwb=node.get("bwb", ""),
        book=node.get("book", ""),
        read=_day(node.get("read")),
    )


def read_fines(node: Node) -> FineAmounts:
    euros = tuple((int(row.get("nr", "0")), int(row.get("eur", "0"))) for row in node.iterchildren("category"))
    return FineAmounts(
        date.fromisoformat(node.get("from", "")), cast(Any, node.get("verified")), euros, _texts(node, "source")
    )


def read_provision(node: Node, groups: dict[str, tuple[str, ...]]) -> Provision:
    """`groups`: the behaviours of each behaviour group, to spell out "all behaviours of this group"."""
    return Provision(
        id=node.get("id", ""),
        law=node.get("law", ""),
        article=node.get("article", ""),
        framework=node.get("framework", ""),
        lid=node.get("lid", ""),
        municipality=node.get("municipality", ""),
        versions=tuple(
            _version(version, node.get("role", ""), groups) for version in node.iterchildren("version")
        ),
    )


def read_judgment(node: Node) -> Judgment:
    day, year = _day(node.get("date")), node.get("year")
    known_from = day or date(int(year or 1), 12, 31)
    return Judgment(
        id=node.get("id", ""),
        court=node.get("court", ""),
        kind=cast(Any, node.get("kind")),
        title=_text(node, "title"),
        verified=cast(Any, node.get("verified")),
        known_from=known_from,
        exact_day=day is not None,
        ecli=node.get("ecli", ""),
        links=_links(node),
        bearings=tuple(
            Bearing(
                bearing.get("provision", ""),
                cast(Any, bearing.get("effect")),
                clean(bearing.text),
                bearing.get("element", ""),
            )
            for bearing in node.iterchildren("bears-on")
        ),
    )


def read_competence_test(node: Node) -> CompetenceTest:
    label, label_en = _labels(node)
    return CompetenceTest(
        id=node.get("id", ""),
        label=label,
        label_en=label_en,
        question=_text(node, "question"),
        passes=_expression(_child(node, "passes")),
        basis=tuple(basis.get("provision", "") for basis in node.iterchildren("basis")),
        when_yes=_text(node, "when-yes"),
        when_no=_text(node, "when-no"),
        when_unknown=_text(node, "when-unknown"),
        if_no=cast(Any, node.get("if-no")),
        if_unknown=cast(Any, node.get("if-unknown")),
        settled_by=node.get("settled-by", ""),
        before_settled=cast(Any, node.get("before-settled")),
    )


def read_event(node: Node) -> Event:
    return Event(
        date.fromisoformat(node.get("date", "")),
        cast(Any, node.get("precision")),
        _text(node, "text"),
        tuple(node.get("provisions", "").split()),
        node.get("municipality", ""),
    )


def clean(text: str | None) -> str:
    """Running text with its line breaks and indents folded to single spaces."""
    return " ".join((text or "").split())


def _version(node: Node, role: str, groups: dict[str, tuple[str, ...]]) -> Version:
    label, label_en = _labels(node)
    sanction = _child(node, "sanction")
    assert sanction is not None  # the XSD asks for it
    return Version(
        label=label,
        label_en=label_en,
        summary=_text(node, "summary"),
        elements=tuple(_element(element) for element in node.iterchildren("element")),
        logic=_expression(_child(node, "logic")),
        sanction=_sanction(sanction),
        sources=_links(node),
        verified=_verified(node),
        precision=cast(Any, node.get("precision")),
        role=cast(Any, node.get("role", role)),
        start=_day(node.get("from")),
        end=_day(node.get("to")),
        absent_on=_day(node.get("absent-on")),
        seen_on=_day(node.get("seen-on")),
        changed_after=_day(node.get("changed-after")),
        addresses=_reach(_child(node, "addresses"), groups),
        near=_reach(_child(node, "near"), groups),
        overlaps=_reach(_child(node, "overlaps"), groups),
        variants=tuple(_variant(variant) for variant in node.iterchildren("variant")),
        victim=_text(node, "victim"),
        notes=_texts(node, "note"),
        places=_ids(node, "places"),
        settings=_ids(node, "settings"),
        enforcement=_ids(node, "enforcement"),
        forum=_ids(node, "forum"),
        offence_class=cast(Any, node.get("offence-class", "")),
        complaint=_flag(node),
    )


def _element(node: Node) -> Element:
    label, label_en = _labels(node)
    raised = _child(node, "raised-by")
    return Element(
        key=node.get("key", ""),
        kind=cast(Any, node.get("kind")),
        label=label,
        label_en=label_en,
        test=_expression(_child(node, "test")),
        raised_by=None if raised is None else _expression(raised),
        remark=_text(node, "remark"),
    )


def _variant(node: Node) -> Variant:
    label, label_en = _labels(node)
    adds, sanction = _child(node, "adds"), _child(node, "sanction")
    return Variant(
        label,
        label_en,
        node.get("lid", ""),
        None if adds is None else _expression(adds),
        None if sanction is None else _sanction(sanction),
        _flag(node),
    )


def _sanction(node: Node) -> Sanction:
    return Sanction(
        cast(Any, node.get("kind")),
        node.get("max", ""),
        _number(node.get("max-months")),
        _number(node.get("fine-category")),
        _text(node, "remark"),
    )


def _verified(node: Node) -> Verified:
    mark = _child(node, "verified")
    assert mark is not None  # the XSD asks for it
    compared = tuple(date.fromisoformat(day) for day in mark.get("compared-with", "").split())
    return Verified(cast(Any, mark.get("how")), _day(mark.get("text-of")), compared, _text(mark, "remark"))


def _expression(holder: Node | None) -> Expression:
    assert holder is not None  # the XSD asks for it
    (only,) = list(holder)
    return _operator(only)


def _operator(node: Node) -> Expression:
    if node.tag == "is":
        values = node.get("in")
        return FactIs(node.get("fact", ""), None if values is None else frozenset(values.split()))
    if node.tag == "applies":
        return Applies(tuple(node.get("provisions", "").split()))
    if node.tag == "element":
        return ElementIs(node.get("key", ""))
    parts = tuple(_operator(child) for child in node)
    if node.tag == "not":
        return Not(parts[0])
    return All(parts) if node.tag == "all" else AnyOf(parts)


def _labels(node: Node) -> tuple[str, str]:
    texts = {
        label.get("{http://www.w3.org/XML/1998/namespace}lang"): clean(label.text)
        for label in node.iterchildren("label")
    }
    return texts.get("nl", ""), texts.get("en", "")


def _implications(node: Node, tag: str) -> tuple[Implication, ...]:
    return tuple(
        Implication(part.get("fact", ""), cast(Any, part.get("value"))) for part in node.iterchildren(tag)
    )


def _reach(node: Node | None, groups: dict[str, tuple[str, ...]]) -> frozenset[str]:
    if node is None:
        return frozenset()
    spelled_out = (name for group in node.get("groups", "").split() for name in groups.get(group, ()))
    return frozenset((*node.get("behaviours", "").split(), *spelled_out))


def _child(node: Node, tag: str) -> Node | None:
    """The first child of this name, as `find` gives it; that has a search language, which costs time."""
    return next(node.iterchildren(tag), None)


def _text(node: Node, tag: str) -> str:
    found = _child(node, tag)
    return "" if found is None else clean(found.text)


def _texts(node: Node, tag: str) -> tuple[str, ...]:
    return tuple(clean(part.text) for part in node.iterchildren(tag))


def _links(node: Node) -> tuple[str, ...]:
    return tuple(part.get("href", "") for part in node.iterchildren("source"))


def _ids(node: Node, attribute: str) -> tuple[str, ...]:
    return tuple(node.get(attribute, "").split())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _flag(node: Node) -> bool:
    return node.get("complaint") in ("true", "1")
