"""Officers' names are withheld by default, and counted."""

import pytest

import cohesion_graph
from cohesion_graph.model.evidence import Mask
from cohesion_graph.model.privacy import mask, name_like, withhold_names

NAMES = ("P. Example", "Q. Sample", "R. Person")


def test_names_are_covered_everywhere_and_the_number_of_officers_stays(marlbeck):
    told = marlbeck.dataset.model_dump_json()

    assert not [name for name in NAMES if name in told]
    counts = {claim.item: claim.officers_named for claim in marlbeck.dataset.claims.values() if hasattr(claim, "party")}
    assert counts["A4"] == 1  # of the extract, which comes last
    assert "Chief Officer (██ ███████ / ██ ██████)" in marlbeck.dataset.sources[0].text


def test_offsets_stay_true_when_names_are_covered(marlbeck, marlbeck_folder):
    raw = cohesion_graph.load(marlbeck_folder, withhold=False).dataset

    assert [len(source.text) for source in raw.sources] == [len(source.text) for source in marlbeck.dataset.sources]
    assert [claim.id for claim in raw.claims.values()] == [claim.id for claim in marlbeck.dataset.claims.values()]


def test_a_name_in_a_note_or_a_wording_is_covered_too(marlbeck_folder):
    register = marlbeck_folder / "register.yaml"
    register.write_text(register.read_text("utf-8").replace("Part of the council by", "Says p.  example, by"), "utf-8")

    plan = cohesion_graph.load(marlbeck_folder)

    assert plan.dataset.bodies["mbc-equalities-team"].note == "Says ██  ███████, by its name."


def test_withholding_twice_changes_nothing(marlbeck):
    assert withhold_names(marlbeck.dataset) is marlbeck.dataset


def test_a_name_spelt_out_in_an_identifier_is_refused(marlbeck_folder):
    for file in marlbeck_folder.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("tension-group-formed", "told-by-p-example"), "utf-8")

    with pytest.raises(cohesion_graph.CohesionError, match=r"register\.yaml:\d+ .*spells out a name"):
        cohesion_graph.load(marlbeck_folder)


def test_spaces_are_not_masked_and_a_mask_past_the_end_is_cut():
    assert mask("Ann Other", [Mask(start=0, end=20)]) == "███ █████"


@pytest.mark.parametrize(
    "text, names",
    [
        ("led by A. Surname and B.C. Other-Name", ["A. Surname", "B.C. Other-Name"]),
        ("Cllr Jane Doe; Dr. O'Neill", ["Cllr Jane Doe", "Dr. O'Neill"]),
        ("Safer Stockton Partnership, E. Coli aside", ["E. Coli"]),  # a net: it proposes, a person decides
        ("Section 106 agreements of the LAA", []),
    ],
)
def test_patterns_propose_what_looks_like_a_name(text, names):
    assert [text[found.start : found.end] for found in name_like(text)] == names
