"""Of a changed plan only that is made which is made from something else, and the site is as if all had been made."""

import dataclasses
import datetime as dt
import os
import random
from enum import Enum

import pytest

from cohesion_graph.model.dataset import Dataset
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish import remaking
from cohesion_graph.publish.pictures import LAYOUTS, picture_page
from cohesion_graph.publish.remaking import Making, key_of
from cohesion_graph.publish.render import SiteFacts, page_file
from cohesion_graph.publish.site import build_site
from cohesion_graph.rdf.lines import Lines
from cohesion_graph.tables import Column, Table
from cohesion_graph.views import network


def claims(content, field):
    return [claim for claim in content["readings"][0]["claims"] if field in claim]


def another_title(content, draw):
    content["title"] += f" {draw.randrange(9)}"


def another_wording(content, draw):
    wording = draw.choice(claims(content, "presented_as"))
    wording["text"] = wording["text"].swapcase()


def another_deadline(content, draw):
    timing = draw.choice([one for one in claims(content, "deadline") if one["deadline"]["date"]])
    timing["deadline"]["date"] = f"20{draw.randrange(26, 30)}-0{draw.randrange(1, 10)}"


def another_name(content, draw):
    draw.choice(content["registry"]["bodies"])["name"] += " (new)"


def another_body(content, draw):
    claim = draw.choice(claims(content, "party"))
    held = {one["party"] for one in claims(content, "party") if one["item"] == claim["item"]}
    claim["party"] = draw.choice([one["id"] for one in content["registry"]["bodies"] if one["id"] not in held])


def one_action_more(content, draw):
    wording = claims(content, "presented_as")[0]
    sections = content["plan"]["sections"]
    ref = f"B{draw.randrange(100)}"
    sections[-1]["actions"] = (*sections[-1]["actions"], {"ref": ref, "milestones": ()})
    content["readings"][0]["claims"] += ({**wording, "item": ref, "text": f"Do {ref}", "ref_as_printed": ref},)


def one_action_less(content, _):
    section = content["plan"]["sections"][0]
    section["actions"] = tuple(action for action in section["actions"] if action["ref"] != "A3")
    for reading in content["readings"]:
        reading["claims"] = tuple(one for one in reading["claims"] if one["item"] != "A3")


def a_settled_doubt(content, _):
    settled = {one["doubt"] for one in content["editorial"]["settlements"]}
    open_ones = [one for one in content["readings"][0]["doubts"] if f"{one['source']}/doubt/{one['n']}" not in settled]
    told = {"doubt": f"together-plan/doubt/{open_ones[0]['n']}", "value": "As it was.", "reason": "She said so."}
    content["editorial"]["settlements"] += ({**told, "by": "policy officer"},)


def a_report(content, draw):
    report = claims(content, "status")[0]
    content["readings"][0]["claims"] += ({**report, "n": 7, "as_of": dt.date(2025, 4, draw.randrange(1, 30))},)


STEPS = [
    (another_wording, a_report),
    (another_deadline, another_name),
    (one_action_more, a_settled_doubt),
    (another_title, another_body, one_action_less),
]


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_of_what_changed_leaves_every_byte_that_a_build_of_everything_does(marlbeck, tmp_path):
    draw = random.Random(18 if os.environ.get("CI") else None)  # as hypothesis does: the same where a change is judged
    content = marlbeck.dataset.model_dump()
    kept = tmp_path / "kept"
    build_site(marlbeck, kept)
    for number, changes in enumerate(STEPS):
        for change in changes:
            change(content, draw)
        plan = LoadedPlan(Dataset.model_validate(content))
        day = dt.date(2025, 6, 1) if number % 2 else None
        build_site(plan, kept, as_of=day)
        fresh = tmp_path / str(number)
        build_site(plan, fresh, as_of=day)
        assert contents(kept) == contents(fresh), changes


def test_pictures_whose_boxes_and_lines_stay_are_not_laid_out_again(marlbeck, monkeypatch):
    _, _, files = picture_page(marlbeck)
    (kept,) = [content for path, content in files if path == LAYOUTS]
    content = marlbeck.dataset.model_dump()
    another_wording(content, random.Random(18))
    changed = LoadedPlan(Dataset.model_validate(content))
    expected = picture_page(changed)
    assert expected != picture_page(marlbeck)

    def placed(*_):
        raise AssertionError("laid out again")

    monkeypatch.setattr(network, "placed", placed)
    assert picture_page(changed, kept) == expected


@pytest.fixture(scope="module")
def made(marlbeck, tmp_path_factory):
    """Everything that makers are given when a site is built after one wording changed, and what they are called."""
    folder = tmp_path_factory.mktemp("remaking") / "site"
    given, called = [], []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cohesion_graph.publish.processes.can_fork", lambda: False)
        build_site(marlbeck, folder)
        files = Making.files

        def noting(self, maker, *values, **named):
            def told(*values, **named):
                called.append((maker, values))
                yield from maker(*values, **named)

            given.extend((*values, *named.values()))
            patch.setattr(remaking, "key_of", lambda _, *rest: key_of(maker, *rest))
            return files(self, told, *values, **named)

        patch.setattr(Making, "files", noting)
        content = marlbeck.dataset.model_dump()
        wording = next(one for one in claims(content, "presented_as") if one["item"] == "A3")
        wording["text"] = wording["text"].swapcase()
        build_site(LoadedPlan(Dataset.model_validate(content)), folder)
    return given, called


def test_pages_that_say_nothing_of_what_changed_are_not_made(made):
    given, called = made
    pages = {values[1].path for maker, values in called if maker is page_file}
    all_pages = {value.path for value in given if hasattr(value, "crumbs")}
    of_items = {path for path in all_pages if "/action/" in path}
    assert len(all_pages) > 130
    assert len(pages) < 30
    assert [path.split("/action/")[1] for path in pages & of_items] == ["A3/index.html"]


def test_whatever_makers_are_given_tells_all_that_it_holds(made):
    """A key is made of what a value shows of itself: one that keeps a field to itself would be taken for another."""
    plain = (str, bytes, int, float, dt.date, Enum, type(None))

    def look(value):
        if isinstance(value, tuple | list):
            for one in value:
                look(one)
        elif isinstance(value, dict):
            look(tuple(value.items()))
        elif not isinstance(value, plain):
            assert dataclasses.is_dataclass(value), type(value)
            for field in dataclasses.fields(value):
                held = getattr(value, field.name)
                assert field.repr or held == (), (type(value), field.name)
                look(held)

    for value in made[0]:
        look(value)


def maker(*_, **__):
    yield "a", b""


def test_other_values_or_another_maker_make_another_key():
    rows = tuple((number,) for number in range(100))
    tables = [
        Table("t", (Column("n"),), rows),
        Table("t", (Column("n"),), rows[:-1]),
        Table("t", (Column("n"),), rows, "x"),
    ]
    calls = [(maker, ("a", "b"), {}), (maker, ("ab", ""), {}), (maker, ("a",), {}), (page_file, ("a",), {})]
    calls += [(maker, (table,), {}) for table in tables] + [(maker, (), {"name": "a"}), (maker, (), {"name": "b"})]
    lines = [Lines(("a\n", "b\n")), Lines(("ab\n",)), Lines(("a\n",)), Lines(()), "a\nb\n"]
    calls += [(maker, (told,), {}) for told in lines]
    assert len({key_of(*one) for one in calls}) == len(calls)
    assert key_of(maker, (Table("t", (Column("n"),), rows),), {}) == key_of(maker, (tables[0],), {})


def test_a_maker_that_could_see_more_than_it_is_given_is_refused():
    with pytest.raises(AssertionError):
        key_of(lambda: iter(()), (), {})
    with pytest.raises(AssertionError):
        key_of(SiteFacts.__init__.__get__(object()), (), {})
