/* Search by name, reference, alias and the words of documents: names first, then words. */
page.search = (function () {
  const { data, make, state } = page;
  const field = document.getElementById("search");
  const list = document.getElementById("hits");
  const most = 30;
  let hits = [];
  let at = -1;
  let index = null;

  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[’‘]/g, "'").replace(/\s+/g, " ").toLowerCase();

  /* Made on the first use: every name, and every quotation of claims about or naming a thing. */
  function entries() {
    if (index) return index;
    index = Array.from(data.nodes.values()).map((node) => {
      const keys = new Set(node.words);
      if (data.isItem(node)) for (const line of data.linesOf.get(node.id)) if (line.start === node.id && !line.folded) line.words.forEach((key) => keys.add(key));
      const quoted = Array.from(keys).flatMap((key) => data.words[key].quotes);
      return { node, names: [node.label, node.title].concat(node.names).map(plain), quoted: quoted.map(plain) };
    });
    return index;
  }

  function rank(entry, wanted) {
    const start = (name) => name === wanted ? 0 : name.startsWith(wanted) ? 1 : (" " + name).includes(" " + wanted) ? 2 : name.includes(wanted) ? 3 : 9;
    const best = Math.min(...entry.names.map(start));
    if (best < 9) return best;
    return entry.quoted.some((quote) => quote.includes(wanted)) ? 5 : 9;
  }

  function find(text) {
    const wanted = plain(text).trim();
    if (!wanted) return [];
    const order = { action: 1, milestone: 2 };
    return entries().map((entry) => [rank(entry, wanted), order[entry.node.kind] || 0, entry.node])
      .filter((one) => one[0] < 9).sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(([how, , node]) => ({ node, how }));
  }

  /* A milestone that is not drawn is shown at its action. */
  function isShown(node) {
    const { nodes } = page.shown();
    return nodes.has(node.id) || nodes.has(node.action);
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function show() {
    hits = find(field.value);
    at = hits.length ? 0 : -1;
    list.replaceChildren(...hits.slice(0, most).map((hit, place) => {
      const how = (hit.how === 5 ? "in the words of a document" : data.kinds[hit.node.kind].one) + (isShown(hit.node) ? "" : " – not in this picture as filtered");
      const item = make("li", { role: "option", id: "hit-" + place, "aria-selected": String(place === at) }, data.nameOf(hit.node.id), make("small", {}, how));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(place); });
      return item;
    }));
    if (hits.length > most) list.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, (hits.length - most) + " more: type more letters"));
    list.hidden = !field.value.trim();
    if (!hits.length && field.value.trim()) list.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing is called that, and no document says it"));
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  }

  function mark() {
    Array.from(list.children).forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) {
      field.setAttribute("aria-activedescendant", "hit-" + at);
      list.children[at].scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    const hit = hits[place];
    if (!hit) return;
    close();
    state.change({ sel: hit.node.id, q: field.value.trim() });
  }

  field.addEventListener("input", show);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const last = Math.min(hits.length, most) - 1;
    if (event.key === "ArrowDown") { if (list.hidden) show(); else at = Math.min(at + 1, last); mark(); event.preventDefault(); }
    else if (event.key === "ArrowUp") { at = Math.max(at - 1, 0); mark(); event.preventDefault(); }
    else if (event.key === "Enter") { if (list.hidden) show(); choose(Math.max(at, 0)); event.preventDefault(); }
    else if (event.key === "Escape") { event.stopPropagation(); if (list.hidden) { field.value = ""; state.change({ q: "", sel: "" }); } close(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  state.watch((now) => { if (document.activeElement !== field) field.value = now.q; });

  return { find };
})();
