/* The panel that says what a thing leads, shares, feeds and needs, and in which words of which document. */
page.details = (function () {
  const { data, make, state } = page;
  const body = document.getElementById("details-body");

  function open(id) { return () => state.change({ sel: id }); }

  function opener(id, words) { return make("button", { type: "button", class: "plain", onclick: open(id) }, words); }

  function place(words) {
    const [first, last] = words.lines;
    const source = data.sources.get(words.source);
    return source.label + ", " + (first === last ? "line " + first : "lines " + first + "–" + last);
  }

  /* Quoted words with the document, the line and what the reading rests on. */
  function quote(key) {
    const words = data.words[key];
    const box = make("blockquote", { class: words.kind === "doubt" ? "doubt" : words.inferred ? "inferred" : "" });
    box.append(make("p", { class: "quoted" }, "“" + words.quotes.map((one) => one.replace(/\s+/g, " ").trim()).join(" … ") + "”"));
    box.append(make("cite", {}, place(words) + " – " + words.said + (words.kind === "doubt" ? "" : " (" + words.basis + ")")));
    if (words.note) box.append(make("p", { class: "soft" }, words.note));
    return box;
  }

  function quotes(keys) { return keys.map(quote); }

  function told(line) {
    const by = line.sources.map((source) => data.sources.get(source).label).join("; ");
    return [line.how || "stated", by].filter(Boolean).join(" – ");
  }

  function neighbour(line, id) {
    const other = line.start === id ? line.end : line.start;
    const row = make("li", {}, opener(other, data.nameOf(other)), make("p", { class: "soft" }, told(line)));
    if (line.words.length) row.append(make("details", {}, make("summary", {}, "The words"), ...quotes(line.words)));
    else if (line.through.length) row.append(opener(line.key, "Show which"));
    return row;
  }

  function heading(text) { return make("h3", {}, text.charAt(0).toUpperCase() + text.slice(1)); }

  function groupsOf(node) {
    const groups = new Map();
    const order = Object.keys(data.styles);
    const rank = (line) => (line.style === "mentions" ? 99 : order.indexOf(line.style)) + (line.folded ? 0.5 : 0);
    for (const line of data.linesOf.get(node.id).slice().sort((a, b) => rank(a) - rank(b))) {
      if (!line.end || line.key.includes("~milestoneOf~")) continue;
      /* What milestones say is folded into lines of their action; a milestone itself shows its own. */
      const other = data.nodes.get(line.start === node.id ? line.end : line.start);
      if (other.kind === "milestone" && node.kind !== "milestone") continue;
      if (line.style === "shares" && line.key.includes("~meets~")) continue;
      const phrase = line.start === node.id ? line.label : line.inverse;
      if (!groups.has(phrase)) groups.set(phrase, []);
      groups.get(phrase).push(line);
    }
    return groups;
  }

  function loose(node, style, title) {
    const found = data.linesOf.get(node.id).filter((line) => line.style === style);
    if (!found.length) return [];
    const rows = found.map((line) => make("li", {}, line.label, make("p", { class: "soft" }, told(line)),
      make("details", {}, make("summary", {}, "The words"), ...quotes(line.words))));
    return [heading(title), make("ul", {}, ...rows)];
  }

  function ofNode(node) {
    const parts = [make("p", { class: "what" }, data.kinds[node.kind].one + (node.sort !== node.kind ? ": " + node.sort : ""))];
    parts.push(make("p", { class: "name" }, data.nameOf(node.id)));
    const also = node.names.filter((name) => name !== node.label && !/^[a-z0-9-]+$/.test(name) && !name.includes("/"));
    if (also.length) parts.push(make("p", { class: "soft" }, "Also: " + also.join("; ")));
    if (node.note) parts.push(make("p", { class: "soft" }, node.note));
    if (node.action) parts.push(make("p", {}, "Milestone of ", opener(node.action, data.nameOf(node.action))));
    parts.push(...loose(node, "due", "When"));
    for (const [phrase, lines] of groupsOf(node)) {
      parts.push(heading(phrase), make("ul", {}, ...lines.map((line) => neighbour(line, node.id))));
    }
    const own = data.milestones.get(node.id) || [];
    if (own.length) {
      parts.push(heading("milestones"));
      parts.push(make("ul", {}, ...own.map((id) => make("li", {}, opener(id, data.nodes.get(id).title)))));
    }
    parts.push(...loose(node, "differs", "Where documents differ"));
    if (node.words.length) parts.push(heading("in the documents"), ...quotes(node.words));
    return parts;
  }

  function ofLine(line) {
    const parts = [make("p", { class: "what" }, "Line: " + data.styles[line.style].label)];
    const name = make("p", { class: "name" }, data.nodes.get(line.start).label + " " + line.label + (line.end ? " " + data.nodes.get(line.end).label : ""));
    parts.push(name, make("p", { class: "soft" }, told(line)));
    const ends = [line.start, line.end].filter(Boolean);
    parts.push(make("ul", {}, ...ends.map((id) => make("li", {}, opener(id, data.nameOf(id))))));
    if (line.through.length) {
      parts.push(heading(line.folded ? "milestones" : "actions"));
      parts.push(make("ul", {}, ...line.through.map((id) => make("li", {}, opener(id, data.nameOf(id))))));
    }
    if (line.words.length) parts.push(heading("in the documents"), ...quotes(line.words));
    return parts;
  }

  function show(chosen) {
    body.replaceChildren();
    const node = data.nodes.get(chosen);
    const line = data.lines.get(chosen);
    if (!node && !line) {
      body.append(make("p", {}, "Choose a thing or a line to see what it is linked to, and the words that say so."));
      return;
    }
    const close = make("button", { type: "button", id: "close", onclick: () => state.change({ sel: "" }) }, "Close");
    const parts = node ? ofNode(node) : ofLine(line);
    body.append(make("div", { class: "bar" }, parts.shift(), close), ...parts);
  }

  /* What a screen reader hears when the choice changes. */
  function spoken(chosen, shown) {
    const node = data.nodes.get(chosen);
    const line = data.lines.get(chosen);
    if (line) return "Line: " + data.nodes.get(line.start).label + " " + line.label + (line.end ? " " + data.nodes.get(line.end).label : "");
    if (!node) return "";
    const count = data.linesOf.get(chosen).filter((one) => shown.lines.has(one.key)).length;
    return data.kinds[node.kind].one + ": " + data.nameOf(chosen) + ", " + count + (count === 1 ? " link" : " links") + " shown";
  }

  return { show, spoken };
})();
