"""Plans that are no table of actions: headed text, lists, and roadmaps whose columns are periods."""

# ruff: noqa: E501 - a paragraph of a plan stands on one line

from __future__ import annotations

from pathlib import Path

import pytest
from outline import outline
from papers import write_excel, write_text, write_word_blocks

from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest import read_documents


def read(path):
    return read_documents([path]).dataset


def doubts(dataset, about):
    return [doubt.what for doubt in dataset.doubts.values() if doubt.about == about]


def test_headings_with_labelled_lines_below_them_are_actions(tmp_path):
    blocks = [
        "# Litter plan: update",
        "This update was agreed in May.",
        "## Litter",
        "### 1. Targeted campaigns",
        "Work with schools to test two campaigns.",
        "Lead organisation: Clean Coast Trust",
        "Progress/update: A campaign ran on the A9.",
        "It had a good effect.",
        "### 2. Volunteers",
        "Widen the advice given to groups.",
        "Lead organisation: Clean Coast Trust; Anytown Council",
        "## Flytipping",
        "### 3. Reporting",
        "Lead organisation: Environment Agency",
        "Deadline: March 2026",
    ]
    assert outline(read(write_word_blocks(tmp_path / "plan.docx", blocks))) == (
        "# Litter\n1 Targeted campaigns\n  lead: Clean Coast Trust\n"
        "2 Volunteers\n  lead: Clean Coast Trust\n  lead: Anytown Council\n"
        "# Flytipping\n3 Reporting\n  lead: Environment Agency\n  by: March 2026\n"
    )


def test_actions_told_by_headings_carry_a_doubt(tmp_path):
    blocks = ["# Plan", "## Trees", "Lead: Parks Team", "## Paths", "Lead: Parks Team"]
    dataset = read(write_word_blocks(tmp_path / "plan.docx", blocks))
    assert doubts(dataset, "layout") == ["These actions were told by what repeats (the headings): no table lists them."]


def test_a_notice_with_contacts_and_closing_dates_is_no_plan(tmp_path):
    blocks = [
        "# Vacancies",
        "## Gardener",
        "Contact: Parks Team",
        "Closing date: 3 May 2026",
        "## Clerk",
        "Contact: HR Team",
        "Closing date: 4 May 2026",
    ]
    with pytest.raises(UnreadableDocument, match="no table found"):
        read(write_word_blocks(tmp_path / "notice.docx", blocks))


def test_what_stands_between_a_heading_and_its_labels_is_another_wording_of_the_action(tmp_path):
    blocks = ["# Results", "## Good health", "Needs are met by agencies working together.", "Lead agency: Ministry of Health",
              "## Homes", "Every young person has a home.", "Lead agency: Ministry of Housing"]  # fmt: skip
    dataset = read(write_word_blocks(tmp_path / "plan.docx", blocks))
    wordings = [(claim.item, claim.text) for claim in dataset.claims.values() if hasattr(claim, "presented_as")]
    assert wordings == [
        ("1", "Good health"),
        ("1", "Needs are met by agencies working together."),
        ("2", "Homes"),
        ("2", "Every young person has a home."),
    ]


def test_labels_may_be_headings_of_their_own(tmp_path):
    blocks = [
        "# Equality plan",
        "## A. Rights",
        "### Action 1: explain rights",
        "#### How will we achieve it?",
        "• Publish a toolkit",
        "• Train advisers",
        "#### What will the impact be?",
        "People know more.",
        "#### When will we do it?",
        "• March 2026",
        "#### Who will help to achieve this?",
        "• Equality Team",
        "• Citizens Advice",
        "### Action 2: defend rights",
        "#### When will we do it?",
        "2027",
        "#### Who will help to achieve this?",
        "Citizens Advice",
    ]
    assert outline(read(write_word_blocks(tmp_path / "plan.docx", blocks))) == (
        "# A. Rights\n1 explain rights\n  contribute: Equality Team\n  contribute: Citizens Advice\n  by: March 2026\n"
        "  - Publish a toolkit\n  - Train advisers\n"
        "2 defend rights\n  contribute: Citizens Advice\n  by: 2027\n"
    )


def test_one_heading_with_a_label_below_it_is_no_plan(tmp_path):
    blocks = [
        "# Leaflet",
        "## About us",
        "We are friendly.",
        "Contact: Jane Bloggs",
        "## Opening hours",
        "Nine to five.",
    ]
    with pytest.raises(UnreadableDocument, match="no table found"):
        read(write_word_blocks(tmp_path / "leaflet.docx", blocks))


def test_headings_above_tables_stay_headings(tmp_path):
    table = [["Action", "When"], ["Plant trees", "May 2026"]]
    blocks = ["# Plan", "## Objective 1", "Lead: Parks Team", table, "## Objective 2", "Lead: Housing Team", table]
    dataset = read(write_word_blocks(tmp_path / "plan.docx", blocks))
    assert [section.title for section in dataset.plan.sections] == ["Objective 1", "Objective 2"]


def test_a_list_that_is_introduced_as_one_of_actions_is_read_with_a_doubt(tmp_path):
    text = "Rural Development\n\nPriority Actions Rural Development:\n\n1. Develop plans for the teams\nof the county.\n2. Maintain the forum.\n12. Agree a tourism strategy.\n"
    dataset = read(write_text(tmp_path / "plan.txt", text))
    assert outline(dataset) == (
        "# Priority Actions Rural Development:\n1 Develop plans for the teams of the county.\n2 Maintain the forum.\n12 Agree a tourism strategy.\n"
    )
    assert doubts(dataset, "layout") == ["These actions were told by what repeats (the list): no table lists them."]


def test_lines_below_numbered_labels_are_actions(tmp_path):
    text = (
        "Culture\n\nAction 3.1\nMeet every month\n\nAction 3.3\nWrite to staff\n\nWork\n\nAction 1.1\nTrain managers\n"
    )
    assert outline(read(write_text(tmp_path / "plan.txt", text))).splitlines()[1:] == [
        "3.1 Meet every month",
        "3.3 Write to staff",
        "1.1 Train managers",
    ]


def test_bullets_below_a_numbered_entry_are_its_milestones(tmp_path):
    text = "Action Plan 2016/17\n\nMuch of the work of the council is regular, such as the care of public spaces; beside that there are initiatives of this year, which follow here:\n\n1. Prepare for elections\n- Plan posters\n- Encourage people to stand\n\n2. Repair the toilets\n- Agree a tender\n\n3. Apply for the award\n"
    assert outline(read(write_text(tmp_path / "plan.txt", text))).splitlines()[1:] == [
        "1 Prepare for elections",
        "  - Plan posters",
        "  - Encourage people to stand",
        "2 Repair the toilets",
        "  - Agree a tender",
        "3 Apply for the award",
    ]


def test_headings_that_only_number_commitments_have_their_words_below(tmp_path):
    blocks = ["# Report", "## Health", "### Commitment 1", "Build a school of medicine.", "### Commitment 1 progress", "It is being built.",
              "### Commitment 2", "Treat those who wait.", "### Commitment 2 progress", "Fewer wait."]  # fmt: skip
    actions = [
        action.ref
        for section in read(write_word_blocks(tmp_path / "plan.docx", blocks)).plan.sections
        for action in section.actions
    ]
    assert actions == ["1", "2"]


def test_lists_of_which_nothing_says_that_they_are_actions_are_asked_about(tmp_path):
    blocks = ["# Diocesan Action", "## Energy", "• We will rate the houses", "• We're saving water", "• Encourage churches to sign up now",
              "## Our churches", "• St Anne", "• St Mary", "• All Saints"]  # fmt: skip
    with pytest.raises(
        UnreadableDocument, match="repeats 6 list entries, the first 'We will rate the houses': not taken"
    ):
        read(write_word_blocks(tmp_path / "plan.docx", blocks))


def test_a_sentence_may_introduce_a_list_of_projects(tmp_path):
    blocks = [
        "# Plan",
        "The following projects are part of it:",
        "• Project 1 - Profile the risks",
        "• Project 2 - Review",
        "• Project 3 - Retain",
    ]
    assert (
        outline(read(write_word_blocks(tmp_path / "plan.docx", blocks)))
        == "# Plan\n1 Profile the risks\n2 Review\n3 Retain\n"
    )


def test_a_list_of_anything_else_is_no_plan(tmp_path):
    text = "What to bring:\n\n• A coat\n• A torch\n• A map\n"
    with pytest.raises(UnreadableDocument, match="no table found"):
        read(write_text(tmp_path / "walk.txt", text))


def test_what_stands_below_a_period_is_to_be_done_in_it(tmp_path):
    rows = [
        ["", "Q1\nApr - Jun 2024", "Q2\nJul - Sep 2024", "2025/26"],
        ["Represented", "Train all officers and staff", "Strengthen the hate crime plan", ""],
        ["Involved", "Set up a group of residents", "", "Agree a calendar of visits"],
    ]
    assert outline(read(write_excel(tmp_path / "plan.xlsx", {"Timeline": rows}))) == (
        "# Represented\n1 Train all officers and staff\n  by: Q1 Apr - Jun 2024\n2 Strengthen the hate crime plan\n  by: Q2 Jul - Sep 2024\n"
        "# Involved\n3 Set up a group of residents\n  by: Q1 Apr - Jun 2024\n4 Agree a calendar of visits\n  by: 2025/26\n"
    )


def test_figures_by_year_are_no_roadmap(tmp_path):
    rows = [["Recycling rate", "2023/24", "2024/25"], ["Target", "45%", "50%"], ["Actual", "44%", ""]]
    with pytest.raises(UnreadableDocument):
        read(write_excel(tmp_path / "figures.xlsx", {"Sheet1": rows}))


def test_what_begins_like_something_to_do_below_bodies_is_doubted_at_each_place():
    dataset = read(Path(__file__).parent / "shapes" / "things-to-do-below-bodies.html")
    (doubt,) = [one for one in dataset.doubts.values() if "something to do" in str(one.alternatives)]
    assert doubt.what == ("'Reduce emissions of the town' was read as a body; by its first word it may say what to do.")
    assert [one.words for one in doubt.alternatives] == ["a body", "something to do"]
    claims = [
        claim for claim in dataset.claims.values() if getattr(claim, "party", "") == "reduce-emissions-of-the-town"
    ]
    assert [claim.item for claim in claims] == ["1", "2"]
    assert [quotation.start for quotation in doubt.evidence] == [claim.evidence[0].start for claim in claims]
    assert [change.goes for change in doubt.alternatives[1].effect] == [claim.id for claim in claims]
