/* What the reader has chosen, kept in the address so that a link opens the same again. */
page.state = (function () {
  const { data } = page;
  const boxes = Array.from(document.querySelectorAll("#legend input"));
  const usual = new Set(boxes.filter((box) => !box.defaultChecked).map((box) => box.name + ":" + box.value));
  if (data.focus && data.nodes.get(data.focus).kind === "milestone") usual.delete("kind:milestone");
  const fresh = () => ({ view: data.opens, sel: "", q: "", body: "", instrument: "", due: "", at: "", steps: "", shade: "", min: "", table: "", off: new Set(usual) });
  let now = fresh();
  const watchers = [];

  /* Only names that the page knows are taken over from an address. */
  function fromAddress() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const found = fresh();
    const take = (name) => wanted.get(name) || "";
    if (data.views.has(take("view"))) found.view = take("view");
    if (data.nodes.has(take("sel")) || data.lines.has(take("sel"))) found.sel = take("sel");
    if (data.nodes.has(take("body"))) found.body = take("body");
    if (data.nodes.has(take("instrument"))) found.instrument = take("instrument");
    if (/^[23]$/.test(take("steps"))) found.steps = take("steps");
    if (/^(led|done|between)$/.test(take("shade"))) found.shade = take("shade");
    if (/^\d{1,6}$/.test(take("min"))) found.min = take("min");
    found.q = take("q").slice(0, 200);
    found.table = take("table").slice(0, 2000);
    found.due = take("due").slice(0, 40);
    if (/^-?\d+ -?\d+ \d+(\.\d+)?$/.test(take("at"))) found.at = take("at");
    if (wanted.has("off")) {
      const known = new Set(boxes.map((box) => box.name + ":" + box.value));
      found.off = new Set(take("off").split(",").filter((one) => known.has(one)));
    }
    return found;
  }

  function address() {
    const parts = new URLSearchParams();
    parts.set("view", now.view);
    for (const name of ["sel", "body", "instrument", "due", "q", "steps", "shade", "min", "at", "table"]) if (now[name]) parts.set(name, now[name]);
    const off = Array.from(now.off).sort();
    if (off.join() !== Array.from(usual).sort().join()) parts.set("off", off.join(","));
    return "#" + parts.toString().replace(/%2F/g, "/").replace(/%7E/g, "~").replace(/%3A/g, ":").replace(/%2C/g, ",");
  }

  /* A framed page (a notebook) may refuse to change its address: the page works on without. */
  function remember(push) {
    try {
      if (location.hash !== address()) history[push ? "pushState" : "replaceState"](null, "", address());
    } catch (refused) { /* no address to keep */ }
  }

  function change(part) {
    const before = now;
    now = Object.assign({}, now, part.view && part.view !== now.view ? { at: "", table: "" } : {}, part);
    remember(now.view !== before.view || now.sel !== before.sel);
    for (const watch of watchers) watch(now, before);
  }

  return {
    get now() { return now; },
    usual, boxes, change,
    watch(watcher) { watchers.push(watcher); },
    clear() { const { view } = now; change(Object.assign(fresh(), { view })); },
    open() {
      const before = now;
      now = fromAddress();
      if (!location.hash && data.focus) now.sel = data.focus;
      for (const watch of watchers) watch(now, before);
    },
    address,
    /* Which part of the picture is in view: "x y scale", or nothing for the whole. */
    place(at) { now = Object.assign({}, now, { at }); remember(false); },
    /* What was found, sorted and narrowed in the table of the picture. */
    worked(table) { now = Object.assign({}, now, { table }); remember(false); },
  };
})();
