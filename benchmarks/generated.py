"""Plans of any size that look like the real one: the Stockton plan over and over, each copy a block of 32 actions.

Every block has items, bodies, instruments, wordings and quotations of its own, but real plans are no rows of islands.
Eight neighbouring blocks have a few bodies and instruments in common, as the partnerships of one place have, and some
are the same in all blocks: a board that a few actions of each place name, a duty and a standard that are the nation's.
So the network of bodies hangs together, and nothing that is asked about by name (`LOCAL` in ``questions.py``) is
shared: its answers stay as long as they are in one block. ``apart`` makes blocks that share nothing.
"""

import shutil
from functools import cached_property
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from cohesion_graph.derive import derive
from cohesion_graph.folder.read import read_dataset
from cohesion_graph.model.claims import Dependency, Responsibility, Timing, Wording
from cohesion_graph.model.dataset import Dataset, SourceClaims
from cohesion_graph.model.editorial import Editorial
from cohesion_graph.model.register import Register

ROOT = Path(__file__).parent.parent
NEIGHBOURS = 8
"""Blocks that share what `NEAR` names."""
NEAR = {
    "bme-network",
    "health-and-wellbeing-partnership",
    "pct",
    "schools",
    "equality-impact-assessments",
    "joint-strategic-needs-assessment",
    "single-equality-scheme",
    "sustainable-community-strategy",
}
EVERYWHERE = {"lpsb", "third-sector-partners", "community-cohesion-duty", "national-customer-service-standards"}


class GeneratedPlan:
    """A plan of so many blocks and what is made of it, each when first asked for; as a question needs it.

    With a `folder`, its store is one on disk there, written once and kept: a hundred thousand actions are 52 million
    quads, which take 21 GB in memory.
    """

    def __init__(self, blocks, *, apart=False, folder=None):
        self.dataset = generated(blocks, apart=apart)
        self.folder = folder and _folder(blocks, folder, apart=apart)

    @property
    def actions(self):
        return len(self.dataset.actions)

    @cached_property
    def derivation(self):
        return derive(self.dataset)

    @cached_property
    def store(self):
        if self.folder:
            return ox.Store.read_only(str(self.folder))
        from cohesion_graph.rdf.store import to_store

        return to_store(self.derivation)

    @cached_property
    def graph(self):
        from cohesion_graph.graph.build import build

        return build(self.derivation)


def write_store(blocks, folder, *, apart=False):
    """The store on disk of a plan of so many blocks, where it is not there yet. Folders appear whole.

    A million lines go in at a time, so that the RDF never stands in memory; not as one stream, in which Oxigraph reads
    no line of more than 16 MiB (the text of a document is one).
    """
    from cohesion_graph.rdf.describe import describe

    whole = _folder(blocks, folder, apart=apart)
    if whole.exists():
        return
    half = whole.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.parent.mkdir(parents=True, exist_ok=True)
    store, lines = ox.Store(str(half)), describe(derive(generated(blocks, apart=apart)))
    while part := "".join(islice(lines, 1_000_000)):
        store.bulk_load(part.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
    store.optimize()
    del store
    half.rename(whole)


def _folder(blocks, folder, *, apart):
    return Path(folder) / f"{blocks}-{'apart' if apart else 'sharing'}"


def generated(times, *, apart=False):
    """The Stockton plan so many times over as one plan; the first block keeps its identifiers.

    Copies are made of records that are valid already, so only the consistency of the whole is looked at again.
    """
    base = read_dataset(ROOT / "data" / "stockton")
    copies = [_Block(base, n, apart=apart) for n in range(times)]
    sources = tuple(
        source.model_copy(update={"text": "\n".join([source.text] * times), "masks": ()}) for source in base.sources
    )
    sections = tuple(block.section(one) for block in copies for one in base.plan.sections)
    links = tuple(block.claim(link) for block in copies for link in base.editorial.links)
    whole = {name: getattr(base, name) for name in Dataset.model_fields}
    whole |= {
        "sources": sources,
        "registry": Register(
            bodies=_registered(copies, base.registry.bodies),
            instruments=_registered(copies, base.registry.instruments),
        ),
        "plan": base.plan.model_copy(update={"sections": sections}),
        "readings": tuple(_reading(copies, one) for one in base.readings),
        "editorial": Editorial(links=links),
    }
    return Dataset(**whole)


def _registered(copies, entries):
    """What all blocks register, what several share once; sorted, as a register is."""
    found = {(new := block.registered(one)).id: new for block in reversed(copies) for one in entries}
    return tuple(sorted(found.values(), key=lambda one: one.id))


def _reading(copies, reading):
    doubts = [block.doubt(doubt) for block in copies for doubt in reading.doubts]
    return SourceClaims(
        source=reading.source,
        claims=tuple(block.claim(claim) for block in copies for claim in reading.claims),
        doubts=tuple(doubt.model_copy(update={"n": n}) for n, doubt in enumerate(doubts, 1)),
        set_aside=tuple(block.quotation(one, reading.source) for block in copies for one in reading.set_aside),
    )


class _Block:
    """The n-th copy of the plan: identifiers, names and words with its number, offsets moved behind the others'."""

    def __init__(self, base, n, *, apart):
        self.n, self.apart = n, apart
        self.moves = {source.id: n * (len(source.text) + 1) for source in base.sources}

    def owner(self, identifier):
        """The number of the first block that has a registered thing in common with this one."""
        if self.apart or identifier not in NEAR | EVERYWHERE:
            return self.n
        return 0 if identifier in EVERYWHERE else self.n - self.n % NEIGHBOURS

    def thing(self, identifier):
        return _numbered(identifier, "-", self.owner(identifier))

    def item(self, identifier):
        ref, slash, milestone = identifier.partition("/")
        return f"{_numbered(ref, '-', self.n)}{slash}{milestone}"

    def registered(self, entry):
        n = self.owner(entry.id)
        changes = {
            "id": self.thing(entry.id),
            "name": _numbered(entry.name, " ", n),
            "also_known_as": tuple(_numbered(name, " ", n) for name in entry.also_known_as),
            "part_of": entry.part_of and self.thing(entry.part_of),
        }
        return entry.model_copy(update=changes)

    def section(self, section):
        actions = tuple(one.model_copy(update={"ref": self.item(one.ref)}) for one in section.actions)
        return section.model_copy(update={"id": _numbered(section.id, "-", self.n), "actions": actions})

    def quotation(self, quotation, source):
        move = self.moves[source]
        return quotation.model_copy(update={"start": quotation.start + move, "end": quotation.end + move})

    def _stated(self, record):
        evidence = tuple(self.quotation(one, record.source) for one in record.evidence)
        return {"item": record.item and self.item(record.item), "evidence": evidence}

    def doubt(self, doubt):
        return doubt.model_copy(update=self._stated(doubt))

    def claim(self, claim):
        changes = self._stated(claim)
        match claim:
            case Wording():
                changes["text"] = _numbered(claim.text, " ", self.n)
            case Responsibility():
                changes["party"] = self.thing(claim.party)
            case Timing(deadline=deadline) if deadline.aligned_with:
                aligned = {"aligned_with": self.thing(deadline.aligned_with)}
                changes["deadline"] = deadline.model_copy(update=aligned)
            case Dependency():
                rename = self.item if claim.target_kind == "item" else self.thing
                changes["target"] = rename(claim.target)
        return claim.model_copy(update=changes)


def _numbered(text, sign, n):
    return f"{text}{sign}{n}" if n else text
