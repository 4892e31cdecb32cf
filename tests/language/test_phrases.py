"""What words mean, by the language files."""

import re

import pytest

from cohesion_graph.language import files, labels, notation, phrases


@pytest.mark.parametrize("language", files.files(), ids=lambda language: language["language"])
def test_each_phrase_has_one_meaning(language):
    found = {}
    for role, _, phrase in labels.label_phrases(language):
        for spelt in notation.spelt_out(phrase):
            found.setdefault(phrases.tokens(spelt), set()).add(role)
    assert {phrase: roles for phrase, roles in found.items() if len(roles) > 1} == {}


@pytest.mark.parametrize("language", files.files(), ids=lambda language: language["language"])
def test_what_heads_a_number_is_one_thing(language):
    found = {}
    for kind, listed in language["numbered"].items():
        for phrase in notation.phrases(listed):
            for spelt in notation.spelt_out(phrase):
                found.setdefault(phrases.tokens(spelt), set()).add(kind)
    assert {phrase: kinds for phrase, kinds in found.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize("language", files.files(), ids=lambda language: language["language"])
def test_brackets_of_an_entry_stand_beside_each_other_never_inside(language):
    entries = [entry for text in files.lists(language) for entry in notation.phrases(text)]
    assert [one for one in entries if re.search(r"[()]", re.sub(r"\([^()]*\)", "", one))] == []


@pytest.mark.parametrize(
    "label, meaning",
    [
        ("Spearheaded by", "lead"),  # every verb of a role heads a column as well
        ("SRO", "lead"),
        ("leadAgency", "lead"),
        ("action_owner", "lead"),
        ("Responsible Officer(s)", "responsible"),
        ("Co-lead", "lead"),  # who leads beside another leads
        ("Supported by", "partner"),
        ("Lead ministry", "lead"),
        ("Cabinet Member", "responsible"),
        ("Dept.", "responsible"),
        ("Who needs to be involved", "partner"),
        ("Ministère", "responsible"),
        ("Par qui", "responsible"),
        ("Recommandations", "action"),
        ("Date de réalisation", "deadline"),
        ("When will it be done?", "deadline"),
        ("Time horizon", "deadline"),
        ("Fields of action", "goal"),
        ("Sub-sector", "goal"),
        ("LIST OF ACTIONS", "action"),
        ("Percent complete", "status"),
        ("Resources required", "cost"),
        ("Supporting evidence", "measure"),  # the longer phrase holds: nobody supports
        ("Date of completion", "deadline"),  # the word before "of" says what is meant
        ("Milestone target date", "deadline"),  # in a row of nouns the last does
        ("What will we do?", "action"),
        ("How will we know?", "measure"),
        ("E-mail", "contact"),
        ("Rainfall", None),
        ("The quick brown fox was seen by the keeper of the park on a day in late autumn", None),
    ],
)
def test_a_label_means_what_plans_use_it_for(label, meaning):
    assert phrases.role_of(label) == meaning


@pytest.mark.parametrize(
    "words, kind",
    [
        ("Action", "action"),
        ("RECOMMENDATION", "action"),
        ("Sub-action", "milestone"),
        ("Goal", "goal"),
        ("Fig.", "other"),
        ("Bus", None),
    ],
)
def test_a_number_tells_by_the_word_before_it_what_it_counts(words, kind):
    assert phrases.called(words) == kind
