"""What a municipality says of its four pillars ends up in the proposal, and what it does not say is asked."""

from pathlib import Path

import pytest

from apv.data_files import data_folder
from apv.drafting.dossier_pillars import pillars, read_policy
from apv.errors import InputError

TEMPLATES = data_folder("templates")


def test_without_a_policy_nothing_is_known() -> None:
    found = pillars(TEMPLATES)
    assert [pillar.id for pillar in found] == ["voorlichting", "ondersteuning", "omgeving", "handhaving"]
    assert {pillar.status for pillar in found} == {"unknown"}
    assert all(pillar.ask and pillar.what and pillar.measure for pillar in found)


def test_a_policy_says_what_there_is(tmp_path: Path) -> None:
    path = tmp_path / "beleid.toml"
    path.write_text(
        '[voorlichting]\nstatus = "present"\ntext = "Twee  lespakketten."\n[omgeving]\nstatus="missing"\n'
    )
    found = {pillar.id: pillar for pillar in pillars(TEMPLATES, read_policy(path))}
    assert (found["voorlichting"].status, found["voorlichting"].own) == ("present", "Twee lespakketten.")
    assert found["omgeving"].word == "ontbreekt"
    assert found["handhaving"].status == "unknown"


def test_a_table_of_pillars_may_stand_among_other_things() -> None:
    found = pillars(TEMPLATES, {"gemeente": "A", "pillars": {"handhaving": {"status": "present"}}})
    assert [pillar.status for pillar in found] == ["unknown", "unknown", "unknown", "present"]


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ({"voorlichting": {"status": "ja"}}, "'ja'"),
        ({"voorlichting": "ja"}, "geen tabel"),
        ({"pillars": {"voorlichtng": {}}}, "'voorlichting'"),
    ],
)
def test_mistakes_are_named(policy: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=says):
        pillars(TEMPLATES, policy)


def test_a_policy_that_is_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "beleid.toml"
    path.write_text("[voorlichting")
    with pytest.raises(InputError, match="niet goed geschreven"):
        read_policy(path)
