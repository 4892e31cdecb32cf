"""What each column of a set holds, told over all its records together: its label first, then the values overrule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from statistics import median

from cohesion_graph.documents.words import count_words
from cohesion_graph.ingest.mining.leaves import key_of, uncounted
from cohesion_graph.ingest.mining.lexicon import DATES, ITEMS, PARTIES, label_role, sureness
from cohesion_graph.ingest.mining.records import BY_LABEL, BY_VALUES, HEAD, PIECES, FieldColumn, RecordSet
from cohesion_graph.ingest.mining.sentences import promises
from cohesion_graph.ingest.mining.under_periods import is_period
from cohesion_graph.ingest.mining.values import (
    is_code,
    is_date,
    is_mark,
    is_name,
    is_number,
    is_person,
    is_reach,
    is_status,
    is_term,
)
from cohesion_graph.ingest.records.told_by_cells import names_bodies
from cohesion_graph.ingest.when.dates import read_date
from cohesion_graph.language.files import any_of
from cohesion_graph.language.phrases import roles_of, says_what_to_do

__all__ = ["DONE_ON", "features_of", "tell_roles", "tell_title", "title_worth"]

DONE_ON = re.compile(rf"(?i){any_of('other-tables.done-on')}")
"""The heading of days on which things were done: they are no deadlines."""
_SAMPLE = 60
"""Values of a column that are looked at, spread evenly: more tell nothing new."""
_TESTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("date", lambda text: is_date(text) or is_term(text)),
    ("dated", lambda text: is_term(text) or bool(re.search(r"\d", text))),  # "Monthly" says how often, not when
    ("number", is_number),
    ("mark", is_mark),
    ("status", is_status),
    ("code", is_code),
    ("name", is_name),
    ("verb", says_what_to_do),
    ("person", is_person),
    ("reach", is_reach),
    ("promise", promises),
)


def tell_roles(records: RecordSet) -> None:
    """Say what each column of a set holds, with what told it."""
    for column in records.columns.values():
        column.features = features_of(column, len(records.records))
        column.role, column.why = _role(column)
    if records.view == "rows" and not _told_by_label(records) & _TELLING:
        _tell_by_form(records)
    columns = list(records.columns.values())
    is_unheaded = records.view == "rows" and not {one.role for one in columns} & PARTIES
    for column in (one for one in columns if is_unheaded and one.label and not one.role):
        texts = [text for listed in column.values.values() for text in listed]
        if sum(map(names_bodies, texts)) >= _MANY * len(texts):
            column.role, column.why = "responsible", BY_VALUES
    told = {one.role for one in columns if one.why != BY_VALUES}
    for column in records.columns.values():
        if column.why == BY_VALUES and column.role in told & {"deadline", "reference", "status"}:
            column.role = column.why = ""  # another column is headed for it: this one holds dates of its own sort
    if not told & ITEMS:
        has_names = any(one.role in PARTIES and one.features["name"] >= _MANY for one in columns)
        is_all_told = all(one.role for one in columns)
        stages = (one for one in columns if is_all_told and one.role == "status" and one.features["status"] < _FEW)
        for column in (one for one in stages if one.features["distinct"] == 1 and one.features["words"] > _ONE):
            column.role, column.why = "action", BY_VALUES  # "Stage" heads what is gone through, or how far it is
        for column in (one for one in columns if one.features["words"] > _SHORT):
            told_of = column.features
            is_measure = column.role == "measure" and told_of["verb"] >= _HALF
            is_delivery = has_names and column.role in PARTIES and told_of["name"] < _FEW and told_of["distinct"] == 1
            if is_measure or is_delivery:  # "Measures", "Delivery" are what is done, where nothing else is
                column.role, column.why = "action", BY_VALUES


def _told_by_label(records: RecordSet) -> set[str]:
    """What the columns of a set hold whose labels a language knows."""
    return {one.role for one in records.columns.values() if one.why == BY_LABEL}


_TELLING = ITEMS | PARTIES | DATES
"""Roles of which a plan's table has one at least; a column of numbers may be headed alike in any language."""


def _tell_by_form(records: RecordSet) -> None:
    """Say what columns hold of which no language knows the headings, where some hold days: names beside them are who.

    Of two columns of dates whose rows span weeks, the first are starts; days that follow each other closely are of
    what has been done: decided and published.
    """
    dated = [one for one in records.columns.values() if one.role == "deadline" and one.why == BY_VALUES]
    for column in records.columns.values() if dated else ():
        if column.label and not column.role:
            column.role, column.why = _by_values(column.features)
    if len(dated) != _TWO:
        return
    first, second = ({n: read_date(texts[0]) for n, texts in one.values.items()} for one in dated)
    spans = [
        (end.date.last_day - start.date.first_day).days
        for number, start in first.items()
        if start and (end := second.get(number))
    ]
    if spans and min(spans) >= 0 and _WEEKS <= median(spans) <= _YEARS:
        dated[0].role = "start"


_TWO = 2
_WEEKS, _YEARS = 28, 7300
"""Days from the start of a row to its end, in the middle of all rows, where they are spans in which something is done.
"""


def features_of(column: FieldColumn, count: int) -> dict[str, float]:
    """Shares of the column's values that look like something, 0 to 1, and their mean length in words."""
    joined = [" ".join(texts) for texts in column.values.values()]
    flat = [text for texts in column.values.values() for text in texts]
    sample = _spread(flat)
    return {
        "filled": len(column.values) / count,
        "words": sum(map(count_words, joined)) / len(joined),
        "distinct": len({key_of(text) for text in joined}) / len(joined),
        "many": len(flat) / len(column.values),
        **{name: sum(map(test, sample)) / len(sample) for name, test in _TESTS},
    }


def _spread(texts: Sequence[str]) -> Sequence[str]:
    step = max(1, len(texts) // _SAMPLE)
    return [text[:400] for text in texts[::step][:_SAMPLE]]


def _role(column: FieldColumn) -> tuple[str, str]:
    """A column's role by its label, unless the values say otherwise."""
    if column.name in PIECES:
        return PIECES[column.name], "its form"
    if column.name.startswith("#column"):
        return _by_values(column.features)
    if column.name.startswith("#"):
        return "", ""
    label = column.label.text or column.name
    if DONE_ON.fullmatch(label.strip(" :")):
        return "note", BY_LABEL
    sure = sureness(label)
    role = label_role(label) if sure > _LEAST else ""
    if role in DATES and sure < _SURE and not column.features["date"]:
        role = ""  # one word among others, and no date below it
    if column.features["date"] >= _MANY and role not in DATES:
        role = next((one for one in roles_of(label) if one in DATES), role)  # "Target/Date" above dates
    return _overruled(role, column.features)


_ONE, _SHORT, _HALF = 1.2, 3, 0.5
_LEAST = 0.3
_SURE = 0.8
_MANY = 0.7
_FEW = 0.15
_SENTENCE = 6
"""Words: what is shorter is no sentence."""
_SEVERAL = 1.5
_LONGEST_REFERENCE = 4
"""Words, on average."""
_CLAIMED = frozenset({"start", "status", "note", "milestone", "cost", "need", "link", "period", *PARTIES})
"""Roles whose columns may hold dates without being deadlines."""


def _by_values(told: dict[str, float]) -> tuple[str, str]:
    """The role of a column without a heading: dates and short names tell themselves."""
    if told["date"] >= _MANY and told["dated"] >= _HALF and told["number"] < _MANY and told["words"] < 8:
        return "deadline", BY_VALUES
    if told["name"] >= _MANY > told["status"] and told["verb"] < _FEW and told["words"] < 8 and told["person"] < 0.5:
        return "responsible", BY_VALUES
    return _overruled("", told)


def _overruled(role: str, told: dict[str, float]) -> tuple[str, str]:  # noqa: PLR0911 - a rule each
    are_dates = told["date"] >= _MANY and told["dated"] >= _HALF and told["words"] < 12 and told["number"] < 0.95
    if are_dates and role not in _CLAIMED | DATES:
        return "deadline", BY_VALUES
    if role in DATES and told["date"] < _FEW and told["words"] > 4 and told["verb"] > 0.5:
        return "", BY_VALUES
    if role in PARTIES and (told["words"] > 60 or told["number"] > _MANY or told["reach"] > 0.5):
        return "", BY_VALUES
    if role in PARTIES and told["promise"] >= 0.5 and told["words"] > _SENTENCE:
        return "", BY_VALUES
    if role in PARTIES and told["verb"] > _MANY and told["words"] > 12:
        return "", BY_VALUES
    if role in ITEMS and (told["number"] > _MANY or told["code"] > 0.8):
        return "reference", BY_VALUES
    if role == "reference" and told["words"] > _LONGEST_REFERENCE and told["code"] + told["number"] < _FEW:
        return "title", BY_VALUES  # "Item" may head numbers or what is to be done
    if role in ITEMS and told["status"] > _MANY:
        return "status", BY_VALUES
    if not role and told["code"] >= 0.8 and told["distinct"] > 0.8 and told["filled"] > 0.6:
        return "reference", BY_VALUES
    if not role and told["status"] > 0.8 and told["many"] < _SEVERAL:  # more of them are what may be chosen
        return "status", BY_VALUES
    return role, BY_LABEL if role else ""


_WORTH = {"action": 3.0, "milestone": 2.5, "title": 2.8, "description": 1.4, "goal": 0.3, "": 0.3}


def title_worth(column: FieldColumn, *, is_anchored: bool) -> float:
    """How much a column looks like the one that says what each record is."""
    told = column.features
    worth = _WORTH.get(column.role, -4.0)
    is_only_heading = column.name == "#heading" and told["filled"] >= 1 and told["many"] == 1
    if column.name == HEAD or is_only_heading:
        worth = 2.2
    elif column.name.startswith("#column"):
        worth = 0.8
    elif column.name.startswith("#"):
        worth = -0.5 if column.name in {"#cell", "#paragraph", "#item", "#heading"} else -9.0
    words = told["words"]
    worth += 1.2 if 3 <= words <= 45 else 0.3 if 2 <= words <= 90 else -1.0
    worth += 3.0 * (told["distinct"] - 0.6) + 1.5 * told["verb"] + 3.0 * (told["filled"] - 0.8)
    worth -= 2.5 * max(told["date"] if words < 8 else 0.0, told["number"], told["mark"], told["status"], told["code"])
    worth -= told["reach"] + 2.0 * told["person"]
    if column.role != "action" and column.name != HEAD:
        worth -= told["name"]
    if column.label and is_period(column.label.text):
        worth -= 4.0  # what stands below a period is done in it: the period is no title of a column
    if is_anchored or told["many"] > 2.2:
        worth -= 0.8 * max(0.0, min(told["many"] - 1.2, 3.0))
    return worth


def tell_title(records: RecordSet) -> float:
    """Tell which column says what each record is, and how much it looks like that."""
    worths = {name: title_worth(one, is_anchored=records.is_anchored) for name, one in records.columns.items()}
    if any(one.role in {"action", "title"} for one in records.columns.values()):
        worths |= {name: worth - 2.0 for name, worth in worths.items() if records.columns[name].role == "description"}
    if records.view == "forms" and HEAD not in worths:
        worths[next(iter(worths))] += 1.5  # a form begins with what it is about
    is_headed = records.records[0].anchor is not None and HEAD in worths
    if is_headed and records.view == "forms" and _are_counted(records):
        is_headed = not any(one.role in {"action", "title"} for one in records.columns.values())
    records.title = HEAD if is_headed else max(worths, key=lambda name: round(worths[name], 6))  # of equals the first
    return worths[records.title]


def _are_counted(records: RecordSet) -> bool:
    """Whether what stands above most forms only counts them: "Card 1", sheets called "A1" and "A2"."""
    printed = Counter(uncounted(one.anchor.words) for one in records.records if one.anchor)
    most = max(printed.values(), default=0)
    return most >= _MOSTLY * len(records.records) or records.columns[HEAD].features["code"] >= _MOSTLY


_MOSTLY = 0.8
