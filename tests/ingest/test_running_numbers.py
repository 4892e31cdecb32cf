"""A running number is told by its sequence, not by its digits: nothing ends at 999, and no year becomes a number."""

from __future__ import annotations

import pytest

from cohesion_graph.ingest import read_documents

FORMS = {
    "headings.md": "## Action {n}: {title}\n\nLead: {who}\n\nDeadline: March 2035\n\n",
    "headings-alone.md": "## Action {n}\n\n{title}\n\n- Lead: {who}\n- Deadline: March 2035\n\n",
    "sentences-below.md": "## Action {n}: {title}\n\nThe {who} will do so by March 2035.\n\n",
    "labelled.txt": "Action {n}: {title}\nLead: {who}\nDeadline: March 2035\n\n",
    "list.txt": "{n}. {title}. {who} by March 2035.\n",
    "sentences.md": "Action {n}. {title} with the {who} by March 2035.\n\n",
    "bold.md": "**Recommendation {n}** {title}\n\nLead: {who}\n\nDeadline: March 2035\n\n",
    "parts.md": "2.{n} {title}\n\nLead: {who}\n\nDeadline: March 2035\n\n",
    "titles.csv": '"{n}. {title}",{who},March 2035\n',
}
HEADS = {".md": "# Plan\n\nWhat will be done here.\n\n", ".txt": "Plan\n\n", ".csv": "Action,Lead,Deadline\n"}
TITLES = ("Plant trees", "Sweep streets", "Mend the bridge", "Paint the hall", "Count the bats", "Open the gate")


def read(folder, name, numbers):
    path = folder / name
    things = [
        {
            "n": number,
            "title": f"{TITLES[place % 6]} in ward {place}",
            "who": f"{['Parks', 'Roads', 'Tree'][place % 3]} Team",
        }
        for place, number in enumerate(numbers)
    ]
    path.write_text(HEADS[path.suffix] + "".join(FORMS[name].format(**one) for one in things), "utf-8")
    return read_documents([path])


@pytest.mark.parametrize("name", FORMS)
def test_numbers_go_on_above_999(name, tmp_path):
    """What is read of actions 996 to 1004 is what is read of actions 1 to 9."""
    high, low = read(tmp_path, name, range(996, 1005)), read(tmp_path, name, range(1, 10))
    assert [ref.rsplit(".")[-1] for ref in high.dataset.actions] == [str(number) for number in range(996, 1005)]
    assert len(high.dataset.actions) == len(low.dataset.actions)
    assert _said(high) == _said(low)


@pytest.mark.parametrize("name", ["headings.md", "labelled.txt", "titles.csv"])
def test_numbers_that_could_be_years_count_where_they_go_on(name, tmp_path):
    assert list(read(tmp_path, name, range(1896, 1905)).dataset.actions) == [str(one) for one in range(1896, 1905)]


def _said(draft):
    """The claims of a draft in words, without the places and numbers that differ."""
    kinds = [
        (type(claim).__name__, tuple(one.exact for one in claim.evidence)) for claim in draft.dataset.claims.values()
    ]
    return sorted(kinds)


def test_what_is_named_like_what_was_read_and_was_not_read_is_told(tmp_path):
    """Numbers that look like years and go on from nothing may be years: they are not taken, and that is said."""
    draft = read(tmp_path, "sentences-below.md", [1, 2, 3, 2050, 2051])
    assert list(draft.dataset.actions) == ["1", "2", "3"]
    assert "  not read: 2 things named like what was read, 'Action 2050' to 'Action 2051'\n" in draft.summary


def test_where_all_was_read_nothing_is_said_of_the_rest(tmp_path):
    assert "not read" not in read(tmp_path, "sentences-below.md", range(1, 7)).summary
