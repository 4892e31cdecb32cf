"""``ask`` and ``sparql``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cohesion_graph.cli.completing import complete_parameter, complete_question
from cohesion_graph.cli.options import (
    dataset_option,
    format_option,
    open_plan,
    output_option,
    read_input,
    read_parameters,
    row_limit_option,
    show_table,
    time_limit_option,
    write_out,
)
from cohesion_graph.errors import BadParameter

if TYPE_CHECKING:
    from cohesion_graph.questions.asked import PlanLike
    from cohesion_graph.questions.registry import Parameter, Question
    from cohesion_graph.questions.store import QuestionStore

_LONGEST_QUERY = 2**20
"""Bytes of a query in a file: two hundred times the longest of the ready questions."""

_store_option = click.option(
    "--store", help="Ask a SPARQL endpoint (http://...) or an Oxigraph store on disk instead of a dataset."
)


@click.command(epilog="Example: cohesion-graph ask depends-on on=local-area-agreement --format md")
@click.argument("question", required=False, shell_complete=complete_question)
@click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]...", shell_complete=complete_parameter)
@click.option("--as-of", default="", metavar="YYYY-MM-DD", help="The day to judge by: the same as as_of=YYYY-MM-DD.")
@_store_option
@click.option("--plan", default="", help="With --store: the plan asked about, where the store holds several.")
@click.option("--query", "as_query", is_flag=True, help="Write the question as SPARQL, for any endpoint.")
@click.option(
    "--unions",
    is_flag=True,
    help="With --query: unions for paths that may be empty, which Comunica drops (Virtuoso is quicker without).",
)
@click.option(
    "--collection", "-C", type=click.Path(path_type=Path), help="Ask all plans of a collection (`collect`) at once."
)
@click.option(
    "--engine",
    default="",
    help="With --collection: where it is computed, duckdb or a Spark cluster (spark://host:7077) [default: duckdb].",
)
@dataset_option
@format_option
@output_option
def ask(  # noqa: PLR0913 - each option is one the interface promises
    question: str | None,
    parameters: tuple[str, ...],
    *,
    as_of: str,
    store: str | None,
    plan: str,
    as_query: bool,
    unions: bool,
    collection: Path | None,
    engine: str,
    dataset: Path | None,
    written_as: str,
    output: Path | None,
) -> None:
    """Answer a ready QUESTION; without one, list the questions with their parameters.

    Names are accepted as printed, as an abbreviation, as an identifier or as a reference, in any letter case.
    """
    if as_of and question:
        parameters += (f"as_of={as_of}",)
    if collection is not None or engine:
        if collection is None:
            raise BadParameter(
                "--engine computes what a collection is asked\n  Give --collection too, or leave it out."
            )
        if store is not None or dataset is not None or plan or as_query or unions:
            raise BadParameter("a collection is asked alone\n  Leave out --store, --plan, --query and --dataset.")
        _ask_collection(collection, question, read_parameters(parameters), engine, (written_as, output))
        return
    if question is None:
        if written_as == "table":
            from cohesion_graph.questions.registry import questions

            write_out(_questions_in_words(questions()), output)
        else:
            from cohesion_graph.questions.question_table import question_table

            show_table(question_table(), written_as, output)
        return
    given = read_parameters(parameters)
    _refuse_two_places(store, dataset)
    if as_query or unions:
        from cohesion_graph.questions.endpoint_ready import with_unions

        query = _as_query(question, given, store, dataset)
        write_out(with_unions(query) if unions else query, output)
        return
    if store is None:
        if plan:
            raise BadParameter("--plan chooses one of the plans of a store\n  Give --store too, or leave it out.")
        from cohesion_graph.questions.kept_answers import answered
        from cohesion_graph.shipped import usual_folder

        show_table(answered(dataset or usual_folder(), question, given, open_plan), written_as, output)
        return
    from cohesion_graph.questions.ask import ask as ask_store
    from cohesion_graph.questions.store import open_store

    show_table(ask_store(open_store(store, plan=plan), question, **given), written_as, output)


def _ask_collection(
    folder: Path, question: str | None, given: dict[str, Any], engine: str, shown: tuple[str, Path | None]
) -> None:
    from cohesion_graph.collections.needs import refuse_without

    refuse_without("pyarrow", "ibis", "duckdb")
    from cohesion_graph.collections.asking import questions_across
    from cohesion_graph.collections.opened import open_collection

    written_as, output = shown
    if question is None and written_as == "table":
        write_out(_questions_in_words(questions_across(), " --collection FOLDER"), output)
        return
    given = {f"{name}_" if name in {"from", "engine"} else name: value for name, value in given.items()}
    show_table(open_collection(folder).ask(question or "", engine=engine, **given), written_as, output)


def _as_query(name: str, given: dict[str, Any], store: str | None, dataset: Path | None) -> str:
    """The question as it would be sent; the names in it are those of the dataset or of the store."""
    from cohesion_graph.names import names_of
    from cohesion_graph.questions.binding import bind
    from cohesion_graph.questions.endpoint_ready import endpoint_ready
    from cohesion_graph.questions.names_in_store import NamesOfStore
    from cohesion_graph.questions.registry import question
    from cohesion_graph.questions.store import open_store

    one = question(name)
    names = names_of(open_plan(dataset).dataset) if store is None else NamesOfStore(open_store(store))
    return endpoint_ready(one, bind(one, given, names))


@click.command(epilog="Example: cohesion-graph sparql 'SELECT ?plan { ?plan a pap:ActionPlan }'")
@click.argument("query", required=False)
@click.option("--file", "-f", type=click.Path(path_type=Path, allow_dash=True), help="Read the query from a file.")
@time_limit_option
@row_limit_option
@_store_option
@dataset_option
@format_option
@output_option
def sparql(  # noqa: PLR0913 - each option is one the interface promises
    query: str | None,
    *,
    file: Path | None,
    time_limit: float,
    row_limit: int,
    store: str | None,
    dataset: Path | None,
    written_as: str,
    output: Path | None,
) -> None:
    """Answer your own QUERY: SELECT, ASK, CONSTRUCT or DESCRIBE, read-only.

    Prefixes (pap, org, prov, skos, dcterms ...) are ready. CONSTRUCT and DESCRIBE give N-Triples.
    """
    from cohesion_graph.questions.sparql import query as answer_to

    if (query is None) == (file is None):
        raise BadParameter("one query is needed\n  Give it as a word, or as a file with --file (- for standard input).")
    text = _text_of(file) if file is not None else query or ""
    answer = answer_to(_asked(store, dataset), text, time_limit=time_limit, row_limit=row_limit)
    if answer.form in {"construct", "describe"} and written_as == "table":
        write_out(answer.triples, output)
        for note in answer.table.notes:
            click.echo(f"Note: {note}", err=True)
    else:
        show_table(answer.table, written_as, output)


def _asked(store: str | None, dataset: Path | None) -> PlanLike | QuestionStore:
    """What a query is put to."""
    _refuse_two_places(store, dataset)
    if store is None:
        return open_plan(dataset)
    from cohesion_graph.questions.store import open_store

    return open_store(store)


def _refuse_two_places(store: str | None, dataset: Path | None) -> None:
    if store is not None and dataset is not None:
        raise BadParameter("both a store and a dataset were named\n  Ask one of them: --store or --dataset.")


def _text_of(file: Path) -> str:
    try:
        return read_input(file, _LONGEST_QUERY).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadParameter(f"{file} is not UTF-8: {error.reason} at byte {error.start}\n  Save it as UTF-8.") from error


def _questions_in_words(questions: Iterable[Question], where: str = "") -> str:
    lines = []
    for one in questions:
        lines += [f"{one.name:23} {one.title}", f"{'':24}{'  '.join(map(_told, one.parameters))}".rstrip(), ""]
    return "\n".join([*lines, f"Ask one with: cohesion-graph ask NAME parameter=value ...{where}", ""])


def _told(parameter: Parameter) -> str:
    """``by=THING`` for one that is needed, ``[role=lead|contribute]`` for one that is not, with its default."""
    if parameter.required:
        return parameter.usage
    return f"[{parameter.usage}{f'; else {parameter.default}' if parameter.default else ''}]"
