"""What if the law were another: leaving nothing out changes nothing, and every change names both sides."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apv.comparing.batch import Wishes, compare
from apv.comparing.bill import other_law
from apv.comparing.comparison import Comparison
from apv.comparing.what_if import Change, WhatIf
from apv.errors import InputError
from apv.law.catalogue import Catalogue

from .conftest import FOLLOWING, JEERING, ORDINARY, WriteBylaw

ON = date(2026, 11, 23)
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
JEERED = ("2:1a", "", ["Het is verboden op de weg een ander uit te jouwen."])


def example() -> str:
    """The bill that the documents show."""
    found = re.search(r"```xml\n(<\?xml.*?<provisions>.*?</provisions>\n)```", DOCUMENT.read_text("utf-8"), re.S)
    assert found, "docs/commands.md shows no bill"
    return found[1]


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "voorstel.xml"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def folder(write_bylaw: WriteBylaw) -> Path:
    write_bylaw("Zandrecht", JEERING)
    write_bylaw("Bergveen", FOLLOWING)
    return write_bylaw("Vlietmonde", ORDINARY).parent


def tried(
    folder: Path, catalogue: Catalogue, *without: str, bills: tuple[Path, ...] = (), on: date = ON
) -> tuple[Comparison, WhatIf]:
    found = compare([folder], catalogue, on=on, wishes=Wishes(law=other_law(catalogue, on, without, bills)))
    assert found.what_if is not None
    return found, found.what_if


def change(found: WhatIf, municipality: str, behaviour: str) -> Change:
    (one,) = [one for one in found.changes if (one.municipality, one.behaviour) == (municipality, behaviour)]
    return one


def test_without_the_later_law_the_older_article_stands_again(folder: Path, catalogue: Catalogue) -> None:
    found, what_if = tried(folder, catalogue, "sr:429ter")
    assert what_if.without == (("sr:429ter", "art. 429ter Sr"),)
    jeering = change(what_if, "Zandrecht", "uitjouwen")
    assert jeering.effect == "gains"
    assert [entry.status for entry in jeering.before.entries] == ["likely_lapsed"]
    assert [entry.status for entry in jeering.after.entries] == ["expression_risk"]
    whistling = change(what_if, "Zandrecht", "nafluiten")
    assert (whistling.before.gap, whistling.after.gap, whistling.effect) == ("conditional", "local", "shifts")
    elsewhere = change(what_if, "Vlietmonde", "nafluiten")
    assert (elsewhere.before.gap, elsewhere.after.gap, elsewhere.effect) == ("conditional", "apv_only", "loses")
    assert "hinderlijk-volgen" not in {one.behaviour for one in what_if.changes}
    assert ("nafluiten", "conditional", "apv_only") in [(n.behaviour, n.before, n.after) for n in what_if.national]
    assert [entry.status for entry in found.matrix["Zandrecht"]["uitjouwen"]] == ["likely_lapsed"]  # as the law is
    assert what_if.municipalities("gains") == ("Zandrecht",)


def test_an_age_not_known_makes_it_uncertain(write_bylaw: WriteBylaw, catalogue: Catalogue) -> None:
    path = write_bylaw("Zandrecht", JEERED, start=date(2025, 1, 1), version=7)
    _, what_if = tried(path, catalogue, "sr:429ter")
    one = change(what_if, "Zandrecht", "uitjouwen")
    assert (one.before.cover, one.after.cover, one.effect) == ("unknown", "yes", "uncertain")


def test_nothing_left_out_changes_nothing(folder: Path, catalogue: Catalogue) -> None:
    found, what_if = tried(folder, catalogue)
    assert (what_if.national, what_if.changes) == ((), ())
    assert other_law(catalogue, ON, (), ()).catalogue.version == catalogue.version
    assert found.findings == ()


NATIONAL = st.lists(
    st.sampled_from(["sr:429ter", "sr:426bis", "sr:266", "sr:300", "gemw:122", "bw7:646"]), max_size=3
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(without=NATIONAL)
def test_a_change_is_always_a_difference(folder: Path, catalogue: Catalogue, without: list[str]) -> None:
    _, what_if = tried(folder, catalogue, *without)
    for one in what_if.changes:
        assert one.before != one.after
        expected = {("no", "yes"): "gains", ("yes", "no"): "loses"}.get((one.before.cover, one.after.cover))
        assert one.effect == expected or one.effect in ("shifts", "uncertain")
        assert (one.effect == "shifts") == (one.before.cover == one.after.cover)
    if not without:
        assert what_if.changes == ()


def test_what_was_not_in_force_or_aims_at_nothing_is_said(folder: Path, catalogue: Catalogue) -> None:
    found, what_if = tried(folder, catalogue, "sr:429ter", on=date(2020, 1, 1))
    assert what_if.changes == ()
    (finding,) = [one for one in found.findings if one.rule == "compare-without-idle"]
    assert "gold op deze datum niet" in finding.what
    found, what_if = tried(folder, catalogue, "gemw:122")
    assert what_if.changes == ()
    (finding,) = [one for one in found.findings if one.rule == "compare-without-idle"]
    assert "niet gericht op een gedraging" in finding.what


def test_an_unknown_provision_names_the_nearest(catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match="'sr:429ter'"):
        other_law(catalogue, ON, ["sr:429"], ())


def test_the_bill_in_the_documents_works(folder: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    found, what_if = tried(folder, catalogue, bills=(write(tmp_path, example()),))
    (proposed,) = what_if.added
    assert (proposed.id, proposed.in_force, proposed.known) == ("sr:999", True, False)
    (national,) = what_if.national
    assert (national.behaviour, national.after) == ("wildplassen", "none")
    assert {one.municipality for one in what_if.changes} == {"Bergveen", "Vlietmonde", "Zandrecht"}
    assert {one.effect for one in what_if.changes} == {"gains"}
    assert not [one for one in found.findings if one.rule.startswith("compare-bill")]


def test_an_older_article_lapses_by_a_bill_on_the_same(
    write_bylaw: WriteBylaw, tmp_path: Path, catalogue: Catalogue
) -> None:
    path = write_bylaw("Zandrecht", ("3", "", ["Het is verboden op de weg buiten een toilet te urineren."]))
    _, what_if = tried(path, catalogue, bills=(write(tmp_path, example()),))
    one = change(what_if, "Zandrecht", "wildplassen")
    assert (one.before.gap, one.after.gap, one.effect) == ("local", "none", "shifts")
    assert [entry.status for entry in one.before.entries] == ["in_force"]
    assert [entry.status for entry in one.after.entries] == ["likely_lapsed"]


def test_a_bill_of_later_is_said_not_to_hold_yet(folder: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    later = re.sub(r'<version from="[\d-]+"', '<version from="2030-01-01"', example())
    found, what_if = tried(folder, catalogue, bills=(write(tmp_path, later),))
    assert what_if.changes == ()
    (finding,) = found.findings
    assert (finding.rule, finding.where.rpartition(" ")[2]) == ("compare-bill-not-in-force", "3")


def test_a_bill_may_change_a_provision_that_there_is(folder: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    amended = example().replace('id="sr:999"', 'id="sr:429ter"').replace('article="999"', 'article="429ter"')
    law = other_law(catalogue, ON, (), (write(tmp_path, amended),))
    (proposed,) = law.added
    assert proposed.known
    first = proposed.start
    assert first is not None
    versions = law.catalogue.provisions["sr:429ter"].versions
    assert [version.start for version in versions] == [date(2024, 7, 1), first]
    assert versions[0].end == date.fromordinal(first.toordinal() - 1)
    _, what_if = tried(folder, catalogue, bills=(write(tmp_path, amended),))
    assert change(what_if, "Vlietmonde", "nafluiten").effect == "loses"  # the bill no longer aims at it
    assert change(what_if, "Vlietmonde", "wildplassen").effect == "gains"


BROKEN = {
    "</version>": ("</versie>", r"geen geldige XML"),
    "<logic>": ("<logica/><logic>", r"houdt zich niet aan catalogue.xsd.*regel \d+: "),
    'law="sr"': ('law="strafrecht"', r"Wet 'strafrecht' bestaat niet.*regel 3"),
    'framework="': ('framework="zedenx', r"Kader 'zedenx.*regel 3"),
    'behaviours="wildplassen"': ('behaviours="wildplasen"', r"Onbekende gedraging 'wildplasen'.*regel 3"),
    'behaviours="wildplassen" ': ('groups="straatx"', r"Groep 'straatx' bestaat niet.*regel \d+"),
    'fact="in_public"': ('fact="in_publiek"', r"Het feit 'in_publiek' bestaat niet"),
    "</provisions>": ('<provision id="sr:999"/></provisions>', r"catalogue.xsd"),
}


@pytest.mark.parametrize("found", BROKEN, ids=str)
def test_a_bill_that_breaks_the_rules_names_the_line(found: str, tmp_path: Path, catalogue: Catalogue) -> None:
    other, message = BROKEN[found]
    text = example()
    assert found.rstrip() in text
    path = write(tmp_path, text.replace(found.rstrip(), other, 1))
    with pytest.raises(InputError, match=f"(?s){message}") as caught:
        other_law(catalogue, ON, (), (path,))
    assert "voorstel.xml, regel" in str(caught.value)


def test_a_provision_stands_once_in_a_bill(tmp_path: Path, catalogue: Catalogue) -> None:
    text = example()
    provision = text[text.index("  <provision ") : text.index("</provisions>")]
    with pytest.raises(InputError, match="twee keer"):
        other_law(
            catalogue, ON, (), (write(tmp_path, text.replace("</provisions>", f"{provision}</provisions>")),)
        )


@pytest.mark.parametrize(
    ("text", "message"), [("<case-law/>", "begint met het element"), ("", "leeg"), ("x", "XML")]
)
def test_what_is_no_bill_is_refused(text: str, message: str, tmp_path: Path, catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match=message):
        other_law(catalogue, ON, (), (write(tmp_path, text),))
    with pytest.raises(InputError, match="bestaat niet"):
        other_law(catalogue, ON, (), (tmp_path / "weg.xml",))
