"""Kill each writing command at random moments: the old state or the new one is left, and the next run clears up.

Run by hand, beside the staged kills among the tests (``test_whole_folder``, ``folder/test_write``):

    python tests/kills.py [KILLS] [COMMAND ...]

prints for each command how many kills hit a running process, how many left the old state and how many the new one,
after how many the next run was not all it should be, and how many tries came too late to be a kill.
A state is what a reader finds: for `read`, `workbook import` and `review --apply` the dataset as the next command reads
it, because an interrupted save is finished by whoever reads it; for `build` and `export` the bytes of the folder
itself, where there is one (between two renames there is none: the next run, or the server, brings it in).
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from collections_of_plans import MARLBECK, ROOT, rename

from cohesion_graph.review.decisions import COLUMNS

PLAN = (
    "Anytown Cohesion Plan\nRef\tAction\tLead\tDeadline\tMilestones\n"
    "CC1\tMap the town\tHousing Team\tDecember 2025\tMap is complete\n"
    "CC2\tOpen the hub\tYouth Forum\tMarch 2026\tHub is open\n"
)

DECISION = "A1,,Map all communities,As the minutes say,dataset editor,,title,,marlbeck"


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "cohesion_graph", *map(str, arguments)]


def run(*arguments: object) -> None:
    # in a session of its own as those that are killed, which systems give a share of the processor of its own
    told = command(*arguments)
    done = subprocess.run(told, capture_output=True, text=True, check=False, cwd=ROOT, start_new_session=True)
    assert done.returncode == 0, done.stderr


def killed(arguments: list[object], after: float) -> bool:
    """Whether a command was still running when it was killed with all its processes."""
    process = subprocess.Popen(
        command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, start_new_session=True
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def digest(folder: Path) -> str:
    """One digest of all that is in a folder; empty where there is none."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    told = [(str(path.relative_to(folder)), hashlib.sha256(path.read_bytes()).hexdigest()) for path in files]
    return hashlib.sha256(repr(told).encode()).hexdigest() if told else ""


@dataclass
class Folder:
    """A folder that a command writes."""

    place: Path
    reader: list[object] = field(default_factory=list)
    """What reads it, and finishes an interrupted save; none where the bytes count as they are."""

    def state(self) -> str:
        """One digest of what a reader finds; empty where there is nothing."""
        if self.reader:
            subprocess.run(command(*self.reader), capture_output=True, check=False, cwd=ROOT)
        return digest(self.place)

    def keep(self) -> Path:
        """A copy of what is there now."""
        return Path(shutil.copytree(self.place, self.place.with_name(f"{self.place.name}-kept")))

    def put_back(self, kept: Path) -> None:
        """Make it what was kept."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(kept, self.place)

    def beside(self) -> list[Path]:
        """All that stands beside it, where litter would lie."""
        return sorted(self.place.parent.iterdir())


@dataclass
class Store:
    """A server that a command loads into."""

    url: str

    def state(self) -> str:
        """A digest of all it holds; empty where a question is refused, as long as it holds a dataset in part."""
        asked = subprocess.run(
            command("ask", "undated", "--store", f"{self.url}/query"),
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        if asked.returncode:
            assert "loading it has not come to its end" in asked.stderr, asked.stderr
            return ""
        return hashlib.sha256(b"\n".join(sorted(self._held().splitlines()))).hexdigest()

    def keep(self) -> bytes:
        """All it holds now."""
        return self._held()

    def put_back(self, kept: bytes) -> None:
        """Make it hold what was kept, and nothing else."""
        headers = {"Content-Type": "application/n-quads"}
        urllib.request.urlopen(
            urllib.request.Request(f"{self.url}/store", kept, headers, method="PUT"), timeout=60
        ).close()

    def beside(self) -> list[Path]:
        """Nothing: all it holds is looked at."""
        return []

    def _held(self) -> bytes:
        request = urllib.request.Request(f"{self.url}/store", headers={"Accept": "application/n-quads"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()


@contextmanager
def server() -> Iterator[str]:
    """The address of a store that is empty."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or "oxigraph"
    # in memory: on a disk, what was replaced often makes each further replacement slower
    arguments = [program, "serve", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while socket.socket().connect_ex(("127.0.0.1", port)):
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@dataclass
class Scene:
    """A place with an old state, and what writes the new one."""

    name: str
    place: Folder | Store
    old: list[object]
    """Makes the old state; without it, it is a copy of the invented council."""
    new: list[object]
    """Makes the new one."""


def scenes(aside: Path, url: str) -> list[Scene]:
    changed = Path(shutil.copytree(MARLBECK, aside / "changed"))
    head = (changed / "dataset.yaml").read_text("utf-8")
    (changed / "dataset.yaml").write_text(head.replace("title: Marlbeck", "title: Another", 1), "utf-8")
    first, second = aside / "plan.txt", aside / "later" / "plan.txt"
    second.parent.mkdir()
    first.write_text(PLAN, "utf-8")
    second.write_text(PLAN.replace("Map the town", "Map the city").replace("March 2026", "May 2026"), "utf-8")
    read, imported, book = aside / "read", aside / "imported", aside / "book.xlsx"
    run("workbook", "export", "-d", MARLBECK, "-o", book)
    opened = openpyxl.load_workbook(book)
    for row in opened["organisations"].iter_rows():
        for cell in row:
            if cell.value == "Voices Network":
                cell.value = "Network of Voices"
    opened.save(book)
    site, tables = aside / "site", aside / "tables"
    export, load, asked = (
        ["export", "csv", "-o", tables, "-d"],
        ["load", f"{url}/store", "-d"],
        ["ask", "undated", "-d"],
    )
    reviewed, decisions = aside / "reviewed", aside / "decisions.csv"
    decisions.write_text(f"{','.join(COLUMNS)}\n{DECISION}\n", "utf-8")
    plans, other = aside / "plans", Path(shutil.copytree(MARLBECK, aside / "other"))
    rename(other, "other")
    importing = ["workbook", "import", book, "-d", imported]
    return [
        Scene("build", Folder(site), ["build", MARLBECK, "-o", site], ["build", changed, "-o", site]),
        Scene("export", Folder(tables), [*export, MARLBECK], [*export, changed]),
        Scene("read", Folder(read, [*asked, read]), ["read", first, "-o", read], ["read", second, "-o", read]),
        Scene("import", Folder(imported, [*asked, imported]), [], importing),
        Scene("apply", Folder(reviewed, [*asked, reviewed]), [], ["review", "--apply", decisions, "-d", reviewed]),
        Scene(
            "collect",
            Folder(plans, ["collect", "check", "-C", plans]),
            ["collect", "add", MARLBECK, "-C", plans, "--title", "Plans"],
            ["collect", "add", other, "-C", plans],
        ),
        Scene("load", Store(url), [*load, MARLBECK], [*load, changed]),
    ]


def report(scene: Scene, kills: int, seed: int) -> str:
    place = scene.place
    run(*scene.old) if scene.old else shutil.copytree(MARLBECK, place.place)
    kept, old = place.keep(), place.state()
    began = time.monotonic()
    run(*scene.new)
    whole = time.monotonic() - began
    new, beside = place.state(), place.beside()
    assert old != new, f"{scene.name} changes nothing"
    draw, told = random.Random(seed), dict.fromkeys(("killed", "old", "new", "between", "mixed", "litter", "late"), 0)
    while told["killed"] < kills:
        place.put_back(kept)
        # most of a run is reading; half of the kills are aimed at its last third, where it writes
        late = draw.random() < 0.5
        if killed(scene.new, whole * draw.uniform(0.6 if late else 0.05, 1.0)):
            found = place.state()
            told["old" if found == old else "new" if found == new else "between" if not found else "mixed"] += 1
            told["killed"] += 1
        else:
            told["late"] += 1
        began = time.monotonic()
        run(*scene.new)
        whole = time.monotonic() - began  # on a busy machine a run takes now this long, now that
        told["litter"] += not (place.state() == new and place.beside() == beside)
    return f"{scene.name:8}" + "  ".join(f"{name} {count}" for name, count in told.items())


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory(prefix="kills-") as folder, server() as url:
        aside = Path(folder) / "aside"
        aside.mkdir()
        for number, scene in enumerate(scenes(aside, url)):
            if not sys.argv[2:] or scene.name in sys.argv[2:]:
                sys.stdout.write(f"{report(scene, kills, number)}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
