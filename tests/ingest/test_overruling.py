"""A person's word on which records are the actions: another set, a map, one taught example."""

from __future__ import annotations

import pytest
import yaml
from outline import outline
from papers import write_text

from cohesion_graph.errors import BadParameter
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.mining.overruling import Overruling, read_map

WINTER = """Winter plan

Check every gritter <Depot | October 2027>

Fill the salt barn <Highways Team | November 2027>

Print the route maps <Press Office | November 2027>
"""
PLAN_BESIDE_A_LIST = """# Harbour plan

### Action 1: Mend the quay

Lead: Works Office

### Action 2: Light the pier

Lead: Lights Office

## Things to buy

- Buy forty lamps
- Buy nine ladders
- Buy a crane
"""


def read(path, **said):
    return read_documents([path], said={"": Overruling(**said)} if said else None)


def test_one_example_says_how_title_lead_and_date_stand_in_every_entry(tmp_path):
    path = write_text(tmp_path / "winter.txt", WINTER)
    draft = read(path, like="Check every gritter", lead="Depot", by="October 2027")
    assert outline(draft.dataset) == (
        "# Actions\n"
        "1 Check every gritter\n  lead: Depot\n  by: October 2027\n"
        "2 Fill the salt barn\n  lead: Highways Team\n  by: November 2027\n"
        "3 Print the route maps\n  lead: Press Office\n  by: November 2027\n"
    )


def test_what_else_repeats_is_told_with_its_number_and_taken_by_it(tmp_path):
    path = write_text(tmp_path / "plan.md", PLAN_BESIDE_A_LIST)
    told = [line for line in read(path).summary.splitlines() if "not taken" in line]
    assert told == ["  not taken: 3 list entries, the first 'Buy forty lamps'; to take them: --records 4"]
    assert "Mend the quay" in outline(read(path).dataset)
    assert outline(read(path, records=4).dataset).splitlines()[1] == "1 Buy forty lamps"


def test_a_number_of_no_set_is_refused(tmp_path):
    path = write_text(tmp_path / "plan.md", PLAN_BESIDE_A_LIST)
    with pytest.raises(BadParameter, match="there is no set 99"):
        read(path, records=99)


def test_an_example_that_stands_nowhere_is_refused(tmp_path):
    path = write_text(tmp_path / "plan.md", PLAN_BESIDE_A_LIST)
    with pytest.raises(BadParameter, match="no record holds the words 'Paint the town'"):
        read(path, like="Paint the town")


def test_a_map_that_read_wrote_gives_the_same_reading_and_a_changed_one_another(tmp_path):
    path = write_text(tmp_path / "winter.txt", WINTER)
    taught = read(path, like="Check every gritter", lead="Depot", by="October 2027")
    text = taught.documents["map.yaml"].decode()
    again = read_documents([path], said=read_map(text, "map.yaml"))
    assert outline(again.dataset) == outline(taught.dataset)

    changed = yaml.safe_load(text)
    changed["winter.txt"]["columns"]["#who"] = "partner"
    other = read_documents([path], said=read_map(yaml.safe_dump(changed), "map.yaml"))
    assert "  contribute: Depot\n" in outline(other.dataset)


@pytest.mark.parametrize(
    "text, told",
    [
        ("plan.csv: {columns: {lead: boss}}", "'lead' is 'boss', which is none of: action"),
        ("plan.csv: {records: rows}", "'plan.csv' has no columns"),
        ("- a", "it maps no document"),
        ("a: [", "it is no YAML"),
    ],
)
def test_a_map_with_mistakes_is_refused_with_all_of_them(text, told):
    with pytest.raises(BadParameter, match=told.replace("(", r"\(")):
        read_map(text, "map.yaml")
