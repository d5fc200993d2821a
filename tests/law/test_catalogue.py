"""The catalogue: complete against the researched law, sound, and clear about its own mistakes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from apv.data_files import data_folder
from apv.errors import CatalogueError
from apv.law.catalogue import Catalogue, load_catalogue
from apv.law.checks import check

VOCABULARY = (
    "sissen nafluiten naroepen uitjouwen kusgeluid kusgebaar seksuele-opmerking seksueel-voorstel "
    "aandringen-contact staren seksueel-gebaar schelden aanstootgevende-taal aanstootgevend-gebaar "
    "aanstootgevend-geluid aanstootgevend-gedrag vloeken compliment hinderlijk-volgen insluiten "
    "doorgang-belemmeren opdringen ongewenst-aanraken betasten ongewenst-zoenen spugen duwen-slaan "
    "aanranding verkrachting schennis seks-in-openbaar naaktheid-openbaar seksueel-contact-kind grooming "
    "sexchatting kinderpornografie jeugdprostitutie kind-getuige-maken heimelijk-filmen filmen-op-straat "
    "seksueel-beeldmisbruik deepfake-seksueel ongevraagd-seksueel-beeld online-lastigvallen doxing "
    "belediging smaad laster groepsbelediging haatzaaien discriminatie-bij-dienst "
    "discriminerende-intimidatie bedreiging belaging dwang vrijheidsberoving hinderlijk-gedrag "
    "samenscholing baldadigheid wildplassen "
)
FACTS = (
    "in_public speech gesture sound touch following blocking spitting exposure sexual_nature insistent "
    "degrading offensive bothered intentional sexual_act penetration will_absent knew_will_absent "
    "should_have_known coercion incapacitated victim_age offender_age peers_equal dependent "
    "works_under_authority pupil patient_client customer dignity_violated insulting about_group ground "
    "incites specific_allegation wants_publicity knows_untrue victim_official in_company "
    "expressly_refused systematic aims_to_force_or_frighten serious_crime_threatened pain_or_injury "
    "danger_or_damage image_made image_shared image_sexual device_hidden image_unlawful sent_unasked "
    "depicted_minor meeting_proposed act_towards_meeting personal_data_spread in_profession "
    "disturbs_order in_presence public_interest_opinion unlawful reasonable_fear age_known "
    "harmful_to_minor poses_as_minor married employment_contract complaint_filed "
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A catalogue of one's own to break."""
    return Path(shutil.copytree(data_folder("legal_sources"), tmp_path / "bronnen"))


def test_the_vocabulary_is_there_in_its_order(catalogue: Catalogue) -> None:
    assert list(catalogue.behaviours) == VOCABULARY.split()
    assert set(FACTS.split()) <= set(catalogue.facts)
    assert set(catalogue.settings) == {"public", "work", "school", "care", "service", "sport", "home", "online"}
    assert len(catalogue.places) == 12
    for behaviour in catalogue.behaviours.values():
        assert behaviour.label
        assert behaviour.label_en
        assert behaviour.explanation
        assert behaviour.contexts, behaviour.id
        assert len(behaviour.forms) >= 3, behaviour.id
    for fact in catalogue.facts.values():
        assert fact.question.endswith("?"), fact.id


def test_every_researched_record_is_in_the_catalogue(catalogue: Catalogue, reference_law: Path) -> None:
    records = json.loads((reference_law / "provisions.json").read_text("utf-8"))["provisions"]
    ours = {
        (provision.id, version.start, version.end)
        for provision in catalogue.provisions.values()
        for version in provision.versions
    }

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    theirs = {(r["id"], day(r["version_from"]), day(r["version_to"])) for r in records}
    assert theirs - ours == set()
    for record in records:
        version = catalogue.provisions[record["id"]].on(day(record["version_from"]) or date(2012, 10, 1))
        if version is not None and version.start == day(record["version_from"]):
            assert version.complaint == record["complaint_required"], record["id"]
            assert version.sanction.fine_category == record["sanction"]["fine_category"], record["id"]
            assert (version.offence_class or None) == record["offence_class"], record["id"]
            assert set(record["sources"]) <= set(version.sources), record["id"]


def test_no_provision_lacks_elements_source_or_mark(catalogue: Catalogue) -> None:
    assert check(catalogue) == []
    for provision in catalogue.provisions.values():
        for version in provision.versions:
            assert version.elements, provision.id
            assert version.sources, provision.id
            assert version.verified.how
            assert version.summary.endswith("."), provision.id


def test_a_number_used_twice_is_two_versions(catalogue: Catalogue) -> None:
    old, new = catalogue.provision("sr:246").versions
    assert (old.end, new.start) == (date(2024, 6, 30), date(2024, 7, 1))
    assert catalogue.provision("sr:246").on(date(2024, 6, 30)) is old
    assert catalogue.provision("sr:246").on(date(2024, 7, 1)) is new


def test_a_first_day_that_is_not_known_is_not_read_as_2012(catalogue: Catalogue) -> None:
    version = catalogue.provision("sr:426ter").versions[0]
    assert version.in_force(date(2012, 10, 3)) == "no"
    assert version.in_force(date(2018, 1, 1)) == "unknown"
    assert version.in_force(date(2026, 7, 1)) == "yes"


@pytest.mark.parametrize(
    ("name", "cited"),
    [
        ("sr:429ter", "art. 429ter Sr"),
        ("sr:251:1a", "art. 251 lid 1 onder a Sr"),
        ("bw7:646", "art. 7:646 BW"),
        ("gw:7:3", "art. 7 lid 3 Grondwet"),
        ("apv:rotterdam:2:1a", "art. 2:1a APV Rotterdam"),
    ],
)
def test_citations_are_how_a_jurist_writes_them(catalogue: Catalogue, name: str, cited: str) -> None:
    assert catalogue.cite(catalogue.provision(name)) == cited


def test_links_lead_to_the_article_on_the_day(catalogue: Catalogue) -> None:
    link = catalogue.link(catalogue.provision("bw7:646"), date(2023, 5, 1))
    assert link == "https://wetten.overheid.nl/jci1.3:c:BWBR0005290&boek=7&artikel=646&g=2023-05-01"
    assert catalogue.link(catalogue.provision("apv:rotterdam:2:1a"), date(2023, 5, 1)) == ""


def test_an_amount_that_is_not_verified_is_not_shown(catalogue: Catalogue) -> None:
    assert catalogue.fine(3, date(2018, 6, 1))[0] == 8300
    amount, record = catalogue.fine(3, date(2026, 11, 23))
    assert amount is None
    assert record.verified == "not-verified"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_broken_form_names_file_and_line(copy: Path) -> None:
    replace(copy / "competence.xml", '<is fact="public_sphere"/>', '<zijn fact="public_sphere"/>')
    with pytest.raises(CatalogueError, match=r"competence\.xml, regel \d+"):
        load_catalogue(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "events.xml").unlink()
    with pytest.raises(CatalogueError, match=r"events\.xml"):
        load_catalogue(copy)


MISTAKES: list[tuple[str, Callable[[Path], None]]] = [
    (
        "unknown-fact",
        lambda copy: replace(copy / "competence.xml", 'fact="limits_content"', 'fact="limits_contents"'),
    ),
    (
        "unknown-provision",
        lambda copy: replace(copy / "competence.xml", 'provision="gemw:149"', 'provision="gemw:194"'),
    ),
    ("unknown-judgment", lambda copy: replace(copy / "competence.xml", "HR:2021:1946", "HR:2021:1964")),
    (
        "unknown-name",
        lambda copy: replace(
            copy / "national/zeden.xml", 'addresses behaviours="', 'addresses behaviours="fluiten '
        ),
    ),
    ("unused-element", lambda copy: replace(copy / "national/zeden.xml", '<element key="wijze"/>', "")),
    ("versions", lambda copy: replace(copy / "national/zeden.xml", 'to="2014-02-28"', 'to="2014-02-27"')),
]


@pytest.mark.parametrize(("rule", "spoil"), MISTAKES, ids=[rule for rule, _ in MISTAKES])
def test_meaning_checks_find_what_a_schema_cannot(copy: Path, rule: str, spoil: Callable[[Path], None]) -> None:
    spoil(copy)
    found = {finding.rule for finding in check(load_catalogue(copy))}
    assert f"catalogue-{rule}" in found


def test_the_version_changes_with_any_file(copy: Path, catalogue: Catalogue) -> None:
    assert load_catalogue(copy).version == catalogue.version
    replace(copy / "events.xml", "</events>", "<!-- iets --></events>")
    changed = Path(shutil.copytree(copy, copy.parent / "anders"))
    assert load_catalogue(changed).version != catalogue.version
