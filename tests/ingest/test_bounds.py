"""What lies beyond a bound of the reader is told: nothing is dropped in silence."""

from __future__ import annotations

from cohesion_graph.ingest import draft, read_documents, summary
from cohesion_graph.ingest.claims import unlinked
from cohesion_graph.ingest.mining import candidates
from cohesion_graph.ingest.mining.values import is_code

HEAD = "Ref,Action,Lead,Deadline\n"


def read(folder, text, name="plan.csv"):
    path = folder / name
    path.write_text(text, "utf-8")
    return read_documents([path])


def doubts(folder, text):
    return [one.what for one in read(folder, text).dataset.doubts.values()]


def test_names_that_are_not_asked_about_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(unlinked, "_MOST", 1)
    rows = "1,Meet the Harbour Watch Forum,Parks Team,May 2031\n2,Ask the Green Lanes Forum,Roads Team,May 2031\n"
    told = doubts(tmp_path, HEAD + rows)
    assert "Names without a link that are not asked about: 1, one of them 'Green Lanes Forum'." in told
    assert sum("no link was made" in what for what in told) == 1


def test_pairs_of_names_that_are_not_proposed_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(draft, "_MOST_PROPOSALS", 1)
    names = ("Harbour Forum", "HF", "Tree Wardens", "TW")
    rows = "".join(f"{n},Plant tree {n},{name},May 2031\n" for n, name in enumerate(names, 1))
    told = [what for what in doubts(tmp_path, HEAD + rows) if "may be one" in what]
    assert told == [
        "'Harbour Forum' and 'HF' may be one body: one has the other's initials.",
        "Pairs of names that may be one and are not listed: 1, one of 'Tree Wardens'.",
    ]


def test_sets_that_are_not_shown_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(summary, "_MOST_SETS", 0)
    monkeypatch.setattr(candidates, "_MOST_SETS", 2)
    lists = "".join(
        f"## Part {n}\n\n{n}. Talk to the mayor of ward {n}\n\n- A bat in ward {n}\n- A bee in it\n\n"
        for n in range(1, 4)
    )
    plan = "".join(f"| {n} | Plant tree {n} | Parks Team | May 203{n} |\n" for n in range(1, 8))
    told = read(tmp_path, f"# Plan\n\n| No | Action | Lead | Deadline |\n|---|---|---|---|\n{plan}\n{lists}", "plan.md")
    assert "more set" in told.summary


def test_a_long_description_is_set_aside_from_where_it_is_too_long(tmp_path):
    prose = " ".join(f"It is said in part {n} that the park is old." for n in range(30))
    action = "### Action {n}: Plant trees\n\nThe Parks Team will do so by May 2031.\n\n{prose}\n\nEnd of {n}.\n\n"
    made = read(tmp_path, "# Plan\n\n" + "".join(action.format(n=n, prose=prose) for n in range(1, 4)), "plan.md")
    (reading,) = made.dataset.readings
    assert len(made.dataset.actions) == 3
    assert [one.exact for one in reading.set_aside if one.exact.startswith(("It is said", "End of"))] != []


def test_a_date_at_the_end_of_a_long_sentence_is_read(tmp_path):
    long = "Mend the wall " + "and the gate beside it " * 25 + "(June 2031)"
    made = read(
        tmp_path,
        f"Ref,Action,Lead,Milestones\n1,Mend the wall,Parks Team,{long}\n2,Dig a hole,Roads Team,Hole dug (May 2031)\n",
    )
    assert [one.stated for one in made.dataset.claims.values() if hasattr(one, "stated")] == ["June 2031", "May 2031"]


def test_a_long_word_with_figures_is_told_from_a_code_in_one_go():
    """Tried in every way of parting it, a word of 35 letters took a minute, and one of 60 no end."""
    words = [f"A1{'b' * length}" for length in (5, 300)] + [f"A1{'b' * 300}!", "A1-b2.c3/d4_e", "A1--b"]
    assert [is_code(word) for word in words] == [True, True, False, True, False]
