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
        "problem (1)",
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
