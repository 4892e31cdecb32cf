"""What a check tells a person and a machine."""

import datetime as dt

from cohesion_graph.checks import as_list, check_plan, count_of_errors, problems_table
from cohesion_graph.errors import Problem
from cohesion_graph.plan import LoadedPlan


def test_a_check_of_the_invented_council_tells_everything_once(marlbeck, golden):
    table = check_plan(marlbeck, as_of=dt.date(2025, 7, 1))

    assert count_of_errors(table) == 0
    golden("check/marlbeck.txt", as_list(table) + "\n")


def test_problems_are_told_in_the_same_columns():
    table = problems_table([Problem("register.yaml", 12, "bodies[3].kind", "'team'", "council", "Correct it.")])

    assert as_list(table).splitlines() == [
        "What keeps the dataset from being opened (1)",
        "",
        "  register.yaml:12 bodies[3].kind",
        "      'team'   Expected: council   Correct it.",
        "",
        "1 error. To look at: nothing.",
    ]


def test_a_ruling_about_a_difference_that_does_not_exist_is_an_error(marlbeck):
    editorial = marlbeck.dataset.editorial
    ruling = editorial.rulings[0].model_copy(
        update={"discrepancy": "A2/discrepancy/timng/together-plan/voices-extract"}
    )
    dataset = marlbeck.dataset.model_copy(update={"editorial": editorial.model_copy(update={"rulings": (ruling,)})})

    table = check_plan(LoadedPlan(dataset), shapes=False)

    assert count_of_errors(table) == 1
    assert "Did you mean 'A2/discrepancy/timing/together-plan/voices-extract'?" in str(table.rows[0][4])


def test_the_short_list_speaks_of_doubts_and_gaps_first_and_fits_a_screen(stockton):
    lines = as_list(check_plan(stockton, as_of=dt.date(2009, 3, 31), shapes=False), whole=False).splitlines()
    headings = [line for line in lines if line and not line.startswith(" ")]
    assert headings == [
        "What the documents do not settle (50)",
        "Without a body (2)",
        "Past its date, nothing reported (21)",
        "Where the documents differ (23)",
        "No errors. To look at: 50 doubts, 2 without a body, 21 past the date with nothing reported, 23",
        "differences between documents. Settled: 8.",
        "With --all everything is listed, with the words it is about.",
    ]
    assert len(lines) < 50
    assert max(map(len, lines)) <= 120


def test_shapes_come_last_and_errors_are_told_in_full(marlbeck, monkeypatch):
    from cohesion_graph.rdf import shapes

    breach = shapes.Breach("Action-order", "A1", "An action has one place.", value="x")
    monkeypatch.setattr(shapes, "check", lambda _: [breach] * 6)
    table = check_plan(marlbeck)
    assert [row[0] for row in table][:6] == [breach.severity] * 6
    told = as_list(table, whole=False)
    assert told.count("An action has one place.") == 6
    assert told.index("Where the documents differ") < told.index("For publishers")


def test_a_name_written_by_hand_that_no_document_has_is_told_with_its_file(marlbeck):
    registry = marlbeck.dataset.registry
    body = registry.bodies[0].model_copy(
        update={"also_known_as": ("Angela Brackenbury's forum", "Jane Doe Foundation")}
    )
    registry = registry.model_copy(update={"bodies": (body, *registry.bodies[1:])})
    table = check_plan(LoadedPlan(marlbeck.dataset.model_copy(update={"registry": registry})), shapes=False)
    told = [(row["place"], row["quote"], row["what"]) for row in table.to_records() if row["kind"] == "name"]
    assert told == [
        (
            "register.yaml",
            "Angela Brackenbury's forum",
            "\"Angela Brackenbury's\" looks like a person's name, and no document has it. Write the role in its place.",
        )
    ]
