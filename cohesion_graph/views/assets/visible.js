/* Which things and lines a view shows: one rule for the picture, the table and the keyboard. */
page.visible = (function () {
  const { data } = page;

  function actionOf(id) {
    const node = data.nodes.get(id);
    return node.kind === "action" ? id : node.action;
  }

  /* Actions that pass the three menus; null if none of them is set. */
  function scope(state) {
    if (!state.body && !state.instrument && !state.due) return null;
    const touching = (id) => new Set(
      data.linesOf.get(id).flatMap((line) => [line.start, line.end])
        .filter((end) => end && data.isItem(data.nodes.get(end))).map(actionOf));
    let found = new Set(Array.from(data.nodes.values()).filter((node) => node.kind === "action").map((node) => node.id));
    for (const chosen of [state.body, state.instrument]) {
      if (chosen) {
        const near = touching(chosen);
        found = new Set(Array.from(found).filter((id) => near.has(id)));
      }
    }
    if (state.due) found = new Set(Array.from(found).filter((id) => data.nodes.get(id).due.includes(state.due)));
    return found;
  }

  /* Where a line begins in a view: a view without milestones shows their dates and differences at the action. */
  function host(view, id) {
    if (!view.members) view.members = new Set(view.nodes);
    return view.members.has(id) ? id : actionOf(id);
  }

  function inScope(id, found) {
    const action = actionOf(id);
    return found === null || !action || found.has(action);
  }

  /* Whether a document or a rule that is not filtered away says so. */
  function said(line, state) {
    if (state.off.has("known:" + (line.how ? "inferred" : "stated"))) return false;
    return !line.sources.length || !line.sources.every((source) => state.off.has("source:" + source));
  }

  const doing = new Map();

  /* The lines that give an action, or one of its milestones, to a body. */
  function givenTo(body, action) {
    if (!doing.has(body)) {
      const found = new Map();
      for (const line of data.linesOf.get(body)) {
        if (line.end !== body || !["leads", "responsible", "contributes"].includes(line.style) || data.nodes.get(line.start).kind !== "action") continue;
        if (!found.has(line.start)) found.set(line.start, []);
        found.get(line.start).push(line);
      }
      doing.set(body, found);
    }
    return doing.get(body).get(action) || [];
  }

  /* Which of the actions a line stands for remain: in scope, and still given to both of its bodies. */
  function remaining(line, state, found) {
    const meets = line.key.includes("~meets~");
    const own = (one) => one.style === "leads" && !one.how || line.style !== "coleads";
    const kept = (body, action) => meets || givenTo(body, action).some((one) => own(one) && said(one, state));
    return line.through.filter((action) => inScope(action, found) && kept(line.start, action) && kept(line.end, action));
  }

  function lineShown(line, state, split) {
    if (state.off.has("style:" + line.style) || (line.folded && split)) return false;
    return standsFor(line) || said(line, state);
  }

  /* A line between bodies stands for actions that they share. */
  function standsFor(line) { return line.through.length > 0 && !line.folded; }

  function nodeAllowed(node, state, found) {
    if (state.off.has("kind:" + node.kind)) return false;
    if (node.sources.length && node.sources.every((source) => state.off.has("source:" + source))) return false;
    return inScope(node.id, found);
  }

  /* The things and lines of a view under a state, as two sets; and for lines that stand for actions, for which. */
  function of(view, chosen) {
    /* A picture that counts all lines together must not pretend that some were left out. */
    const things = view.countsAll && new Set(Array.from(chosen.off).filter((one) => one.startsWith("kind:")));
    const state = things ? Object.assign({}, chosen, { off: things }) : chosen;
    const found = scope(state);
    const split = !state.off.has("kind:milestone") && view.nodes.some((id) => data.nodes.get(id).kind === "milestone");
    const allowed = new Set(view.nodes.filter((id) => nodeAllowed(data.nodes.get(id), state, found)));
    const lines = new Set();
    const linked = new Set();
    const through = new Map();
    const weak = new Set(); // pairs that share too little to be drawn; the table lists them
    for (const line of view.lines) {
      const start = host(view, line.start);
      if (!allowed.has(start) || (line.end && !allowed.has(line.end)) || !lineShown(line, state, split)) continue;
      if (standsFor(line)) {
        const left = remaining(line, state, found);
        if (!left.length) continue;
        through.set(line.key, left);
        if (left.length < Number(state.min || view.least)) { weak.add(line.key); continue; }
      }
      lines.add(line.key);
      linked.add(start);
      if (line.end) linked.add(line.end);
    }
    const nodes = new Set();
    for (const id of allowed) {
      const stays = data.isItem(data.nodes.get(id)) || (view.keeps && found === null);
      if (stays || linked.has(id)) nodes.add(id);
    }
    return { nodes, lines, through, weak };
  }

  /* The chosen thing; where a view lights parts, with its parts and theirs. */
  function withParts(view, centre) {
    const found = new Set([centre]);
    if (!view.parts) return found;
    const parts = view.lines.filter((line) => line.style === "part");
    for (let more = true; more;) {
      more = false;
      for (const line of parts) if (found.has(line.end) && !found.has(line.start)) { found.add(line.start); more = true; }
    }
    return found;
  }

  /* What is around the chosen thing or line within what is shown; null if nothing shown is chosen. */
  function around(view, shown, chosen, steps) {
    if (!chosen) return null;
    const line = data.lines.get(chosen);
    if (line) {
      if (!shown.lines.has(chosen)) return null;
      return { nodes: new Set([host(view, line.start), line.end].filter(Boolean)), lines: new Set([chosen]) };
    }
    const node = data.nodes.get(chosen);
    const centre = shown.nodes.has(chosen) ? chosen : node.action;
    if (!shown.nodes.has(centre)) return null;
    const nodes = withParts(view, centre);
    const lines = new Set();
    for (let step = 0; step < Number(steps || 1); step += 1) {
      const reached = new Set(nodes);
      for (const one of view.lines) {
        const start = host(view, one.start);
        if (!shown.lines.has(one.key) || !(reached.has(start) || reached.has(one.end))) continue;
        lines.add(one.key);
        nodes.add(start);
        if (one.end) nodes.add(one.end);
      }
    }
    /* Where combinations are shown, the others who do the same actions are part of the answer. */
    if (view.countsAll) for (const one of view.lines) if (nodes.has(one.start) && shown.nodes.has(one.end)) nodes.add(one.end);
    return { nodes, lines };
  }

  return { of, around, scope, inScope };
})();
