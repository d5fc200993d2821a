"""What a municipality says of its four pillars ends up in the proposal, and what it does not say is asked."""

from datetime import date

from apv.drafting.dossier_pillars import pillars
from apv.policy.scan import Answer, PolicyFile

DAY = date(2026, 11, 1)


def test_without_a_policy_nothing_is_known() -> None:
    found = pillars()
    assert len(found) == 4
    assert {pillar.state for pillar in found} == {"unknown"}
    assert all(pillar.ask and pillar.what and pillar.measure and not pillar.own for pillar in found)


def test_a_policy_says_what_there_is_and_the_rest_is_asked() -> None:
    first = pillars()[0].id
    file = PolicyFile(
        "Dorpstad", DAY, {(first, "lesson_packages"): Answer("present", note="Twee scholen."),
                          (first, "campaign"): Answer("missing")},
    )  # fmt: skip
    education, *others = pillars(file)
    assert education.state == "partly"
    assert education.own[0].startswith("Aanwezig: erkend lespakket")
    assert education.own[1].startswith("Ontbreekt: campagne")
    assert education.own[-1] == "Twee scholen."
    assert education.ask
    assert {pillar.state for pillar in others} == {"unknown"}


def test_a_pillar_that_is_all_there_asks_nothing() -> None:
    from apv.policy.pillars import load_pillars

    pillar = load_pillars().pillars[0]
    file = PolicyFile("Dorpstad", DAY, {(pillar.id, one.id): Answer("present") for one in pillar.indicators})
    assert (pillars(file)[0].state, pillars(file)[0].ask, pillars(file)[0].word) == ("present", "", "aanwezig")
