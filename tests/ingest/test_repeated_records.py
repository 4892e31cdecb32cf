"""Plans told by what repeats in them: small invented documents of many shapes, each read whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from outline import outline

from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest import read_documents

SHAPES = Path(__file__).parent / "shapes"
NO_PLANS = Path(__file__).parent / "no_plans"
NAMES = sorted(path.name for path in SHAPES.iterdir() if path.suffix != ".outline")


@pytest.mark.parametrize("name", NAMES)
def test_each_shape_is_read_whole(name, request):
    """What is right stands beside each document; it is renewed with --regold and reviewed as a diff."""
    expected = SHAPES / f"{name}.outline"
    told = outline(read_documents([SHAPES / name]).dataset)
    if request.config.getoption("--regold"):
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(path.name for path in NO_PLANS.iterdir()))
def test_what_repeats_but_is_no_plan_is_refused(name):
    with pytest.raises(UnreadableDocument, match=r"found(; the first begins with .+)?\n  Expected: "):
        read_documents([NO_PLANS / name])


def test_names_and_addresses_are_withheld_where_a_refusal_quotes_the_document(tmp_path):
    path = tmp_path / "people.md"
    people = ["Ask Jane Wexbridge for the keys of the boat house", "Write to jane.wexbridge@harbour.example instead"]
    path.write_text("# Team\n\n" + "".join(f"- {one}\n" for one in people), encoding="utf-8")
    with pytest.raises(UnreadableDocument) as refused:
        read_documents([path])
    assert "repeats 2 list entries, the first 'Ask ████ █████████ for the keys" in str(refused.value)
    assert "wexbridge" not in str(refused.value).casefold()


def test_a_choice_by_a_small_margin_is_told_and_asked_about():
    """Numbers of a plan stand as headings, and what is done in lists of its own: both could be the actions."""
    draft = read_documents([SHAPES / "labels-once-beside-lists.md"])
    other = "7 list entries, the first 'Escolher os dados das árvores'; to take them: --records 2"
    assert f"  next best, 99 % as good: {other}\n" in draft.summary
    asked = [one.what for one in draft.dataset.doubts.values() if "small margin" in one.what]
    assert asked == [f"These actions were chosen by a small margin. 99 % as good: {other}."]


def test_a_choice_by_a_large_margin_is_told_and_not_asked_about():
    draft = read_documents([SHAPES / "who-in-sentences.md"])
    assert (
        "  next best, 32 % as good: 2 list entries, the first 'The Youth Service will dig the holes by May 2032'; "
        in (draft.summary)
    )
    assert not [one for one in draft.dataset.doubts.values() if "small margin" in one.what]


def test_persons_are_withheld_where_a_refusal_quotes_the_first_row(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(
        "Cllr Jane Wexbridge,01642 555123,jane@harbour.example\nCllr Tom Brown,01642 555124,tom@harbour.example\n"
    )
    with pytest.raises(UnreadableDocument) as refused:
        read_documents([path])
    told = str(refused.value)
    assert [one for one in ("Wexbridge", "Brown", "555123", "jane@") if one in told] == []
