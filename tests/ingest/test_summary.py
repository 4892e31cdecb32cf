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
        "plan.txt: 56 % of its words became claims; its actions are tables of a known form",
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
    teams = ["Parks Team", "Tree Team"]
    rows = [
        [str(number), f"Plant tree {number}", teams[number % 2], f"whenever {number} suits", ""] for number in range(5)
    ]

    told = summary(tmp_path, *rows).splitlines()

    assert told[-1] == "  sources/plan.txt:3: 'whenever 0 suits' is no deadline that can be read. (4 more of this sort)"
    assert told[-2] == "  5 doubts, listed in the files of claims: 5 about dates"


def test_where_nothing_is_in_doubt_a_look_is_advised_all_the_same(tmp_path):
    assert summary(tmp_path, ["1", "Plant trees", "Parks Team", "2025", "Trees planted"]).splitlines()[-2:] == [
        "Look at first",
        "  no doubts: compare a few rows with the document all the same",
    ]


def _doubts(path, text):
    path.write_text(text, encoding="utf-8")
    return [doubt.what for reading in read_documents([path]).dataset.readings for doubt in reading.doubts]


def test_what_stands_in_every_row_or_under_contact_is_no_undoubted_body(tmp_path):
    heading = "Action,Lead,Contact,Deadline\n"
    rows = [
        f"Plant tree {number},All staff,{desk} desk,May 2031\n" for number, desk in enumerate(("Mill", "Tree", "Bee"))
    ]
    assert _doubts(tmp_path / "plan.csv", heading + "".join(rows)) == [
        "'All staff' stands in every row: it may be about the plan as a whole.",
        "Who stands under 'Contact' may only answer for the action, not do it.",
    ]


def test_a_day_with_a_time_is_no_undoubted_deadline(tmp_path):
    days = [f"2031-05-0{number} 10:2{number}" for number in (1, 2)]
    rows = f"Plant an old tree,Parks Team,{days[0]}\nPlant a new tree,Tree Team,{days[1]}\n"
    assert _doubts(tmp_path / "plan.csv", "Action,Lead,Date\n" + rows) == [
        f"{day!r} has a time of day: it may say when this was entered, not when it is due." for day in days
    ]


def test_a_word_of_another_language_makes_no_undoubted_date(tmp_path):
    """What is a date in Italian is doubted in an English plan, and none of an Italian plan's dates is."""
    why = "The trees of the park are to be cut and the paths are to be made wider for all of the people of the town. "
    rows = "| Action | Lead | Deadline |\n|---|---|---|\n| Plant trees | Parks Team | fine 2031 |\n"
    plan = f"# Plan\n\n{why * 2}\n\n{rows}"
    assert _doubts(tmp_path / "plan.md", plan) == ["'fine' leads to a date in another language than the document's."]
    perche = "Gli alberi del parco sono da tagliare e i sentieri sono da fare per tutti nella città con il verde. "
    righe = "| Azione | Responsabile | Scadenza |\n|---|---|---|\n| Piantare | Ufficio del Verde | fine 2031 |\n"
    piano = f"# Piano\n\n{perche * 2}\n\n{righe}"
    assert _doubts(tmp_path / "piano.md", piano) == []
