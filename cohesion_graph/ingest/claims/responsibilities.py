"""Who: responsibilities from the cells of a row that name bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.claims.effects import confirmed, given_to, in_role, of_person, of_two, withdrawn
from cohesion_graph.ingest.claims.registrar import NAMED_OFFICER
from cohesion_graph.ingest.claims.row_in_hand import RowInHand, SourceInHand
from cohesion_graph.ingest.records.entry import Value
from cohesion_graph.ingest.records.headings import PARTY_KINDS, Column, Kind
from cohesion_graph.ingest.what.alignment import align
from cohesion_graph.ingest.what.ghosts import ghost_of
from cohesion_graph.ingest.who.names import stands_alone
from cohesion_graph.ingest.who.officers import may_be_initials, may_be_person, places_in
from cohesion_graph.ingest.who.parties import FoundParty, parties_and_clauses
from cohesion_graph.ingest.who.telling_names import unsettled
from cohesion_graph.language.phrases import begins_with_verb, is_contact, is_elsewhere
from cohesion_graph.language.sentences import ends_open
from cohesion_graph.model.claims import Responsibility
from cohesion_graph.model.codes import Basis, DoubtKind, Role, SetAsideKind

__all__ = ["Who"]

_ROLES = {Kind.LEAD: Role.LEAD, Kind.PARTNER: Role.CONTRIBUTE, Kind.RESPONSIBLE: Role.RESPONSIBLE}


_TWICE = re.compile(r"(?i)(?<!\w)(\w{4,}) \1(?!\w)")
_FEWEST_ROWS = 3
"""Rows with the same words from which these may be the table's, not the row's."""


class Who:
    """Claims responsibilities, row after row of one source."""

    def __init__(self, source: SourceInHand) -> None:
        self.claims, self.registrar, self.known = source.claims, source.registrar, source.known
        self.masks = source.document.masks
        self._places = places_in(source.document.extract.text)
        self._asked: dict[tuple[str, str], bool] = {}
        self._unsure: dict[str, list[tuple[Words, Responsibility]]] = {}
        """Claims of names that may be two bodies or a person, by the name: it is doubted once, for all of them."""
        self._under: dict[int, tuple[Value, list[str]]] = {}
        """Claims under headings that do not say who leads."""

        self._columns: dict[int, tuple[Value, list[str], list[str]]] = {}
        """What stood under each heading, row by row, and what was claimed of it, by the heading's place."""

    def claim(self, row: RowInHand) -> None:
        """Claim the bodies of every cell of the row that names some."""
        for kind in PARTY_KINDS:
            # cells of one column are one cell broken in two; those of several columns name bodies of their own
            columns: dict[Column, list[Value]] = {}
            for value in row.line.get(kind):
                columns.setdefault(value.column, []).append(value)
            for values in columns.values():
                self._claim_column(row, kind, values)

    def _claim_column(self, row: RowInHand, kind: Kind, values: Sequence[Value]) -> None:
        table = row.entry.table
        words = self._words(row.ref, values)
        if not words:
            return
        parties, said = parties_and_clauses(words, self.known, names_listed=table.names_listed)
        if said or not parties:
            quoted = Words.join(said, " ") if said else words
            told = "says who in a sentence: no body was read from it." if said else "names no body that can be read."
            if is_elsewhere(quoted.text):
                told = "points to another cell: no body was read from it."
            self.claims.doubt(DoubtKind.RESPONSIBILITY, f"{quoted.tidy[:80]!r} {told}", quoted, row.ref)
        if not parties:
            return
        made = self._claim_cell(row, parties, _ROLES[kind], values)
        heading = values[0].column.heading
        if heading and heading is not values[0].words:
            _, texts, claims = self._columns.setdefault(heading.place, (values[0], [], []))
            texts.append(words.tidy)
            claims.extend(claim.id for claim in made)
        if kind is Kind.PARTNER and not table.has(Kind.LEAD, Kind.RESPONSIBLE, Kind.BODY):
            under = self._under.setdefault(id(values[0].column), (values[0], []))
            under[1].extend(claim.id for claim in made if claim.role is Role.CONTRIBUTE)

    def finish(self) -> None:
        """Doubt what many cells have in common, once for all of them."""
        for value, claims in self._under.values():
            what = f"No column says who leads: whether the bodies under {value.column.title!r} lead is not said."
            readings = [confirmed(Role.CONTRIBUTE.label, claims)]
            readings.append(in_role(Role.RESPONSIBLE.label, claims, Role.RESPONSIBLE.value))
            self.claims.doubt(DoubtKind.RESPONSIBILITY, what, value.column.heading, None, readings)
        for value, texts, claims in self._columns.values():
            said = ""
            if is_contact(value.column.title):
                said = f"Who stands under {value.column.title!r} may only answer for the action, not do it."
            elif len(texts) >= _FEWEST_ROWS and len({*texts}) == 1:
                said = f"{texts[0][:80]!r} stands in every row: it may be about the plan as a whole."
            if said:
                readings = [confirmed("has a part in each action", claims), withdrawn("no part in the actions", claims)]
                self.claims.doubt(DoubtKind.RESPONSIBILITY, said, value.words, None, readings)
        for name, found in self._unsure.items():
            # every place is shown, so that no claim of the name looks like a fact
            self._doubt_name(name, Words.join(words for words, _ in found), [claim for _, claim in found])

    def _doubt_name(self, name: str, words: Words, made: list[Responsibility]) -> None:
        """Doubt once what was read as the name of a body and may be something else."""
        kind, claims = DoubtKind.RESPONSIBILITY, [claim.id for claim in made]
        if two := unsettled(name):
            what = f"{name!r} was read as one body; it may be two."
            named = [(one, self.registrar.identifier(one)) for one in two]
            other, meant = of_two(" and ".join(map(repr, two)), made, named), name
        elif begins_with_verb(name):
            what = f"{name!r} was read as a body; by its first word it may say what to do."
            other, meant = withdrawn("something to do", claims), "a body"
        else:
            kind, what = DoubtKind.NAME, f"{name!r} was read as a body; by its form it may be a person's name."
            officer = (NAMED_OFFICER, self.registrar.identifier(NAMED_OFFICER))
            other, meant = of_person("a person, to be withheld", made, officer), "a body"
        self.claims.doubt(kind, what, words, made[0].item, [confirmed(meant, claims), other])

    def _claim_cell(
        self, row: RowInHand, parties: list[FoundParty], role: Role, values: Sequence[Value]
    ) -> list[Responsibility]:
        is_joint = len(parties) > 1 and len({party.group for party in parties}) == 1
        count = row.count_for(values, len(parties))
        aligned = align(count, parties, None if is_joint else _named_in(parties, row.texts))
        if count > 1 and (is_joint or len(parties) == 1):
            aligned = row.shared(parties, count)
        groups: dict[tuple[str, int], list[int]] = {}
        made: list[Responsibility] = []
        for one in aligned:
            item = row.item(one.milestone)
            basis = Basis.STATED if one.value.role and one.basis is Basis.COLUMN_HEADING else row.basis(one, values)
            made.append(self._claim_party(item, one.value, one.value.role or role, basis, values[0].column.title))
            groups.setdefault((item, one.value.group), []).append(made[-1].n)
        for (item, _), numbers in groups.items():
            self.claims.join_responsibilities(item, numbers)
        if count > 1 and all(one.basis is not Basis.ALIGNED_BY_ORDER for one in aligned):
            what = f"{len(parties)} named for {count} milestones: it is not said which has which."
            words = Words.join([value.words for value in values])
            of_row = [row.item(number) for number in range(count)]
            readings = given_to(made, row.ref, of_row, "all for the action as a whole", "each for all milestones")
            self.claims.doubt(DoubtKind.RESPONSIBILITY, what, words, row.ref, readings)
        return made

    def _claim_party(self, item: str, party: FoundParty, role: Role, basis: Basis, heading: str) -> Responsibility:
        is_person = party.is_person or self._is_masked(party.words)
        name = NAMED_OFFICER if is_person else party.words.tidy
        if is_person:
            what = "A person is named and no body: which body or post is meant is not said."
            self.claims.doubt(DoubtKind.RESPONSIBILITY, what, party.words, item)
        elif len(name) > 90 or (len(name.split()) > 9 and not stands_alone(name)):
            what = "These words are long for the name of one body: they may hold several, or a remark."
            self.claims.doubt(DoubtKind.RESPONSIBILITY, what, party.words, item)
        elif _TWICE.search(name):
            what = "A word follows itself in this name: it may be two names, or one that was printed twice."
            self.claims.doubt(DoubtKind.RESPONSIBILITY, what, party.words, item)
        claim = self.claims.responsibility(
            item,
            party.words,
            party=self.registrar.body(name),
            party_as_printed=party.words.tidy or party.words.text,
            role=role,
            basis=basis,
            officers_named=party.officers + is_person,
            note=party.note,
        )
        if not is_person and self._may_be_none(name, heading):
            self._unsure.setdefault(name, []).append((party.words, claim))
        return claim

    def _may_be_none(self, name: str, heading: str) -> bool:
        """Whether what was read as one body may be two, a person, or something to do; the same few come again."""
        if (name, heading) not in self._asked:
            self._asked[name, heading] = self._is_doubtful(name, heading)
        return self._asked[name, heading]

    def _is_doubtful(self, name: str, heading: str) -> bool:
        is_unsure = name in self.known.persons.unsure and not stands_alone(name)
        may_be_other = unsettled(name) or begins_with_verb(name) or is_unsure
        return bool(may_be_other) or may_be_person(name, self._places) or may_be_initials(name, heading)

    def _is_masked(self, words: Words) -> bool:
        """Whether words are a person's name as a whole, by the document's masks."""
        masks = self.masks
        return bool(words) and all(
            any(m.start <= start and end <= m.end for m in masks) for start, end in words.spans()
        )

    def _words(self, ref: str, values: Sequence[Value]) -> Words:
        """The words of a row's cells of one kind, broken names joined again, garbled repeats left out."""
        result = Words()
        for value in values:
            words = value.words
            if value.struck:
                self.claims.doubt(DoubtKind.RESPONSIBILITY, "A name is struck out here.", value.struck, ref)
            if not result:
                result = words
                continue
            joined = f"{result.text.split(chr(10))[-1]} {words.text}"
            is_readable = stands_alone(words.text) or words.text in self.known or len(words.text.split()) == 1
            end = " ".join(result.text.split()[-len(words.text.split()) :])
            if not is_readable and (ghost := ghost_of(words.text, [end, *self._known_ends(result.text)])):
                note = f"Read as a garbled repeat of {ghost!r}."
                self.claims.set_aside(SetAsideKind.SCANNING_DAMAGE, words, note)
                continue
            is_one = joined in self.known or ends_open(result.text) or not is_readable
            separate = not is_one and (stands_alone(result.text) or result.text in self.known)
            result = Words.join([result, words], "\n" if separate else " ")
        return result

    def _known_ends(self, text: str) -> list[str]:
        return sorted((name for name in self.known.printed if text.endswith(name)), key=len)


def _named_in(parties: Sequence[FoundParty], texts: Sequence[str]) -> dict[int, int]:
    """Bodies that begin the words of one milestone only ("All SBC services ..."): the words force those together."""
    found: dict[int, int] = {}
    beginnings = [re.sub(r"^\W*(?:(?:All|The) )?", "", text) for text in texts]
    for number, party in enumerate(parties):
        name = party.words.text
        places = [
            place
            for place, text in enumerate(beginnings)
            if text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()
        ]
        if len(places) == 1 and places[0] not in found.values():
            found[number] = places[0]
    return found
