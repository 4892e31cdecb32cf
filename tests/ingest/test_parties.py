"""Who: bodies told apart whatever stands between them, with the roles that words give."""

# ruff: noqa: E501 - a case of a table stands on one line

from __future__ import annotations

import pytest

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest import read_documents
from cohesion_graph.ingest.who.name_index import NameIndex
from cohesion_graph.ingest.who.names import kind_of_body, merge_proposals, name_key
from cohesion_graph.ingest.who.officers import Persons, person_masks, persons_beside_posts, persons_by_company
from cohesion_graph.ingest.who.parties import KnownNames, parties_and_clauses

ALONE = [
    "Safer Anytown Partnership",
    "Housing and Neighbourhood Partnership",
    "Health and well being Partnership",
    "Anytown Renaissance",
    "Public Health",
    "Trading Standards",
    "ABC",
    "ABC Diversity Team",
]


def parties(cell: str) -> list[tuple[str, str, int]]:
    known = KnownNames()
    known.learn([Words(name) for name in ALONE])
    found, _ = parties_and_clauses(Words(cell), known)
    return [(party.words.text, party.role.value if party.role else "", party.officers) for party in found]


def names(cell: str) -> list[str]:
    return [name for name, _, _ in parties(cell)]


SEPARATED = [
    ("Public Health; Police, Fire Service", ["Public Health", "Police", "Fire Service"]),
    ("Police\nHousing and\nNeighbourhood Partnership", ["Police", "Housing and Neighbourhood Partnership"]),
    ("• Police • Fire Service", ["Police", "Fire Service"]),
    ("Walking programme, Youth Work. ABC Hubs", ["Walking programme", "Youth Work", "ABC Hubs"]),
    ("Renaissance / ABC (Policy, Performance & Communications)", ["Renaissance", "ABC (Policy, Performance & Communications)"]),
    ("Children Trust Board & Health and well being Partnership", ["Children Trust Board", "Health and well being Partnership"]),
    ("Public Health & Trading Standards", ["Public Health", "Trading Standards"]),
    # "and" and "&" inside a name
    ("Housing and Neighbourhood Partnership", ["Housing and Neighbourhood Partnership"]),
    ("Arts & Culture Partnership", ["Arts & Culture Partnership"]),
    ("Police and Crime Commissioner", ["Police and Crime Commissioner"]),
    ("Head of Housing and Planning", ["Head of Housing and Planning"]),
    # a comma or "and" inside a post, and a full stop that ends a word cut short
    ("First Assistant Secretary, People and Communication Division", ["First Assistant Secretary, People and Communication Division"]),
    ("Executive Director, People, Culture and Communications; Police", ["Executive Director, People, Culture and Communications", "Police"]),
    ("Support:\n• Assistant Secretary, Labour Mobility Policy\n• Youth Champions", ["Assistant Secretary, Labour Mobility Policy", "Youth Champions"]),
    ("E.D., Domestic Policy Directorate in coordination with relevant Programme Directors", ["E.D., Domestic Policy Directorate", "relevant Programme Directors"]),
    ("Director, Housing Services, Police", ["Director, Housing Services", "Police"]),
    ("Chief Executive, Housing Team", ["Chief Executive", "Housing Team"]),
    ("Borsets. County Council Highways\nPolice", ["Borsets. County Council Highways", "Police"]),
    ("Food Agency¹, such as the Food Federation", ["Food Agency", "Food Federation"]),
    # what stands alone in any parish
    ("Clerk & Councillors", ["Clerk", "Councillors"]),
    ("Police; Cllrs Ash & Lee", ["Police", "Cllrs Ash & Lee"]),
    ("Councillors and Development Group", ["Councillors", "Development Group"]),
    # nothing between
    (
        "BME Network Safer Anytown Partnership Arts & Culture Partnership",
        ["BME Network", "Safer Anytown Partnership", "Arts & Culture Partnership"],
    ),
    ("ABC XYZ XYZ", ["ABC", "XYZ", "XYZ"]),
    ("ABC Housing and Neighbourhoods Partnership", ["ABC", "Housing and Neighbourhoods Partnership"]),
    ("ABC Diversity Team", ["ABC Diversity Team"]),
    ("Housing and Neighbourhood Partnership Anytown Renaissance", ["Housing and Neighbourhood Partnership", "Anytown Renaissance"]),
    # one name that holds several words for bodies
    ("Northern Hospitals NHS Foundation Trust", ["Northern Hospitals NHS Foundation Trust"]),
    ("Anytown Community NHS Foundation\nTrust, County Council", ["Anytown Community NHS Foundation Trust", "County Council"]),
    # "and" between what stands alone anywhere, and at the end of a list
    ("Age UK & Anytown Foodbank", ["Age UK", "Anytown Foodbank"]),
    ("Citizens Advice and Public Health", ["Citizens Advice", "Public Health"]),
    ("Police and Fire Service", ["Police", "Fire Service"]),
    ("Fire and Rescue Service and NHS", ["Fire and Rescue Service", "NHS"]),
    ("Housing associations, Environmental Health and Community Wardens", ["Housing associations", "Environmental Health", "Community Wardens"]),
    ("Police, Adult Social Care and Health", ["Police", "Adult Social Care and Health"]),
    ("Children and Young People's Services", ["Children and Young People's Services"]),
    ("Public Health and Communities Directorate", ["Public Health and Communities Directorate"]),
    ("Cabinet Member for Finance and Resources", ["Cabinet Member for Finance and Resources"]),
    ("Director, Facilities", ["Director, Facilities"]),
    ("Director, Police", ["Director", "Police"]),
    ("Board Support Officer", ["Board Support Officer"]),
    ("TBC", []),
    ("n/a", []),
    ("June 2031", []),
]  # fmt: skip


@pytest.mark.parametrize("cell, expected", SEPARATED)
def test_bodies_are_told_apart(cell, expected):
    assert names(cell) == expected


ROLES = [
    ("Housing Team to lead, Police to contribute", [("Housing Team", "lead", 0), ("Police", "contribute", 0)]),
    ("Lead: Housing Team; Partners: Police", [("Housing Team", "lead", 0), ("Police", "contribute", 0)]),
    ("Housing Team (lead), Police (support)", [("Housing Team", "lead", 0), ("Police", "contribute", 0)]),
    ("County Council with support from Citizens Advice", [("County Council", "", 0), ("Citizens Advice", "contribute", 0)]),
    ("County Council with Citizens Advice", [("County Council", "", 0), ("Citizens Advice", "contribute", 0)]),
    ("People with Disabilities Forum", [("People with Disabilities Forum", "", 0)]),
    ("Led by Public Health, supported by Age UK", [("Public Health", "lead", 0), ("Age UK", "contribute", 0)]),
    ("Housing Team leads; Police supporting", [("Housing Team", "lead", 0), ("Police", "contribute", 0)]),
    ("Housing Team (L), Police (S)", [("Housing Team", "lead", 0), ("Police", "contribute", 0)]),
    ("Lead: Skills Agency Partners: DWP, City College", [("Skills Agency", "lead", 0), ("DWP", "contribute", 0), ("City College", "contribute", 0)]),
    ("Housing Team (lead) Police", [("Housing Team", "lead", 0), ("Police", "", 0)]),
    ("Churches Together with support from the Police", [("Churches Together", "", 0), ("Police", "contribute", 0)]),
    ("Joint lead: Housing Team, Police / Support: Age UK", [("Housing Team", "lead", 0), ("Police", "lead", 0), ("Age UK", "contribute", 0)]),
]  # fmt: skip


@pytest.mark.parametrize("cell, expected", ROLES)
def test_words_give_roles(cell, expected):
    assert parties(cell) == expected


OFFICERS = [
    ("Housing Team (J. Bloggs)", [("Housing Team", "", 1)]),
    ("Housing Team (J. Bloggs / Mrs Doe)", [("Housing Team", "", 2)]),
    ("Housing Team (██████ / ████)", [("Housing Team", "", 2)]),
    ("Jane Bloggs (Housing Team)", [("Housing Team", "", 1)]),
    ("Jane Bloggs, Housing Manager", [("Housing Manager", "", 1)]),
    ("Housing Team - Jane Bloggs", [("Housing Team", "", 1)]),
]


@pytest.mark.parametrize("cell, expected", OFFICERS)
def test_officers_are_counted_and_are_no_part_of_the_name(cell, expected):
    assert parties(cell) == expected


def test_an_initial_and_a_surname_beside_a_team_are_a_person():
    found = persons_beside_posts("J Okafor / Building Safety Team; E Services, A Bloggs", "Owner", frozenset())
    assert list(found) == ["J Okafor", "A Bloggs"]


def test_a_person_is_told_from_the_post_behind_the_name_without_a_sign_between():
    cell = "G van der Wexbridge IDP/PMS Manager; S Okafor Director: Internal Audit; A Better Start Board"
    assert [*persons_beside_posts(cell, "Responsible person", frozenset())] == ["G van der Wexbridge", "S Okafor"]


def test_a_word_alone_is_a_person_by_the_names_and_the_words_beside_it():
    text = "Present: Dr Stasov Wexbridge. Lead: Stasov, Thirav/Prem"
    told = persons_by_company({"Lead": ["Stasov", "Thirav/Prem", "n/a"]}, Persons(), text)
    assert told == ({"Stasov", "Thirav", "Prem"}, set())


def test_words_alone_of_which_none_tells_of_a_body_may_be_persons():
    assert persons_by_company({"Lead": ["vasu", "thirav", "prem"]}, Persons(), "") == (
        set(),
        {"vasu", "thirav", "prem"},
    )
    assert persons_by_company({"Name": ["vasu", "thirav", "prem"]}, Persons(), "") == (
        {"vasu", "thirav", "prem"},
        set(),
    )
    for bodies in (["Housing", "Police", "Thirav"], ["SSP", "NHS", "Thirav"], ["Vasu", "Prem"]):
        assert persons_by_company({"Lead": bodies}, Persons(), "") == (set(), set())


def test_names_of_places_and_charities_are_no_persons():
    text = "Charles Street, Victoria Park, Grant Fund, Dr Foster and Jane Bloggs-Doe"
    assert [text[mask.start : mask.end] for mask in person_masks(text)] == ["Dr Foster", "Jane Bloggs-Doe"]


def test_forms_that_differ_in_case_spacing_and_signs_are_one_name():
    assert len({name_key(name) for name in ("Health & Wellbeing Board", "Health and well-being board", "The Health and Wellbeing Board")}) == 1  # fmt: skip


def test_looser_likeness_is_only_proposed():
    names = ["Children's Trust Board", "Children Trust Board", "CTB", "Renaissance", "Anytown Renaissance", "Police"]
    assert [(one.first, one.second, one.reason) for one in merge_proposals([*names, "Ts and Ps", "Towns & Parishes"])] == [
        ("Anytown Renaissance", "Renaissance", "one is a shorter form of the other"),
        ("Children Trust Board", "Children's Trust Board", "differ in an ending only"),
        ("Children Trust Board", "CTB", "one has the other's initials"),
        ("Children's Trust Board", "CTB", "one has the other's initials"),
        ("Towns & Parishes", "Ts and Ps", "have the same initials"),
    ]  # fmt: skip


def test_many_names_are_compared_in_bounded_time():
    assert list(merge_proposals(f"Body number {number} of Anytown" for number in range(20_000))) == []


@pytest.mark.parametrize(
    "name, kind",
    [
        ("Anytown Borough Council", "council"),
        ("ABC Diversity Team", "council-team"),
        ("Director of Public Health", "post"),
        ("All partners", "placeholder"),
        ("Multiple partners", "placeholder"),
        ("Youth Forum", "group"),
        ("Fire Service", "public-body"),
        ("Local Care System", "partnership"),
        ("PIC", "not-stated"),
    ],
)
def test_a_name_tells_what_sort_of_body_it_is(name, kind):
    assert kind_of_body(name).value == kind


def test_names_are_found_as_whole_words_the_longest_first_whatever_their_number():
    index = NameIndex(
        [f"Body {number}" for number in range(20_000)] + ["Town Plan", "Town Plan Group"], ignore_case=True
    )
    text = "The town plan group met Body 777 and Body 77777"
    assert [(text[start:end], name) for start, end, name in index.find(text)] == [
        ("town plan group", "Town Plan Group"),
        ("Body 777", "Body 777"),
    ]


def test_a_name_without_latin_letters_has_one_address_whatever_the_order_of_rows(tmp_path):
    rows = ["1,Open the hub,جمعية الشباب,2026", "2,Plant trees,مجلس المدينة,2026"]
    found = []
    for order in (rows, rows[::-1]):
        (tmp_path / "plan.csv").write_text("\n".join(["Ref,Action,Lead,Deadline", *order]), "utf-8")
        bodies = read_documents([tmp_path / "plan.csv"]).dataset.registry.bodies
        found.append({body.name: body.id for body in bodies})
    assert found[0] == found[1]
    assert sorted(found[0]) == ["جمعية الشباب", "مجلس المدينة"]
    assert len(set(found[0].values())) == 2


def test_a_way_to_reach_somebody_is_no_theme(tmp_path):
    rows = ["Ref,Email contact,Action,Lead organisation,Target date"]
    rows += [f"{n},See intranet,{what},River Board,2031" for n, what in enumerate(("Survey the bank", "Raise it"), 1)]
    (tmp_path / "plan.csv").write_text("\n".join(rows), "utf-8")
    dataset = read_documents([tmp_path / "plan.csv"]).dataset
    assert "See intranet" not in str([dataset.plan, dataset.registry])
