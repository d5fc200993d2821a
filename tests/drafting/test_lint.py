"""apv lint: every rule finds what breaks it and leaves alone what keeps it; nothing counts as kept in silence."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from functools import cache

import docx
import pytest

from apv.bylaws.examples import bundled_bylaw
from apv.bylaws.markup.cvdr import write_cvdr
from apv.bylaws.norms.lexicon import load_lexicon
from apv.bylaws.regulation import Article, ItemList, ListItem, Metadata, Paragraph, Regulation, Run
from apv.data_files import data_folder
from apv.drafting.compose import draft
from apv.drafting.lint.linting import LintReport, lint
from apv.drafting.lint.opening import open_data, open_text
from apv.drafting.lint.passages import text_of_bylaw
from apv.drafting.lint.rules import Rule, choose_rules, load_rules
from apv.drafting.models import load_models
from apv.errors import InputError
from apv.findings import Severity
from apv.law.catalogue import load_catalogue
from apv.reports.docx import render_draft
from apv.reports.lint_words import place_of
from tests.conftest import shared_folder
from tests.corpus.build import article as plain_article
from tests.corpus.build import bylaw, samples
from tests.corpus.generate import generate
from tests.drafting.lint_cases import AMENDING, CASES, COMMENCES, NEW, LintCase, article, decision
from tests.word_files import saved, word_file

NOW = date(2026, 11, 23)
MODELS = load_models()
EXAMPLES = sorted((data_folder("legal_sources") / "examples").glob("*.xml"))


@cache
def linted(
    lines: tuple[str, ...], rules: tuple[str, ...] = (), base: Regulation | None = None, only: str = ""
) -> LintReport:
    catalogue = load_catalogue()
    text = open_data(word_file(*lines), "concept.docx", load_lexicon(catalogue), base=base, article=only)
    return lint(text, choose_rules(load_rules(), rules), catalogue, NOW)


def names(report: LintReport) -> set[str]:
    return {finding.rule.id for finding in report.findings}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.words[:20]}")
def test_a_rule_finds_what_breaks_it(case: LintCase) -> None:
    found = linted(case.bad, (case.rule,)).findings
    assert found, "nothing found"
    assert any(finding.words.startswith(case.words) for finding in found), [finding.words for finding in found]
    if case.better:
        assert case.better in [finding.better for finding in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.words[:20]}")
def test_a_rule_leaves_alone_what_keeps_it(case: LintCase) -> None:
    report = linted(case.good, (case.rule,))
    assert [(finding.words, finding.detail) for finding in report.findings] == []
    assert report.kept, "the rule was not really checked"


def test_every_rule_that_is_checked_has_a_case() -> None:
    assert {case.rule for case in CASES} == {rule.id for rule in load_rules() if rule.kind != "manual"}


def test_the_researched_rules_are_all_there() -> None:
    import json

    listed = json.loads((shared_folder("APV_PRACTICE", "practice") / "drafting_rules.json").read_text("utf-8"))
    wanted = {(rule["old"], rule["new"] or "") for rule in listed["rules"]}
    assert {(rule.old, rule.new) for rule in load_rules() if rule.source.id == "aanwijzingen"} == wanted
    assert len(wanted) == 60


def test_every_rule_is_accounted_for_once() -> None:
    report = linted((*decision(*NEW), *COMMENCES))
    found = names(report)
    parts: Sequence[set[str]] = (
        found, {rule.id for rule in report.kept}, {item.rule.id for item in report.by_hand},
        {rule.id for rule, _ in report.unchecked}, {rule.id for rule in report.irrelevant},
    )  # fmt: skip
    assert sum(map(len, parts)) == len(load_rules())
    assert set().union(*parts) == {rule.id for rule in load_rules()}


def test_what_only_a_person_can_judge_is_never_kept() -> None:
    report = linted((*decision(*NEW), *COMMENCES))
    assert {"zelfde-rang", "overgangsrecht"} <= {item.rule.id for item in report.by_hand}
    assert all(rule.kind != "manual" for rule in report.kept)


@pytest.mark.parametrize("text", [
    "In artikel 2:1 wordt ‘en/of’ vervangen door ‘of’.",
    "In artikel 2:1 wordt “c.q.” vervangen door “of”.",
    "In artikel 2:1 wordt na ‘2:1’ ingevoegd ‘t/m 2:4’.",
])  # fmt: skip
def test_quoted_words_are_not_used_words(text: str) -> None:
    report = linted((*decision(text), *COMMENCES), ("en-of", "casu-quo", "tot-en-met"))
    assert not report.findings


def test_the_note_is_no_norm() -> None:
    report = linted(
        (*article("Het is verboden te slapen."), "# Toelichting", "De houder moet en/of dient te sluiten.")
    )
    assert not names(report) & {"moeten-dienen", "en-of"}


def test_what_is_still_to_be_filled_in_is_not_read() -> None:
    report = linted(article("Het is verboden te slapen op [vul in: weg en/of plein (dat is de plaats)]."))
    assert not names(report) & {"en-of", "haakjes"}


def test_a_footnote_is_named_with_its_place_and_is_no_norm() -> None:
    lines = (
        *article("Het is verboden te slapen.", "1. Het is verboden te roepen."),
        "^ Wie roept is verplicht en/of moet.",
    )
    report = linted(lines)
    (found,) = [one for one in report.findings if one.rule.id == "voetnoot"]
    assert place_of(found) == "voetnoot 1 bij artikel 2:1, lid 1 (alinea 4)"
    assert "norm-in-toelichting" in names(report)
    assert not names(report) & {"en-of", "moeten-dienen"}
    assert not linted(lines, ("voetnoot",), only="2:1").kept


def test_the_header_of_a_draft_is_looked_at_for_what_is_unfinished() -> None:
    document = docx.Document(io.BytesIO(word_file(*article("Het is verboden te slapen."))))
    document.sections[0].header.paragraphs[0].text = "Versie XXX van [vul in: datum] en/of later"
    catalogue = load_catalogue()
    text = open_data(saved(document), "concept.docx", load_lexicon(catalogue))
    report = lint(text, load_rules(), catalogue, NOW)
    assert [(one.rule.id, one.words) for one in report.findings if place_of(one) == "koptekst"] == [
        ("plaatshouder", "XXX"), ("invulplek", "[vul in: datum]"),
    ]  # fmt: skip


def test_what_is_not_there_is_not_called_right() -> None:
    """No note, no article that forbids, one article only: the rules about those are not counted as kept."""
    plain = linted(article("De leges zijn vijf euro."))
    assert not {"norm-in-toelichting", "d1-meningsuiting"} & {rule.id for rule in plain.kept}
    alone = linted((*decision(*NEW), "## Artikel II", "Tekst."), only="2:1a")
    assert {"inwerkingtreding", "opbouw-wijziging"} <= {rule.id for rule in alone.irrelevant}


def test_one_article_can_be_looked_at_alone() -> None:
    lines = (*article("Dit geldt en/of niet."), "## Artikel 2:2 B", "De houder moet sluiten.")
    report = linted(lines, only="2:2")
    assert {finding.passage.article for finding in report.findings if finding.passage} == {"2:2"}
    with pytest.raises(InputError, match="Artikel 9:9 staat niet in dit bestand"):
        linted(lines, only="9:9")


def test_without_the_bylaw_what_needs_it_is_said_to_be_unchecked() -> None:
    report = linted((*decision(*NEW), *COMMENCES), ("d6-plaatsbegrip", "d5-strafbepaling"))
    assert {rule.id for rule, _ in report.unchecked} == {"d6-plaatsbegrip", "d5-strafbepaling"}
    assert all("--apv" in reason for _, reason in report.unchecked)


def test_with_the_bylaw_a_draft_is_checked_as_part_of_it() -> None:
    base = bundled_bylaw("Rietmonde", NOW)
    lines = tuple(line.replace("2:1a", "2.1a").replace("2:1", "2.1") for line in (*decision(*NEW), *COMMENCES))
    report = linted(lines, ("d5-strafbepaling", "d6-plaatsbegrip", "d10-nummerstijl"), base)
    assert names(report) == {"d5-strafbepaling", "d6-plaatsbegrip"}
    colon = linted((*decision(*NEW), *COMMENCES), ("d10-nummerstijl",), base)
    assert names(colon) == {"d10-nummerstijl"}


def test_an_instruction_for_another_number_does_not_count() -> None:
    base = bundled_bylaw("Rietmonde", NOW)
    lines = tuple(line.replace("2:1a", "2.1a").replace("2:1", "2.1") for line in decision(*NEW))
    penal = ("B", "In artikel 6.1 wordt na ‘2.1’ ingevoegd ‘, {}’.")
    for number, rules in (("2.1ab", {"d5-strafbepaling"}), ("2.1a", set())):
        made = (*lines, penal[0], penal[1].format(number), *COMMENCES)
        assert names(linted(made, ("d5-strafbepaling",), base)) == rules


def test_the_date_decides() -> None:
    catalogue = load_catalogue()
    data = word_file(*article("Het is verboden op een openbare plaats een ander na te roepen."))
    rules = choose_rules(load_rules(), ["D2"])
    text = open_data(data, "c.docx", load_lexicon(catalogue))
    assert not lint(text, rules, catalogue, date(2018, 6, 1)).findings
    (found,) = lint(text, rules, catalogue, NOW).findings
    assert any("429ter" in source for source in found.sources)


@pytest.mark.parametrize("municipality", ["Dorpstad", "Zandrecht"])
@pytest.mark.parametrize("model", MODELS)
def test_our_own_drafts_have_no_errors_and_only_their_own_risks(model: str, municipality: str) -> None:
    """Warnings of the legal kind are the risks that the model really has; of the drafting kind there are none."""
    catalogue = load_catalogue()
    bylaw = bundled_bylaw(municipality, NOW)
    made = draft(catalogue, municipality, MODELS[model], on=NOW, bylaw=bylaw)
    text = open_data(render_draft(made), "concept.docx", load_lexicon(catalogue), base=bylaw)
    report = lint(text, load_rules(), catalogue, NOW)
    assert not report.failed
    warned = {finding.rule.id for finding in report.findings if finding.severity is Severity.WARNING}
    assert warned <= {"d1-meningsuiting", "d2-hoger-recht", "d4-weegwoord", "d7-samenloop", "d6-plaatsbegrip"}
    doubts = {test.id for test in made.competence.tests if test.outcome != "allowed"}
    if "d1-meningsuiting" in warned:
        assert "t5-meningsuiting" in doubts
    if "d2-hoger-recht" in warned:
        assert made.competence.higher
    notes = {finding.rule.id for finding in report.findings if finding.severity is Severity.NOTE}
    assert notes <= {"d12-ingangsdatum", "precisie-strafnorm", "lange-zin", "en-of-in-lijst", "invulplek"}, notes


def test_a_model_that_forbids_words_is_warned_about_expression() -> None:
    catalogue = load_catalogue()
    made = draft(catalogue, "Dorpstad", MODELS["rotterdam"], on=NOW)
    text = open_data(render_draft(made), "concept.docx", load_lexicon(catalogue))
    assert {"d1-meningsuiting", "d4-weegwoord"} <= names(lint(text, load_rules(), catalogue, NOW))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_demo_bylaws_have_few_notes_and_lines_for_everything(path: object) -> None:
    from pathlib import Path

    catalogue = load_catalogue()
    report = lint(open_text(Path(str(path)), load_lexicon(catalogue)), load_rules(), catalogue, NOW)
    assert not report.failed
    style = [finding for finding in report.findings if finding.rule.source.id == "aanwijzingen"]
    assert len(style) <= 6
    text = Path(str(path)).read_text("utf-8").splitlines()
    for finding in report.findings:
        assert finding.line is not None
        assert 1 <= finding.line <= len(text)


def test_a_decision_in_xml_is_checked_like_one_in_word() -> None:
    """The article that it quotes is found in the lines of its own article I."""
    catalogue = load_catalogue()
    new = (Run("Artikel 2:1a Roepen", bold=True),)
    items = ItemList((
        ListItem("1.", (Paragraph((Run("Het is verboden op een openbare plaats een ander uit te jouwen."),)),)),
        ListItem("2.", (Paragraph((Run("Dit geldt en/of niet."),)),)),
    ))  # fmt: skip
    first = (
        Paragraph((Run("De APV Dorpstad wordt als volgt gewijzigd:"),)), Paragraph((Run("A"),)),
        Paragraph((Run("Na artikel 2:1 wordt een artikel ingevoegd, luidende:"),)), Paragraph(new), items,
        Paragraph((Run("B"),)), Paragraph((Run("In artikel 6:1 wordt na ‘2:1’ ingevoegd ‘, 2:1a’."),)),
    )  # fmt: skip
    second = (Paragraph((Run("Deze verordening treedt in werking op 1 januari 2027."),)),)
    title = "Verordening tot wijziging van de APV Dorpstad"
    made = Regulation(
        Metadata(title=title), title, body=(Article("I", blocks=first), Article("II", blocks=second))
    )
    text = open_data(write_cvdr(made), "besluit.xml", load_lexicon(catalogue))
    report = lint(text, load_rules(), catalogue, NOW)
    places = {(one.rule.id, one.passage.article, one.passage.path) for one in report.findings if one.passage}
    assert ("d1-meningsuiting", "2:1a", ("1",)) in places
    assert ("en-of", "2:1a", ("2",)) in places
    assert all(one.line and one.passage and one.passage.paragraph is None for one in report.findings)
    assert not names(report) & {"d5-strafbepaling", "d12-ingangsdatum", "inwerkingtreding"}


def test_a_decision_with_elements_for_its_changes_is_read_too() -> None:
    """As the official journals write one; CVDR itself does not say how a decision that amends stands in it."""
    quoted = (
        "<artikel><kop><label>Artikel</label><nr>2:1a</nr><titel>Volgen</titel></kop><lid><lidnr>1.</lidnr>"
        "<al>Het is verboden iemand te volgen en/of uit te jouwen.</al></lid></artikel>"
    )
    changes = (
        "<wat>De APV Dorpstad wordt als volgt gewijzigd:</wat><wijzig-lid><lidnr>A</lidnr>"
        "<wat>Na artikel 2:1 wordt een artikel ingevoegd, luidende:</wat>"
        f"<wijziging>{quoted}</wijziging></wijzig-lid>"
    )
    data = (
        '<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/"><body><intitule>Wijziging van de APV</intitule>'
        "<regeling><regeling-tekst><wijzig-artikel><kop><label>Artikel</label><nr>I</nr></kop>"
        f"{changes}</wijzig-artikel></regeling-tekst></regeling></body></cvdr>"
    ).encode()
    catalogue = load_catalogue()
    text = open_data(data, "besluit.xml", load_lexicon(catalogue))
    report = lint(text, load_rules(), catalogue, NOW)
    assert text.document == "amending"
    places = {(one.rule.id, one.passage.article) for one in report.findings if one.passage}
    assert {("en-of", "2:1a"), ("d1-meningsuiting", "2:1a")} <= places


def test_a_file_without_articles_is_not_called_right() -> None:
    with pytest.raises(InputError, match="geen artikelen herkend, dus er is niets te toetsen"):
        linted(("# Brief", "Wij stellen voor het artikel aan te nemen."))


@pytest.mark.parametrize(
    "title", ["Raadsvoorstel", "Was-wordt", "Juridische toets: artikel 2:1", "Handhavingskaart"]
)
def test_a_paper_that_only_quotes_an_article_is_refused(title: str) -> None:
    quoted = ("## Artikel 2:1 Volgen", "Het is verboden iemand te volgen.")
    with pytest.raises(InputError, match="is geen verordening of besluit"):
        linted(("Gemeente Dorpstad", f"# {title}", "Wij stellen voor:", *quoted))
    assert linted((f"# {title}", "Wij stellen voor:", *decision(*NEW), *COMMENCES)).text.document == "amending"


def rule(name: str) -> Rule:
    return choose_rules(load_rules(), [name])[0]


def test_rules_are_chosen_by_id_and_by_number() -> None:
    assert rule("63").id == rule("EN-OF").id == "en-of"
    assert rule("3.47").id == "dynamische-verwijzing"
    assert rule("98").id == "opschriften"
    assert "en-of" not in {one.id for one in choose_rules(load_rules(), (), ["63"])}
    with pytest.raises(InputError, match="Regel 'en-off' bestaat niet"):
        choose_rules(load_rules(), ["en-off"])


def test_numbers_say_of_which_edition_they_are() -> None:
    assert rule("63").number == "aanwijzing 63 (oud)"
    assert rule("166").number == "aanwijzing 166 (oud; nu 5.61)"
    assert rule("D1").number == "D1"


def test_amending_cases_are_amending_texts() -> None:
    assert all(linted(case.bad, (case.rule,)).text.document == "amending" for case in AMENDING)


@pytest.mark.parametrize("seed", range(12))
def test_the_penal_clause_is_read_right_in_generated_bylaws(seed: int) -> None:
    known = generate(seed)
    catalogue = load_catalogue()
    text = text_of_bylaw(known.regulation, "c.xml", load_lexicon(catalogue))
    report = lint(text, choose_rules(load_rules(), ["D5"]), catalogue, NOW)
    found = {finding.passage.article for finding in report.findings if finding.passage}
    assert found == {number for number, norm in known.norms.items() if norm.penal_listed is False}


def test_articles_that_only_speak_of_conduct_raise_no_legal_alarm() -> None:
    catalogue = load_catalogue()
    articles = [
        plain_article(f"2:{at}", one.leden, one.heading) for at, one in enumerate(samples("distractors.txt"))
    ]
    report = lint(text_of_bylaw(bylaw(*articles), "c.xml", load_lexicon(catalogue)), load_rules(), catalogue, NOW)
    assert not [finding.rule.id for finding in report.findings if finding.rule.source.id == "domein"]
    assert len(report.findings) <= len(articles) / 10
