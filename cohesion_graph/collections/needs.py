"""What collections need beside the program itself, told in one way where it is missing."""

from __future__ import annotations

from importlib.util import find_spec

from cohesion_graph.errors import CohesionError

__all__ = ["refuse_without"]

_SPARK = "pyspark"


def refuse_without(*modules: str) -> None:
    """Look whether libraries are installed, without importing them.

    Raises:
        CohesionError: one is not; the text says how to install it.
    """
    if missing := [name for name in modules if find_spec(name) is None]:
        # a gigabyte, and only where a cluster is at hand: in no extra
        wanted = ["'cohesion-graph[collections]'"] if set(missing) - {_SPARK} else []
        wanted += [_SPARK] if _SPARK in missing else []
        raise CohesionError(
            f"collections need more than the program itself ({', '.join(missing)})\n"
            f"  Install it: pip install {' '.join(wanted)}"
        )
