"""The questions' pages: what is answered with files, and what a very large plan leaves to the command."""

import pytest

from cohesion_graph.publish import answers
from cohesion_graph.publish.lookups import Lookups


@pytest.fixture
def answered(marlbeck):
    """Every question's page by its path, with the paths of its files."""

    def ask():
        found = answers.answered_questions(marlbeck, Lookups(marlbeck.derivation))
        return {one.page.path: (one.page, [file.path for file in one.files]) for one in found}

    return ask


def test_a_question_has_a_page_with_its_answer_and_three_files(answered):
    page, files = answered()["questions/cross-references/index.html"]
    assert page.content.sections[0].heading == "The answer"
    assert files == [
        "questions/cross-references/cross-references.csv",
        "questions/cross-references/cross-references.xlsx",
        "questions/cross-references/cross-references.rq",
    ]


def test_in_a_very_large_plan_all_pairs_of_actions_are_left_to_the_command(answered, monkeypatch):
    monkeypatch.setattr(answers, "_MOST_PAIRED", 5)
    left = {
        path: page.content.sections[0].facts[0].value
        for path, (page, files) in answered().items()
        if page.content.lead.startswith("In a plan as large as this")
    }
    assert left == {
        "questions/cross-references/index.html": "cohesion-graph ask cross-references action=ITEM",
    }
