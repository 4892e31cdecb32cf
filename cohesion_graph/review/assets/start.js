// What holds a desk together: tabs, keys, drawing.
let tab = opening(), keys = true;

function redraw(focus = "") {
  const held = document.activeElement && document.activeElement.id;
  $("panel").replaceChildren(...TABS[tab]().filter(Boolean));
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
  const told = {
    u: undo, r: redo, s: save,
    "/": () => { const field = $("search"); if (field) field.focus(); },
    ...keysNow(event.key),
  }[event.key];
  if (told) { event.preventDefault(); told(); }
});
$("undo").addEventListener("click", undo);
$("redo").addEventListener("click", redo);
$("save").addEventListener("click", save);
if (DATA.live) $("save").textContent = "Save decisions.csv too";
recall();
showProgress();
choose(tab);
$("question").focus({preventScroll: true});
document.body.dataset.ready = "yes";
