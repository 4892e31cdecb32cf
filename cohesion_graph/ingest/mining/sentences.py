"""Who and when, as the sentences of a record say it: "the Parks Team will plant ... by May 2031", "led by Housing".

Sentences are asked after a set was chosen, and only for what none of its labels says: they fill records, they never
make a plan of prose. A name counts where it is known to be a body's by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cohesion_graph.documents.words import Words
from cohesion_graph.ingest.mining.lexicon import DATES, PARTIES
from cohesion_graph.ingest.mining.records import DATE, HEAD, PIECES, WHEN, WHO, Field, FieldColumn, Record, RecordSet
from cohesion_graph.ingest.mining.values import is_date, is_name, is_person
from cohesion_graph.ingest.when.deadlines import dates_led_to
from cohesion_graph.ingest.who.names import BODY_HEADS, UNIT_HEADS, is_acronym, is_sort_of_body, stands_alone
from cohesion_graph.ingest.who.role_words import agents_in
from cohesion_graph.ingest.who.well_known import is_body, is_service
from cohesion_graph.language.files import any_of, word_list
from cohesion_graph.language.phrases import small_words

__all__ = [
    "SENTENCE_ENDS",
    "actor_in",
    "ends_in_promise",
    "is_known",
    "may_perform",
    "performer_of",
    "promises",
    "say_who_and_when",
    "subject_of",
]

_LONGEST_SUBJECT = 12
"""Words."""
_MOST_OF_GROUP = 3
"""Words of a name for bodies in general: "all policy teams"."""
_REACH = 140
"""Characters from the start within which a sentence says who will."""
_MOST_TEXT = 200
"""Words of running text in a record that are asked; what follows is prose about it."""
_FEW = 0.2
"""Share of the records in which a label must stand for the set to say by labels who or when."""
_TEXTS = frozenset({HEAD, "#paragraph", "#item"})
SENTENCE_ENDS = re.compile(r"(?<=[\w)][.;!?])\s+(?=[^\W\da-zß-ÿ])|\n+")
_CAPITAL = "A-ZÀ-ÖØ-Ý"


@cache
def _promise() -> re.Pattern[str]:
    """What stands between who does something and what is done, and is no passive: "will", not "will be built"."""
    passive, active = any_of("acting.passive"), any_of("acting.passive-in-form")
    return re.compile(
        rf"\s(?:{any_of('acting.promises')})(?:\s*:?\s*$|\s*:?\s+(?!{passive}\s+(?!{active}\b))(?=\w))", re.IGNORECASE
    )


@cache
def _future() -> re.Pattern[str]:
    """A verb whose ending says that something will be done: "réalisera", "pulirà"."""
    small = "|".join(sorted(map(re.escape, small_words())))
    return re.compile(rf"\s(?!(?:{small})\b)[a-zß-ÿ]{{2,}}{any_of('acting.future-ends')}\s+(?=\w)")


@cache
def _present() -> re.Pattern[str]:
    return re.compile(rf"\s[a-zß-ÿ]{{2,}}{any_of('acting.present-ends')}\s+(?=\w)")


@cache
def _tense() -> re.Pattern[str]:
    """What stands between who does something and what is done, as plans say it: "Licensing Team to review"."""
    return re.compile(rf"\s(?:{any_of('acting.tense')})\s+(?=[^\W\d_])", re.IGNORECASE)


@cache
def _name() -> re.Pattern[str]:
    """A name: words with capitals, and small ones between them that lead to no date and no other body."""
    inside = word_list("small.prepositions", "small.articles", "small.and")
    inside -= word_list("when.before-dates", "acting.agent", "acting.helper", "acting.promises")
    small = "|".join(sorted(map(re.escape, inside)))
    large = rf"[{_CAPITAL}][\w'’&-]*"
    return re.compile(rf"{large}(?:\s+(?:(?:{small})\s+){{0,2}}{large})*")


@cache
def _orders() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?:{any_of('acting.orders')})\b,?\s+")


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('small.articles')}|{any_of('instruments.quantifiers')})\s+(?=\S)", re.IGNORECASE)


def ends_in_promise(text: str) -> bool:
    """Whether words lead to what somebody will do, in a list below: "Finance Department will", "The board shall"."""
    match = _promise().search(text.rstrip(" :"))
    return match is not None and match.end() >= len(text.rstrip(" :"))


def promises(text: str) -> bool:
    """Whether words say that somebody will do something."""
    return _promise().search(text) is not None


def _in_front_of_promise(words: Words) -> Words:
    """The words between what opens a sentence and the verb that promises; empty where none does."""
    order = _orders().match(words.text)
    start = order.end() if order else _behind_date(words.text)
    found = (pattern().search(words.text, start, _REACH) for pattern in (_promise, _future))
    will = next((match for match in found if match), None)
    subject = words[start : will.start()].strip() if will else Words()
    return subject[subject.text.rfind(":") + 1 :].strip()  # a label in front names nobody


def subject_of(words: Words) -> Words | None:
    """Who a sentence says will do something, where the words in front of "will" have the form of a name."""
    subject = _in_front_of_promise(words)
    tokens = re.findall(r"[^\s,()]+", subject.text)
    if not 0 < len(tokens) <= _LONGEST_SUBJECT or not _is_actor(subject.text):
        return None
    named = subject
    if article := _articles().match(subject.text):
        named = subject[article.end() :]
        tokens = tokens[1:]
    large = [one for one in tokens if one.casefold() not in small_words() and one != "&"]
    if large and all(one[:1].isupper() for one in large):
        return named if article or len(large) > 1 or large[0].isupper() or _are_several(large[0]) else None
    return subject if len(tokens) <= _MOST_OF_GROUP and _are_several(tokens[-1]) else None


def _behind_date(text: str) -> int:
    """Where a sentence begins behind the date that it opens with: "By May 2031, the Council will"."""
    comma = text.find(",", 0, _REACH)
    while comma > 0 and re.search(r"\d", text[:comma]):
        if is_date(text[:comma]):
            return len(text) - len(text[comma + 1 :].lstrip())
        comma = text.find(",", comma + 1, _REACH)
    return 0


def performer_of(sentence: Words) -> Words | None:
    """Who a sentence of running text says will do something; a name in front of a verb of today must be known.

    >>> performer_of(Words("Das Tiefbauamt baut bis Juni 2031 den Radweg aus.")).text
    'Tiefbauamt'
    """
    subject = subject_of(sentence)
    if subject is not None:
        return subject
    subject = _in_front_of_promise(sentence)
    article = _articles().match(subject.text or sentence.text)
    start = article.end() if article else 0
    if subject and not article and " " not in subject.text and subject.text[0].isupper():
        return subject if is_known(subject.text) or is_sort_of_body(subject.text) else None
    if subject:  # behind an article stands no person: "la commune", "La Confederación Hidrográfica"
        named = subject[start:]
        words = named.text.split()
        is_short = bool(article) and 0 < len(words) <= _MOST_OF_GROUP
        return named if is_short and (is_sort_of_body(words[0].capitalize()) or is_name(named.text)) else None
    name = _name().match(sentence.text, start)
    verb = _present().match(sentence.text, name.end()) if name else None
    return sentence[start : name.end()] if name and verb and is_known(name[0]) else None


def actor_in(title: Words) -> Words | None:
    """The body that the words of an action begin with, where they say that it is to do it; known as one by its form.

    >>> actor_in(Words("The Licensing Team to review late-night licences")).text
    'Licensing Team'
    >>> actor_in(Words("Support to the Licensing Team")) is None
    True
    """
    sentence = next(iter(title.split(SENTENCE_ENDS)), title)
    found = performer_of(sentence)
    if found is None and (match := _tense().search(sentence.text, 0, _REACH)):
        article = _articles().match(sentence.text)
        name = sentence[article.end() if article else 0 : match.start()].strip()
        found = name if _name().fullmatch(name.text) else None
    is_told = found is not None and (is_known(found.text) or (is_sort_of_body(found.text) and found.text[0].isupper()))
    return found if is_told else None


def may_perform(sentence: Words) -> Words | None:
    """One word with a capital in front of a verb that promises: a name, where its neighbours are those of bodies."""
    subject = _in_front_of_promise(sentence)
    is_word = bool(re.fullmatch(rf"[{_CAPITAL}][\w'’&-]+", subject.text))
    return subject if is_word and subject.text.casefold() not in small_words() and _is_actor(subject.text) else None


def _is_actor(text: str) -> bool:
    article = _articles().match(text)
    plain = text[article.end() if article else 0 :]
    return plain.split(" ")[0].casefold() not in word_list("acting.no-subjects") and not is_person(plain)


def _are_several(word: str) -> bool:
    """Whether a word names bodies in general: "departments", "Councils"."""
    plain = word.casefold()
    return plain.endswith("s") and not {plain, plain[:-1]}.isdisjoint(BODY_HEADS | UNIT_HEADS)


def is_known(name: str) -> bool:
    """Whether a name is a body's by its form: a word that bodies begin or end with, an acronym, a well-known one."""
    words = re.findall(r"[\w'’-]+", name)
    ends = {words[0].casefold(), words[-1].casefold()} if words else set()
    is_headed = len(words) > 1 and bool(ends & (BODY_HEADS | UNIT_HEADS)) and name[0].isupper()
    is_short = bool(words) and (_are_several(words[-1]) or (len(words) == 1 and is_acronym(name)))
    return is_headed or is_short or stands_alone(name) or is_body(name) or is_service(name)


def say_who_and_when(records: RecordSet) -> None:
    """Add to records what their sentences say of who and when, where no label of the set says it."""
    count = len(records.records)
    told = {one.role for one in records.columns.values() if one.label and len(one.values) > _FEW * count}
    asks_who, asks_when = not told & PARTIES, not told & DATES
    if records.view == "rows" or not (asks_who or asks_when):
        return
    for number, record in enumerate(records.records):
        names = {one.name for one in record.fields}
        if asks_who and WHO not in names:
            _add(records, number, WHO, list(_bodies(record)))
        if (
            asks_when and DATE not in names
        ):  # of two dates in one promise the last may have been told by the title's end
            told_of = [one.words.tidy for one in record.fields if one.name == WHEN]
            found = [one for one in _dates(record) if not any(one[1].tidy in told for told in told_of)]
            _add(records, number, WHEN, found)


def _add(records: RecordSet, number: int, name: str, found: list[tuple[Field, Words]]) -> None:
    for one, words in found:
        records.records[number].fields.append(Field(name, Words(), words, one.leaf))
        column = records.columns.setdefault(name, FieldColumn(name, Words(), role=PIECES[name], why="its form"))
        column.values.setdefault(number, []).append(words.text)


def _sentences(record: Record) -> Iterator[tuple[Field, Words]]:
    size = 0
    for one in record.fields:
        if one.name not in _TEXTS:
            continue
        size += one.leaf.size if one.name == "#paragraph" else 0
        if size > _MOST_TEXT:
            return
        words = one.anchor.rest if one.name == HEAD else one.words
        for sentence in words.split(SENTENCE_ENDS):
            yield one, sentence.strip()


def _bodies(record: Record) -> Iterator[tuple[Field, Words]]:
    seen: set[str] = set()
    for one, sentence in _sentences(record):
        found = [words for words, name in _agents(sentence) if is_known(name)]
        if name := actor_in(sentence):
            found.insert(0, name)
        for words in found:
            if words.tidy not in seen:
                seen.add(words.tidy)
                yield one, words


def _agents(sentence: Words) -> Iterator[tuple[Words, str]]:
    """Bodies behind "led by", "in partnership with", with the words that give them their role."""
    for said in agents_in(sentence.text):
        if match := _name().match(sentence.text, said.end):
            yield sentence[said.start : match.end()].strip(" .,"), match[0].strip(" .,")


def _dates(record: Record) -> Iterator[tuple[Field, Words]]:
    for one, sentence in _sentences(record):
        if one.name == HEAD or _promise().search(sentence.text) or is_date(sentence.text):
            yield from ((one, words) for words in dates_led_to(sentence))
