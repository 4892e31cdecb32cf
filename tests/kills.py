"""Kill each writing command at random moments: the old state or the new one is left, and the next run clears up.

Run by hand, beside the staged kills among the tests (``test_whole_folder``, ``folder/test_write``):

    python tests/kills.py [KILLS] [COMMAND ...]

prints for each command how many kills left the old state, how many the new one, and how many the next run had to mend.
A state is what a reader finds: for `read` and `workbook import` the dataset as the next command reads it, because an
interrupted save is finished by whoever reads it; for `build` and `export` the bytes of the folder itself, where there
is one (between two renames there is none: the next run, or the server, brings it in).
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

ROOT = Path(__file__).parents[1]
MARLBECK = ROOT / "tests" / "fixtures" / "marlbeck"
PLAN = (
    "Anytown Cohesion Plan\nRef\tAction\tLead\tDeadline\tMilestones\n"
    "CC1\tMap the town\tHousing Team\tDecember 2025\tMap is complete\n"
    "CC2\tOpen the hub\tYouth Forum\tMarch 2026\tHub is open\n"
)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "cohesion_graph", *map(str, arguments)]


def run(*arguments: object) -> None:
    done = subprocess.run(command(*arguments), capture_output=True, text=True, check=False, cwd=ROOT)
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
class Scene:
    """A place with an old state, and what writes the new one."""

    name: str
    place: Path
    old: list[object]
    """Makes the old state; without it, it is a copy of the invented council."""
    new: list[object]
    """Makes the new one."""
    reader: list[object] = field(default_factory=list)
    """What reads the place, and finishes an interrupted save; none where the bytes count as they are."""


def scenes(aside: Path) -> list[Scene]:
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
    export = ["export", "csv", "-o", tables, "-d"]
    return [
        Scene("build", site, ["build", MARLBECK, "-o", site], ["build", changed, "-o", site]),
        Scene("export", tables, [*export, MARLBECK], [*export, changed]),
        Scene("read", read, ["read", first, "-o", read], ["read", second, "-o", read], ["ask", "undated", "-d", read]),
        Scene("import", imported, [], ["workbook", "import", book, "-d", imported], ["ask", "undated", "-d", imported]),
    ]


def fresh(scene: Scene, kept: Path) -> None:
    """Put the old state back."""
    shutil.rmtree(scene.place, ignore_errors=True)
    shutil.copytree(kept, scene.place)


def report(scene: Scene, kills: int, seed: int) -> str:
    run(*scene.old) if scene.old else shutil.copytree(MARLBECK, scene.place)
    kept = scene.place.with_name(f"{scene.place.name}-kept")
    shutil.copytree(scene.place, kept)
    old = digest(scene.place)
    began = time.monotonic()
    run(*scene.new)
    whole = time.monotonic() - began
    new = digest(scene.place)
    assert old != new, f"{scene.name} changes nothing"
    beside = sorted(scene.place.parent.iterdir())
    draw, told = random.Random(seed), {"old": 0, "new": 0, "between": 0, "mixed": 0, "litter": 0, "killed": 0}
    for _ in range(kills):
        fresh(scene, kept)
        # most of a run is reading; half of the kills are aimed at its last third, where it writes
        late = draw.random() < 0.5
        told["killed"] += killed(scene.new, whole * draw.uniform(0.6 if late else 0.05, 1.02))
        if scene.reader:
            subprocess.run(command(*scene.reader), capture_output=True, check=False, cwd=ROOT)
        found = digest(scene.place)
        state = "old" if found == old else "new" if found == new else "between" if not found else "mixed"
        told[state] += 1
        run(*scene.new)
        is_clean = digest(scene.place) == new and sorted(scene.place.parent.iterdir()) == beside
        told["litter"] += not is_clean
    return f"{scene.name:8}" + "  ".join(f"{name} {count}" for name, count in told.items())


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with tempfile.TemporaryDirectory(prefix="kills-") as aside:
        for number, scene in enumerate(scenes(Path(aside))):
            if not sys.argv[2:] or scene.name in sys.argv[2:]:
                sys.stdout.write(f"{report(scene, kills, number)}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
