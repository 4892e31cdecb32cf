/* Networks on vis-network's canvas: our own outlines and wrapped labels, places from Python, no physics. */
page.network = (function () {
  const { data, state } = page;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => (dark.matches ? 1 : 0);
  const paper = () => (dark.matches ? "#0b1220" : "#ffffff");

  function networkPicture(frame, view) {
    const canvas = document.createElement("div");
    canvas.className = "canvas";
    frame.append(canvas);
    frame.classList.add("live");
    const spots = new Map(view.network.nodes.map((node) => [node.id, node]));
    const paths = new Map(Object.entries(view.network.outlines).map(([size, path]) => [size, new Path2D(path)]));
    let shown = { nodes: new Set(), lines: new Set() };
    let ego = null;
    let chosen = "";
    let scale = 1;

    /* Drawn in the picture's own px; words too small to read are left out, which also keeps large pictures fast. */
    function drawn({ ctx, id, x, y, state: look }) {
      const spot = spots.get(id);
      return {
        nodeDimensions: { width: spot.w, height: spot.h },
        drawNode() {
          const node = data.nodes.get(id);
          const kind = data.kinds[node.kind];
          ctx.translate(x, y);
          const path = paths.get(node.kind + " " + spot.w + " " + spot.h);
          ctx.fillStyle = paper();
          ctx.fill(path);
          if (ego && !ego.nodes.has(id)) ctx.globalAlpha = 0.12;
          ctx.fillStyle = kind.fill[theme()];
          ctx.fill(path);
          ctx.lineWidth = id === chosen ? 5 : look.hover ? 3.5 : 1.5;
          ctx.strokeStyle = id === chosen ? (dark.matches ? "#ff8ac6" : "#b00068") : kind.edge[theme()];
          if (kind.dashed) ctx.setLineDash([4, 3]);
          ctx.stroke(path);
          if (spot.size * scale < 5 || spot.label === " ") return;
          ctx.fillStyle = kind.text[theme()];
          ctx.font = spot.size + 'px Arial, "Liberation Sans", Helvetica, sans-serif';
          ctx.textAlign = "center";
          ctx.textBaseline = "alphabetic";
          const rows = spot.label.split("\n");
          const top = -((rows.length - 1) * spot.size * 1.2) / 2 + spot.size * 0.35;
          rows.forEach((row, place) => ctx.fillText(row, 0, top + place * spot.size * 1.2));
        },
      };
    }

    function hinted(node) {
      const title = data.nameOf(node.id);
      return title === node.label.replace(/\n/g, " ") ? undefined : title;
    }

    const nodes = new vis.DataSet(view.network.nodes.map((node) => ({
      id: node.id, x: node.x, y: node.y, shape: "custom", ctxRenderer: drawn, label: undefined, title: hinted(node), size: Math.max(node.w, node.h) / 2,
    })));
    const lineByKey = new Map(view.lines.map((line) => [line.key, line]));
    const look = (key) => {
      const line = lineByKey.get(key);
      const faint = ego && !ego.lines.has(key);
      const colour = key === chosen ? (dark.matches ? "#ff8ac6" : "#b00068") : data.styles[line.style].colour[theme()];
      return { color: { color: colour, highlight: colour, hover: colour, opacity: faint ? 0.1 : 1 }, hidden: !shown.lines.has(key) };
    };
    const edges = new vis.DataSet(view.network.edges.map((edge) => Object.assign({ smooth: false }, edge, { label: numbered(edge), font: { size: 14, face: "Arial", color: dark.matches ? "#f1f5f9" : "#111827", strokeWidth: 5, strokeColor: paper() } }, look(edge.id))));
    const options = Object.assign({}, view.network.options, {
      interaction: Object.assign({}, view.network.options.interaction, { dragNodes: false, hover: view.network.nodes.length < 800, selectConnectedEdges: false, hideEdgesOnDrag: view.network.edges.length > 2500, hideEdgesOnZoom: view.network.edges.length > 2500 }),
      nodes: { chosen: false }, edges: { chosen: false, hoverWidth: 0, selectionWidth: 0, arrowStrikethrough: false },
    });
    const net = new vis.Network(canvas, { nodes, edges }, options);
    net.on("beforeDrawing", () => { scale = net.getScale(); });
    net.on("click", (event) => {
      const id = event.nodes[0] || net.getEdgeAt(event.pointer.DOM);
      state.change({ sel: id || "" });
    });
    for (const inner of canvas.querySelectorAll("[tabindex]")) inner.tabIndex = -1;
    dark.addEventListener("change", () => { recolour(); net.redraw(); });

    function numbered(edge) {
      const line = lineByKey.get(edge.id);
      return line.style === "shares" && line.weight > 1 ? String(line.weight) : undefined;
    }

    function recolour() {
      edges.update(view.lines.map((line) => Object.assign({ id: line.key }, look(line.key))));
    }

    /* Only what changed is told to vis-network: at 5,000 things everything would take a second. */
    function apply(now, next, nextEgo) {
      const nodeChanges = [];
      for (const node of view.network.nodes) {
        if (shown.nodes.has(node.id) !== next.nodes.has(node.id) || first) nodeChanges.push({ id: node.id, hidden: !next.nodes.has(node.id) });
      }
      const before = new Map(view.lines.map((line) => [line.key, JSON.stringify(look(line.key))]));
      shown = next;
      ego = nextEgo;
      chosen = now.sel;
      if (nodeChanges.length) nodes.update(nodeChanges);
      const edgeChanges = [];
      for (const line of view.lines) {
        const after = look(line.key);
        if (before.get(line.key) !== JSON.stringify(after)) edgeChanges.push(Object.assign({ id: line.key }, after));
      }
      if (edgeChanges.length) edges.update(edgeChanges);
      if (first) { first = false; fit(); }
      net.redraw();
    }
    let first = true;

    function bounds() {
      let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
      for (const spot of view.network.nodes) {
        if (!shown.nodes.has(spot.id)) continue;
        left = Math.min(left, spot.x - spot.w / 2); right = Math.max(right, spot.x + spot.w / 2);
        top = Math.min(top, spot.y - spot.h / 2); bottom = Math.max(bottom, spot.y + spot.h / 2);
      }
      return { left, top, right, bottom };
    }

    function fit() {
      const box = bounds();
      if (box.left === Infinity) return;
      const to = Math.min((canvas.clientWidth - 16) / (box.right - box.left), (canvas.clientHeight - 16) / (box.bottom - box.top), 1.4);
      net.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale: to });
    }

    return {
      frame, net, apply, fit, bounds,
      zoom(factor) { net.moveTo({ scale: Math.min(Math.max(net.getScale() * factor, 0.02), 6) }); },
      move(x, y) {
        const at = net.getViewPosition();
        const step = 0.3 / net.getScale();
        net.moveTo({ position: { x: at.x + x * canvas.clientWidth * step, y: at.y + y * canvas.clientHeight * step } });
      },
      spots(now) { return new Map(view.network.nodes.filter((node) => now.nodes.has(node.id)).map((node) => [node.id, node])); },
      reveal(id) {
        const spot = spots.get(id);
        if (!spot) return;
        const at = net.canvasToDOM({ x: spot.x, y: spot.y });
        if (at.x < 40 || at.y < 30 || at.x > canvas.clientWidth - 40 || at.y > canvas.clientHeight - 30) net.moveTo({ position: { x: spot.x, y: spot.y } });
      },
      still() { return frame.querySelector("svg"); },
      canvas() { return canvas.querySelector("canvas"); },
    };
  }

  return { networkPicture };
})();
