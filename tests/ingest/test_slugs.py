"""The name of a file is kept without the names of persons in it, in any order, letter case and word form."""

import pytest

from cohesion_graph.ingest.slugs import nameless
from cohesion_graph.model.name_forms import NameForms

WORDS = ["plan", "report", "grace", "of", "anytown"]


@pytest.mark.parametrize(
    "file",
    [
        "plan-jane-wexbridge", "plan_JANE_WEXBRIDGE", "JaneWexbridge plan", "wexbridge-jane-plan", "J.Wexbridge plan",
        "Plan%20Jane%20Wexbridge", "plan+jane+wexbridge", "plan-Jane–Wexbridge", "plan Cllr Wexbridge",
        "plan jane.wexbridge@a.gov.uk", "plan of Jane van der Wexbridge", "2026JaneWexbridge", "plan 07700 900123",
    ],
)  # fmt: skip
def test_a_name_that_only_the_file_has_is_left_out(file):
    kept = nameless(file, NameForms(()), WORDS)
    assert "wexbridge" not in kept.casefold()
    assert "900123" not in kept
    assert kept.casefold() in {"plan", "plan of", "2026", ""}


@pytest.mark.parametrize("file", ["jwexbridge plan", "Wexbridge's plan", "plan_janewexbridge", "PLAN OF WEXBRIDGES"])
def test_a_name_that_the_documents_tell_is_left_out_in_every_form(file):
    assert "wexbridge" not in nameless(file, NameForms(["Jane Wexbridge"]), WORDS).casefold()


@pytest.mark.parametrize("file", ["Cohesion-Plan-2026", "Anytown_Grace plan", "report%20of%20june", "Straße-plan"])
def test_any_other_name_is_kept_as_it_is(file):
    assert nameless(file, NameForms(["Jane Wexbridge"]), WORDS) == file
