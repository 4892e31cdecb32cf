// The desk of a plan: what a decision is, its tabs and keys; the tab of bodies and names.
const shown = {search: "", first: 0};
const MOST = 100;

function bodiesTab() {
  const words = shown.search.toLowerCase();
  const found = DATA.bodies.filter((one) => !words || [one.name, ...one.others, one.kind].join(" ").toLowerCase().includes(words));
  const rows = found.slice(shown.first, shown.first + MOST).map((body) => {
    const was = (what) => decided("body", body.id, what);
    const field = (what, value) => el("td", {class: was(what) ? "changed" : null}, change(`${what} of ${body.name}`, was(what) ? was(what).value : value, (text) => put([{kind: "body", doubt: body.id, reading: what, value: text, remove: !text}]), what === "name" ? null : "bodies-known"));
    const kind = was("kind") ? was("kind").value : body.kind;
    return el("tr", {}, field("name", body.name), el("td", {}, body.others.join("; ")),
      el("td", {class: was("kind") ? "changed" : null}, el("select", {"aria-label": `Kind of ${body.name}`, onchange: (event) => { put([{kind: "body", doubt: body.id, reading: "kind", value: event.target.value}]); redraw(); }}, DATA.kinds.map((text) => el("option", {selected: text === kind}, text)))),
      field("part of", body.part_of), field("same as", ""), el("td", {}, String(body.times)));
  });
  const names = [...decisions.values()].filter((one) => one.kind === "name");
  return [
    el("div", {class: "tools"}, el("label", {}, "Search ", el("input", {type: "search", id: "search", value: shown.search, onchange: (event) => { shown.search = event.target.value; shown.first = 0; redraw(); }})),
      el("p", {}, `${found.length} bodies`), shown.first > 0 ? el("button", {type: "button", onclick: () => { shown.first -= MOST; redraw(); }}, "Before") : null,
      shown.first + MOST < found.length ? el("button", {type: "button", onclick: () => { shown.first += MOST; redraw(); }}, "Next") : null),
    el("datalist", {id: "bodies-known"}, DATA.bodies.map((one) => el("option", {value: one.name}))),
    el("div", {class: "bodies card", tabindex: "0", role: "region", "aria-label": "Bodies"}, el("table", {}, el("thead", {}, el("tr", {}, ["Name", "Also printed as", "Kind", "Part of", "The same as", "Times named"].map((text) => el("th", {scope: "col"}, text)))), el("tbody", {}, rows))),
    el("h2", {id: "question", tabindex: "-1"}, "Persons' names"),
    el("p", {}, "Mark a name in the document beside any doubt or action, and say that it is a person's: it is withheld from every output."),
    el("ul", {}, names.map((one) => el("li", {}, `${one.doubt}, ${one.words} `, el("button", {type: "button", onclick: () => { put([{...one, remove: true}]); redraw(); }}, "Show it again"))))];
}

const TABS = {doubts: doubtsTab, read: readAlongTab, bodies: bodiesTab, sample: sampleTab};

function keyOf(one) {
  const more = one.kind === "body" ? one.reading : ["missing", "name"].includes(one.kind) ? one.words : "";
  return JSON.stringify([one.kind, one.doubt, more]);
}

function decided(kind, doubt, more = "") { return decisions.get(JSON.stringify([kind, doubt, more])); }

function full(one) {
  return {doubt: "", reading: "", value: "", why: "", role: $("role").value.trim(), on: "", kind: "doubt", words: "", dataset: DATA.dataset, ...one};
}

function undone(one) { return {...one, kind: `undo ${one.kind}`}; }

function progress() {
  const open = DATA.doubts.filter((one) => !one.held);
  return [open.filter((one) => decided("doubt", one.id)).length, open.length, DATA.doubts.length - open.length];
}

function opening() { return "doubts"; }

// What a single key does now; nothing where the tab has no such key.
function keysNow(key) {
  const doubt = tab === "doubts" ? view.list[view.place] : null;
  if (!doubt) return {};
  const reading = /^[1-9]$/.test(key) ? doubt.readings[Number(key) - 1] : null;
  return {
    ...(reading ? {[key]: () => answer(doubt, {reading})} : {}),
    e: () => { view.else = "else"; redraw("own"); },
    n: () => { view.else = "ask"; redraw("own"); },
    o: () => answer(doubt, {reading: DATA.leave_open}),
    a: () => answerAll(doubt, alikeTo(doubt)),
    j: () => step(1), k: () => step(-1),
  };
}
