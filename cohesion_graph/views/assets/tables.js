/* Tables that show what the pictures show; very long ones are filled page after page. */
page.tables = (function () {
  const { data, make, state } = page;
  const atOnce = 200;

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-open], [data-open-line]");
    if (button) state.change({ sel: button.dataset.open || button.dataset.openLine });
  });

  function rowShown(row, shown) {
    if (row.dataset.line && data.lines.has(row.dataset.line)) return shown.lines.has(row.dataset.line) || shown.weak.has(row.dataset.line);
    const ids = row.dataset.nodes ? row.dataset.nodes.split(" ") : [];
    return ids.every((id) => shown.nodes.has(id));
  }

  function counted(name, count, all) {
    const place = document.querySelector('[data-count="' + name + '"]');
    if (place) place.textContent = count === all ? all.toLocaleString("en-GB") + " rows" : count.toLocaleString("en-GB") + " of " + all.toLocaleString("en-GB") + " rows: the picture's filters count here too";
  }

  function opener(text, id, line) {
    return make("button", { type: "button", class: "plain", "data-open": id || null, "data-open-line": line || null }, text);
  }

  function firstWords(line) {
    return line.words.length ? data.words[line.words[0]].quotes.map((one) => one.replace(/\s+/g, " ").trim()).join(" ... ") : "";
  }

  function named(id) {
    const node = data.nodes.get(id);
    return node.kind === "milestone" ? node.title : node.label;
  }

  function documents(line) { return line.sources.map((source) => data.sources.get(source).label).join("; "); }

  /* The cells of `picture.line_rows`, of `deadlines.py` and of `picture.pair_rows`, made here. */
  const cells = {
    lines: (line) => [opener(named(line.start), line.start), opener(line.label, "", line.key), opener(named(line.end), line.end), line.how || "stated", documents(line), firstWords(line)],
    due(line) {
      const node = data.nodes.get(line.start);
      const name = node.action ? data.nodes.get(node.action).label + ": " + node.title : node.label;
      return [opener(name, node.id), opener(line.label, "", line.key), documents(line), data.words[line.words[0]].basis, firstWords(line)];
    },
    pairs: (line, through) => [opener(named(line.start), line.start), opener(line.label, "", line.key), opener(named(line.end), line.end),
      String(through.length), through.map((id) => data.nodes.get(id).label).join("; "), line.how || "stated"],
  };

  /* The tools of `worktable.js`, what is chosen there kept with all else that the address says of the picture. */
  function worked(table, view) {
    const isOpen = () => state.now.view === view.name;
    return worktable.on(table, "table-" + view.name, view.name, {
      chosen: () => (isOpen() ? state.now.table : ""),
      keep: (wanted) => state.worked(wanted),
      link: () => location.href.split("#")[0] + state.address(),
      changed: (open) => state.watch((now, before) => { if (isOpen() && now.table !== before.table) open(); }),
      unfolded: false,
    });
  }

  function rowOf(view, line, through) {
    return make("tr", { "data-line": line.key, "data-nodes": line.start + " " + line.end }, ...cells[view.listed](line, through).map((cell) => make("td", {}, cell)));
  }

  /* Page after page; from the time when somebody wants to work with the rows, all of them at once. */
  function long(table, view) {
    let whole = null;
    let last = [];
    let from = 0;
    let lines = [];
    let through = new Map();
    const label = make("span", {});
    const turn = (step) => () => { from = Math.min(Math.max(from + step, 0), Math.max(lines.length - 1, 0)); fill(); };
    const back = make("button", { type: "button", onclick: turn(-atOnce) }, "Previous rows");
    const next = make("button", { type: "button", onclick: turn(atOnce) }, "Next rows");
    const work = make("button", { type: "button", onclick: () => {
      table.tBodies[0].replaceChildren(...view.lines.map((line) => rowOf(view, line, line.through)));
      pages.remove();
      whole = short(table, view);
      whole(...last);
      table.parentElement.parentElement.querySelector(".tabletools > summary").focus();
    } }, "Find, sort, copy, download all rows");
    const pages = make("div", { class: "pages" }, back, label, next, work);
    table.parentElement.before(pages);
    function fill() {
      from -= from % atOnce;
      const to = Math.min(from + atOnce, lines.length);
      label.textContent = lines.length ? (from + 1) + "–" + to + " of " + lines.length.toLocaleString("en-GB") : "no rows";
      back.disabled = from === 0;
      next.disabled = to >= lines.length;
      table.tBodies[0].replaceChildren(...lines.slice(from, to).map((line) => rowOf(view, line, through.get(line.key))));
    }
    return (now, shown) => {
      last = [now, shown];
      if (whole) return whole(now, shown);
      through = shown.through;
      lines = view.lines.filter((line) => shown.lines.has(line.key) || shown.weak.has(line.key));
      from = 0;
      fill();
      counted(view.name, lines.length, view.lines.length);
    };
  }

  function short(table, view) {
    const rows = Array.from(table.tBodies[0].rows);
    const tools = worked(table, view);
    return (now, shown) => {
      let count = 0;
      for (const row of rows) {
        const on = rowShown(row, shown);
        row.hidden = !on;
        if (on) count += 1;
        const left = on && shown.through.get(row.dataset.line);
        if (left) { row.cells[3].textContent = String(left.length); row.cells[4].textContent = left.map((id) => data.nodes.get(id).label).join("; "); }
        row.classList.toggle("chosen", Boolean(now.sel) && (row.dataset.line === now.sel || row.dataset.nodes.split(" ").includes(now.sel)));
      }
      counted(view.name, count, rows.length);
      tools.apply();
    };
  }

  /* A function that brings a view's table up to date; does nothing where there is none. */
  function of(view) {
    const table = document.querySelector('table[data-rows="' + view.name + '"]');
    if (!table) return () => {};
    if (stored.data && view.listed) table.tBodies[0].replaceChildren(...view.lines.map((line) => rowOf(view, line, line.through)));
    return table.dataset.long === undefined ? short(table, view) : long(table, view);
  }

  return { of };
})();
