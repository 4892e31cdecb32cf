/* Puts the parts together: tabs, menus, legend, tools; one round of `show` after every change. */
(function () {
  const { data, make, state } = page;
  const pictures = new Map();
  page.pictures = pictures;
  page.shown = () => shown;
  const tables = new Map();
  const live = document.getElementById("live");
  let shown = { nodes: new Set(), lines: new Set(), through: new Map(), weak: new Set() };

  /* Pictures are made when their tab is first opened: a hidden canvas has no size. */
  function pictureOf(view) {
    if (pictures.has(view.name)) return pictures.get(view.name);
    const frame = document.querySelector('[data-frame="' + view.name + '"]');
    const grid = document.querySelector('section[data-view="' + view.name + '"] .grid');
    let picture = null;
    if (frame && view.drawing === "network" && window.vis) picture = page.network.networkPicture(frame, view);
    else if (frame) picture = page.drawing.svgPicture(frame, view);
    else if (grid) picture = page.drawing.tablePicture(grid, page.stillIn(grid.parentElement.querySelector(".spare"), view.name), view);
    if (frame) page.drawing.listen(frame, picture, () => shown);
    pictures.set(view.name, picture);
    return picture;
  }

  function tableOf(view) {
    if (!tables.has(view.name)) tables.set(view.name, page.tables.of(view));
    return tables.get(view.name);
  }

  function tabs(now) {
    for (const section of document.querySelectorAll("section.view")) section.hidden = section.dataset.view !== now.view;
    document.documentElement.classList.remove("early");
    for (const tab of document.querySelectorAll(".tab")) {
      if (tab.dataset.tab === now.view) {
        tab.setAttribute("aria-current", "page");
        /* on a small screen the tabs are one line that moves sideways */
        const row = tab.closest("ul");
        if (tab.offsetLeft < row.offsetLeft + row.scrollLeft || tab.offsetLeft + tab.offsetWidth > row.offsetLeft + row.scrollLeft + row.clientWidth) row.scrollLeft = tab.offsetLeft - row.offsetLeft - 16;
      } else tab.removeAttribute("aria-current");
    }
    if (data.views.size > 1) document.title = data.views.get(now.view).title + " – " + data.title;
  }

  /* The legend lists what this view can show, with how many of each are in it. */
  function legend(view, now) {
    const kinds = new Map();
    const styles = new Map();
    const more = (counts, name) => counts.set(name, (counts.get(name) || 0) + 1);
    for (const id of view.nodes) more(kinds, data.nodes.get(id).kind);
    const split = !now.off.has("kind:milestone") && kinds.has("milestone");
    const inside = (id) => !id || !now.off.has("kind:" + data.nodes.get(id).kind) || !kinds.has(data.nodes.get(id).kind);
    for (const line of view.lines) if (!(line.folded && split) && inside(line.start) && inside(line.end)) more(styles, line.style);
    for (const [group, counts] of [["kind", kinds], ["style", styles]]) {
      const set = document.querySelector('[data-group="' + group + '"]');
      set.hidden = counts.size === 0;
      for (const label of set.querySelectorAll("[data-of]")) {
        label.hidden = !(counts.has(label.dataset.of) || (group === "style" && view.lines.some((line) => line.style === label.dataset.of)));
        label.querySelector(".n").textContent = counts.get(label.dataset.of) || "";
      }
    }
    for (const group of ["style", "known", "source"]) {
      if (view.countsAll) document.querySelector('[data-group="' + group + '"]').hidden = true;
      else if (group !== "style") document.querySelector('[data-group="' + group + '"]').hidden = false;
    }
    document.getElementById("legend").hidden = !view.nodes.length;
    document.getElementById("key-folded").hidden = !view.lines.some((line) => line.folded);
    for (const box of state.boxes) box.checked = !now.off.has(box.name + ":" + box.value);
  }

  function menus(now, view) {
    for (const control of document.querySelectorAll("section:not([hidden]) [data-choose]")) {
      control.value = now[control.dataset.choose] || (control.type === "range" ? view.least : "");
      if (control.type === "range") control.parentElement.querySelector("span").textContent = control.value;
    }
    for (const name of ["body", "instrument", "due"]) document.getElementById("f-" + name).value = now[name];
  }

  function show(now, before) {
    const view = data.views.get(now.view);
    tabs(now);
    legend(view, now);
    menus(now, view);
    shown = page.visible.of(view, now);
    const ego = page.visible.around(view, shown, now.sel, now.steps);
    const picture = pictureOf(view);
    if (picture) picture.apply(now, shown, ego);
    if (picture && picture.open && !picture.opened) { picture.open(); picture.opened = true; }
    if (picture && picture.goTo && now.at && (before === now || now.at !== before.at || now.view !== before.view)) picture.goTo(now.at.split(" ").map(Number));
    if (!document.documentElement.dataset.ready) page.later(ready);
    else table();
    if (now.sel !== before.sel || before === now) page.details.show(now.sel);
    if (now.sel !== before.sel) {
      live.textContent = page.details.spoken(now.sel, shown) || "Nothing chosen";
      document.getElementById("details").parentElement.scrollTop = 0;
      if (now.sel && picture && picture.reveal) picture.reveal(now.sel);
    } else if (now.view === before.view && now !== before) {
      live.textContent = shown.nodes.size + " things and " + shown.lines.size + " lines shown";
    }
  }

  function table() { tableOf(data.views.get(state.now.view))(state.now, shown); }

  /* The picture comes first, and its table, which stands below it, when there is time. */
  function ready() {
    table();
    document.documentElement.dataset.ready = "true";
  }

  /* A phone shows the picture first: filters are folded, and what is done with a picture stands below it. */
  function fold() {
    if (!matchMedia("(max-width: 30rem)").matches) return;
    document.querySelector(".filters").open = false;
    for (const frame of document.querySelectorAll(".frame, .grid")) {
      const head = frame.closest("section").querySelector(".head");
      frame.after(...head.querySelectorAll(".choices, .tools"));
    }
  }

  function fillMenus() {
    const fill = (id, entries) => document.getElementById(id).append(...entries.map(([value, text]) => make("option", { value }, text)));
    const named = (test) => Array.from(data.nodes.values()).filter(test).map((node) => [node.id, node.label]).sort((a, b) => a[1].localeCompare(b[1], "en"));
    fill("f-body", named(data.isBody));
    fill("f-instrument", named(data.isInstrument));
    const words = { ongoing: "Ongoing", recurring: "Again and again", aligned: "With another process", relative: "Within a time of something", unread: "Stated, not understood", none: "None stated" };
    const found = new Set(Array.from(data.nodes.values()).filter((node) => node.kind === "action").flatMap((node) => node.due));
    const years = Array.from(found).filter((one) => /^\d/.test(one)).sort();
    fill("f-due", years.map((year) => [year, year]).concat(Object.keys(words).filter((one) => found.has(one)).map((one) => [one, words[one]])));
  }

  function wire() {
    for (const name of ["body", "instrument", "due"]) {
      document.getElementById("f-" + name).addEventListener("change", (event) => state.change({ [name]: event.target.value }));
    }
    document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("clear").addEventListener("click", () => { document.getElementById("search").value = ""; state.clear(); });
    for (const box of state.boxes) {
      box.addEventListener("change", () => {
        const off = new Set(state.now.off);
        if (box.checked) off.delete(box.name + ":" + box.value);
        else off.add(box.name + ":" + box.value);
        state.change({ off });
      });
    }
    for (const control of document.querySelectorAll("[data-choose]")) {
      control.addEventListener("input", () => {
        const usual = control.type === "range" && Number(control.value) === data.views.get(state.now.view).least;
        state.change({ [control.dataset.choose]: usual ? "" : control.value });
      });
    }
    for (const tab of document.querySelectorAll(".tab")) {
      tab.addEventListener("click", (event) => { event.preventDefault(); state.change({ view: tab.dataset.tab }); });
    }
    const moving = (how) => (picture) => { how(picture); page.drawing.moved(picture); };
    const act = {
      fit: (picture) => { picture.fit(); state.place(""); }, in: moving((picture) => picture.zoom(1.25)), out: moving((picture) => picture.zoom(0.8)),
      left: moving((picture) => picture.move(-1, 0)), right: moving((picture) => picture.move(1, 0)),
      up: moving((picture) => picture.move(0, -1)), down: moving((picture) => picture.move(0, 1)),
      full: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
      link: () => copied(here(), "The link to exactly this is copied"), embed: (picture, view) => copied(embedding(view), "The HTML to embed is copied"),
      png: (picture, view) => page.save.asPng(view, picture, shown), svg: (picture, view) => page.save.asSvg(view, picture, shown),
    };
    for (const button of document.querySelectorAll("[data-do]")) {
      button.addEventListener("click", (event) => {
        const view = data.views.get(button.closest("section").dataset.view);
        if (button.dataset.do === "table") {
          event.preventDefault();
          const table = document.getElementById("table-" + view.name);
          table.scrollIntoView();
          table.focus();
        } else act[button.dataset.do](pictures.get(view.name), view);
      });
    }
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && state.now.sel) state.change({ sel: "" }); });
    document.getElementById("copy").addEventListener("click", () => copied(here(), "The link is copied"));
    if (!document.fullscreenEnabled) for (const button of document.querySelectorAll('[data-do="full"]')) button.remove();
  }

  function here() { return location.href.split("#")[0] + state.address(); }

  function copied(text, words) {
    const done = () => { live.textContent = words; };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => window.prompt("Copy this", text));
    else window.prompt("Copy this", text);
  }

  /* A frame for somebody's own page, with just this picture as it is shown; it may run its script and save files. */
  function embedding(view) {
    const frame = make("iframe", { src: here(), title: view.title + " – " + data.title, width: "100%", height: "720", sandbox: "allow-scripts allow-same-origin allow-downloads", loading: "lazy" });
    return frame.outerHTML;
  }

  /* Without the script the tabs jump to sections by these names; with it, the browser must not scroll there. */
  for (const section of document.querySelectorAll("section.view")) section.removeAttribute("id");
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    (document.querySelector("section:not([hidden]) .frame, section:not([hidden]) .grid") || document.getElementById("pictures")).focus();
  });
  fold();
  fillMenus();
  wire();
  state.watch(show);
  state.open();
  window.addEventListener("hashchange", () => state.open());
  window.addEventListener("popstate", () => state.open());
})();
