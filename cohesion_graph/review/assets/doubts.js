// One question at a time: the readings as buttons, the document beside it.
const view = {order: "weight", show: "open", search: "", place: 0, list: [], else: "", bodies: null};
const ORDERS = {weight: "what hangs on it", row: "row", kind: "kind"};

function listed() {
  const words = view.search.toLowerCase();
  const found = DATA.doubts.map((one, n) => [one, n]).filter(([one]) =>
    (view.show === "all" || (view.show === "open" ? !one.held : one.held)) &&
    (!words || [one.what, one.words, one.item, one.title, one.id, ...one.readings].join(" ").toLowerCase().includes(words)));
  if (view.order === "weight") found.sort((a, b) => b[0].weight - a[0].weight || a[1] - b[1]);
  if (view.order === "kind") found.sort((a, b) => a[0].about.localeCompare(b[0].about) || a[1] - b[1]);
  return found.map(([one]) => one);
}

function alikeTo(doubt) { return DATA.doubts.filter((one) => one !== doubt && one.alike === doubt.alike && !one.held && !decided("doubt", one.id)); }

function doubtsTab() {
  view.list = listed();
  view.place = Math.min(view.place, Math.max(0, view.list.length - 1));
  const doubt = view.list[view.place];
  const tools = el("div", {class: "tools"},
    el("label", {}, "Order by ", select(ORDERS, view.order, (value) => { view.order = value; view.place = 0; redraw(); })),
    el("label", {}, "Show ", select({open: "open ones", settled: "settled before", all: "all"}, view.show, (value) => { view.show = value; view.place = 0; redraw(); })),
    el("label", {}, "Search ", el("input", {type: "search", id: "search", value: view.search, onchange: (event) => { view.search = event.target.value; view.place = 0; redraw(); }})),
    el("label", {}, el("input", {type: "checkbox", id: "keys", checked: keys, onchange: (event) => { keys = event.target.checked; }}), " single keys (1 to 9, e, o, n, a, j, k, u)"));
  if (!doubt) return [tools, el("p", {class: "card", id: "question", tabindex: "-1"}, DATA.doubts.length ? "No doubt matches: show all of them, or empty the search." : "Nothing was left in doubt: read a few rows along all the same.")];
  current.action = (doubt.item || "").split("/")[0];
  return [tools, el("div", {class: "sides"}, documentView(doubt.source, doubt.spans), question(doubt))];
}

function select(options, value, change) {
  return el("select", {onchange: (event) => change(event.target.value)}, Object.entries(options).map(([code, text]) => el("option", {value: code, selected: code === value}, text)));
}

function question(doubt) {
  const now = decided("doubt", doubt.id), alike = alikeTo(doubt);
  const others = alike;
  const buttons = doubt.readings.slice(0, 9).map((text, n) => el("li", {}, el("button", {type: "button", "aria-pressed": String(Boolean(now && now.reading === text)), onclick: () => answer(doubt, {reading: text}), "aria-keyshortcuts": String(n + 1)},
    el("kbd", {}, String(n + 1)), el("span", {}, text, n === 0 ? el("span", {class: "soft"}, " (as shown now)") : null))));
  const own = now && now.value && now.reading !== DATA.not_mine ? ` Your own: ${now.value}.` : "";
  return el("section", {class: "card", "aria-labelledby": "question"},
    el("p", {class: "soft"}, `${view.place + 1} of ${view.list.length} · ${doubt.about}${doubt.item ? ` · ${doubt.item.split("/")[0]}${doubt.title ? `: ${doubt.title}` : ""}` : ""}`),
    el("h2", {id: "question", tabindex: "-1"}, doubt.what),
    doubt.held ? el("p", {}, `Settled before by the ${doubt.by}: ${doubt.held}. ${doubt.why}`) : null,
    doubt.ask ? el("p", {}, `To be asked: ${doubt.ask}. ${doubt.why}`) : null,
    el("ul", {class: "readings"}, buttons),
    el("div", {class: "tools"},
      el("button", {type: "button", id: "else", "aria-expanded": String(view.else === "else"), onclick: () => { view.else = view.else === "else" ? "" : "else"; redraw("own"); }}, el("kbd", {}, "e"), " Something else"),
      el("button", {type: "button", "aria-pressed": String(Boolean(now && now.reading === DATA.leave_open)), onclick: () => answer(doubt, {reading: DATA.leave_open})}, el("kbd", {}, "o"), " Leave open"),
      el("button", {type: "button", "aria-expanded": String(view.else === "ask"), onclick: () => { view.else = view.else === "ask" ? "" : "ask"; redraw("own"); }}, el("kbd", {}, "n"), " Not mine: ask …")),
    view.else ? ownForm(doubt, now) : null,
    el("div", {class: "fields"}, el("label", {}, "Why (optional)", el("input", {id: "why", maxlength: "1000", value: now ? now.why : "", onchange: (event) => { if (decided("doubt", doubt.id)) put([{...decided("doubt", doubt.id), why: event.target.value.trim()}]); }}))),
    now ? el("p", {class: "changed"}, now.reading === DATA.not_mine ? `To be asked: ${now.value}.` : now.reading ? `Decided: ${now.reading}.` : own.trim()) : null,
    others.length ? el("details", {id: "alike", ontoggle: (event) => { if (event.target.children.length < 2) event.target.append(alikeList(others)); }}, el("summary", {}, `${others.length} further ${others.length === 1 ? "place looks" : "places look"} like this: show them`)) : null,
    others.length ? el("button", {type: "button", id: "all", disabled: !now, onclick: () => answerAll(doubt, others)}, el("kbd", {}, "a"), ` Answer all ${others.length + 1} alike`) : null,
    el("div", {class: "tools"},
      el("button", {type: "button", onclick: () => step(-1)}, el("kbd", {}, "k"), " Before"),
      el("button", {type: "button", onclick: () => step(1)}, el("kbd", {}, "j"), " Next")));
}

function alikeList(others) {
  return el("ul", {}, others.slice(0, 200).map((one) => el("li", {}, `${one.item ? `${one.item.split("/")[0]}: ` : ""}${one.words.slice(0, 120)}`)));
}

function ownForm(doubt, now) {
  const ask = view.else === "ask", kind = ask ? "body" : doubt.field;
  const hint = {body: "A body, or: leads, contributes to, is responsible for", date: "A date as one writes it: 31 March 2026, ongoing", reference: "The reference", link: "How, and to what: uses the Health Plan; refers to schools", text: "Your own words; several milestones are parted by |"}[kind];
  const field = el("input", {id: "own", maxlength: "2000", list: kind === "body" ? "bodies-known" : null, value: now && now.value ? now.value : ""});
  const take = () => { const value = field.value.trim(); if (value) answer(doubt, ask ? {reading: DATA.not_mine, value} : {value}); };
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
  return el("div", {class: "fields"}, el("label", {}, ask ? "Who is to be asked?" : hint, field),
    kind === "body" ? el("datalist", {id: "bodies-known"}, DATA.bodies.flatMap((one) => [one.name, ...one.others]).map((name) => el("option", {value: name}))) : null,
    el("button", {type: "button", onclick: take}, "Take it"));
}

function answer(doubt, told) {
  const why = $("why") ? $("why").value.trim() : "";
  put([{doubt: doubt.id, words: doubt.words, why, ...told}]);
  pace(); view.else = "";
  showProgress();
  if (!alikeTo(doubt).length || told.value) return step(1, true);
  say(`Decided. ${alikeTo(doubt).length} further like this: press a to answer them alike, j to go on.`);
  return redraw();
}

function answerAll(doubt, others) {
  const now = decided("doubt", doubt.id);
  if (!now) return;
  const place = doubt.readings.indexOf(now.reading); // the same reading by its place: its words may name other things
  put(others.map((one) => ({...now, doubt: one.id, words: one.words, reading: place >= 0 ? one.readings[place] : now.reading})));
  say(`${others.length} answered alike; undo takes all of them back.`);
  step(1, true);
}

function step(by, skip = false) {
  let place = view.place + by;
  while (skip && place < view.list.length && decided("doubt", view.list[place].id)) place += 1;
  if (skip && place >= view.list.length) { const first = view.list.findIndex((one) => !decided("doubt", one.id)); place = first < 0 ? view.list.length - 1 : first; if (first < 0) say("That was the last one: save decisions.csv."); }
  view.place = Math.max(0, Math.min(view.list.length - 1, place)); view.else = "";
  redraw("question");
}
