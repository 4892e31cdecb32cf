"""What a person is told after a reading, compared whole: counts in right grammar, places, and nobody's name."""

from __future__ import annotations

from papers import tabbed, write_text

from cohesion_graph.ingest import read_documents

NAMED = "This looks like a person's name: it is withheld from every output until a reviewer decides."
HEAD = ["Ref", "Action", "Lead", "Deadline", "Milestones"]


def summary(folder, *rows):
    return read_documents(
        [write_text(folder / "plan.txt", tabbed(["Anytown Borough Council plan"], HEAD, *rows))]
    ).summary


def test_one_of_each_is_told_in_the_singular(tmp_path):
    row = ["1", "Plant trees in line with the Tree Strategy", "J. Bloggs (Parks Team)", "one fine day", "Trees planted"]

    assert summary(tmp_path, row).splitlines() == [
        "plan.txt: 56 % of its words became claims; its actions are tables and lists of a known form",
        "Found",
        "  1 action in 1 section, 1 milestone",
        "  1 body in 1 responsibility, 1 deadline",
        "  1 strategy, plan or other instrument, 1 link",
        "  1 stretch that may name a person, withheld from every output",
        "Not understood",
        "  1 deadline in words: 'one fine day'",
        "  6 stretches of text carry no claim and are listed under set_aside",
        "Look at first",
        "  2 doubts, listed in the files of claims: 1 about persons' names, 1 about dates",
        f"  sources/plan.txt:3: {NAMED}",
        "  sources/plan.txt:3: 'one fine day' is no deadline that can be read.",
    ]


def test_doubts_of_one_sort_are_told_once_with_their_number_and_the_first_place(tmp_path):
    rows = [[str(number), f"Plant tree {number}", "Parks Team", f"whenever {number} suits", ""] for number in range(5)]

    told = summary(tmp_path, *rows).splitlines()

    assert told[-1] == "  sources/plan.txt:3: 'whenever 0 suits' is no deadline that can be read. (4 more of this sort)"
    assert told[-2] == "  5 doubts, listed in the files of claims: 5 about dates"


def test_where_nothing_is_in_doubt_a_look_is_advised_all_the_same(tmp_path):
    assert summary(tmp_path, ["1", "Plant trees", "Parks Team", "2025", "Trees planted"]).splitlines()[-2:] == [
        "Look at first",
        "  no doubts: compare a few rows with the document all the same",
    ]
