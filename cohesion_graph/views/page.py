"""One HTML file: pictures as tabs, their tables, the words behind every line; nothing is fetched from anywhere.

The Content-Security-Policy allows exactly the scripts and the style sheet that stand in the file, by their digests;
these depend on this package alone, never on a plan's data, so that a web server may send the same policy as a header.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from cohesion_graph.errors import CohesionError
from cohesion_graph.files import packed as gzipped
from cohesion_graph.views.encoding import KINDS, STYLES, source_mark
from cohesion_graph.views.legend import kind_sample, kinds_in, line_sample, mark_sample, styles_in
from cohesion_graph.views.measures import MEASURES
from cohesion_graph.views.page_data import page_data
from cohesion_graph.views.picture import Picture
from cohesion_graph.views.view_model import BODIES, INSTRUMENTS, ViewModel

__all__ = ["VIS_SHA256", "packed_contents", "page_of", "page_scripts", "policy"]

VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
"""Digest of the vis-network 9.1.2 that pyvis 0.3.2 brings along: the one these pages were tested with."""

ROWS_AT_ONCE = 500
"""A table with more rows than this is turned page after page by the script, so that the picture comes first."""

FIRST_ROWS = 200
"""How many rows of such a table stand in the page for readers without the script."""

IN_A_SITE = (150, 50)
"""The same two of a page that stands in a site, beside the plan's tables: it is opened over a network."""

_SCRIPTS = (
    "worktable.js",
    "data.js",
    "lettering.js",
    "state.js",
    "visible.js",
    "details.js",
    "search.js",
    "tallies.js",
    "drawing.js",
    "lines.js",
    "flags.js",
    "shades.js",
    "network.js",
    "tables.js",
    "key.js",
    "save.js",
    "start.js",
)


def page_of(
    model: ViewModel,
    pictures: Sequence[Picture],
    *,
    focus: str = "",
    home: str = "",
    scripts: str = "",
    packed: str = "",
) -> str:
    """The page's text, ended by a newline; the same for the same input.

    Args:
        model: What the pictures share.
        pictures: In the order of their tabs, at least one.
        focus: Node that is selected when the page opens without an address that says otherwise.
        home: Relative link to the site that the page stands in; empty for a page that stands alone.
        scripts: Relative link, with its slash, to the folder that has `page_scripts`, so that the page can be read
            while they still come; empty for a page that is one file with all it needs.
        packed: Relative link to the file that has `packed_contents`, beside which each still drawing stands as a file
            of its own, for readers without the script; goes with `scripts`.

    Raises:
        CohesionError: pyvis is installed with another vis-network than the one tested.
    """
    networks = any(picture.drawing is not None for picture in pictures)
    wanted = page_scripts(networks=networks, packed=bool(packed))
    rows_at_once, first_rows = IN_A_SITE if home else (ROWS_AT_ONCE, FIRST_ROWS)
    inside = [] if scripts else list(wanted.values())
    html = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            model=model,
            pictures=pictures,
            home=home,
            title=model.title if len(pictures) > 1 else f"{pictures[0].title} – {model.title}",
            counts=_counts(model),
            policy=policy([_early(), *inside], _style(), has_files=bool(scripts)),
            early=Markup(_early()),  # noqa: S704 - our own file
            measures=MEASURES,
            apart=[*([packed] if packed else []), *(scripts + name for name in wanted)] if scripts else [],
            packed=packed,
            scripts=[Markup(text) for text in inside],  # noqa: S704 - our own file, and the packaged one
            style=Markup(_style()),  # noqa: S704 - our own file
            data="" if packed else _embedded(page_data(model, pictures, focus=focus)),
            kinds=[(kind, Markup(kind_sample(kind))) for kind in kinds_in(model)],  # noqa: S704 - made of codes alone
            styles=[(style, Markup(line_sample(style))) for style in styles_in(model, pictures)],  # noqa: S704
            marks={s: Markup(mark_sample(source_mark((s,), model.places))) for s in model.sources},  # noqa: S704
            both=Markup(mark_sample("bar")),  # noqa: S704
            inferred=Markup(line_sample(STYLES["responsible"], dashed=True)),  # noqa: S704
            stated=Markup(line_sample(STYLES["responsible"])),  # noqa: S704
            milestone_line=Markup(line_sample(STYLES["leads"], folded=True)),  # noqa: S704
            rows_at_once=rows_at_once,
            first_rows=first_rows,
        )
    )
    return html if html.endswith("\n") else html + "\n"


def packed_contents(model: ViewModel, pictures: Sequence[Picture]) -> str:
    """What the script of a page in a site works on, and the still drawings with their handles: a script.

    Packed it is a fifth as large, and a drawing is read when its picture is opened. A page that is opened from a disk
    may not read other files beside it, but scripts.
    """
    texts = {"data": json.dumps(page_data(model, pictures), separators=(",", ":"), ensure_ascii=False)}
    texts |= {picture.name: picture.svg for picture in pictures if picture.svg}
    stored = {name: base64.b64encode(b"".join(gzipped([text.encode()], 9))).decode() for name, text in texts.items()}
    return f"const PACKED = {json.dumps(stored)};\n"


def page_scripts(*, networks: bool = True, packed: bool = False) -> dict[str, str]:
    """The scripts of every page by the name of their file, in the order in which they run.

    Args:
        networks: Whether the library that draws networks is one of them.
        packed: Whether they work on `packed_contents`.

    Raises:
        CohesionError: pyvis is installed with another vis-network than the one tested.
    """
    library = {"vis-network-9.1.2.js": _vis_network()} if networks else {}
    return library | {"pictures.js": _on_packed() if packed else _script()}


def policy(scripts: Sequence[str], style: str, *, has_files: bool = False) -> str:
    """The Content-Security-Policy for a page with these scripts and this style sheet, and nothing else.

    Args:
        scripts: Those inside the page.
        style: The style sheet inside the page.
        has_files: Whether scripts and images of the page's own site are allowed too.
    """
    own = "'self' file: " if has_files else ""
    allowed = own + " ".join(f"'sha256-{_digest(one)}'" for one in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_digest(style)}'; "
        f"img-src {own}data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    def source(name: str) -> str:
        return (files("cohesion_graph.views") / "templates" / name).read_text(encoding="utf-8")

    loader = FunctionLoader(source)
    environment = Environment(
        autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["safe_svg"] = Markup  # drawings escape every text they take in (`svg`, `tabular`)
    return environment


@cache
def _script() -> str:
    return f'"use strict";\nconst stored = {{}};\n{_bundle()}\n'


@cache
def _on_packed() -> str:
    """The script for a page whose contents are packed; where a browser cannot unpack, the page stays as without it."""
    return (
        f'"use strict";\n{_asset("stored.js")}\n'
        "if (window.DecompressionStream) unpacked(PACKED).then((stored) => {\n"
        f'{_bundle()}\n}});\nelse document.documentElement.classList.remove("js", "early");\n'
    )


def _bundle() -> str:
    return "\n".join(map(_asset, _SCRIPTS))


def _asset(name: str) -> str:
    """A script as pages carry it: without comments that stand on lines of their own, and without indentation."""
    text = (files("cohesion_graph.views") / "assets" / name).read_text(encoding="utf-8").strip()
    return re.sub(r"\n\s+", "\n", re.sub(r"(?ms)^ */\*.*?\*/\n", "", text))


@cache
def _early() -> str:
    return (files("cohesion_graph.views") / "assets" / "early.js").read_text(encoding="utf-8").strip()


@cache
def _style() -> str:
    sheet = (files("cohesion_graph.views") / "assets" / "page.css").read_text(encoding="utf-8").strip()
    return f"\n{sheet}\n@media screen and (prefers-color-scheme: dark) {{\n{_dark_drawings()}\n}}\n"


def _dark_drawings() -> str:
    """Drawings carry the light colours themselves; in the dark theme these rules overrule them."""
    rules = [
        f".k-{kind.name} .shape{{fill:{kind.fill[1]};stroke:{kind.edge[1]}}}.k-{kind.name} text{{fill:{kind.text[1]}}}"
        for kind in KINDS.values()
    ]
    for style in STYLES.values():
        dark = style.colour[1]
        rules.append(f".s-{style.name} .stroke{{stroke:{dark}}}.s-{style.name} .fill{{fill:{dark}}}")
        rules.append(f".s-{style.name} .mark{{stroke:{dark};fill:#0B1220}}")
    return "\n".join(rules)


@cache
def _vis_network() -> str:
    spec = find_spec("pyvis")
    if spec is None or not spec.submodule_search_locations:
        raise CohesionError("pictures need pyvis, which brings vis-network along: pip install pyvis==0.3.2")
    path = Path(spec.submodule_search_locations[0]) / "templates/lib/vis-9.1.2/vis-network.min.js"
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != VIS_SHA256:
        raise CohesionError(
            f"{path} is not the vis-network 9.1.2 that these pages were tested with\n  Install pyvis==0.3.2 again."
        )
    return content.decode().replace("\r\n", "\n").replace("\r", "\n")  # as HTML parsers read it; digests are of that


def _embedded(data: dict[str, Any]) -> Markup:
    """JSON that cannot end its script element, nor be taken for markup: all of ``<>&`` and non-ASCII is escaped."""
    text = json.dumps(data, separators=(",", ":"))
    for letter, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027")):
        text = text.replace(letter, escape)
    return Markup(text)  # noqa: S704 - escaped above


def _counts(model: ViewModel) -> str:
    counts = (
        (len(model.of_kinds("action")), "action", "actions"),
        (len(model.of_kinds("milestone")), "milestone", "milestones"),
        (len(model.of_kinds(*BODIES)), "body", "bodies"),
        (len(model.of_kinds(*INSTRUMENTS)), "strategy, plan or measure", "strategies, plans and measures"),
    )
    return "; ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counts)
