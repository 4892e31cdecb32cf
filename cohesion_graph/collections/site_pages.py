"""The pages of a collection's site: plans, bodies across plans, instruments, what is due, who works with whom.

Every row leads to the page of the plan's own site, which stands below ``plans/``. Rows come from the engine a few
thousand at a time, and a long list is cut into pages, so that memory does not grow with the number of plans.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import ibis
from ibis import _

from cohesion_graph.collections.asking import expression
from cohesion_graph.collections.described import Collection
from cohesion_graph.collections.expressions import Asked, involved, looked_up, with_body
from cohesion_graph.collections.site_lists import ON_A_PAGE, Listing, PlanPaths
from cohesion_graph.publish.page import Anchor, Cell, Fact, Grid, Page, Row, SearchEntry, Section, Thing, several

__all__ = ["ABOUT", "LISTS", "NAVIGATION", "CollectionPages"]

_MOST_ENTRIES: Final = 20_000
"""Actions up to which the search knows each; of more it knows plans, bodies and instruments."""

NAVIGATION: Final = (
    ("plans", Anchor("Plans", "index.html")),
    ("bodies", Anchor("Bodies", "bodies/index.html")),
    ("instruments", Anchor("Strategies", "instruments/index.html")),
    ("due", Anchor("Dates", "due/index.html")),
    ("together", Anchor("Who works with whom", "together/index.html")),
)
_BODIES, _DUE = NAVIGATION[1][1], NAVIGATION[3][1]
ABOUT: Final = {"about": "About this site"}
LISTS: Final = (
    ("Plans in the collection", "index.html", "councils authorities datasets"),
    ("Bodies across plans", "bodies/index.html", "partners organisations councils who"),
    ("Strategies and other instruments", "instruments/index.html", "agreements plans indicators national"),
    ("What is due", "due/index.html", "deadlines dates overdue"),
    ("Who works with whom", "together/index.html", "partnership network shared"),
)
_REGISTERS: Final = {"gss": "GSS code", "ods": "ODS code", "company": "Company number"}
_LEAD_OF_NAMES: Final = (
    "A name in several plans may be one body (a police force) or as many as there are plans (a housing team)."
)


class CollectionPages:
    """Makes the pages of one collection; each is made when its turn comes."""

    def __init__(self, collection: Collection, asked: Asked) -> None:
        self._collection, self._asked, self._engine = collection, asked, asked.engine
        self._bodies_across = asked.bodies
        self._to = PlanPaths(asked.engine)

    def all(self) -> Iterator[Page]:
        """Every page but the search, in the order of the navigation."""
        yield from self._plans()
        yield from self._bodies()
        yield from self._instruments()
        yield from self._due()
        yield self._together()
        yield self._about()

    def entries(self) -> Iterator[SearchEntry]:
        """What the search finds."""
        plans = self._to.datasets
        for key, row in plans.items():
            words = f"{row['authority']} {row['description'] or ''}"
            yield SearchEntry(row["title"], "Plan", self._to.plan(key).path, words)
        for body, name in self._bodies_across.names.items():
            codes = tuple(self._bodies_across.codes.get(body, {}).values())
            yield SearchEntry(name, "Body across plans", f"bodies/{body}/index.html", "", (body, *codes))
        for table, kind in (("organisations", "Body"), ("instruments", "Strategy or other instrument")):
            yield from self._named(table, "name", kind)
        if sum(row["actions"] for row in plans.values()) <= _MOST_ENTRIES:
            yield from self._named("actions", "text", "Action")

    def _named(self, table: str, column: str, kind: str) -> Iterator[SearchEntry]:
        found = self._engine.table(table).order_by("dataset", "row").limit(_MOST_ENTRIES)
        for row in self._engine.stream(found):
            words = row[column] or ""
            ref = f"{row['ref']}, " if table == "actions" else ""
            title = f"{words[:160]} ({ref}{self._to.labels[row['dataset']]})"
            yield SearchEntry(title, kind, self._to.page(row["dataset"], row["address"]), words)

    def _plans(self) -> Iterator[Page]:
        plans = self._to.datasets
        rows = (
            Row(
                (
                    self._to.plan(key, row["title"]),
                    row["authority"],
                    str(row["actions"]),
                    str(row["documents"]),
                    " to ".join(sorted({str(row[end].year) for end in ("first_day", "last_day") if row[end]}))
                    or "no dates",
                    row["licence"],
                )
            )
            for key, row in plans.items()
        )
        count, actions = len(plans), sum(row["actions"] for row in plans.values())
        told = f"{_plans(count)} with {actions:,} actions, asked and shown together."
        yield from Listing(
            "index.html",
            self._collection.title,
            self._collection.description or told,
            "Plans",
            ("Plan", "Whose", "Actions", "Documents", "Dates", "Terms of use"),
            "plans",
        ).pages(rows)

    def _bodies(self) -> Iterator[Page]:
        judged = self._bodies_across
        bodies = sorted((name.casefold(), body) for body, name in judged.names.items() if judged.members(body))
        rows = tuple(
            Row(
                (
                    self._across(body),
                    str(len({dataset for dataset, _id in judged.members(body)})),
                    _codes(judged.codes.get(body, {})),
                )
            )
            for _name, body in bodies
        )
        across = Section(
            "across",
            "Bodies that were judged",
            "What a person judged to be one body, whatever each plan calls it.",
            Grid("Bodies that were judged", ("Body", "Plans", "Codes in registers"), rows),
            notes=() if rows else ("Nobody has judged yet which bodies of different plans are one.",),
        )
        header = ("Name", "Plans", "In", "Judged to be")
        grid = Grid("Names that several plans use", header, tuple(self._shared_names()))
        names = Section("names", "Names that several plans use", _LEAD_OF_NAMES, grid)
        lead = "Who stands in several councils' plans, and which names come again."
        content = Thing(lead=lead, sections=(across, names))
        yield Page("bodies/index.html", "Bodies across plans", content, section="bodies")
        for _name, body in bodies:
            yield from self._body(body)

    def _across(self, body: str) -> Anchor:
        return Anchor(self._bodies_across.names[body], f"bodies/{body}/index.html")

    def _shared_names(self) -> Iterator[Row]:
        judged = self._bodies_across
        table = self._engine.table("organisations").filter(_.kind != "placeholder").mutate(key=_.name.lower())
        which = (_.dataset + " " + _.organisation_id).collect()
        found = table.group_by("key").agg(name=_.name.min(), plans=_.dataset.nunique(), which=which)
        found = found.filter(_.plans > 1).order_by(ibis.desc("plans"), "key").limit(ON_A_PAGE)
        for row in self._engine.rows(found):
            held = [tuple(one.split(" ")) for one in row["which"]]
            plans = sorted({dataset for dataset, _id in held})
            shown: list[Cell] = [self._to.plan(key) for key in plans[:8]]
            shown += [f"and {len(plans) - 8} more"] if len(plans) > 8 else []
            bodies = sorted({judged.of[one] for one in held if one in judged.of})
            yield Row((row["name"], str(row["plans"]), several(shown), several([*map(self._across, bodies)])))

    def _body(self, body: str) -> Iterator[Page]:
        judged, plans = self._bodies_across, self._to.datasets
        members = judged.members(body)
        asked = Asked(self._engine, {"teams": "apart"}, {"party": members}, judged)
        rows = (
            Row(
                (
                    self._to.plan(row["dataset"]),
                    self._to.item(row),
                    row["role"],
                    row["as_printed"] or row["party"],
                    row["text"] or "",
                    row["quote"] or "",
                )
            )
            for row in self._engine.stream(expression(asked, "contributions"))
        )
        count = len({dataset for dataset, _id in members})
        facts = [Fact("In", _plans(count))]
        facts += [Fact(_REGISTERS[sort], code) for sort, code in judged.codes.get(body, {}).items()]
        why = tuple(
            Row((self._to.plan(one.dataset), one.organisation or one.organisation_id, one.reason, one.by, one.on))
            for one in judged.same[body]
            if one.dataset in plans
        )
        grid = Grid("Judgements", ("Plan", "Called", "Why", "Judged by", "On"), why)
        yield from Listing(
            f"bodies/{body}/index.html",
            judged.names[body],
            f"What {judged.names[body]} does in {_plans(count)}.",
            "What it does",
            ("Plan", "Action", "Role", "Called", "What is to be done", "Words"),
            "bodies",
            kind="Body across plans",
            summary=tuple(facts),
            further=(Section("judged", "Why it is held to be one body", grid=grid),),
            crumbs=(_BODIES,),
        ).pages(rows)

    def _instruments(self) -> Iterator[Page]:
        asked = Asked(self._engine, {"min": "1"}, {}, self._bodies_across)
        rows = (
            Row(
                (
                    Anchor(row["instrument"], self._to.page(row["dataset"], row["address"])),
                    str(row["plans"]),
                    self._to.plan(row["dataset"]),
                    str(row["depends"] or ""),
                    str(row["feeds"] or ""),
                    str(row["mentions"] or ""),
                    row["quote"] or "",
                )
            )
            for row in self._engine.stream(expression(asked, "instruments"))
        )
        yield from Listing(
            "instruments/index.html",
            "Strategies and other instruments",
            "What plans hang on, what most plans name first. One name may stand for different things.",
            "As plans name them",
            ("Strategy or other instrument", "Plans that name it", "Plan", "Need it", "Feed it", "Mention it", "Words"),
            "instruments",
        ).pages(rows)

    def _due(self) -> Iterator[Page]:
        dated = self._engine.table("deadlines").filter(_.latest_date.notnull())
        counts = dated.group_by(year=_.latest_date.year()).agg(count=_.count()).order_by("year")
        years = self._engine.rows(counts)
        rows = tuple(
            Row((Anchor(str(row["year"]), f"due/{row['year']}/index.html"), f"{row['count']:,}")) for row in years
        )
        grid = Grid("Deadlines by year", ("Year", "Deadlines"), rows)
        lead = "Every deadline that plans state with a date, year by year."
        content = Thing(lead=lead, sections=(Section("years", "Year by year", grid=grid),))
        yield Page("due/index.html", "What is due", content, section="due")
        for row in years:
            yield from self._year(row["year"])

    def _year(self, year: int) -> Iterator[Page]:
        values = {"from": f"{year:04}-01-01", "to": f"{year:04}-12-31"}
        found = expression(Asked(self._engine, values, {}, self._bodies_across), "due")
        rows = (
            Row(
                (
                    f"{row['due'].day} {row['due']:%B %Y}",
                    self._to.plan(row["dataset"]),
                    self._to.item(row),
                    row["text"] or "",
                    row["lead"] or row["responsible"] or row["contribute"] or "",
                    row["stated"] or "",
                )
            )
            for row in self._engine.stream(found.order_by("due", "dataset", "address"))
        )
        yield from Listing(
            f"due/{year}/index.html",
            f"Due in {year}",
            f"What plans say is to be done in {year}.",
            "Deadlines",
            ("By", "Plan", "Action", "What is to be done", "Who", "In the words of the document"),
            "due",
            crumbs=(_DUE,),
        ).pages(rows)

    def _together(self) -> Page:
        pairs = self._engine.rows(self._pairs().limit(ON_A_PAGE + 1))
        shown = pairs[:ON_A_PAGE]
        rows = tuple(Row((row["a"], row["b"], f"{row['plans']:,}", f"{row['actions']:,}")) for row in shown)
        grid = Grid("Pairs of bodies", ("Body", "Works with", "In plans", "Actions together"), rows)
        lead = "Bodies that plans name for the same action, by name: in how many plans, and in how many actions. "
        if len(pairs) > len(shown):
            lead += f"The {ON_A_PAGE} pairs that most plans have are shown; each"
        else:
            lead += "Each"
        lead += " plan's own site has its picture."
        content = Thing(lead=lead, sections=(Section("pairs", "Pairs of bodies", grid=grid),))
        return Page("together/index.html", "Who works with whom", content, section="together")

    def _pairs(self) -> Any:
        """Pairs of bodies by the name across plans, or else their own."""
        rows = with_body(involved(self._asked), self._asked).mutate(called=_.party)
        if self._bodies_across.names:
            names = self._engine.given(("body", "across"), sorted(self._bodies_across.names.items()))
            rows = looked_up(rows, names, ["body"]).mutate(called=ibis.coalesce(_.across, _.called))
        one = rows.select("dataset", "action_ref", a="called").distinct()
        pairs = one.join(one.rename(b="a"), ["dataset", "action_ref"]).filter(_.a < _.b)
        pairs = pairs.mutate(place=_.dataset + " " + _.action_ref)
        found = pairs.group_by("a", "b").agg(plans=_.dataset.nunique(), actions=_.place.nunique())
        return found.order_by(ibis.desc("plans"), ibis.desc("actions"), "a", "b")

    def _about(self) -> Page:
        facts = (
            Fact("Collection", self._collection.title),
            Fact("Published by", self._collection.publisher or "not stated"),
            Fact("Tables", "The same rows as Parquet stand in the collection's folder, tables."),
        )
        notes = (
            "Each plan keeps its own terms of use; they stand beside it in the list of plans, and on its own site.",
            "Nothing is added to what documents say: each row leads to the words that it rests on.",
            "The pages can be read with a keyboard and without scripts; the search needs JavaScript.",
        )
        content = Thing(summary=facts, sections=(Section("how", "How it was made", notes=notes),), jump=False)
        return Page("about/index.html", "About this site", content)


def _plans(count: int) -> str:
    return "1 plan" if count == 1 else f"{count:,} plans"


def _codes(codes: Mapping[str, str]) -> Cell:
    return several([f"{_REGISTERS[sort]} {code}" for sort, code in codes.items()])
