/* Lines on a canvas, drawn exactly as the still picture draws them (`network.py`, `svg.py`), and found under a pointer. */
page.lines = (function () {
  const { data } = page;

  /* Where a line from the middle of a box towards a point leaves the box. */
  function border(spot, to) {
    const dx = to.x - spot.x;
    const dy = to.y - spot.y;
    if (!dx && !dy) return { x: spot.x, y: spot.y };
    const share = Math.min(1, dx ? (spot.w / 2 + 1) / Math.abs(dx) : Infinity, dy ? (spot.h / 2 + 1) / Math.abs(dy) : Infinity);
    return { x: spot.x + dx * share, y: spot.y + dy * share };
  }

  /* First point, bow and last point of an edge, and its middle. */
  function course(edge, spots) {
    const a = spots.get(edge.from);
    const b = spots.get(edge.to);
    const bend = edge.bend || 0;
    const bow = { x: (a.x + b.x) / 2 + (b.y - a.y) * bend, y: (a.y + b.y) / 2 + (a.x - b.x) * bend };
    const first = border(a, bow);
    const last = border(b, bow);
    const at = edge.at || 0.5;
    const part = (p, q, r) => p * (1 - at) * (1 - at) + 2 * q * at * (1 - at) + r * at * at;
    return { first, bow, last, middle: { x: part(first.x, bow.x, last.x), y: part(first.y, bow.y, last.y) } };
  }

  function head(ctx, shape, way, width, colour) {
    const long = 8 + width;
    const broad = 3.4 + width * 0.7;
    ctx.save();
    ctx.translate(way.last.x, way.last.y);
    ctx.rotate(Math.atan2(way.last.y - way.bow.y, way.last.x - way.bow.x));
    ctx.setLineDash([]);
    ctx.beginPath();
    if (shape === "bar") { ctx.moveTo(-3, 6); ctx.lineTo(-3, -6); }
    else { ctx.moveTo(-long, broad); ctx.lineTo(0, 0); ctx.lineTo(-long, -broad); }
    ctx.lineWidth = 2;
    ctx.strokeStyle = ctx.fillStyle = colour;
    if (shape === "triangle") { ctx.closePath(); ctx.fill(); } else ctx.stroke();
    ctx.restore();
  }

  const marks = {
    circle: new Path2D("M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0 -4.5 0Z"), box: new Path2D("M-4-4H4V4H-4Z"),
    diamond: new Path2D("M0-5.5L5.5 0L0 5.5L-5.5 0Z"), inv_triangle: new Path2D("M-5-4H5L0 5Z"), bar: new Path2D("M-2-6V6M2-6V6"),
  };

  function mark(ctx, name, way, colour, paper) {
    ctx.save();
    ctx.translate(way.middle.x, way.middle.y);
    if (name === "bar") ctx.rotate(Math.atan2(way.last.y - way.first.y, way.last.x - way.first.x));
    ctx.setLineDash([]);
    ctx.lineWidth = 1.8;
    ctx.strokeStyle = colour;
    ctx.fillStyle = paper;
    if (name !== "bar") ctx.fill(marks[name]);
    ctx.stroke(marks[name]);
    ctx.restore();
  }

  function figure(ctx, edge, way, look) {
    ctx.font = page.lettering.font(13, "bold");
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    const half = ctx.measureText(edge.label).width / 2 + 4;
    ctx.fillStyle = look.paper;
    ctx.fillRect(way.middle.x - half, way.middle.y - 9, half * 2, 18);
    ctx.fillStyle = look.colour;
    ctx.fillText(edge.label, way.middle.x, way.middle.y + 1);
  }

  /* `look`: colour, alpha, paper, scale, and whether the line is chosen. */
  function draw(ctx, edge, way, look) {
    const width = look.chosen ? Math.max(edge.width, 3.5) : edge.width;
    ctx.globalAlpha = look.alpha;
    ctx.strokeStyle = look.colour;
    ctx.lineWidth = Math.max(width, 0.6 / look.scale);
    ctx.setLineDash(edge.dashes || []);
    ctx.beginPath();
    ctx.moveTo(way.first.x, way.first.y);
    ctx.quadraticCurveTo(way.bow.x, way.bow.y, way.last.x, way.last.y);
    ctx.stroke();
    if (look.scale > 0.22) {
      if (edge.end) head(ctx, edge.end, way, edge.width, look.colour);
      if (edge.mark) mark(ctx, edge.mark, way, look.colour, look.paper);
      if (edge.label) figure(ctx, edge, way, look);
    }
    ctx.globalAlpha = 1;
  }

  /* Distance in px from a point to a course. */
  function distance(way, x, y) {
    let least = Infinity;
    for (let step = 0; step <= 16; step += 1) {
      const t = step / 16;
      const px = way.first.x * (1 - t) * (1 - t) + 2 * way.bow.x * t * (1 - t) + way.last.x * t * t;
      const py = way.first.y * (1 - t) * (1 - t) + 2 * way.bow.y * t * (1 - t) + way.last.y * t * t;
      const nt = Math.min(t + 1 / 16, 1);
      const qx = way.first.x * (1 - nt) * (1 - nt) + 2 * way.bow.x * nt * (1 - nt) + way.last.x * nt * nt;
      const qy = way.first.y * (1 - nt) * (1 - nt) + 2 * way.bow.y * nt * (1 - nt) + way.last.y * nt * nt;
      const long = (qx - px) * (qx - px) + (qy - py) * (qy - py) || 1;
      const at = Math.min(Math.max(((x - px) * (qx - px) + (y - py) * (qy - py)) / long, 0), 1);
      least = Math.min(least, Math.hypot(px + (qx - px) * at - x, py + (qy - py) * at - y));
    }
    return least;
  }

  /* The shown edge nearest to a point, if it is within `reach` px. */
  function under(edges, courses, isShown, x, y, reach) {
    let best = "";
    let least = reach;
    for (const edge of edges) {
      if (!isShown(edge.id)) continue;
      const way = courses.get(edge.id);
      const span = reach + Math.hypot(way.bow.x - (way.first.x + way.last.x) / 2, way.bow.y - (way.first.y + way.last.y) / 2);
      if (x < Math.min(way.first.x, way.last.x) - span || x > Math.max(way.first.x, way.last.x) + span) continue;
      if (y < Math.min(way.first.y, way.last.y) - span || y > Math.max(way.first.y, way.last.y) + span) continue;
      const far = distance(way, x, y);
      if (far < least) { least = far; best = edge.id; }
    }
    return best;
  }

  function colourOf(line, theme) { return data.styles[line.style].colour[theme]; }

  return { course, draw, under, colourOf };
})();
