"""A new edition of a plan read into a corrected dataset: what stands, what changes, what is to be decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st
from papers import tabbed, write_text, write_word

from cohesion_graph.editions import reread
from cohesion_graph.errors import BadParameter, UnreadableDocument
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.ingest import read_documents
from cohesion_graph.model.dataset import Dataset
from cohesion_graph.model.privacy import withhold_names
from cohesion_graph.review import decided
from cohesion_graph.review.decisions import Decision

ROOT = Path(__file__).parents[2]
STOCKTON, MARLBECK = ROOT / "data" / "stockton", ROOT / "tests" / "fixtures" / "marlbeck"
HEAD = ["Ref", "Action", "Lead", "Deadline", "Milestones"]
ROWS = {
    "map": ["CC1", "Map the town", "Housing Team", "December 2025", "Map is complete"],
    "hub": ["CC2", "Open the hub in line with the Youth Strategy", "Youth Forum", "March 2026", "Hub is open"],
    "fair": ["CC3", "Hold a fair", "Arts Group", "June 2026", "Fair was held"],
}
TITLE = ["Anytown Cohesion Plan"]


def write_rows_as_word(folder, rows):
    return write_word(folder / "plan.docx", rows)


def write_rows_as_text(folder, rows):
    return write_text(folder / "plan.txt", tabbed(*rows))


def plan_text(*lines, **changes):
    rows = [changes.get(name, row) for name, row in ROWS.items()]
    return tabbed(TITLE, HEAD, *(row for row in rows if row), *lines)


@pytest.fixture
def edition(tmp_path):
    """Reads a text as the document ``plan.txt``."""

    def read(text):
        return read_documents([write_text(tmp_path / "plan.txt", text)], dataset_id="anytown").dataset

    return read


def corrected(dataset, correct) -> Dataset:
    """The dataset with its plain data changed in place by a function."""
    content = dataset.model_dump(mode="json")
    correct(content)
    return Dataset.model_validate(content)


def claim(content, item, kind, n=1):
    """One claim of plain data, found by a field that only its kind has."""
    field = {"wording": "presented_as", "responsibility": "party", "timing": "stated", "dependency": "target"}[kind]
    claims = content["readings"][0]["claims"]
    return next(one for one in claims if one["item"] == item and field in one and one["n"] == n)


def without(content, item, kind):
    content["readings"][0]["claims"].remove(claim(content, item, kind))


def said(dataset, item):
    """What the dataset says of one item, in a few words."""
    told = []
    for one in dataset.claims.values():
        if one.item == item:
            values = one.model_dump(mode="json", exclude={"item", "source", "n", "evidence", "basis", "note"})
            words = [
                str(values[name]) for name in ("text", "party", "role", "stated", "type", "target") if name in values
            ]
            told.append((one.id.partition("/claim/")[2], *words, one.quote))
    return told


MOVED = "\n" * 7 + plan_text()
WITH_FOURTH = plan_text(["CC4", "Paint the bridge", "Works Team", "May 2026", "Bridge is painted"])


@pytest.mark.parametrize("folder", [STOCKTON, MARLBECK], ids=["stockton", "marlbeck"])
def test_the_same_documents_again_change_nothing_in_a_reviewed_dataset(folder):
    mine = read_dataset(folder, withhold=False)
    base = read_documents([folder / source.file for source in mine.sources]).dataset

    found = reread(mine, base, base)

    assert found.dataset == mine
    assert found.report.splitlines()[:2] == ["Changed by the documents", "  nothing"]
    assert found.report.splitlines()[-2:] == ["To decide", "  nothing"]


CELLS = st.lists(st.sampled_from(["", "CC1", "Map", "Housing Team", "J. Bloggs", "2026", "█", "a, b & c"]), min_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS.map(lambda row: row[:5]), max_size=5))
@example([["CC1", "", "", "", ""], ["", "CC1", "", "", ""]])  # two actions of one title, one without a reference
def test_the_same_document_again_changes_nothing_whatever_it_holds(tmp_path_factory, rows):
    path = write_text(tmp_path_factory.mktemp("law") / "plan.txt", plan_text(*rows))
    try:
        read = read_documents([path]).dataset
    except UnreadableDocument:  # rows that say nothing may make it look like no plan
        reject()

    assert reread(read, read, read).dataset == read


def test_an_edition_without_corrections_is_what_the_reader_makes_of_it(edition):
    base, new = edition(plan_text()), edition(WITH_FOURTH)

    result = reread(base, base, new).dataset

    assert _without_revisions(result) == new
    told = [(one.item, one.before, one.after) for one in result.readings[0].revisions]
    assert told == [(item, "", new.title_of(item)) for item in new.items if item not in base.items]
    assert reread(result, new, new).dataset == result


def _without_revisions(dataset):
    readings = tuple(one.model_copy(update={"revisions": ()}) for one in dataset.readings)
    return dataset.model_copy(update={"readings": readings})


def _merge_bodies(content):
    bodies = content["registry"]["bodies"]
    gone = next(one for one in bodies if one["id"] == "arts-group")
    kept = next(one for one in bodies if one["id"] == "youth-forum")
    bodies.remove(gone)
    kept["also_known_as"] = ["Arts Group"]
    claim(content, "CC3", "responsibility")["party"] = "youth-forum"


def _add_responsibility(content):
    claims = content["readings"][0]["claims"]
    own = claim(content, "CC1", "responsibility")
    text = content["sources"][0]["text"]
    start = text.index("Map the town")
    quotation = {"start": start, "end": start + 12, "exact": "Map the town"}
    claims.insert(
        claims.index(own) + 1, own | {"n": 2, "party": "arts-group", "role": "contribute", "evidence": [quotation]}
    )


CORRECTIONS = {
    "a role": lambda content: claim(content, "CC1", "responsibility").update(role="contribute"),
    "a body": lambda content: claim(content, "CC1", "responsibility").update(party="arts-group"),
    "a deadline": lambda content: claim(content, "CC1", "timing").update(deadline={"kind": "fixed", "date": "2026-12"}),
    "a wording": lambda content: claim(content, "CC1", "wording").update(text="Map the whole town"),
    "a note": lambda content: claim(content, "CC1", "wording").update(note="Compared with the minutes."),
    "a link": lambda content: claim(content, "CC2", "dependency").update(type="feeds-into"),
    "a deadline removed": lambda content: without(content, "CC1", "timing"),
    "a link removed": lambda content: without(content, "CC2", "dependency"),
    "a responsibility added": _add_responsibility,
    "two names merged": _merge_bodies,
    "a body renamed": lambda content: content["registry"]["bodies"][0].update(name="The Arts Group of Anytown"),
    "a note on a body": lambda content: content["registry"]["bodies"][0].update(note="Wound up in 2024."),
    "a section renamed": lambda content: content["plan"]["sections"][0].update(title="Local actions"),
    "a licence": lambda content: content["licence"].update(statement="Open Government Licence v3.0"),
    "a title": lambda content: content.update(title="The plan of Anytown"),
    "a title of a source": lambda content: content["sources"][0].update(title="The plan as adopted"),
    "a ranking": lambda content: content["editorial"].update(
        rankings=[{"claim": "CC1/claim/plan/wording/1", "rank": "preferred", "reason": "Clear.", "by": "editor"}]
    ),
    "a mask": lambda content: content["sources"][0].update(masks=[_place_of(content, "Ref")]),
}


def _place_of(content, word):
    start = content["sources"][0]["text"].index(word)
    return {"start": start, "end": start + len(word)}


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_a_correction_stands_when_another_row_changes_and_texts_move(edition, kind):
    base = edition(plan_text())
    mine = corrected(base, CORRECTIONS[kind])
    text = MOVED.replace("June 2026", "July 2026")
    new = edition(text)

    found = reread(mine, base, new)

    expected = said_everywhere(mine, {"'June 2026'": "'July 2026'"})
    assert said_everywhere(found.dataset, {}) == expected
    assert found.dataset.sources[0].text == text
    assert kept_facts(found.dataset) == kept_facts(mine)
    assert "To decide\n  nothing" in found.report
    assert (
        "  CC3 in plan: deadline 'June 2026' (2026-06) is now deadline 'July 2026' (2026-07)"
        in found.report.splitlines()
    )


def said_everywhere(dataset, changes):
    text = repr({item: said(dataset, item) for item in dataset.items})
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def kept_facts(dataset):
    """All that the moved edition does not touch, masks by their words."""
    content = dataset.model_dump(exclude={"readings", "sources"})
    source = dataset.sources[0]
    notes = {one.id: (one.note, one.basis) for one in dataset.claims.values()}
    return content, notes, source.title, [source.text[one.start : one.end] for one in source.masks]


def test_a_settled_doubt_stays_settled_and_a_new_one_is_added(edition):
    double = ["CC3", "Hold a fair", "Arts Group", "whenever it suits", "Fair was held"]
    base = edition(plan_text(fair=double))
    assert [doubt.quote for doubt in base.doubts.values()] == ["whenever it suits"]
    mine = corrected(base, lambda content: content["readings"][0].update(doubts=[]))
    odd = ["CC4", "Paint the bridge", "Works Team", "some fine day", "Bridge is painted"]

    found = reread(mine, base, edition(plan_text(odd, fair=double)))

    assert [(doubt.item, doubt.quote) for doubt in found.dataset.doubts.values()] == [("CC4", "some fine day")]


def test_a_settlement_whose_words_changed_is_a_question_again(edition):
    odd = ["CC4", "Paint the bridge", "Works Team", "some fine day", "Bridge is painted"]
    base = edition(plan_text(odd))
    (doubt,) = base.doubts
    mine = decided(base, [Decision(doubt, value="May 2027", why="The team said so.", role="policy officer")]).dataset
    moved = ["CC5", "Plant a tree", "Works Team", "May 2026", "Tree stands"]
    kept = reread(mine, base, edition(plan_text(odd, moved)))
    assert [one.holds for one in kept.dataset.editorial.settlements] == ["May 2027"]

    changed = reread(mine, base, edition(plan_text([*odd[:3], "another fine day", odd[4]])))

    assert changed.dataset.editorial.settlements == ()
    asked = [one for one in changed.dataset.doubts.values() if "May 2027" in one.readings]
    assert [one.item for one in asked] == ["CC4"]
    assert "what you settled is a question again" in changed.report


def test_what_the_document_changed_of_a_correction_is_kept_doubted_and_told(edition):
    base = edition(plan_text())
    mine = corrected(base, CORRECTIONS["a deadline"])
    row = ["CC1", "Map the town", "Housing Team", "May 2027", "Map is complete"]

    found = reread(mine, base, edition(plan_text(map=row)))

    assert ("plan/timing/1", "December 2025", "May 2027") in said(found.dataset, "CC1")
    told = (
        "You corrected deadline 'December 2025' (2025-12) to deadline 'December 2025' (2026-12); "
        "the document now says deadline 'May 2027' (2027-05)."
    )
    assert [(doubt.item, doubt.what, doubt.quote) for doubt in found.dataset.doubts.values()] == [
        ("CC1", told, "May 2027")
    ]
    assert found.report == "\n".join(
        [
            "Changed by the documents",
            "  nothing",
            "Corrections kept",
            "  none",
            "To decide",
            f"  CC1 in plan: y{told[1:]}",
        ]
    )


def test_a_correction_whose_words_are_gone_becomes_a_doubt_and_a_line(edition):
    base = edition(plan_text())
    mine = corrected(base, CORRECTIONS["a role"])
    row = ["CC1", "Map the town", "Works Team", "December 2025", "Map is complete"]

    found = reread(mine, base, edition(plan_text(map=row)))

    assert [one for one in said(found.dataset, "CC1") if "responsibility" in one[0]] == [
        ("plan/responsibility/2", "works-team", "lead", "Works Team")
    ]
    told = "The words for your 'Housing Team' contributes to are gone: it was taken out (CC1)."
    assert [(doubt.item, doubt.what, doubt.quote) for doubt in found.dataset.doubts.values()] == [
        ("CC1", told, "Map the town")
    ]
    assert (
        "  CC1 in plan: the words for your 'Housing Team' contributes to are gone: it was taken out."
        in found.report.splitlines()
    )


def test_a_removed_claim_comes_back_with_a_doubt_when_its_words_change(edition):
    base = edition(plan_text())
    mine = corrected(base, CORRECTIONS["a deadline removed"])
    row = ["CC1", "Map the town", "Housing Team", "May 2027", "Map is complete"]

    found = reread(mine, base, edition(plan_text(map=row)))

    assert ("plan/timing/2", "May 2027", "May 2027") in said(found.dataset, "CC1")
    assert [doubt.what for doubt in found.dataset.doubts.values()] == [
        "You removed deadline 'December 2025' (2025-12); the document now says deadline 'May 2027' (2027-05)."
    ]


def test_actions_that_come_go_or_are_reworded_are_told_and_the_others_keep_their_identifiers(edition):
    base = edition(plan_text())
    mine = corrected(base, CORRECTIONS["a body"])
    hub = ["CC2", "Open the hub in line with the Youth Strategy", "Youth Forum", "March 2026", "The hub is open"]
    bridge = ["CC4", "Paint the bridge", "Works Team", "May 2026", "Bridge is painted"]

    found = reread(mine, base, edition(plan_text(bridge, hub=hub, fair=None)))

    assert list(found.dataset.items) == [
        "CC1",
        "CC1/map-is-complete",
        "CC2",
        "CC2/hub-is-open",
        "CC4",
        "CC4/bridge-is-painted",
    ]
    assert found.report.splitlines() == [
        "Changed by the documents",
        "  CC2/hub-is-open in plan: milestone 'Hub is open' is now milestone 'The hub is open'",
        "  CC4 is new: 'Paint the bridge'",
        "  CC4/bridge-is-painted is new: 'Bridge is painted'",
        "  CC3 is gone: 'Hold a fair'",
        "  CC3/fair-was-held is gone: 'Fair was held'",
        "  register: new name 'Works Team'",
        "Corrections kept",
        "  1 of the responsibilities",
        "To decide",
        "  nothing",
    ]


def test_corrections_of_an_action_that_is_gone_are_told_one_by_one(edition):
    base = edition(plan_text())

    def correct(content):
        claim(content, "CC3", "responsibility").update(role="contribute")
        content["editorial"]["rankings"] = [
            {"claim": "CC3/claim/plan/wording/1", "rank": "preferred", "reason": "Clear.", "by": "editor"}
        ]

    found = reread(corrected(base, correct), base, edition(plan_text(fair=None)))

    assert found.report.splitlines()[-3:] == [
        "To decide",
        "  CC3 in plan: the words for your 'Arts Group' contributes to are gone: it was taken out.",
        "  your ranking of CC3/claim/plan/wording/1 has lost its claim: it was taken out.",
    ]
    assert [(doubt.item, doubt.quote) for doubt in found.dataset.doubts.values()] == [(None, TITLE[0])]


def test_an_item_that_a_person_removed_stays_removed(edition):
    base = edition(plan_text())

    def correct(content):
        content["plan"]["sections"][0]["actions"][1]["milestones"] = []
        claims = content["readings"][0]["claims"]
        content["readings"][0]["claims"] = [one for one in claims if one["item"] != "CC2/hub-is-open"]

    found = reread(corrected(base, correct), base, edition(WITH_FOURTH))

    assert list(found.dataset.items) == [
        "CC1",
        "CC1/map-is-complete",
        "CC2",
        "CC3",
        "CC3/fair-was-held",
        "CC4",
        "CC4/bridge-is-painted",
    ]


def test_rows_in_another_order_keep_every_correction(edition):
    base = edition(plan_text())
    mine = corrected(base, CORRECTIONS["a role"])

    found = reread(mine, base, edition(tabbed(TITLE, HEAD, ROWS["fair"], ROWS["hub"], ROWS["map"])))

    assert said_everywhere(found.dataset, {}) == said_everywhere(mine, {})
    assert "To decide\n  nothing" in found.report


def test_names_of_officers_stand_in_no_report(edition):
    row = ["CC1", "Map the town", "J. Bloggs (Housing Team)", "December 2025", "J. Bloggs has mapped the town"]
    base = edition(plan_text())

    found = reread(base, base, edition(plan_text(map=row)))

    assert "Bloggs" not in found.report


@pytest.mark.parametrize("write", [write_rows_as_word, write_rows_as_text], ids=["word", "text"])
def test_a_dataset_whose_names_are_covered_stays_so_and_takes_in_an_edition(tmp_path, write):
    named = ["CC1", "Map the town", "J. Bloggs (Housing Team)", "December 2025", "J. Bloggs has mapped the town"]
    base = read_documents([write(tmp_path, [HEAD, named, ROWS["hub"]])]).dataset
    mine = withhold_names(base)
    later = [*ROWS["hub"][:3], "May 2026", "Hub is open"]
    new = read_documents([write(tmp_path, [HEAD, named, later])]).dataset

    same, found = reread(mine, base, base), reread(mine, base, new)

    assert same.dataset == mine
    assert found.report.splitlines()[1:] == [
        "  CC2 in plan: deadline 'March 2026' (2026-03) is now deadline 'May 2026' (2026-05)",
        "Corrections kept",
        "  none",
        "To decide",
        "  nothing",
    ]
    assert "Bloggs" not in withhold_names(found.dataset).model_dump_json()


def test_a_reference_that_a_person_corrected_stays_corrected(edition):
    base = edition(plan_text(map=["E03", *ROWS["map"][1:]]))

    def correct(content):
        action = next(one for one in content["plan"]["sections"][0]["actions"] if one["ref"] == "E03")
        action["ref"] = "EO3"
        for one in content["readings"][0]["claims"]:
            one["item"] = one["item"].replace("E03", "EO3")

    mine = corrected(base, correct)
    new = edition(plan_text(map=["E03", "Map the town", "Housing Team", "May 2027", "Map is complete"]))

    found = reread(mine, base, new)

    assert list(found.dataset.items) == list(mine.items)
    assert ("plan/timing/1", "May 2027", "May 2027") in said(found.dataset, "EO3")


@pytest.mark.parametrize(
    "text",
    [
        plan_text(["CC9", "(((" * 300, "[a-z]+*", "\\1", "$^"]),
        plan_text(*[["CC1", "Map the town", "Housing Team", "December 2025", "Map is complete"]] * 50),
        plan_text(["CC4", "\u202eשלום عالم", "団体", "٢٠٢٦", "█████"]),
        tabbed(HEAD, ["1", "Paint the bridge", "Works Team", "May 2030", ""]),
    ],
    ids=["patterns", "one row fifty times", "other scripts", "another plan"],
)
def test_hostile_editions_give_a_consistent_dataset(edition, text):
    base = edition(plan_text())
    mine = base
    for correct in ("a role", "a deadline", "a link", "two names merged"):
        mine = corrected(mine, CORRECTIONS[correct])

    found = reread(mine, base, edition(text)).dataset

    assert Dataset.model_validate(found.model_dump()) == found


def test_a_text_that_is_not_what_the_reader_takes_from_the_document_is_refused(edition):
    base, other = edition(plan_text()), edition(WITH_FOURTH)

    with pytest.raises(BadParameter) as refused:
        reread(base, other, base)

    assert str(refused.value) == (
        "the text kept for 'plan' is not what the reader takes from sources/plan.txt\n"
        "  What a person changed cannot be told from what was read: start a new folder."
    )


def by_section(*rows):
    """A plan whose actions stand under priorities."""
    return tabbed(TITLE, ["Ref", "Priority", "Action", "Lead"], *rows)


def sections(dataset):
    return [(one.title, [action.ref for action in one.actions]) for one in dataset.plan.sections]


SAFE = ["CC1", "Safety", "Light the streets", "Highways Team"]
WELL = ["CC2", "Health", "Open clinics", "NHS Trust"]
WALKS = ["CC3", "Health", "Run walks", "Walking Group"]


def test_an_action_that_the_documents_put_into_another_section_goes_there_and_is_told(edition):
    base = edition(by_section(SAFE, WELL, WALKS))

    found = reread(base, base, edition(by_section(SAFE, ["CC3", "Safety", *WALKS[2:]], WELL)))

    assert sections(found.dataset) == [("Safety", ["CC1", "CC3"]), ("Health", ["CC2"])]
    assert found.report.splitlines()[:2] == ["Changed by the documents", "  CC3 moved to the section 'Safety'"]


def test_an_action_that_a_person_and_the_documents_moved_stays_where_the_person_put_it(edition):
    base = edition(by_section(SAFE, WELL, WALKS))

    def correct(content):
        health = content["plan"]["sections"][1]
        moved = health["actions"].pop()
        content["plan"]["sections"].append({"id": "sport", "title": "Sport", "actions": [moved]})

    found = reread(corrected(base, correct), base, edition(by_section(SAFE, ["CC3", "Safety", *WALKS[2:]], WELL)))

    assert sections(found.dataset) == [("Safety", ["CC1"]), ("Health", ["CC2"]), ("Sport", ["CC3"])]
    assert found.report.splitlines()[-2:] == [
        "To decide",
        "  CC3 moved to the section 'Safety' in the documents; you put it into 'Sport', where it stays.",
    ]


def test_a_section_that_the_documents_rename_keeps_its_actions_and_is_told(edition):
    base = edition(by_section(SAFE, WELL, WALKS))
    renamed = [[row[0], "Wellbeing", *row[2:]] for row in (WELL, WALKS)]

    found = reread(base, base, edition(by_section(SAFE, *renamed)))

    assert sections(found.dataset) == [("Safety", ["CC1"]), ("Wellbeing", ["CC2", "CC3"])]
    assert [section.id for section in found.dataset.plan.sections] == ["safety", "health"]
    assert found.report.splitlines()[:2] == ["Changed by the documents", "  section 'Health' is now 'Wellbeing'"]


def test_a_new_action_without_a_reference_takes_a_number_that_no_other_ever_had(edition):
    def numbered(*actions):
        return tabbed(TITLE, ["Action", "Lead"], *([action, "Parks Team"] for action in actions))

    base = edition(numbered("Map the town", "Open the hub", "Hold a fair"))

    found = reread(base, base, edition(numbered("Paint the bridge", "Open the hub", "Hold a fair")))

    assert {ref: found.dataset.title_of(ref) for ref in found.dataset.actions} == {
        "4": "Paint the bridge",
        "2": "Open the hub",
        "3": "Hold a fair",
    }
    assert found.report.splitlines()[1:3] == ["  4 is new: 'Paint the bridge'", "  1 is gone: 'Map the town'"]
