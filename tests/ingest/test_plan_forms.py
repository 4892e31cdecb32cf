"""Plans of many forms, read whole: the wordings of headings, layouts and lists that bodies use for the same things."""

# ruff: noqa: E501 - a row of a plan stands on one line

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from outline import outline
from papers import write_excel, write_text, write_word_blocks

from cohesion_graph.errors import UnreadableDocument
from cohesion_graph.ingest import read_documents
from cohesion_graph.model.claims import Responsibility, Timing
from cohesion_graph.model.privacy import withhold_names


def read(path):
    return read_documents([path]).dataset


def write_csv(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def doubts(dataset, about):
    return [doubt.what for doubt in dataset.doubts.values() if doubt.about == about]


# Which column is what ------------------------------------------------------------------------------------------

COLUMNS = {
    "an outcome before the action is its section, one after it a sign of progress": (
        [
            ["Outcome", "Action", "Lead agency", "Supporting agencies", "Timescale", "Outcomes"],
            ["Safe homes", "Fit alarms", "Fire Service", "Age UK", "2025", "100 homes"],
        ],
        "# Safe homes\n1 Fit alarms\n  lead: Fire Service\n  contribute: Age UK\n  by: 2025\n  - 100 homes\n",
    ),
    "a deliverable of a workstream is the action": (
        [
            ["Workstream", "Deliverable", "SRO", "Target completion date", "KPI", "BRAG"],
            ["Wifi", "Free wifi in libraries", "Director of Place", "31 March 2025", "40 sites", "G"],
        ],
        "# Wifi\n1 Free wifi in libraries\n  lead: Director of Place\n  by: 31 March 2025\n  is: G\n  - 40 sites\n",
    ),
    "measures beside indicators are the actions": (
        [
            ["ID", "Measure", "Description", "Lead body", "Co-actors", "Period", "Indicator"],
            ["M1", "Noise barriers", "On the ring road.", "Roads Agency", "City of Lund", "2024-2026", "dB at facade"],
        ],
        "# Actions\nM1 Noise barriers\n  lead: Roads Agency\n  contribute: City of Lund\n  by: 2024-2026\n  - dB at facade\n",
    ),
    "how an objective is met is the action": (
        [
            ["Objective", "How will we do it?", "Who", "When", "How will we know?"],
            ["Less waste", "Open a repair cafe", "Eco Group", "May 2025", "50 repairs"],
            ["Less waste", "Lend tools", "Library Service", "June 2025", "20 loans"],
        ],
        "# Less waste\n1 Open a repair cafe\n  responsible: Eco Group\n  by: May 2025\n  - 50 repairs\n2 Lend tools\n  responsible: Library Service\n  by: June 2025\n  - 20 loans\n",
    ),
    "a column of targets that holds dates is the deadline": (
        [["#", "Action", "Who", "Target"], ["1", "Plant trees", "Parks Team", "Spring 2026"], ["2", "Mow less", "Parks Team", "Ongoing"]],
        "# Actions\n1 Plant trees\n  responsible: Parks Team\n  by: Spring 2026\n2 Mow less\n  responsible: Parks Team\n  by: Ongoing\n",
    ),
    "the day of a meeting is no deadline": (
        [["Meeting date", "Action", "Owner", "Due date", "% complete"], ["12/02/2025", "Circulate draft", "Board Support Officer", "28/02/2025", "0%"]],
        "# Actions\n1 Circulate draft\n  lead: Board Support Officer\n  by: 28/02/2025\n  is: 0% (not started)\n",
    ),
    "letters under names of bodies are their roles": (
        [
            ["Ref", "Action", "Police", "County Council", "NHS Trust", "By when"],
            ["1", "Publish a protocol", "L", "S", "✓", "May 2025"],
            ["2", "Train staff", "", "lead", "", "2026"],
        ],
        "# Actions\n1 Publish a protocol\n  lead: Police\n  responsible: NHS Trust\n  contribute: County Council\n  by: May 2025\n2 Train staff\n  lead: County Council\n  by: 2026\n",
    ),
    "who is accountable leads, and who is only consulted or informed has no role": (
        [
            ["Action", "Housing Team", "Police", "Public Health", "Deadline"],
            ["Publish a protocol", "R", "A", "C", "May 2025"],
            ["Train staff", "A/R", "I", "", "2026"],
        ],
        "# Actions\n1 Publish a protocol\n  lead: Police\n  responsible: Housing Team\n  by: May 2025\n2 Train staff\n  lead: Housing Team\n  by: 2026\n",
    ),
    "who will help contributes": (
        [["Action", "Who will lead?", "Who will help?", "Finish"], ["Run a campaign", "Parks Team", "Local media", "2026"]],
        "# Actions\n1 Run a campaign\n  lead: Parks Team\n  contribute: Local media\n  by: 2026\n",
    ),
    "two columns of leads name bodies of their own": (
        [["Recommendation", "Actions", "Lead Member", "Lead Officer", "Target Date"], ["R2. Strengthen scrutiny", "2.1 Train members", "Cabinet Member for Finance and Resources", "Monitoring Officer", "October 2024"]],
        "# R2. Strengthen scrutiny\n2.1 Train members\n  lead: Cabinet Member for Finance and Resources\n  lead: Monitoring Officer\n  by: October 2024\n",
    ),
    "a column without a heading in front of the actions holds references or what they stand under": (
        [
            ["", "Action", "Responsibility", "Assisted by", "Task & Finish Group", "Timescale"],
            ["1.1 Senior commitment", "Write to heads of groups", "HoD/HR", "NHS England and DHSC", "Juno group", "By June 2025"],
        ],
        "# 1.1 Senior commitment\n1 Write to heads of groups\n  responsible: HoD\n  responsible: HR\n  responsible: Juno group\n  contribute: NHS England\n  contribute: DHSC\n  by: By June 2025\n",
    ),
    "a column asking whether it is complete reports progress, and dates under 'Delivered by' are deadlines": (
        [
            ["Identified need", "What needs to be done?", "Lead team", "Delivered by", "Complete?"],
            ["Few members", "Join children at birth", "Library Service", "Sept 2025", "Yes"],
            ["Few members", "Recruit volunteers", "Library Service", "2026", "No"],
        ],
        "# Few members\n1 Join children at birth\n  lead: Library Service\n  by: Sept 2025\n  is: Yes (complete)\n2 Recruit volunteers\n  lead: Library Service\n  by: 2026\n  is: No\n",
    ),
    "what was said is past, what will be done next is the action": (
        [
            ["Priority area", "What we said we would do", "What we will do next", "Who will do it", "Progress (RAG)"],
            ["Work", "Hold jobs fairs", "Hold two quiet jobs fairs", "DWP and Autism Alliance", "G"],
        ],
        "# Work\n1 Hold two quiet jobs fairs\n  responsible: DWP\n  responsible: Autism Alliance\n  is: G\n",
    ),
    "brackets of a heading say which of two columns of bodies leads": (
        [
            ["Actions", "Delivery Organisation (Lead)", "Delivery Organisation(s) (Support)", "Short Term", "Medium Term"],
            ["Review the strategy", "National Agency", "Health Board", "", "●"],
        ],
        "# Actions\n1 Review the strategy\n  lead: National Agency\n  contribute: Health Board\n  by: Medium Term\n",
    ),
    "actions of a year are no deadline, indicators that support are no partners": (
        [
            ["Year 2 action", "Lead organisation", "Supporting indicators", "Progress/update"],
            ["1. Map the litter", "Clean Coast Trust", "Ten beaches mapped", "Begun in May."],
        ],
        "# Actions\n1 Map the litter\n  lead: Clean Coast Trust\n  - Ten beaches mapped\n",
    ),
    "the number of an item is its reference, and how pressing it is no section": (
        [
            ["ACTION\nITEM\nNo.", "Date opened", "Description", "Priority", "Responsible party", "Due date", "Status"],
            ["4", "12/03/2025", "Book a room", "Medium", "Town Clerk", "21/03/2025", "Open"],
            ["5", "12/03/2025", "Print the survey", "High", "Town Clerk", "28/03/2025", "Closed"],
        ],
        "# Actions\n4 Book a room\n  responsible: Town Clerk\n  by: 21/03/2025\n  is: Open\n5 Print the survey\n  responsible: Town Clerk\n  by: 28/03/2025\n  is: Closed (complete)\n",
    ),
    "a column headed as action that names who acts is told by its cells, and a share of progress by its heading": (
        [
            ["Serial no.", "Priority\n(H/M/L)", "Item", "Relevant FY", "Action", "Progress\n%"],
            ["1", "H", "Review the website and train those who write for it", "2016/17", "Clerk", "100"],
            ["2", "M", "Develop a first plan for emergencies in the parish", "2019/20", "Clerk + Admin Assistant", "10"],
        ],
        "# Actions\n1 Review the website and train those who write for it\n  responsible: Clerk\n  by: 2016/17\n  is: 100 (complete)\n2 Develop a first plan for emergencies in the parish\n  responsible: Clerk\n  responsible: Admin Assistant\n  by: 2019/20\n  is: 10 (in progress)\n",
    ),
    "headings in another order than what stands below them are told by the cells": (
        [
            ["Action", "Responsibility", "Timeline", "Deliverable"],
            ["1 Celebrate the week", "Raise awareness of the week amongst all our staff.", "May 2021", "Director, Communications"],
            ["2 Train staff", "Invite the champions of other bodies to one event.", "June 2021", "Plan Champions"],
        ],
        "# Actions\n1 Celebrate the week\n  responsible: Director, Communications\n  by: May 2021\n  - Raise awareness of the week amongst all our staff.\n2 Train staff\n  responsible: Plan Champions\n  by: June 2021\n  - Invite the champions of other bodies to one event.\n",
    ),
    "a target with no strategy beside it is the action": (
        [
            ["Targets", "Strategies", "Timescale", "Responsibility"],
            ["Contrast for the ramps", "Ask the site team to paint the edges", "May 2025", "Site Team"],
            ["Wider fire doors", "", "2026", "Site Team"],
        ],
        "# Contrast for the ramps\n1 Ask the site team to paint the edges\n  responsible: Site Team\n  by: May 2025\n# Actions\n2 Wider fire doors\n  responsible: Site Team\n  by: 2026\n",
    ),
    "the first line of a cell is its reference, and a row without one has a number that none has": (
        [
            ["No.", "Action", "Responsibility", "Timeline", "Milestones"],
            ["", "Walk to school", "Sports Partnership", "2019", "Ten schools"],
            ["1.\nLeisure", "Cycle to school", "Sports Partnership", "2020", "Two schools"],
        ],
        "# Actions\n2 Walk to school\n  responsible: Sports Partnership\n  by: 2019\n  - Ten schools\n1 Cycle to school\n  responsible: Sports Partnership\n  by: 2020\n  - Two schools\n",
    ),
    "a column headed for lead and date holds both": (
        [
            ["Recommendation", "Response", "Action plan", "Lead (position) & Target Date"],
            ["1) Guide units", "Agree", "Write a guide for the units", "PPB\nMarch 2026\nPA"],
            ["2) Listen", "Agree", "Hold a round table", "Policy Team; Ongoing"],
        ],
        "# 1) Guide units\n1 Write a guide for the units\n  lead: PPB\n  lead: PA\n  by: March 2026\n# 2) Listen\n2 Hold a round table\n  lead: Policy Team\n  by: Ongoing\n",
    ),
    "how many milestones are met is none": (
        [["Commitments", "Overall status", "Milestones completed"], ["1. Open data", "Ongoing", "1 of 10"], ["2. Open jobs", "Complete", "2 of 2"]],
        "# Actions\n1 Open data\n  is: Ongoing\n2 Open jobs\n  is: Complete\n",
    ),
    "references are told by the cells, and a heading printed again heads a section": (
        [
            ["Outcomes:", "Energy improvements"],
            ["O1.1", "Audit the energy of all halls"],
            ["O1.2", "Fit lamps that use little"],
            ["Outcomes:", "Clean energy"],
            ["O2.1", "Switch to a clean tariff"],
        ],
        "# Actions\nO1.1 Audit the energy of all halls\nO1.2 Fit lamps that use little\n# Clean energy\nO2.1 Switch to a clean tariff\n",
    ),
    "headings may have instructions below them": (
        [
            ["Action\nWhat are you going to do to meet the objective? Please be as specific as you can be here.", "Lead\nWho will do it?", "Completion date\nUse month and year."],
            ["Pay people for their time", "Commissioning Team", "July 2025"],
        ],
        "# Actions\n1 Pay people for their time\n  lead: Commissioning Team\n  by: July 2025\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows, expected", COLUMNS.values(), ids=COLUMNS)
def test_headings_and_rows_together_tell_what_a_column_holds(tmp_path, rows, expected):
    assert outline(read(write_excel(tmp_path / "plan.xlsx", {"Sheet1": rows}))) == expected


def test_stakeholders_alone_contribute_with_a_doubt_whether_they_lead(tmp_path):
    rows = [["Action", "Key stakeholders", "Timescale"], ["Slow the traffic", "Police", "Ongoing"]]
    dataset = read(write_excel(tmp_path / "plan.xlsx", {"Sheet1": rows}))
    assert outline(dataset) == "# Actions\n1 Slow the traffic\n  contribute: Police\n  by: Ongoing\n"
    assert doubts(dataset, "responsibility") == ["No column says who leads: whether the bodies under 'Key stakeholders' lead is not said."]  # fmt: skip


def test_partners_beside_a_lead_do_not_raise_the_doubt_whether_they_lead_in_cards_either(tmp_path):
    cards = [
        f"## Action {number}: {title}\n\nPilote : Service de la voirie\n\nPartenaires : {partner}\n\nCalendrier : fin 2027\n\n"
        for number, title, partner in [
            (1, "Créer des pistes cyclables", "Département"),
            (2, "Limiter la vitesse", "Préfecture"),
            (3, "Planter des arbres", "Région"),
        ]
    ]
    dataset = read(write_text(tmp_path / "plan.md", "# Plan d'action climat\n\n" + "".join(cards)))
    assert [claim.role.value for claim in dataset.claims.values() if isinstance(claim, Responsibility)] == ["lead", "contribute"] * 3  # fmt: skip
    assert doubts(dataset, "responsibility") == []


def test_what_may_be_a_persons_name_is_doubted_once(tmp_path):
    rows = [["Action", "Lead"], ["Plant trees", "Tekle Habtemariam"], ["Mow less", "Tekle Habtemariam"], ["Map paths", "Anytown Renaissance"], ["Sow", "Anytown Town Council"]]  # fmt: skip
    dataset = read(write_excel(tmp_path / "plan.xlsx", {"Sheet1": rows}))
    assert doubts(dataset, "name") == ["'Tekle Habtemariam' was read as a body; by its form it may be a person's name."]


def test_names_under_councillors_are_those_of_persons(tmp_path):
    rows = [
        ["Action", "Lead councillor", "When"],
        ["Review the plans", "Objective One\nPlanning\nNkechi Adebayo", "May 2026"],
    ]
    dataset = read(write_excel(tmp_path / "plan.xlsx", {"Sheet1": rows}))
    assert "Named officer" in outline(dataset)
    assert "Adebayo" not in "".join(body.name for body in dataset.registry.bodies)


def test_a_row_across_a_table_of_two_columns_is_a_section(tmp_path):
    path = tmp_path / "plan.html"
    path.write_text(
        "<table><tr><th>Year 2 action</th><th>Lead organisation</th></tr><tr><td colspan=2>Litter</td></tr>"
        "<tr><td>1. Map the litter</td><td>Clean Coast Trust</td></tr></table>",
        encoding="utf-8",
    )
    assert outline(read(path)) == "# Litter\n1 Map the litter\n  lead: Clean Coast Trust\n"


def test_a_header_of_two_rows_is_read_with_or_without_merged_cells(tmp_path):
    rows = [
        ["Action", "Responsibility", "", "Timescale", ""],
        ["", "Lead", "Partners", "Start", "Finish"],
        ["Swim for free", "Leisure Trust", "NHS Lothian", "Aug 2024", "Jun 2026"],
    ]
    expected = "1 Swim for free\n  lead: Leisure Trust\n  contribute: NHS Lothian\n  by: Aug 2024 Jun 2026\n"
    merged = write_excel(tmp_path / "plan.xlsx", {"Sheet1": rows}, merges=["A1:A2", "B1:C1", "D1:E1"])
    assert outline(read(merged)) == f"# Actions\n{expected}"
    assert outline(read(write_csv(tmp_path / "plan.csv", rows))) == f"# Actions\n{expected}"


def test_marks_under_years_say_when_and_words_there_are_milestones(tmp_path):
    rows = [
        ["Task", "Owner", "2025/26", "", "", "2026/27", ""],
        ["", "", "Q1", "Q2", "Q4", "Q1", "Cost"],
        ["Survey trees", "Tree Officer", "X", "X", "", "", "£100"],
        ["Plant trees", "Parks Service", "", "Sites agreed", "", "✓", ""],
    ]
    path = write_excel(tmp_path / "plan.xlsx", {"Sheet1": rows}, merges=["C1:E1", "F1:G1"])
    assert outline(read(path)) == (
        "# Actions\n"
        "1 Survey trees\n  lead: Tree Officer\n  by: Q1 2025/26 – Q2 2025/26\n"
        "2 Plant trees\n  lead: Parks Service\n  by: Q1 2026/27\n  - Sites agreed\n    by: Q2 2025/26\n"
    )  # fmt: skip


def test_of_the_rows_above_the_headings_the_one_that_names_a_part_of_the_plan_is_the_section(tmp_path):
    rows = [
        ["Community safety plan", "", ""],
        ["Priority 1 - Drugs", "", ""],
        ["Sponsor: Superintendent, North Division", "", ""],
        ["Key task", "Responsible", "Target"],
        ["Open needle exchanges", "Public Health / Pharmacies", "30/09/2025"],
    ]
    assert outline(read(write_csv(tmp_path / "plan.csv", rows))) == (
        "# Priority 1 - Drugs\n1 Open needle exchanges\n  responsible: Public Health\n  responsible: Pharmacies\n  by: 30/09/2025\n"
    )


def test_a_cell_that_covers_several_actions_is_about_each_of_them(tmp_path):
    table = [
        ["Aim", "Action", "Lead", "Deadline"],
        ["Good food", "Map growers", "Economy Team", "2026"],
        ["^", "Hold a buyers' day", "^", "2027"],
        ["^", "Launch an award", "Chamber of Commerce", ""],
    ]
    dataset = read(write_word_blocks(tmp_path / "plan.docx", ["# Food plan", table]))
    assert outline(dataset) == (
        "# Good food\n1 Map growers\n  lead: Economy Team\n  by: 2026\n2 Hold a buyers' day\n  lead: Economy Team\n  by: 2027\n"
        "3 Launch an award\n  lead: Chamber of Commerce\n"
    )  # fmt: skip
    assert [claim.basis.value for claim in dataset.claims.values() if isinstance(claim, Responsibility)] == [
        *("column-heading", "carried-down", "column-heading")
    ]


# Which row is what ---------------------------------------------------------------------------------------------


def test_sections_totals_and_notes_are_no_actions(tmp_path):
    rows = [
        ["Ref", "Key actions", "Lead partner", "Other partners", "Timescale", "RAG Jan 2025"],
        ["SP-01", "Children get the best start", "", "", "", ""],
        ["SP-01a", "Extend holiday clubs", "Children & Families", "Schools", "Summer 2025", "G"],
        ["SP-02", "People have good work", "", "", "", ""],
        ["SP-02a", "Hold jobs fairs", "DWP", "College; Chamber of Commerce", "Oct 2025", "R"],
        ["Total", "", "", "", "", "2"],
        ["* Dates depend on funding.", "", "", "", "", ""],
    ]
    assert outline(read(write_csv(tmp_path / "plan.csv", rows))) == (
        "# Children get the best start\n"
        "SP-01a Extend holiday clubs\n  lead: Children & Families\n  contribute: Schools\n  by: Summer 2025\n  is: G\n"
        "# People have good work\n"
        "SP-02a Hold jobs fairs\n  lead: DWP\n  contribute: College\n  contribute: Chamber of Commerce\n  by: Oct 2025\n  is: R\n"
    )  # fmt: skip


def test_a_row_of_one_cell_heads_what_follows_where_all_others_say_who_and_when(tmp_path):
    rows = [
        ["Action", "Responsible", "Timeline"],
        ["Attract people", "", ""],
        ["Hold fairs", "HR Team", "Ongoing"],
        ["Visit schools", "HR Team", "2025"],
        ["Keep people", "", ""],
        ["Offer training", "Learning Team", "2026"],
    ]
    assert outline(read(write_csv(tmp_path / "plan.csv", rows))) == (
        "# Attract people\n1 Hold fairs\n  responsible: HR Team\n  by: Ongoing\n2 Visit schools\n  responsible: HR Team\n  by: 2025\n"
        "# Keep people\n3 Offer training\n  responsible: Learning Team\n  by: 2026\n"
    )  # fmt: skip


def test_numbered_actions_in_one_cell_take_what_stands_beside_them_by_order(tmp_path):
    table = [
        ["Outcome", "Actions", "Lead", "By when"],
        ["Fair funding", "2.1 Agree a code\n2.2 Publish a timetable", "Council\nCCG", "May 2024\nApril 2024"],
        ["More places to play", "a) Map play spaces\nb) Agree standards", "a) Play Team\nb) Planning Policy", "2025"],
    ]
    dataset = read(write_word_blocks(tmp_path / "plan.docx", ["# Compact", table]))
    assert outline(dataset) == (
        "# Fair funding\n2.1 Agree a code\n  lead: Council\n  by: May 2024\n2.2 Publish a timetable\n  lead: CCG\n  by: April 2024\n"
        "# More places to play\na Map play spaces\n  lead: Play Team\n  by: 2025\nb Agree standards\n  lead: Planning Policy\n  by: 2025\n"
    )  # fmt: skip
    assert [claim.basis.value for claim in dataset.claims.values() if isinstance(claim, Responsibility)] == [
        *("aligned-by-order", "aligned-by-order", "column-heading", "column-heading")
    ]
    assert doubts(dataset, "layout") == [
        "2 actions are listed in one cell: whether what stands beside them is about each is not said."
    ]


def test_quarters_stand_below_years_that_alone_are_printed_in_the_row_above(tmp_path):
    rows = [
        ["Digital roadmap", "", "", "", ""],
        ["", "", "2025/26", "", ""],
        ["ID", "Activity", "Q1", "Q2", "Notes"],
        ["1", "Free wifi", "", "x", "Contract let"],
        ["2", "Lend devices", "x", "", ""],
    ]
    assert outline(read(write_excel(tmp_path / "plan.xlsx", {"Plan": rows}))) == (
        "# Digital roadmap\n1 Free wifi\n  by: Q2 2025/26\n2 Lend devices\n  by: Q1 2025/26\n"
    )


def test_bullets_are_actions_from_the_first_line_on_and_milestones_below_words_that_introduce_them(tmp_path):
    table = [
        ["Aim", "Actions", "Responsible", "Timescale"],
        ["Raise awareness", "* Hold sessions\n* Produce a leaflet", "Dementia Alliance", "2024"],
        ["Support carers", "Start a cafe:\n* Find a place\n* Train volunteers", "Carers Network", "2025"],
    ]
    assert outline(read(write_word_blocks(tmp_path / "plan.docx", [table]))) == (
        "# Raise awareness\n"
        "1 Hold sessions\n  responsible: Dementia Alliance\n  by: 2024\n2 Produce a leaflet\n  responsible: Dementia Alliance\n  by: 2024\n"
        "# Support carers\n3 Start a cafe\n  responsible: Carers Network\n  by: 2025\n  - Find a place\n  - Train volunteers\n"
    )  # fmt: skip


def test_tasks_below_an_action_have_bodies_and_dates_of_their_own(tmp_path):
    table = [
        ["Action", "Tasks", "Lead", "Deadline", "Measure"],
        ["Make the centre age friendly", "Walking audit", "Older People's Forum", "May 2024", "Fewer falls"],
        ["^", "Install benches", "Highways", "March 2025", ""],
        ["Offer balance classes", "Recruit instructors", "Active Anytown", "July 2024", ""],
    ]
    assert outline(read(write_word_blocks(tmp_path / "plan.docx", ["# Ageing well", table]))) == (
        "# Ageing well\n1 Make the centre age friendly\n"
        "  - Walking audit\n    lead: Older People's Forum\n    by: May 2024\n  - Fewer falls\n"
        "  - Install benches\n    lead: Highways\n    by: March 2025\n"
        "2 Offer balance classes\n  - Recruit instructors\n    lead: Active Anytown\n    by: July 2024\n"
    )  # fmt: skip


def test_a_schedule_with_a_column_for_each_meeting_is_read_and_first_names_are_persons(tmp_path):
    rows = [
        ["Ref", "Item", "Led by", "Assisted by", "Import-ance", "Work involved", "Start by", "Finish by", "05/6 Mtg"],
        ["1", "Working style", "", "", "", "", "", "", ""],
        ["1.1", "Draft a protocol", "Mike", "Phil/Nick", "HD", "M", "June 2002", "July 2002", ""],
        ["1.2", "Agree it", "Policy Unit", "Legal Services", "V", "S", "June 2002", "July 2002", ""],
    ]
    dataset = read(write_csv(tmp_path / "plan.csv", rows))
    assert outline(dataset) == (
        "# Working style\n"
        "1.1 Draft a protocol\n  lead: Named officer\n  contribute: Named officer\n  contribute: Named officer\n  by: June 2002 July 2002\n"
        "1.2 Agree it\n  lead: Policy Unit\n  contribute: Legal Services\n  by: June 2002 July 2002\n"
    )  # fmt: skip
    covered = withhold_names(dataset).model_dump_json()
    assert [name for name in ("Mike", "Phil", "Nick") if name in covered] == []


def test_lists_of_bodies_and_of_milestones_go_by_order_where_both_are_marked(tmp_path):
    table = [
        ["Action", "Milestones", "Lead", "Target date"],
        ["Improve reporting", "* Open centres\n* Train staff", "* Police\n* Stop Hate UK", "* June 2025\n* July 2025"],
        ["Support victims", "* Let contract\n* Review it", "Police\nCouncil", "2026"],
    ]
    assert outline(read(write_word_blocks(tmp_path / "plan.docx", ["# Hate crime", table]))) == (
        "# Hate crime\n1 Improve reporting\n"
        "  - Open centres\n    lead: Police\n    by: June 2025\n  - Train staff\n    lead: Stop Hate UK\n    by: July 2025\n"
        "2 Support victims\n  lead: Police\n  lead: Council\n  by: 2026\n  - Let contract\n  - Review it\n"
    )  # fmt: skip


def test_a_cell_merged_over_the_rows_of_several_actions_is_about_each(tmp_path):
    table = [
        ["Action", "Accountable", "Deadline"],
        ["Publish a profile", "Head of Insight", "May 2025"],
        ["Hold four talks", "^", "Quarterly"],
        ["Blind recruitment", "HR Team", "June 2025"],
        ["Report the pay gap", "", "^"],
    ]
    assert outline(read(write_word_blocks(tmp_path / "plan.docx", ["# Fairness", table]))) == (
        "# Fairness\n1 Publish a profile\n  lead: Head of Insight\n  by: May 2025\n"
        "2 Hold four talks\n  lead: Head of Insight\n  by: Quarterly\n"
        "3 Blind recruitment\n  lead: HR Team\n  by: June 2025\n4 Report the pay gap\n  by: June 2025\n"
    )


# Cards ---------------------------------------------------------------------------------------------------------


def card(lead, when):
    return [["Lead", lead], ["Timescale", when], ["How we will measure success", "Fewer incidents"]]


def test_cards_with_labels_of_their_own_and_titles_that_look_like_headings_are_cards(tmp_path):
    rows = [
        ["Why", "They miss school"],
        ["Lead", "Young Carers Team"],
        ["Partners", "Schools"],
        ["By when", "May 2025"],
    ]
    blocks = [[["Action 1", "Set up a passport"], *rows], "", [["Action 2", "Offer a named contact in school"], *rows]]
    told = "  lead: Young Carers Team\n  contribute: Schools\n  by: May 2025\n"
    dataset = read(write_word_blocks(tmp_path / "plan.docx", ["# Carers", *blocks]))
    assert outline(dataset) == f"# Carers\n1 Set up a passport\n{told}2 Offer a named contact in school\n{told}"


def test_a_heading_is_the_action_of_the_card_below_it_where_that_comes_again(tmp_path):
    blocks = ["# Night plan", "## Safer streets", "### 1. Extend taxi marshals", card("Licensing Team", "2025"), "### 2. Light Mill Lane", card("Highways", "2026")]  # fmt: skip
    assert outline(read(write_word_blocks(tmp_path / "plan.docx", blocks))) == (
        "# Safer streets\n"
        "1 Extend taxi marshals\n  lead: Licensing Team\n  by: 2025\n  - Fewer incidents\n"
        "2 Light Mill Lane\n  lead: Highways\n  by: 2026\n  - Fewer incidents\n"
    )


def test_labels_that_come_once_under_a_heading_describe_the_document(tmp_path):
    path = write_word_blocks(tmp_path / "plan.docx", ["# Night plan", "## About this plan", card("Licensing Team", "2025")])  # fmt: skip
    with pytest.raises(UnreadableDocument, match="1 table without headings of a plan"):
        read_documents([path])


WELCOME_IN_MARKDOWN = """# Welcome plan

## Theme 1: Arrive

1. **Produce a pack**
   - Lead: Migration Team
   - By when: June 2025
2. **Find hosts**
   - Lead: City of Sanctuary
   - By when: Ongoing
"""
WELCOME_UNDER_HEADINGS = """<h1>Welcome plan</h1><h2>Theme 1: Arrive</h2>
<h3>1. Produce a pack</h3><ul><li>Lead: Migration Team</li><li>By when: June 2025</li></ul>
<h3>2. Find hosts</h3><ul><li>Lead: City of Sanctuary</li><li>By when: Ongoing</li></ul>"""
WELCOME_IN_LISTS = """<h1>Welcome plan</h1><h2>Theme 1: Arrive</h2>
<ol><li>Produce a pack<ul><li>Lead: Migration Team</li><li>By when: June 2025</li></ul></li>
<li>Find hosts<ul><li>Lead: City of Sanctuary</li><li>By when: Ongoing</li></ul></li></ol>"""


@pytest.mark.parametrize(
    "name, text",
    [
        ("plan.md", WELCOME_IN_MARKDOWN),
        ("plan.html", WELCOME_UNDER_HEADINGS),
        ("plan.html", WELCOME_IN_LISTS),
    ],
)  # fmt: skip
def test_lists_of_labels_below_titles_are_cards(tmp_path, name, text):
    assert outline(read(write_text(tmp_path / name, text))) == (
        "# Theme 1: Arrive\n1 Produce a pack\n  lead: Migration Team\n  by: June 2025\n2 Find hosts\n  lead: City of Sanctuary\n  by: Ongoing\n"
    )


# What is no plan -----------------------------------------------------------------------------------------------

OTHERS = {
    "risks": [["Risk ID", "Description", "Owner", "Mitigating action", "Review date", "Score"], ["R1", "Footfall declines", "BID", "Marketing", "2025-06-30", "12"]],
    "indicators": [["Indicator", "Baseline", "Target 2025", "Lead officer", "Frequency"], ["People who feel safe", "70%", "75%", "Policy Manager", "Annual"]],
    "budget": [["Item", "2024/25", "2025/26", "Total"], ["Staff", "£40,000", "£41,000", "£81,000"]],
    "versions": [["Version", "Date", "Author", "Changes"], ["0.1", "January 2024", "Policy Team", "First draft"]],
    "contents": [["Section", "Page"], ["Introduction", "3"], ["Our actions", "9"], ["Risks", "12"]],
    "contacts": [["Organisation", "Contact", "Role", "Email"], ["Age UK", "Manager", "Lead", "a@example.org"]],
}  # fmt: skip


@pytest.mark.parametrize("rows", OTHERS.values(), ids=OTHERS)
def test_tables_of_other_things_are_set_aside(tmp_path, rows):
    plan = [["No.", "Action", "Who", "When"], ["1", "Set up a forum", "Faith Council", "Spring 2025"]]
    path = write_word_blocks(tmp_path / "plan.docx", ["# Strategy", "## First", rows, "## Our actions", plan])
    assert outline(read(path)) == "# Our actions\n1 Set up a forum\n  responsible: Faith Council\n  by: Spring 2025\n"


# Persons -------------------------------------------------------------------------------------------------------


def test_persons_known_only_by_the_posts_beside_them_are_withheld_everywhere(tmp_path):
    rows = [
        ["Action", "Lead officer", "Partner organisations", "Deadline", "Progress update"],
        ["Launch a portal", "Nkechi Adebayo", "Volunteer Centre", "May 2025", "Nkechi Adebayo has met suppliers"],
        ["Offer training", "Siobhan Ni Bhriain, Learning Manager", "Anytown Council", "July 2025", ""],
        ["Celebrate", "Communications Manager (Oluwaseun Ajayi)", "All partners", "June 2025", ""],
        ["Review expenses", "Head of Finance", "", "Sept 2025", ""],
        ["Hold a fair", "Customer Services", "", "Sept 2025", ""],
    ]
    dataset = read(write_csv(tmp_path / "plan.csv", rows))
    leads = [(claim.party, claim.officers_named) for claim in dataset.claims.values() if isinstance(claim, Responsibility) and claim.role == "lead"]  # fmt: skip
    assert leads == [
        ("named-officer", 1),
        ("learning-manager", 1),
        ("communications-manager", 1),
        ("head-of-finance", 0),
        ("customer-services", 0),
    ]
    covered = withhold_names(dataset).model_dump_json()
    assert [name for name in ("Nkechi", "Adebayo", "Siobhan", "Bhriain", "Oluwaseun", "Ajayi") if name in covered] == []


def test_every_claim_of_marks_and_lists_shows_its_words(tmp_path):
    rows = [["Task", "Owner", "2025", "2026"], ["• Survey\n• Plant", "Tree Officer", "x", ""], ["Report", "Tree Officer", "", "Yes"]]  # fmt: skip
    dataset = read(write_excel(tmp_path / "plan.xlsx", {"Sheet1": rows}))
    assert [
        (claim.item, claim.evidence[0].exact) for claim in dataset.claims.values() if isinstance(claim, Timing)
    ] == [
        ("1", "2025"),
        ("2", "2025"),
        ("3", "2026"),
    ]


def test_a_name_with_and_that_may_be_two_is_doubted_once_and_a_usual_pair_never(tmp_path):
    rows = [
        ["Action", "Lead", "Deadline"],
        ["Lend tablets", "Libraries and Adult Learning", "2025"],
        ["Lend radios", "Libraries and Adult Learning", "2025"],
        ["Pay benefits", "Revenues & Benefits", "2025"],
        ["Hold walks", "Health and Wellbeing Board", "2025"],
    ]
    assert doubts(read(write_csv(tmp_path / "plan.csv", rows)), "responsibility") == [
        "'Libraries and Adult Learning' was read as one body; it may be two."
    ]


def test_names_under_a_heading_of_bodies_are_no_persons(tmp_path):
    rows = [["Action", "Lead organisation name", "Deadline"], ["Lend bikes", "Westvale Wheelers", "2025"]]
    assert outline(read(write_csv(tmp_path / "plan.csv", rows))) == (
        "# Actions\n1 Lend bikes\n  lead: Westvale Wheelers\n  by: 2025\n"
    )


def test_a_small_table_with_headings_is_no_card_though_its_first_column_reads_like_labels(tmp_path):
    table = [
        ["Aim", "Actions", "Responsible", "Timescale"],
        ["Raise awareness", "Hold sessions", "Dementia Alliance", "2024"],
        ["Support carers", "Start a cafe", "Carers Network", "2025"],
    ]
    assert outline(read(write_word_blocks(tmp_path / "plan.docx", [table]))) == (
        "# Raise awareness\n1 Hold sessions\n  responsible: Dementia Alliance\n  by: 2024\n"
        "# Support carers\n2 Start a cafe\n  responsible: Carers Network\n  by: 2025\n"
    )


def test_a_filled_column_that_means_nothing_known_is_told(tmp_path):
    rows = [
        ["Ref", "Action", "Spearheaded by", "Rainfall", "Moon", "Status", "By when"],
        ["1", "Plant trees in the park", "Parks Team", "12 mm", "", "", "March 2026"],
        ["2", "Mend the road", "Roads Team", "", "new", "", "May 2026"],
    ]
    dataset = read(write_csv(tmp_path / "plan.csv", rows))
    assert [doubt.what for doubt in dataset.doubts.values()] == ["The columns 'Rainfall', 'Moon' were not read."]
    assert outline(dataset) == (
        "# Actions\n1 Plant trees in the park\n  lead: Parks Team\n  by: March 2026\n"
        "2 Mend the road\n  lead: Roads Team\n  by: May 2026\n"
    )


PEOPLE = """\
<h1>Plan d'action pour la forêt communale</h1>
<h2>Remerciements</h2>
<table><tr><td>Camille Perrin</td><td>Office des Forêts</td></tr><tr><td>Hugo Lambert</td><td>Chasseurs de la Vallée</td>
</tr><tr><td>Inès Morel</td><td>Mairie de Valbois</td></tr></table>
<h2>Actions</h2>
<table><tr><th>Action</th><th>Porteur</th><th>Personne référente</th><th>Téléphone</th><th>Délai</th></tr>
<tr><td>Replanter la parcelle 12</td><td>Office des Forêts</td><td>Zsofia Brunel</td><td>955 123 456</td><td>2031</td></tr>
<tr><td>Ouvrir un sentier</td><td>Mairie de Valbois</td><td>Claire Roussel</td><td>955-654-321</td><td>2032</td></tr></table>
"""


def test_who_stands_in_a_column_of_people_is_withheld_whether_it_is_read_or_not(tmp_path):
    """Names that no list knows are told by those beside them, numbers of any form by their heading."""
    dataset = read(write_text(tmp_path / "plan.html", PEOPLE))
    published = withhold_names(dataset).model_dump_json()
    hidden = ["Perrin", "Lambert", "Morel", "Brunel", "Roussel", "955"]
    assert [name for name in hidden if name in published] == []
    assert "Office des Forêts" in published
    assert "Chasseurs de la Vallée" in published


def test_columns_under_headings_of_no_language_are_named_where_nothing_was_read_from_them():
    dataset = read(Path(__file__).parent / "shapes" / "headings-of-no-language-cs.md")
    assert [doubt for doubt in doubts(dataset, "layout") if "not read" in doubt] == ["The columns 'Odpovědnost', 'Rozpočet' were not read."]  # fmt: skip
