"""What tests of collections do with folders."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).parent.parent
STOCKTON = ROOT / "data" / "stockton"
MARLBECK = ROOT / "tests" / "fixtures" / "marlbeck"


def rename(folder: Path, authority: str, *, before: str = "marlbeck") -> None:
    """Make a dataset another council's."""
    head = (folder / "dataset.yaml").read_text("utf-8")
    told = head.replace(f"authority:\n  id: {before}\n", f"authority:\n  id: {authority}\n")
    assert told != head
    (folder / "dataset.yaml").write_text(told, "utf-8")


def state_of(folder: Path) -> dict[str, str]:
    """Every file of a folder with the digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
