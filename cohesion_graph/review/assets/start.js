// Bodies and names, and what holds the desk together: tabs, keys, drawing.
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
let tab = "doubts", keys = true;

function redraw(focus = "") {
  const held = document.activeElement && document.activeElement.id;
  $("panel").replaceChildren(...TABS[tab]());
  $("panel").setAttribute("aria-labelledby", `tab-${tab}`);
  const target = $(focus || held || "");
  if (target && (focus || $("panel").contains(target))) target.focus({preventScroll: focus === "question"});
}

function choose(name, focus = false) {
  tab = name;
  for (const other of Object.keys(TABS)) {
    $(`tab-${other}`).setAttribute("aria-selected", String(other === name));
    $(`tab-${other}`).tabIndex = other === name ? 0 : -1;
  }
  if (focus) $(`tab-${name}`).focus();
  redraw();
}

for (const name of Object.keys(TABS)) $(`tab-${name}`).addEventListener("click", () => choose(name));
document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  const names = Object.keys(TABS), by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
  if (by) { event.preventDefault(); choose(names[(names.indexOf(tab) + by + names.length) % names.length], true); }
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !keys) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  const doubt = tab === "doubts" ? view.list[view.place] : null;
  if (doubt && /^[1-9]$/.test(event.key)) { const reading = doubt.readings[Number(event.key) - 1]; if (reading) { event.preventDefault(); answer(doubt, {reading}); } return; }
  const told = {
    u: undo, r: redo, s: save,
    "/": () => { const field = $("search"); if (field) field.focus(); },
    ...(doubt ? {
      e: () => { view.else = "else"; redraw("own"); },
      n: () => { view.else = "ask"; redraw("own"); },
      o: () => answer(doubt, {reading: DATA.leave_open}),
      a: () => answerAll(doubt, alikeTo(doubt)),
      j: () => step(1), k: () => step(-1),
    } : {}),
  }[event.key];
  if (told) { event.preventDefault(); told(); }
});
$("undo").addEventListener("click", undo);
$("redo").addEventListener("click", redo);
$("save").addEventListener("click", save);
if (DATA.live) $("save").textContent = "Save decisions.csv too";
recall();
showProgress();
redraw();
$("question").focus({preventScroll: true});
document.body.dataset.ready = "yes";
