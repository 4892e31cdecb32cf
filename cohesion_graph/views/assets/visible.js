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

  function lineShown(line, state, found, split) {
    if (state.off.has("style:" + line.style) || state.off.has("known:" + (line.how ? "inferred" : "stated"))) return false;
    if (line.sources.length && line.sources.every((source) => state.off.has("source:" + source))) return false;
    if (line.folded && split) return false;
    if (found !== null && line.weight >= 1 && line.through.length && !line.folded) {
      if (!line.through.some((id) => inScope(id, found))) return false;
    }
    return true;
  }

  function nodeAllowed(node, state, found) {
    if (state.off.has("kind:" + node.kind)) return false;
    if (node.sources.length && node.sources.every((source) => state.off.has("source:" + source))) return false;
    return inScope(node.id, found);
  }

  /* The things and lines of a view under a state, as two sets. */
  function of(view, chosen) {
    /* A picture that counts all lines together must not pretend that some were left out. */
    const things = view.countsAll && new Set(Array.from(chosen.off).filter((one) => one.startsWith("kind:")));
    const state = things ? Object.assign({}, chosen, { off: things }) : chosen;
    const found = scope(state);
    const split = !state.off.has("kind:milestone") && view.nodes.some((id) => data.nodes.get(id).kind === "milestone");
    const allowed = new Set(view.nodes.filter((id) => nodeAllowed(data.nodes.get(id), state, found)));
    const lines = new Set();
    const linked = new Set();
    for (const line of view.lines) {
      const start = host(view, line.start);
      if (!allowed.has(start) || (line.end && !allowed.has(line.end)) || !lineShown(line, state, found, split)) continue;
      lines.add(line.key);
      linked.add(start);
      if (line.end) linked.add(line.end);
    }
    const nodes = new Set();
    for (const id of allowed) {
      const stays = data.isItem(data.nodes.get(id)) || (view.keeps && found === null);
      if (stays || linked.has(id)) nodes.add(id);
    }
    return { nodes, lines };
  }

  /* What is around the chosen thing or line within what is shown; null if nothing shown is chosen. */
  function around(view, shown, chosen) {
    if (!chosen) return null;
    const line = data.lines.get(chosen);
    if (line) {
      if (!shown.lines.has(chosen)) return null;
      return { nodes: new Set([host(view, line.start), line.end].filter(Boolean)), lines: new Set([chosen]) };
    }
    const node = data.nodes.get(chosen);
    const centre = shown.nodes.has(chosen) ? chosen : node.action;
    if (!shown.nodes.has(centre)) return null;
    const nodes = new Set([centre]);
    const lines = new Set();
    for (const one of view.lines) {
      const start = host(view, one.start);
      if (!shown.lines.has(one.key) || (start !== centre && one.end !== centre)) continue;
      lines.add(one.key);
      nodes.add(start);
      if (one.end) nodes.add(one.end);
    }
    return { nodes, lines };
  }

  return { of, around, scope, inScope };
})();
