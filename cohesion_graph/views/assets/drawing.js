/* Still drawings that answer: hiding, dimming, choosing, zooming; and what all pictures share about keys. */
page.drawing = (function () {
  const { data, state } = page;

  /* Hide, dim and mark the parts of a drawing or a table picture. */
  function paint(root, now, shown, ego) {
    for (const part of root.querySelectorAll("[data-node]")) {
      const id = part.dataset.node;
      part.style.display = shown.nodes.has(id) ? "" : "none";
      const { row } = part.dataset;
      part.classList.toggle("dim", Boolean(ego) && !(ego.nodes.has(id) && (!row || ego.nodes.has(row))));
      part.classList.toggle("chosen", id === now.sel);
    }
    for (const part of root.querySelectorAll(".combination")) {
      const any = part.dataset.any.split(" ");
      const all = part.dataset.all.split(" ");
      part.style.display = any.some((id) => shown.nodes.has(id)) && all.every((id) => shown.nodes.has(id)) ? "" : "none";
      part.classList.toggle("dim", Boolean(ego) && !(all.includes(now.sel) || any.includes(now.sel)));
    }
    for (const part of root.querySelectorAll("[data-line]")) {
      const key = part.dataset.line;
      part.style.display = shown.lines.has(key) ? "" : "none";
      part.classList.toggle("dim", Boolean(ego) && !ego.lines.has(key));
      part.classList.toggle("chosen", key === now.sel);
    }
  }

  /* Numbers on lines that stand for actions: how many of them the filters leave. */
  function renumber(root, shown) {
    for (const part of root.querySelectorAll("g.line[data-line] > .number tspan")) {
      const left = shown.through.get(part.closest("g.line").dataset.line);
      if (left) part.textContent = String(left.length);
    }
  }

  function svgPicture(frame, view) {
    const svg = page.stillIn(frame, view.name);
    const wide = svg.viewBox.baseVal.width;
    const tall = svg.viewBox.baseVal.height;
    let scale = 1;
    svg.setAttribute("aria-hidden", "true");

    /* A line is as easy to hit as a finger is wide. */
    for (const line of svg.querySelectorAll("g.line > .stroke:first-of-type")) {
      const reach = line.cloneNode();
      for (const [name, value] of [["class", "reach"], ["stroke", "none"], ["stroke-width", 14], ["pointer-events", "stroke"]]) reach.setAttribute(name, value);
      line.before(reach);
    }

    /* On a projector drawings grow with the screen; words stay below headings in size. */
    function fitting() { return Math.min((frame.clientWidth - 4) / wide, 1.35); }

    /* The whole width on a phone, and where its smallest words, of 11 px, are still 9 px high; else as can be read. */
    function readable() { return fitting() >= 9 / 11 || matchMedia("(max-width: 30rem)").matches ? fitting() : 0.9; }

    function zoomed(to) {
      scale = Math.min(Math.max(to, 0.2), 6);
      svg.setAttribute("width", Math.round(wide * scale));
      svg.setAttribute("height", Math.round(tall * scale));
    }

    svg.addEventListener("click", (event) => {
      const part = event.target.closest("[data-node], [data-line]");
      state.change({ sel: part ? part.dataset.node || part.dataset.line : "" });
    });
    return {
      frame,
      apply(now, shown, ego) {
        paint(svg, now, shown, ego);
        page.tallies.recount(svg, view, shown);
      },
      place() { return [frame.scrollLeft, frame.scrollTop, scale]; },
      goTo([x, y, to]) { zoomed(to); frame.scrollTo(x, y); },
      zoom(factor) { zoomed(scale * factor); },
      open() { zoomed(readable()); },
      fit() { zoomed(fitting()); frame.scrollTo(0, 0); },
      isAsOpened() { return !frame.scrollLeft && !frame.scrollTop && (scale === fitting() || scale === readable()); },
      move(x, y) { frame.scrollBy(x * frame.clientWidth * 0.3, y * frame.clientHeight * 0.3); },
      spots(shown) {
        const found = new Map();
        const corner = svg.getBoundingClientRect();
        for (const part of svg.querySelectorAll("g.node[data-node]")) {
          if (found.has(part.dataset.node) || !shown.nodes.has(part.dataset.node)) continue;
          const box = part.getBoundingClientRect();
          found.set(part.dataset.node, { x: box.left + box.width / 2 - corner.left, y: box.top + box.height / 2 - corner.top });
        }
        return found;
      },
      reveal(id) {
        const part = svg.querySelector('[data-node="' + CSS.escape(id) + '"], [data-line="' + CSS.escape(id) + '"]');
        if (!part) return;
        const box = part.getBoundingClientRect();
        const view = frame.getBoundingClientRect();
        if (box.left < view.left || box.right > view.right) frame.scrollLeft += box.left - view.left - view.width / 2;
        if (box.top < view.top || box.bottom > view.bottom) frame.scrollTop += box.top - view.top - view.height / 2;
      },
      still() { return svg; },
    };
  }

  /* A picture that is a table; the drawing kept beside it is for saving. */
  function tablePicture(grid, spare, view) {
    const heads = Array.from(grid.querySelectorAll("thead th"));
    let hidden = "";

    /* A body that is not shown takes its whole column away; cells do not name their body, which keeps tables small. */
    function columns(shown) {
      const off = heads.map((head) => Boolean(head.dataset.node) && !shown.nodes.has(head.dataset.node));
      if (off.join() === hidden) return;
      hidden = off.join();
      for (const row of grid.querySelectorAll("tbody tr")) {
        Array.from(row.cells).forEach((cell, place) => { cell.hidden = off[place]; });
      }
    }

    return {
      apply(now, shown, ego) {
        paint(grid, now, shown, ego);
        columns(shown);
        paint(spare, now, shown, ego);
        page.tallies.recount(grid, view, shown);
        page.tallies.recount(spare, view, shown);
      },
      reveal(id) {
        const part = grid.querySelector('tr[data-node="' + CSS.escape(id) + '"], [data-line="' + CSS.escape(id) + '"]');
        if (part) part.scrollIntoView({ block: "nearest", inline: "nearest" });
      },
      still() { return spare; },
    };
  }

  /* The nearest thing in the direction of an arrow key: what lies ahead counts more than what lies beside. */
  function towards(spots, from, key) {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    const here = spots.get(from);
    let best = null;
    let least = Infinity;
    for (const [id, spot] of spots) {
      if (id === from) continue;
      const ahead = (spot.x - here.x) * dx + (spot.y - here.y) * dy;
      const beside = Math.abs((spot.x - here.x) * dy) + Math.abs((spot.y - here.y) * dx);
      if (ahead > 1 && ahead + beside * 2.5 < least) { least = ahead + beside * 2.5; best = id; }
    }
    return best;
  }

  /* Arrows choose, Shift and arrows move the picture, Enter opens, Esc clears, + − 0 zoom. */
  function listen(frame, picture, shownNow) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "application");
    frame.setAttribute("aria-roledescription", "picture");
    frame.setAttribute("aria-label", data.views.get(frame.dataset.frame).title +
      ": arrow keys choose the next thing, Enter opens its details, Escape clears, plus, minus and 0 zoom. The same content is in the table below.");
    frame.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const { key } = event;
      if (key.startsWith("Arrow")) {
        event.preventDefault();
        const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
        if (event.shiftKey) { picture.move(dx, dy); moved(picture); return; }
        const spots = picture.spots(shownNow());
        const here = spots.has(state.now.sel) ? state.now.sel : null;
        const next = here ? towards(spots, here, key) : spots.keys().next().value;
        if (next) { state.change({ sel: next }); picture.reveal(next); }
      } else if (key === "Enter") {
        if (state.now.sel) { event.preventDefault(); document.getElementById("details").focus(); }
      } else if (key === "+" || key === "=") { picture.zoom(1.25); moved(picture); }
      else if (key === "-" || key === "_") { picture.zoom(0.8); moved(picture); }
      else if (key === "0") { picture.fit(); state.place(""); }
    });
    if (!frame.classList.contains("live")) frame.addEventListener("scrollend", () => moved(picture));
  }

  /* What part of a picture is in view is kept in the address, rounded. */
  function moved(picture) {
    const [x, y, scale] = picture.place();
    if (picture.isAsOpened && picture.isAsOpened()) state.place("");
    else state.place([Math.round(x), Math.round(y), Math.round(scale * 100) / 100].join(" "));
  }

  return { paint, renumber, svgPicture, tablePicture, listen, moved };
})();
