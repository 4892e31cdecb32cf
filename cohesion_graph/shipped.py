"""Where the data that comes with the package is: beside the code in a checkout, inside the package once installed."""

from __future__ import annotations

from pathlib import Path

from cohesion_graph.errors import DataError

__all__ = ["shipped_folder", "usual_folder"]

_PACKAGE = Path(__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """The folder ``ontology`` or ``data/stockton``, of the checkout if there is one, else of the installed package.

    Raises:
        DataError: it is in neither place; the installation is incomplete.

    >>> (shipped_folder("data/stockton") / "dataset.yaml").is_file()
    True
    """
    is_checkout = (_PACKAGE.parent / "pyproject.toml").is_file()
    folder = (_PACKAGE.parent if is_checkout else _PACKAGE / "_shipped") / name
    if folder.is_dir():
        return folder
    raise DataError(f"the folder {name!r} that comes with the package is missing\n  Install the package again.")


def usual_folder() -> Path:
    """The dataset in the current folder if there is one, else the shipped Stockton plan."""
    here = Path.cwd()
    return here if (here / "dataset.yaml").is_file() else shipped_folder("data/stockton")
