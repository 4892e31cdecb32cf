# ruff: noqa: E501 - expected rows stand on one line each, as a reader compares them
"""Meetings that Marlbeck has none of: in one instrument, and in the same words."""

import shutil

import pytest

import cohesion_graph
from cohesion_graph.questions.ask import ask
from cohesion_graph.questions.store import EmbeddedStore

FROM_A3 = """\
- item: A3
  source: together-plan
  n: 101
  type: refers-to
  target: area-agreement
  target_kind: instrument
  basis: inferred-by-analyst
  note: Made up.
  evidence:
  - {start: 535, end: 552, exact: Dathlu amrywiaeth}
"""


@pytest.fixture(scope="module")
def crossed(request, tmp_path_factory):
    """Marlbeck with A3 in the Area Agreement like A2, and A5's milestone worded like A1's first, both made up."""
    original = request.path.parent.parent / "fixtures" / "marlbeck"
    folder = shutil.copytree(original, tmp_path_factory.mktemp("plan") / "crossed")
    start = (folder / "sources" / "together-plan.txt").read_text(encoding="utf-8").index("Dathlu amrywiaeth")
    with (folder / "editorial.yaml").open("a", encoding="utf-8") as file:
        file.write(FROM_A3.replace("535", str(start)).replace("552", str(start + len("Dathlu amrywiaeth"))))
    claims = folder / "claims" / "together-plan.yaml"
    text = claims.read_text(encoding="utf-8")
    assert "    text: Protocol signed if the lottery bid succeeds\n" in text
    changed = text.replace("text: Protocol signed if the lottery bid succeeds", "text: Map of groups published")
    claims.write_text(changed, encoding="utf-8")
    return cohesion_graph.load(folder)


COLUMNS = ("action_a", "milestone_a", "action_b", "milestone_b", "shared", "why", "source", "basis", "quote")

# The plan puts A2 "in line with the Area Agreement"; A4 names the agreement's monitoring, which is another thing.
IN_THE_AGREEMENT = (
    "A2", "", "A3", "", "Area Agreement",
    "A2 is in line with Area Agreement; A3 mentions Area Agreement", "together-plan", "inferred-by-analyst; stated",
    "A2: in line with the Area Agreement; A3: Dathlu amrywiaeth",
)  # fmt: skip
# Each is quoted as its source has it, whatever it was read as.
IN_SAME_WORDS = (
    "A1", "A1/map-of-groups-published", "A5", "A5/protocol-signed-if-the-lottery-bid-succeeds", "Map of groups published",
    "A1 and A5 use the same words", "together-plan", "stated",
    "A1/map-of-groups-published: Map of groups published; A5/protocol-signed-if-the-lottery-bid-succeeds: Protocol signed if the lottery bid succeeds",
)  # fmt: skip


@pytest.mark.parametrize(
    "given, expected",
    [
        ({"reason": "instrument"}, [IN_THE_AGREEMENT]),
        ({"reason": "instrument", "action": "A3"}, [IN_THE_AGREEMENT]),
        ({"reason": "instrument", "action": "A4"}, []),
        ({"reason": "text"}, [IN_SAME_WORDS]),
        ({"reason": "text", "action": "A5"}, [IN_SAME_WORDS]),
        ({"reason": "text", "action": "A5/protocol-signed-if-the-lottery-bid-succeeds"}, [IN_SAME_WORDS]),
        ({"reason": "text", "action": "A2"}, []),
    ],
)
def test_actions_meet_in_an_instrument_and_in_the_same_words(crossed, rdflib_store, given, expected):
    answer = crossed.ask("cross-references", **given)
    assert [tuple(row[column] for column in COLUMNS) for row in answer.to_records()] == expected
    assert ask(EmbeddedStore(crossed.store), "cross-references", **given) == answer
    assert ask(rdflib_store(crossed), "cross-references", **given) == answer


def test_what_more_items_meet_in_than_asked_for_is_told_and_not_paired(crossed):
    answer = crossed.ask("cross-references", reason="instrument", most=1)
    assert list(answer) == []
    assert answer.notes[-1] == "2 items meet in 'Area Agreement' (instrument); most=2 lists every two of them."
