"""Decisions become judgements: all of them or none, and the same file twice changes nothing."""

import pytest

from cohesion_graph.errors import DatasetProblems
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.folder.updates import with_updates
from cohesion_graph.folder.write import write_dataset
from cohesion_graph.ingest import read_documents
from cohesion_graph.model.privacy import withhold_names
from cohesion_graph.model.sample import draw, label, lower_bound
from cohesion_graph.model.settling import settled
from cohesion_graph.review import Decision, decided, read_decisions
from cohesion_graph.review.decisions import COLUMNS

HEAD = ",".join(COLUMNS)


@pytest.fixture
def stockton_read(stockton):
    return stockton.as_read


def told(dataset, *decisions, file="decisions.csv"):
    with pytest.raises(DatasetProblems) as refused:
        decided(dataset, decisions, file)
    return [str(problem) for problem in refused.value.problems]


def one(doubt, reading="", value="", **more):
    return Decision(doubt, reading, value, **{"role": "dataset editor", "line": 2, **more})


def test_each_sort_of_decision_becomes_a_judgement_and_twice_changes_nothing(marlbeck, tmp_path):
    dataset = marlbeck.as_read
    decisions = [
        one("together-plan/doubt/1", "All three are given to the action", why="So it stands."),
        one("together-plan/doubt/2", "not mine", "Voices Network"),
        one("A1", value="Map all communities", kind="title"),
        one("A1", value="B1", kind="reference"),
        one("A4/tension-group-formed", kind="not an item"),
        one("voices-network", "name", "Network of Voices", kind="body"),
        one("together-plan", "Z9", kind="missing", words="24..72"),
        one("A2", value="spring 2030", kind="when"),
        one("A3", "lead", "New Body", kind="who"),
        one("A3", "right", kind="sample"),
    ]
    once = decided(dataset, decisions)
    assert len(once.changes) == len(decisions)
    assert decided(once.dataset, decisions).changes == ()
    write_dataset(once.dataset, tmp_path)
    again = read_dataset(tmp_path, withhold=False)
    assert (decided(again, decisions).changes, again) == ((), once.dataset)
    now = settled(once.dataset)
    assert {"B1", "Z9"} <= set(now.items)
    assert "A1" not in now.items
    assert "A4/tension-group-formed" not in now.items
    assert now.bodies["voices-network"].name == "Network of Voices"
    assert now.title_of("B1") == "Map all communities"
    assert now.bodies["new-body"].kind == "not-stated"


def test_a_name_in_a_reason_is_covered_as_reasons_are_published(marlbeck):
    decision = one("together-plan/doubt/1", "All three are given to the action", why="As Jane Wexbridge told the team")
    made = decided(marlbeck.as_read, [decision])
    (reason,) = [one.reason for one in made.dataset.editorial.settlements if one.doubt == decision.doubt]
    assert reason == "As ████ █████████ told the team"
    titled = decided(marlbeck.as_read, [one("A1", value="Map with jane wexbridge", kind="title")]).dataset
    assert settled(titled).title_of("A1") == "Map with ████ █████████"
    assert decided(made.dataset, [decision]).changes == ()


def test_the_draw_is_the_same_with_names_readable_and_beside_reports_on_progress(tmp_path):
    rows = [f"A{number}\tOpen hub {number}\tJane Wexbridge\tMay 2026\tIt is open" for number in range(1, 9)]
    draft = drafted(tmp_path, "hubs.txt", *rows)
    reported = with_updates(draft, b"item,date,status,note,reported by\nA1,2026-01-31,complete,,\n")
    assert withhold_names(draft).sources[0].sha256 != draft.sources[0].sha256
    assert draw(draft) == draw(withhold_names(draft)) == draw(reported)


def drafted(folder, name, *rows):
    lines = ["Ref\tAction\tLead\tDeadline\tMilestones", *rows]
    (folder / name).write_text("\n".join(lines), "utf-8")
    return read_documents([folder / name]).dataset


def test_a_name_that_a_person_tells_leaves_the_identifiers_that_the_reader_made_of_it(tmp_path):
    row = "A1\tOpen the hub\tXanthippia Wexbridge\tMay 2026\tXanthippia Wexbridge opens it"
    draft = drafted(tmp_path, "hub.txt", row, "A2\tRun it\tWorks Team\tMay 2026\tIt runs")
    assert ("xanthippia-wexbridge" in draft.bodies, "A1/xanthippia-wexbridge-opens-it" in draft.items) == (True, True)
    decision = one("hub/doubt/1", "a person, to be withheld")
    made = decided(draft, [decision]).dataset
    assert list(made.bodies) == ["works-team", "body-1"]
    assert "A1/milestone-1" in made.items
    assert made.claims["A1/milestone-1/claim/hub/wording/1"].text == "Xanthippia Wexbridge opens it"
    assert "wexbridge" not in settled(withhold_names(made)).model_dump_json().casefold()
    write_dataset(made, tmp_path / "kept")
    again = read_dataset(tmp_path / "kept", withhold=False)
    assert (decided(again, [decision]).changes, again) == ((), made)


def test_a_name_that_the_file_of_a_source_is_called_by_cannot_be_withheld_before_it_is_renamed(tmp_path):
    draft = drafted(tmp_path, "wexbridge-hub.txt", "A1\tOpen it\tXanthippia Wexbridge\tMay 2026\tIt is open")
    (problem,) = told(draft, one("wexbridge-hub/doubt/1", "a person, to be withheld"))
    assert problem.splitlines() == [
        "decisions.csv: what is to be withheld stands in an identifier, an address or the name of a file",
        "  Expected: one without the name",
        "  Read the document again under another name, or rename the dataset; then decide.",
    ]


@pytest.mark.parametrize(
    "decision,said",
    [
        (one("together-plan/doubt/99", "x"), "no doubt 'together-plan/doubt/99'"),
        (one("together-plan/doubt/1", "x"), "no reading 'x'"),
        (one("together-plan/doubt/1"), "neither a reading nor a value"),
        (one("together-plan/doubt/2", value="the day after"), "no date in 'the day after'"),
        (one("together-plan/doubt/1", "All three are given to the action", words="other words"), "the words 'other"),
        (one("together-plan/doubt/3", "leave open", role="policy officer"), "'dataset editor' has settled it as"),
        (one("A1", value="A2", kind="reference"), ""),
        (one("nobody", "name", "N", kind="body"), "no body 'nobody'"),
        (one("voices-network", "kind", "choir", kind="body"), "'choir' is no kind of body"),
        (one("A1", "maybe", kind="sample"), "Expected: right or wrong"),
        (one("A1", "right", kind="sample", role="Jane Wexbridge"), "it looks like a person's name"),
        (one("A3", "lead", "Wexbridge, Jane", kind="who"), "it looks like a person's name"),
        (one("together-plan/doubt/1", "not mine", "Jane Wexbridge"), "it looks like a person's name"),
        (one("Q7", value="x", kind="title"), "no item 'Q7'"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line_and_nothing_changes(decision, said, marlbeck):
    if not said:
        assert decided(marlbeck.as_read, [decision]).changes
        return
    problems = told(marlbeck.as_read, decision)
    assert problems[0].startswith("decisions.csv:2 ")
    assert said in problems[0]


@pytest.mark.parametrize(
    "content,said",
    [
        (HEAD.replace(",", ";"), "its cells are parted by semicolons"),
        (HEAD.replace(",", "\t"), "its cells are parted by tabs"),
        ("a,b", "its first line has no column 'doubt'"),
        (f"{HEAD}\nd,r,,,editor,,doubt,,elsewhere\n", "'elsewhere'\n  Expected: 'marlbeck'"),
        (f"{HEAD}\nd,r,,,editor,31/03/2026,doubt,,marlbeck\n", "'31/03/2026'\n  Expected: a day"),
        (f"{HEAD}\nd,r,,,,,doubt,,marlbeck\n", "no role"),
        (f"{HEAD}\nd,r,,,edi", "the line has 5 cells"),
        (f'{HEAD}\nd,"r,,,edi', "the line is no CSV"),
        (f"{HEAD}\nd,r,,,editor,,doubt,,marlbeck", "the last line does not end"),
        (f"{HEAD}\nd,r,,,editor,,wish,,marlbeck\n", "'wish'"),
        (b"PK\x03\x04", "it is an Excel workbook"),
        (b"\xff\xfe" + HEAD.encode("utf-16-le"), "it is not UTF-8"),
        (f"{HEAD}\nd,caf".encode() + b"\xe9", "decisions.csv:2: it is not UTF-8"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_with_line_and_cure(content, said, marlbeck):
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(DatasetProblems) as refused:
        read_decisions(content, "decisions.csv", marlbeck.as_read)
    assert said in "\n".join(map(str, refused.value.problems))


@pytest.mark.parametrize("kind", ["doubt", ""])
def test_a_file_that_excel_saved_reads_the_same(marlbeck, kind):
    lines = f"\ufeff{HEAD}\r\nd,'=x,,,editor,,{kind},,marlbeck\r\n".encode()
    assert read_decisions(lines, "f", marlbeck.as_read) == [
        Decision("d", "=x", role="editor", dataset="marlbeck", line=2)
    ]


def test_the_label_says_what_follows_and_nobody_can_choose_the_rows(marlbeck):
    dataset = marlbeck.as_read
    order = draw(dataset)
    assert sorted(order) == sorted(dataset.actions)
    assert draw(marlbeck.dataset) == order
    checked = decided(dataset, [one(ref, "right", kind="sample") for ref in order[:1]]).dataset
    told = label(checked)
    assert (told.checked, told.right) >= (1, 1)
    # the published bounds for 20 of 20 and 19 of 20 (Clopper and Pearson, one-sided)
    assert [round(lower_bound(right, 20), 4) for right in (20, 19)] == [0.8609, 0.7839]
