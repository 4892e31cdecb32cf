/* Networks on vis-network's canvas: our own outlines, labels and lines, places from Python, no physics. */
page.network = (function () {
  const { data, state } = page;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => (dark.matches ? 1 : 0);
  const paper = () => (dark.matches ? "#0b1220" : "#ffffff");
  const faint = () => (dark.matches ? "#b6c2d1" : "#475569");
  const accent = () => (dark.matches ? "#ff8ac6" : "#b00068");

  function networkPicture(frame, view) {
    const { nodes: given, edges, options, outlines } = view.network;
    const holder = document.createElement("div");
    holder.className = "canvas";
    frame.append(holder);
    frame.classList.add("live");
    const spots = new Map(given.map((node) => [node.id, node]));
    const paths = new Map(Object.entries(outlines).map(([size, path]) => [size, new Path2D(path)]));
    const courses = new Map(edges.map((edge) => [edge.id, page.lines.course(edge, spots)]));
    const inWhole = given.length <= 800;
    let shown = { nodes: new Set(), lines: new Set(), through: new Map(), weak: new Set() };
    let ego = null;
    let chosen = "";
    let scale = 1;
    let first = true;
    let flags = [];
    let pointed = "";
    let shades = page.shades.by("", theme());
    const tip = page.make("div", { class: "tip", hidden: true, "aria-hidden": "true" });
    frame.append(tip);

    /* Drawn in the picture's own px; words too small to read are left out, which also keeps large pictures fast. */
    function drawn({ ctx, id, x, y }) {
      const spot = spots.get(id);
      return { nodeDimensions: { width: spot.w, height: spot.h }, drawNode: () => drawNode(ctx, spot, x, y) };
    }

    function drawNode(ctx, spot, x, y) {
      const node = data.nodes.get(spot.id);
      const kind = data.kinds[node.kind];
      const path = paths.get(node.kind + " " + spot.w + " " + spot.h);
      ctx.translate(x, y);
      if (inWhole) { ctx.fillStyle = paper(); ctx.fill(path); }
      const dim = Boolean(ego) && !ego.nodes.has(spot.id);
      const shade = shades.of(spot.id);
      if (dim) ctx.globalAlpha = 0.12;
      ctx.fillStyle = shade ? shade.fill : kind.fill[theme()];
      ctx.fill(path);
      if (dim) ctx.globalAlpha = 0.45;
      ctx.lineWidth = spot.id === chosen ? 5 : spot.id === pointed ? 3.5 : 1.5;
      ctx.strokeStyle = spot.id === chosen ? accent() : kind.edge[theme()];
      if (kind.dashed) ctx.setLineDash([4, 3]);
      if (scale > 0.15 || spot.id === chosen) ctx.stroke(path);
      ctx.globalAlpha = 1;
      if (shade && !dim) page.shades.badge(ctx, spot, shade, paper());
      if (spot.size * scale < 5 || spot.label === " ") return;
      ctx.fillStyle = dim ? faint() : shade ? shade.text : kind.text[theme()];
      ctx.font = page.lettering.font(spot.size);
      ctx.textAlign = "center";
      ctx.textBaseline = "alphabetic";
      const rows = spot.label.split("\n");
      const top = -((rows.length - 1) * spot.size * 1.2) / 2 + spot.size * 0.35;
      rows.forEach((row, place) => ctx.fillText(row, 0, top + place * spot.size * 1.2));
    }

    function drawLines(ctx) {
      scale = net.getScale();
      ctx.save();
      ctx.lineCap = "butt";
      const last = [];
      for (const edge of edges) {
        if (!shown.lines.has(edge.id)) continue;
        if (ego && ego.lines.has(edge.id)) last.push(edge);
        else drawLine(ctx, edge, ego ? 0.1 : 1);
      }
      for (const edge of last) drawLine(ctx, edge, 1);
      ctx.restore();
    }

    /* Things whose own words are too small to read: the chosen one and its neighbours, else the most linked bodies. */
    function unreadable() {
      const main = (spot) => (inWhole ? data.linesOf.get(spot.id).length > 2 : spot.size > 13) && data.isBody(data.nodes.get(spot.id));
      const wanted = given.filter((spot) => shown.nodes.has(spot.id) && spot.size * scale < 9 && spot.label !== " " && (ego ? ego.nodes.has(spot.id) : main(spot)));
      const rank = (spot) => (spot.id === chosen ? 0 : data.isBody(data.nodes.get(spot.id)) ? 1 : 2);
      return wanted.sort((a, b) => rank(a) - rank(b) || b.size - a.size);
    }

    /* Names that stay as large as they are, whatever the zoom. */
    function drawFlags(ctx) {
      const things = unreadable().map((spot) => {
        const at = net.canvasToDOM({ x: spot.x, y: spot.y });
        return { id: spot.id, text: spot.label.replace(/\n/g, " "), x: at.x, y: at.y, w: spot.w * scale, h: spot.h * scale };
      });
      ctx.save();
      const dense = holder.querySelector("canvas").width / holder.clientWidth;
      ctx.setTransform(dense, 0, 0, dense, 0, 0);
      ctx.font = page.flags.FONT;
      flags = page.flags.placed(things, { w: holder.clientWidth, h: holder.clientHeight }, (text) => ctx.measureText(text).width);
      const [ink, rule] = dark.matches ? ["#f1f5f9", "#8593a6"] : ["#111827", "#64748b"];
      page.flags.draw(ctx, flags, { paper: paper(), accent: accent(), ink, rule, chosen });
      ctx.restore();
    }

    /* A line between bodies is as wide as the number of actions that the filters leave it, and says that number. */
    function counted(edge) {
      const left = shown.through.get(edge.id);
      if (!left || left.length === data.lines.get(edge.id).weight) return edge;
      return Object.assign({}, edge, { width: Math.min(1 + 2 * Math.log(left.length), 10), label: left.length > 1 ? String(left.length) : "" });
    }

    function drawLine(ctx, given, alpha) {
      const edge = counted(given);
      const line = data.lines.get(edge.id);
      const colour = edge.id === chosen ? accent() : page.lines.colourOf(line, theme());
      page.lines.draw(ctx, edge, courses.get(edge.id), { colour, alpha, scale, paper: paper(), chosen: edge.id === chosen });
    }

    /* The thing at a point: the one drawn last of those that hold it, else the nearest within reach of a finger. */
    function thingAt(at, reach) {
      let best = "";
      let least = reach;
      for (const spot of given) {
        if (!shown.nodes.has(spot.id)) continue;
        const far = Math.hypot(Math.max(Math.abs(at.x - spot.x) - spot.w / 2, 0), Math.max(Math.abs(at.y - spot.y) - spot.h / 2, 0));
        if (far <= least) { least = far; best = spot.id; }
      }
      return best;
    }

    function flagAt(at) {
      const flag = flags.find((box) => at.x >= box.x && at.x <= box.x + box.w && at.y >= box.y && at.y <= box.y + box.h);
      return flag ? flag.id : "";
    }

    /* What a mouse points at is told in the half of the frame where it is not. */
    function point(event) {
      const box = holder.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      const found = event.pointerType === "mouse" && event.type !== "pointerleave" && !event.buttons ? flagAt(at) || thingAt(net.DOMtoCanvas(at), 0) : "";
      if (found === pointed) return;
      pointed = found;
      tip.hidden = !found || data.nameOf(found) === data.nodes.get(found).label;
      tip.textContent = found ? data.nameOf(found) : "";
      tip.classList.toggle("low", at.y < box.height / 2);
      holder.style.cursor = found ? "pointer" : "";
      net.redraw();
    }

    const nodes = new vis.DataSet(given.map((node) => ({
      id: node.id, x: node.x, y: node.y, shape: "custom", ctxRenderer: drawn, label: undefined, size: Math.max(node.w, node.h) / 2,
    })));
    const net = new vis.Network(holder, { nodes, edges: new vis.DataSet([]) }, Object.assign({}, options, {
      interaction: Object.assign({}, options.interaction, { dragNodes: false, hover: false, selectable: false }), nodes: { chosen: false },
    }));
    net.on("beforeDrawing", drawLines);
    net.on("afterDrawing", drawFlags);
    net.on("click", (event) => {
      const at = event.pointer.canvas;
      const isShown = (key) => shown.lines.has(key);
      const finger = event.event.pointerType === "touch" ? 12 / net.getScale() : 0;
      const line = () => page.lines.under(edges, courses, isShown, at.x, at.y, 7 / net.getScale());
      state.change({ sel: thingAt(at, 0) || flagAt(event.pointer.DOM) || (finger && thingAt(at, finger)) || line() });
    });
    if (inWhole) for (const kind of ["pointermove", "pointerleave", "pointerdown"]) holder.addEventListener(kind, point);
    net.on("dragEnd", () => page.drawing.moved(picture));
    net.on("zoom", () => page.drawing.moved(picture));
    for (const inner of holder.querySelectorAll("[tabindex]")) inner.tabIndex = -1;
    addEventListener("beforeprint", () => catchUp());
    dark.addEventListener("change", () => { shades = page.shades.by(state.now.shade, theme()); net.redraw(); });

    /* Only what changed is told to vis-network. */
    function apply(now, next, nextEgo) {
      const changed = given.filter((node) => first || shown.nodes.has(node.id) !== next.nodes.has(node.id));
      shown = next;
      ego = nextEgo;
      chosen = now.sel;
      shades = page.shades.by(now.shade, theme());
      const hidden = changed.filter((node) => !first || !next.nodes.has(node.id));
      if (hidden.length) nodes.update(hidden.map((node) => ({ id: node.id, hidden: !next.nodes.has(node.id) })));
      if (first) { first = false; fit(); }
      keepStill(now);
      net.redraw();
    }

    /* The still drawing, for print and for saving, shows what the canvas shows, as soon as there is time or it is wanted. */
    let behind = null;
    function keepStill(now) {
      if (!behind && !stored[view.name]) page.later(catchUp);
      behind = now;
    }
    function catchUp() {
      if (!behind) return;
      const now = behind;
      behind = null;
      const svg = page.stillIn(frame, view.name);
      const box = bounds();
      if (!svg || box.left === Infinity) return;
      page.drawing.paint(svg, now, shown, ego);
      page.drawing.renumber(svg, shown);
      const size = [box.left - 20, box.top - 20, box.right - box.left + 40, box.bottom - box.top + 40].map(Math.round);
      svg.setAttribute("viewBox", size.join(" "));
      svg.setAttribute("width", size[2]);
      svg.setAttribute("height", size[3]);
    }

    /* The box around all that is shown, lines that bow out of it too, in the picture's px. */
    function bounds() {
      const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
      for (const spot of given) {
        if (!shown.nodes.has(spot.id)) continue;
        box.left = Math.min(box.left, spot.x - spot.w / 2);
        box.right = Math.max(box.right, spot.x + spot.w / 2);
        box.top = Math.min(box.top, spot.y - spot.h / 2);
        box.bottom = Math.max(box.bottom, spot.y + spot.h / 2);
      }
      for (const key of shown.lines) {
        const way = courses.get(key);
        if (!way) continue;
        const x = (way.first.x + 2 * way.bow.x + way.last.x) / 4;
        const y = (way.first.y + 2 * way.bow.y + way.last.y) / 4;
        box.left = Math.min(box.left, x); box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y); box.bottom = Math.max(box.bottom, y);
      }
      return box;
    }

    function fit() {
      const box = bounds();
      if (box.left === Infinity || !holder.clientWidth || !holder.clientHeight) return; // opened for print
      const wide = (holder.clientWidth - 12) / (box.right - box.left);
      const tall = (holder.clientHeight - 12) / (box.bottom - box.top);
      net.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale: Math.min(wide, tall, 1.3) });
    }

    const picture = {
      frame, net, apply, fit, bounds,
      place() { const at = net.getViewPosition(); return [at.x, at.y, net.getScale()]; },
      goTo([x, y, to]) { net.moveTo({ position: { x, y }, scale: Math.min(Math.max(to, 0.02), 6) }); },
      zoom(factor) { net.moveTo({ scale: Math.min(Math.max(net.getScale() * factor, 0.02), 6) }); },
      move(x, y) {
        const at = net.getViewPosition();
        const step = 0.3 / net.getScale();
        net.moveTo({ position: { x: at.x + x * holder.clientWidth * step, y: at.y + y * holder.clientHeight * step } });
      },
      spots(now) { return new Map(given.filter((node) => now.nodes.has(node.id)).map((node) => [node.id, node])); },
      reveal(id) {
        const spot = spots.get(id);
        if (!spot) return;
        const at = net.canvasToDOM({ x: spot.x, y: spot.y });
        const away = at.x < 6 || at.y < 6 || at.x > holder.clientWidth - 6 || at.y > holder.clientHeight - 6;
        if (away) net.moveTo({ position: { x: spot.x, y: spot.y } });
      },
      still() { catchUp(); return page.stillIn(frame, view.name); },
      flags() { return flags; },
    };
    return picture;
  }

  return { networkPicture };
})();
