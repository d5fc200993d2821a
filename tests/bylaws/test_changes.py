"""What changed between two versions of a by-law: by norm, by behaviour, by word."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from apv.bylaws.differences import differences
from apv.bylaws.markup.cvdr import read_cvdr
from apv.bylaws.norms.changes import NormChange, VersionChanges, version_changes
from apv.bylaws.norms.lexicon import load_lexicon
from apv.law.catalogue import Catalogue

from .library_files import JEERING, ORDINARY, bylaw

WIDER = "Het is verboden om op of aan de weg een ander na te fluiten, na te sissen, na te roepen of uit te jouwen."
FOLLOWING = "Het is verboden op de weg een ander hinderlijk te volgen."
TEXTS = st.text(alphabet="ab .,:1é\n\t", max_size=40)


def changes(catalogue: Catalogue, old: list[str], new: list[str]) -> VersionChanges:
    before, after = (read_cvdr(bylaw("Zandrecht", *texts), where="proef") for texts in (old, new))
    return version_changes(before, after, load_lexicon(catalogue))


def only(found: VersionChanges) -> NormChange:
    assert len(found.norms) == 1
    return found.norms[0]


@given(TEXTS, TEXTS)
def test_the_differences_make_up_both_texts(old: str, new: str) -> None:
    found = differences(old, new)
    assert "".join(one.old for one in found) == old
    assert "".join(one.new for one in found) == new
    for one in found:
        assert (one.kind == "same") == (one.old == one.new)
    assert all(one.kind != other.kind or one.kind != "same" for one, other in pairwise(found))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(one.kind == "same" for one in differences(text, text))


def test_texts_with_little_in_common_are_not_puzzled_together() -> None:
    (only,) = differences("Het is verboden een ander na te fluiten op de weg", "Vervallen met ingang van de zomer")
    assert only.kind == "replaced"


def test_the_same_by_law_has_no_changes(catalogue: Catalogue) -> None:
    assert changes(catalogue, [JEERING, ORDINARY], [JEERING, ORDINARY]) == VersionChanges((), ())


def test_a_behaviour_that_comes_in(catalogue: Catalogue) -> None:
    change = only(changes(catalogue, [JEERING], [WIDER]))
    assert (change.kind, change.gained, change.lost) == ("changed", ("sissen",), ())
    assert set(change.kept) == {"nafluiten", "naroepen", "uitjouwen"}
    (added,) = [one for one in change.words if one.kind != "same"]
    assert (added.kind, added.old) == ("put_in", "")
    assert "sissen" in added.new


def test_an_article_with_another_subject_loses_the_one_and_gains_the_other(catalogue: Catalogue) -> None:
    change = only(changes(catalogue, [JEERING, ORDINARY], [FOLLOWING, ORDINARY]))
    assert (change.kind, change.gained) == ("changed", ("hinderlijk-volgen",))
    assert change.lost == ("nafluiten", "naroepen", "uitjouwen")


def test_an_article_that_goes_and_one_that_comes(catalogue: Catalogue) -> None:
    found = changes(catalogue, [JEERING, ORDINARY], [ORDINARY, ORDINARY, FOLLOWING])
    assert [(one.kind, one.article, one.gained, one.lost) for one in found.norms] == [
        ("new", "2:3", ("hinderlijk-volgen",), ()),
        ("gone", "2:1", (), ("nafluiten", "naroepen", "uitjouwen")),
    ]
    assert found.elsewhere == ()


def test_a_number_that_moves_is_no_loss(catalogue: Catalogue) -> None:
    found = changes(catalogue, [JEERING, ORDINARY], [ORDINARY, FOLLOWING, JEERING])
    kinds = {one.kind: one for one in found.norms}
    assert set(kinds) == {"new", "changed"}  # the heading names the number of the article in this by-law
    moved = kinds["changed"]
    assert moved.old is not None
    assert (moved.old.article, moved.article, moved.gained, moved.lost) == ("2:1", "2:3", (), ())


def test_a_change_without_behaviour_is_named_by_number(catalogue: Catalogue) -> None:
    found = changes(catalogue, [JEERING, ORDINARY], [JEERING, ORDINARY.replace("acht", "tien")])
    assert (found.norms, found.elsewhere) == ((), ("2:2",))


def test_a_definition_elsewhere_changes_the_place(catalogue: Catalogue) -> None:
    def with_definition(park: str) -> list[str]:
        return [
            f"In deze verordening wordt verstaan onder weg: de wegen{park} die voor publiek toegankelijk zijn.",
            JEERING,
        ]

    found = changes(catalogue, with_definition(""), with_definition(", pleinen en parken"))
    change = only(found)
    assert all(word.kind == "same" for word in change.words)
    assert [slot.slot for slot in change.slots] == ["place"]


def test_only_the_behaviour_asked_for(catalogue: Catalogue) -> None:
    found = changes(catalogue, [JEERING], [WIDER, FOLLOWING])
    assert [one.article for one in found.about(["hinderlijk-volgen"]).norms] == ["2:2"]
    assert found.about(["wildplassen"]).norms == ()
