/* Tables to work with: sort, find, narrow, copy, link to, download. Nothing is sent; without this they are plain tables. */
"use strict";
const worktable = (function () {
  const FEW = 24; // rows up to which the tools stay folded, so that the table itself is in sight
  const CHOICES = 12; // values up to which a column can be narrowed by choosing one
  const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

  function made(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "click" || key === "input" || key === "change") element.addEventListener(key, value);
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  /* The values of a cell as they are read: a list has several; what only screen readers hear is none, nor what they
     rest on, which stands in paragraphs below them. */
  function values(cell) {
    const items = cell.querySelectorAll(":scope > ul > li");
    const parts = items.length ? Array.from(items) : [cell];
    return parts.map((part) => {
      const copy = part.cloneNode(true);
      for (const unseen of copy.querySelectorAll(".hidden, .sorter, p")) unseen.remove();
      return copy.textContent.replace(/\s+/g, " ").trim();
    }).filter(Boolean);
  }

  const resting = (cell) => Array.from(cell.querySelectorAll("p"), (one) => one.textContent.replace(/\s+/g, " ").trim());
  const text = (cell) => [values(cell).join("; "), resting(cell).join("; ")].filter(Boolean).join(" – ");

  /* A cell that no spreadsheet runs, as `tables.neutralised` has it. */
  function inert(value) {
    return /^[ \u00a0]*[=+\-@\t\r\n＝＋－＠]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? "'" + value : value;
  }

  function copied(types, done) {
    const take = (event) => {
      for (const [type, content] of Object.entries(types)) event.clipboardData.setData(type, content);
      event.preventDefault();
    };
    document.addEventListener("copy", take, { once: true });
    const worked = document.execCommand("copy");
    document.removeEventListener("copy", take);
    done(worked);
  }

  function saved(content, name) {
    const link = made("a", { href: URL.createObjectURL(new Blob([content], { type: "text/csv" })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /* Where a page that has no address of its own to keep leaves what was chosen: behind the table's name. */
  function inAddress(place) {
    const hash = (wanted) => "#" + place + (wanted ? "&" + wanted : "");
    return {
      chosen() {
        const [of, ...rest] = location.hash.slice(1).split("&");
        return decodeURIComponent(of) === place ? rest.join("&") : "";
      },
      keep(wanted) {
        try { history.replaceState(null, "", hash(wanted)); } catch (refused) { /* a framed page keeps its address */ }
      },
      link: (wanted) => location.href.split("#")[0] + hash(wanted),
      changed: (open) => window.addEventListener("hashchange", open),
      unfolded: matchMedia("(min-width: 50rem)").matches,
    };
  }

  /* One table with its tools. `place` names it; `kept` says where what is chosen is kept, if not behind that name. */
  function on(table, place, name, kept = inAddress(place)) {
    const heads = Array.from(table.tHead.rows[0].cells);
    const body = table.tBodies[0];
    const written = Array.from(body.rows);
    const cells = new Map(written.map((row) => [row, Array.from(row.cells, values)]));
    const told = new Map(written.map((row) => [row, Array.from(row.cells, text).join(" ").toLowerCase()]));
    const state = { find: "", sort: 0, down: false, only: new Map(), until: new Map() };
    const said = made("p", { role: "status", class: "said" });
    const narrow = made("div", { class: "narrow" });
    const titles = heads.map(text);
    heads.forEach((head, column) => {
      head.append(made("button", { type: "button", class: "sorter", "aria-description": head.dataset.about || "", click: () => turn(column + 1) }, ...head.childNodes));
    });

    function key(row, column) {
      const cell = row.cells[column];
      return cell.dataset.key === undefined ? cells.get(row)[column].join("; ") : cell.dataset.key;
    }

    /* Empty cells come last whichever way a column is sorted. */
    function compared(a, b) {
      const [one, other] = [key(a, state.sort - 1), key(b, state.sort - 1)];
      if (!one || !other) return Number(!one) - Number(!other);
      return collator.compare(one, other) * (state.down ? -1 : 1);
    }

    function isFound(row, words) {
      if (!words.every((word) => told.get(row).includes(word))) return false;
      if (!Array.from(state.until).every(([column, day]) => key(row, column) && key(row, column) <= day)) return false;
      return Array.from(state.only).every(([column, value]) => cells.get(row)[column].includes(value));
    }

    const shown = () => Array.from(body.rows).filter((row) => !row.hidden && !row.classList.contains("unfound"));

    function turn(column) {
      const again = state.sort === column;
      if (again && state.down) Object.assign(state, { sort: 0, down: false });
      else Object.assign(state, { sort: column, down: again });
      apply(true);
    }

    function apply(changed) {
      const words = state.find.toLowerCase().split(/\s+/).filter(Boolean);
      const order = state.sort ? written.slice().sort(compared) : written;
      for (const row of written) row.classList.toggle("unfound", !isFound(row, words));
      body.append(...order);
      heads.forEach((head, column) => {
        if (column + 1 === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      sortBy.value = state.sort ? state.sort + (state.down ? "d" : "") : "";
      const count = shown().length;
      said.textContent = count === written.length ? "" : count + " of " + written.length + " rows";
      if (changed) kept.keep(chosen());
    }

    function chosen() {
      const parts = new URLSearchParams();
      if (state.find) parts.set("find", state.find);
      if (state.sort) parts.set("sort", state.sort + (state.down ? "d" : ""));
      for (const [column, value] of state.only) parts.append("only", column + 1 + ":" + value);
      for (const [column, day] of state.until) parts.append("until", column + 1 + ":" + day);
      return parts.toString();
    }

    /* Takes over what an address says of this table. */
    function open() {
      if (!kept.chosen()) return;
      const wanted = new URLSearchParams(kept.chosen());
      state.find = (wanted.get("find") || "").slice(0, 200);
      const sort = /^(\d{1,2})(d?)$/.exec(wanted.get("sort") || "");
      if (sort && heads[sort[1] - 1]) Object.assign(state, { sort: Number(sort[1]), down: sort[2] === "d" });
      for (const one of wanted.getAll("only")) {
        const [column, value] = [Number(one.split(":")[0]) - 1, one.slice(one.indexOf(":") + 1)];
        const menu = narrow.querySelector('select[data-column="' + column + '"]');
        if (!menu || !Array.from(menu.options).some((option) => option.value === value)) continue;
        menu.value = value;
        state.only.set(column, value);
      }
      for (const one of wanted.getAll("until")) {
        const [column, day] = [Number(one.split(":")[0]) - 1, one.slice(one.indexOf(":") + 1)];
        const choice = narrow.querySelector('input[type="date"][data-column="' + column + '"]');
        if (!choice || !/^\d{4}-\d\d-\d\d$/.test(day)) continue;
        choice.value = day;
        state.until.set(column, day);
      }
      field.value = state.find;
      tools.open = true;
      apply(false);
      tools.scrollIntoView();
    }

    function named(words, control) {
      control.id = place + "-tool-" + narrow.children.length + "-" + control.type;
      return made("div", {}, made("label", { for: control.id }, words), control);
    }

    /* A column of days can be narrowed to those up to one. */
    function days(title, column) {
      const keys = written.map((row) => row.cells[column] && row.cells[column].dataset.key);
      if (!keys.some(Boolean) || !keys.every((one) => one === "" || /^\d{4}-\d\d-\d\d$/.test(one || "x"))) return;
      const choice = made("input", { type: "date", "data-column": column, change: () => {
        if (choice.value) state.until.set(column, choice.value);
        else state.until.delete(column);
        apply(true);
      } });
      narrow.append(named(title + ": up to", choice));
    }

    /* Columns with few values, each of which is said of several rows, can be narrowed to one. */
    function menus() {
      heads.forEach((head, column) => {
        const counts = new Map();
        for (const row of written) for (const value of new Set(cells.get(row)[column])) counts.set(value, (counts.get(value) || 0) + 1);
        if (counts.size < 2 || counts.size > CHOICES || counts.size > written.length / 2) return;
        const options = Array.from(counts.keys()).sort(collator.compare);
        const menu = made("select", { "data-column": column, change: () => {
          if (menu.value) state.only.set(column, menu.value);
          else state.only.delete(column);
          apply(true);
        } }, made("option", { value: "" }, "Any"), ...options.map((one) => made("option", { value: one }, one.slice(0, 60) + " (" + counts.get(one) + ")")));
        narrow.append(named(titles[column], menu));
      });
    }

    const grid = () => [titles, ...shown().map((row) => Array.from(row.cells, text))].map((row) => row.map(inert));

    function copyTable() {
      const out = made("table", {});
      for (const row of grid()) out.append(made("tr", {}, ...row.map((cell) => made("td", {}, cell))));
      const plain = grid().map((row) => row.join("\t")).join("\r\n");
      copied({ "text/html": out.outerHTML, "text/plain": plain }, telling("The table is copied: paste it into Excel or Word"));
    }

    function copyLink() {
      copied({ "text/plain": kept.link(chosen()) }, telling("The link to exactly this is copied"));
    }

    const telling = (words) => (worked) => { said.textContent = worked ? words : "The browser does not let pages copy"; };

    /* With a byte-order mark: Excel takes the file for UTF-8 by nothing else. */
    function download() {
      const quoted = (value) => (/[",\r\n]/.test(value) ? '"' + value.replace(/"/g, '""') + '"' : value);
      saved("\ufeff" + grid().map((row) => row.map(quoted).join(",") + "\r\n").join(""), name + ".csv");
    }

    const field = made("input", { type: "search", autocomplete: "off", input: () => { state.find = field.value; apply(true); } });
    const sortBy = made("select", { change: () => {
      Object.assign(state, { sort: parseInt(sortBy.value, 10) || 0, down: sortBy.value.endsWith("d") });
      apply(true);
    } }, made("option", { value: "" }, "As listed"));
    titles.forEach((title, column) => sortBy.append(
      made("option", { value: column + 1 }, title), made("option", { value: column + 1 + "d" }, title + ", downwards")));
    menus();
    titles.forEach(days);
    narrow.prepend(named("Find in these rows", field));
    narrow.append(named("Sort by", sortBy));
    const buttons = made("div", { class: "take" },
      made("button", { type: "button", click: copyTable }, "Copy table"),
      made("button", { type: "button", click: copyLink }, "Copy link to this"),
      made("button", { type: "button", click: download }, "Download for Excel (CSV)"));
    const tools = made("details", { class: "tabletools" }, made("summary", {}, "Find, sort, copy, download"), narrow, buttons);
    if (written.length < 2) { narrow.remove(); tools.firstChild.textContent = "Copy, download"; }
    tools.open = written.length > FEW && kept.unfolded;
    const frame = table.closest(".wide, .sideways, .grid") || table;
    frame.before(tools, said);
    open();
    kept.changed(open);
    return { apply: () => apply(false) };
  }

  return { on };
})();
