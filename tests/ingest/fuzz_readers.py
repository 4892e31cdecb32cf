"""Fuzz the readers: documents damaged at random, guided by the code they reach.

Not a test: run by hand, for as long as there is time, with atheris in the environment (``pip install atheris``)::

    python tests/ingest/fuzz_readers.py word -max_total_time=600 [more options of libFuzzer]

The first word is a form of `seeds.FORMS`, or ``all``. A document that is read must give a dataset that can be written
and read back as it was; every other one must be refused. What breaks that, or takes too long, is kept in the current
folder, one document for each place in the code, and told at once; the run goes on. Make a test of it in
``readers/test_damaged.py``. Without atheris, or with ``--seeds``, the same damage is done without guidance::

    python tests/ingest/fuzz_readers.py word --seeds 1000 [--first 5000] [--document a-real-plan.docx]
    python tests/ingest/fuzz_readers.py --again found-ValueError-words-90.docx
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

SLOW = 8.0
"""Processor seconds that a small damaged document may take at most."""


def check(content: bytes, name: str, folder: Path) -> bool:
    """Read a document, and hold the draft to its promise; whether it was read."""
    from cohesion_graph.errors import UnreadableDocument
    from cohesion_graph.folder.read import read_dataset
    from cohesion_graph.folder.write import write_dataset
    from cohesion_graph.ingest import read_documents

    path = folder / name
    path.write_bytes(content)
    try:
        draft = read_documents([path])
    except UnreadableDocument as refused:
        first, expected, *cures = str(refused).split("\n")
        assert first.startswith(f"{name}: ")
        assert expected.startswith("  Expected: ")
        assert cures
        return False
    made = folder / "made"
    try:
        write_dataset(draft.dataset, made, draft.documents)
        assert read_dataset(made, withhold=False) == draft.dataset
        read_dataset(made)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return True


class Run:
    """Checks documents, counts, and keeps one document for each place in the code that fails."""

    def __init__(self) -> None:
        self._aside = tempfile.TemporaryDirectory()  # gone with the run, however it ends
        self.folder = Path(self._aside.name)
        self.tried = self.read = 0
        self.kept: set[str] = set()

    def __call__(self, content: bytes, name: str) -> None:
        start = time.process_time()
        try:
            self.read += check(content, name, self.folder)
            if (took := time.process_time() - start) > SLOW:
                raise TimeoutError(f"{took:.1f} s")  # noqa: TRY301 - told like any other failure
        except Exception as error:  # noqa: BLE001 - anything but a refusal is a finding
            self._keep(error, content, name)
        self.tried += 1
        if self.tried % 500 == 0:
            print(f"{name}: {self.tried} tried, {self.read} read, {len(self.kept)} failures", flush=True)

    def _keep(self, error: Exception, content: bytes, name: str) -> None:
        frames = [one for one in traceback.extract_tb(error.__traceback__) if "cohesion_graph" in one.filename]
        place = f"{Path(frames[-1].filename).stem}-{frames[-1].lineno}" if frames else "check"
        kept = f"found-{type(error).__name__}-{place}{Path(name).suffix}"
        if kept not in self.kept:
            self.kept.add(kept)
            Path(kept).write_bytes(content)
            print(f"{kept}: {' '.join(str(error).split())[:200]}", flush=True)


def without_guidance(documents: dict[str, bytes], seeds: range) -> bool:
    """Damage each document so many times; whether something failed."""
    from damage import damaged

    failed = False
    for name, content in documents.items():
        run = Run()
        for seed in seeds:
            run(damaged(content, seed), name)
        print(f"{name}: {run.tried} tried, {run.read} read, {len(run.kept)} failures", flush=True)
        failed = failed or bool(run.kept)
    return failed


def guided(documents: dict[str, bytes], options: list[str]) -> None:
    """Hand over to libFuzzer, which does not come back."""
    import atheris

    with atheris.instrument_imports(include=["cohesion_graph.ingest"]):
        pass
    from damage import damaged

    run = Run()
    corpus = run.folder / "corpus"
    corpus.mkdir()
    for number, content in enumerate(documents.values()):
        (corpus / str(number)).write_bytes(content)
    name = next(iter(documents)) if len(documents) == 1 else "document"

    whole = list(documents.values())

    def mutated(content: bytes, most: int, seed: int) -> bytes:
        if seed % 8 == 0:
            return atheris.Mutate(content, most)
        # half of them from a whole document: damage on damage ends in what every reader refuses at once
        return damaged(content if seed % 2 else whole[seed % len(whole)], seed)[:most]

    limits = ["-timeout=60", "-rss_limit_mb=2500", "-max_len=400000", "-len_control=0", "-verbosity=0"]
    atheris.Setup(
        [sys.argv[0], *limits, *options, str(corpus)], lambda content: run(content, name), custom_mutator=mutated
    )
    atheris.Fuzz()


def main() -> bool:
    """Run what was asked for; whether something failed."""
    from seeds import FORMS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("form", choices=[*FORMS, "all"], nargs="?", default="all")
    parser.add_argument("--document", type=Path, help="Damage this document instead of a form's.")
    parser.add_argument("--seeds", type=int, default=0, help="Damage without guidance, so many times for each form.")
    parser.add_argument("--first", type=int, default=0, help="The first seed.")
    parser.add_argument("--again", type=Path, help="Only check this document, and show where it fails.")
    arguments, options = parser.parse_known_args()
    if arguments.again:
        with tempfile.TemporaryDirectory() as aside:
            print("read" if check(arguments.again.read_bytes(), arguments.again.name, Path(aside)) else "refused")
        return False
    documents = {}
    for form in FORMS if arguments.form == "all" else [arguments.form]:
        with tempfile.TemporaryDirectory() as aside:
            path = arguments.document or FORMS[form](Path(aside))
            documents[f"{form.replace(' ', '-')}{path.suffix}"] = path.read_bytes()
    if arguments.seeds or not importlib.util.find_spec("atheris"):
        seeds = range(arguments.first, arguments.first + (arguments.seeds or 300))
        return without_guidance(documents, seeds)
    guided(documents, options)
    return False


if __name__ == "__main__":
    sys.exit(main())
