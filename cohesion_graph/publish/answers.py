"""The ready questions with their answers as tables, each to read, to download and to ask again with the command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cohesion_graph.formats import FORMATS
from cohesion_graph.names import Names, names_of
from cohesion_graph.plan import LoadedPlan
from cohesion_graph.publish.answer_tables import answer_grid
from cohesion_graph.publish.downloads import DownloadFile, forms_of
from cohesion_graph.publish.lookups import Lookups
from cohesion_graph.publish.page import Anchor, Fact, Grid, Page, Row, SearchEntry, Section, Thing
from cohesion_graph.publish.paging import whole_link, whole_page
from cohesion_graph.questions.ask import answer
from cohesion_graph.questions.binding import Bound, bind
from cohesion_graph.questions.endpoint_ready import endpoint_ready
from cohesion_graph.questions.registry import Parameter, Question, questions
from cohesion_graph.tables import Table

__all__ = ["AnsweredQuestion", "answered_questions"]

_MOST_VALUES = 6
"""Values of a required parameter that are each answered, the most linked ones; the command answers the others."""

_MOST_ITEMS = 500
"""Actions and milestones of a plan for which that is done at all: an answer takes longer, the larger the plan."""

_MOST_PAIRED = 1_500
"""Actions and milestones of a plan up to which all pairs of actions are told: they grow with the plan's square."""

_ROWS_WHOLE = 100
"""Rows up to which an answer stands on its page as a whole."""

_ROWS_SHOWN = 30
"""Rows of a longer one that do; a page of its own and the downloads hold them all."""


_FILES = ("The answer as CSV", "The answer as Excel", "The question as SPARQL, for any endpoint")


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question's page, and the files of its answer."""

    page: Page
    files: tuple[DownloadFile, ...]
    whole: tuple[Page, ...] = ()
    """The page with all rows, where `page` has the first ones."""


def answered_questions(plan: LoadedPlan, lookups: Lookups) -> Iterator[AnsweredQuestion]:
    """Every question with its answer; one that must be told a body or another thing, for each of them."""
    asking = _Asking(lookups, names_of(plan.dataset))
    for one in questions():
        given = _given(one, lookups)
        required = [parameter for parameter in one.parameters if parameter.required and parameter.name not in given]
        if not required and _is_of_pairs(one) and len(plan.dataset.items) > _MOST_PAIRED:
            yield AnsweredQuestion(_too_many_page(one), ())
            continue
        if not required:
            yield _answered(asking, one, given)
            continue
        values = _values(lookups, required[0]) if len(required) == 1 else {}
        answered = []
        for value, label in values.items():
            answered.append(_answered(asking, one, {**given, required[0].name: value}, label=label, value=value))
            yield answered[-1]
        page = _choice_page(one, [answer.page for answer in answered])
        if not values:
            yield AnsweredQuestion(page, ())
            continue
        first = {**given, required[0].name: next(iter(values))}
        ready = _as_query(one, bind(one, first, asking.names), f"questions/{one.name}")
        link = Anchor(f"The question as SPARQL, of {next(iter(values.values()))}", ready.path)
        yield AnsweredQuestion(replace(page, downloads=(*page.downloads, link)), (ready,))


@dataclass(frozen=True, slots=True)
class _Asking:
    """What every question of one build is put to; names are gathered once, not for each question."""

    lookups: Lookups
    names: Names

    def answer(self, one: Question, given: Mapping[str, object]) -> Table:
        return answer(self.lookups.index, one, bind(one, given, self.names))


def _is_of_pairs(one: Question) -> bool:
    """Whether each row of the answer is about two actions."""
    return sum(column.type == "action" for column in one.columns) > 1


def _given(one: Question, lookups: Lookups) -> dict[str, object]:
    """What the build itself tells a question: the day that it is judged at, or that it begins with."""
    days = [one.name for one in one.parameters if one.name == "as_of" or (one.name == "from" and one.required)]
    return dict.fromkeys(days, lookups.as_of) if lookups.as_of else {}


def _values(lookups: Lookups, parameter: Parameter) -> Mapping[str, str]:
    """Identifiers that a required parameter may have, with their names: the most linked ones."""
    dataset = lookups.dataset
    match parameter.type:
        case "body":
            return _most_linked(lookups, "organisation", lookups.sheet_bodies)
        case "instrument" | "thing":
            return _most_linked(lookups, "instrument", [one.id for one in dataset.registry.instruments])
        case "source":
            return {source.id: source.label for source in dataset.sources}
        case _:
            return {}


def _most_linked(lookups: Lookups, kind: str, identifiers: Sequence[str]) -> dict[str, str]:
    """The registered things that most links lead to, by identifier, with their names, in the order of their names."""
    linked = {one: len(lookups.links_to.get(f"{kind}/{one}", ())) for one in identifiers}
    if len(lookups.dataset.items) > _MOST_ITEMS:
        return {}
    chosen = sorted((one for one in linked if linked[one]), key=lambda one: (-linked[one], one))[:_MOST_VALUES]
    named = {one: lookups.node_link(f"{kind}/{one}").text for one in chosen}
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def _as_query(one: Question, bound: Bound, folder: str) -> DownloadFile:
    """The question for any SPARQL endpoint, bound as it is answered here."""
    ready = endpoint_ready(one, bound).encode("utf-8")
    return DownloadFile(f"{folder}/{one.name}.rq", FORMATS["sparql"], "The question, for any SPARQL endpoint", ready)


def _answered(
    asking: _Asking,
    one: Question,
    given: Mapping[str, object],
    *,
    label: str = "",
    value: str = "",
) -> AnsweredQuestion:
    table, lookups = asking.answer(one, given), asking.lookups
    folder = f"questions/{one.name}/{value}" if value else f"questions/{one.name}"
    title = f"{one.title} {label}" if label else one.title
    files = tuple(forms_of(table, folder))[: 1 if value else 2]
    if not value:
        files += (_as_query(one, bind(one, given, asking.names), folder),)
    command = " ".join(
        ["cohesion-graph ask", one.name, *(f"{name}={given_value}" for name, given_value in given.items())]
    )
    crumbs = [Anchor("Questions", "questions/index.html")]
    crumbs += [Anchor(one.title, f"questions/{one.name}/index.html")] if value else []
    shown = len(table) if len(table) <= _ROWS_WHOLE else _ROWS_SHOWN
    whole = whole_link(folder, len(table)) if shown < len(table) else ()
    sections = (
        Section(
            "answer", "The answer", grid=answer_grid(lookups, table, shown), notes=_notes(table, shown), links=whole
        ),
        *_asked(one, command),
        _columns(table),
    )
    lead = "" if table.rows else "Nothing was found."
    content = Thing("Question", lead, sections=sections, jump=False)
    page = Page(
        f"{folder}/index.html",
        title,
        content,
        crumbs=tuple(crumbs),
        downloads=tuple(Anchor(text, file.path) for text, file in zip(_FILES, files, strict=False)),
        section="questions",
        entries=(SearchEntry(title, "Question", "", " ".join((one.name, *one.about))),),
    )
    all_rows = (whole_page(page, "Question", answer_grid(lookups, table, len(table))),) if whole else ()
    return AnsweredQuestion(page, files, all_rows)


def _notes(table: Table, shown: int) -> tuple[str, ...]:
    cut = f"The first {shown} of {len(table)} rows are shown; the downloads hold them all."
    return (*table.notes, cut) if shown < len(table) else table.notes


def _asked(one: Question, command: str) -> tuple[Section, ...]:
    rows = tuple(
        Row(
            (
                parameter.name,
                parameter.about,
                parameter.usage,
                parameter.default or ("must be given" if parameter.required else "may be left out"),
            )
        )
        for parameter in one.parameters
    )
    grid = Grid("What it takes", ("Name", "What it means", "How it is typed", "If not given"), rows)
    return (Section("ask", "Ask it again", facts=(Fact("Command", command),), grid=grid),)


def _columns(table: Table) -> Section:
    intro = "The downloads have these columns; the table above draws some of them together."
    rows = tuple(Row((column.name, column.about)) for column in table.columns)
    return Section("columns", "What the columns hold", intro, Grid("Columns", ("Column", "What it holds"), rows))


def _choice_page(one: Question, answered: Sequence[Page]) -> Page:
    links = tuple(Anchor(page.title.removeprefix(one.title).strip() or page.title, page.path) for page in answered)
    needed = " ".join(parameter.usage for parameter in one.parameters if parameter.required)
    command = f"cohesion-graph ask {one.name} {needed}"
    lead = "Choose what it is asked of." if links else "This question is put with the command; it must be told of what."
    sections = (Section("choose", "Answers", links=links), *_asked(one, command))
    return Page(
        f"questions/{one.name}/index.html",
        one.title,
        Thing("Question", lead, sections=sections, jump=False),
        crumbs=(Anchor("Questions", "questions/index.html"),),
        section="questions",
    )


def _too_many_page(one: Question) -> Page:
    optional = " ".join(parameter.usage for parameter in one.parameters if parameter.type in {"action", "item"})
    lead = (
        "In a plan as large as this, all pairs of actions together are too many to read. Ask for those of one action "
        "with the command; the page of each action also says what else names it."
    )
    command = f"cohesion-graph ask {one.name} {optional}"
    return Page(
        f"questions/{one.name}/index.html",
        one.title,
        Thing("Question", lead, sections=_asked(one, command), jump=False),
        crumbs=(Anchor("Questions", "questions/index.html"),),
        section="questions",
    )
