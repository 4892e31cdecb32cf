// What was read, beside the document's own row; each correction is a decision of its own.
const along = {place: 0};

function rowOf(action) {
  const places = DATA.items.filter((one) => one.action === action).flatMap((one) => one.places);
  const source = places.length ? places[0][0] : DATA.sources[0].id;
  const spans = places.filter((one) => one[0] === source).map(([, start, end]) => [start, end]);
  return {source, spans: spans.length ? spans : [[0, 1]]};
}

function change(label, value, take, extra = null) {
  const field = el("input", {value, maxlength: "2000", "aria-label": label, list: extra});
  const keepIt = () => { if (field.value.trim() !== value) { take(field.value.trim()); say("Noted."); redraw(); } };
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); keepIt(); } });
  return el("span", {class: "tools"}, field, el("button", {type: "button", onclick: keepIt}, "Correct"));
}

function itemView(item) {
  const isAction = item.id === item.action;
  const no = decided("not an item", item.id), title = decided("title", item.id), ref = decided("reference", item.id);
  const kind = isAction ? "action" : "milestone";
  const who = item.who.map(([claim, body, role]) => {
    const now = decided("who", claim);
    return el("li", {class: now ? "changed" : null}, change(`Body for ${item.id}`, now && now.value ? now.value : body, (value) => put([{...(now || {}), kind: "who", doubt: claim, value}]), "bodies-known"),
      el("label", {}, "Role ", el("select", {onchange: (event) => { put([{...(now || {}), kind: "who", doubt: claim, reading: event.target.value}]); redraw(); }},
        [...DATA.roles, ["nobody", "has no role: take it away"]].map(([code, text]) => el("option", {value: code, selected: code === (now && now.reading ? now.reading : role)}, text)))));
  });
  const when = item.when.map(([claim, stated, read]) => {
    const now = decided("when", claim);
    return el("li", {class: now ? "changed" : null}, change(`By when ${item.id}`, now && now.value ? now.value : stated, (value) => put([value ? {kind: "when", doubt: claim, value} : {kind: "when", doubt: claim, reading: "none"}])),
      el("span", {class: "soft"}, now && now.reading === "none" ? "no deadline" : `read as: ${read}`));
  });
  const newWho = decided("who", item.id), newWhen = decided("when", item.id);
  return el("li", {class: no ? "changed" : null},
    el("h3", {}, isAction ? `Action ${item.id}` : "Milestone"),
    no ? el("p", {}, `Not an ${kind}.`) : null,
    el("div", {class: title ? "changed" : null}, change(`Words of ${item.id}`, title ? title.value : item.title, (value) => put([{kind: "title", doubt: item.id, value}]))),
    isAction ? el("div", {class: ref ? "changed" : null}, "Reference ", change(`Reference of ${item.id}`, ref ? ref.value : item.id, (value) => put([{kind: "reference", doubt: item.id, value}]))) : null,
    el("ul", {class: "items"}, who, when),
    el("details", {}, el("summary", {}, "Add or take away"),
      el("p", {class: newWho ? "changed" : null}, "Who ", change(`Another body for ${item.id}`, newWho ? newWho.value : "", (value) => put([{kind: "who", doubt: item.id, reading: "responsible", value}]), "bodies-known")),
      el("p", {class: newWhen ? "changed" : null}, "By when ", change(`A deadline for ${item.id}`, newWhen ? newWhen.value : "", (value) => put([{kind: "when", doubt: item.id, value}]))),
      el("button", {type: "button", onclick: () => { put([{kind: "not an item", doubt: item.id, remove: Boolean(no)}]); redraw(); }}, no ? `It is one` : `Not a${isAction ? "n" : ""} ${kind}`)));
}

function actions() { return DATA.items.filter((one) => one.id === one.action).map((one) => one.id); }

function actionView(action) {
  const {source, spans} = rowOf(action);
  current.action = action;
  const items = DATA.items.filter((one) => one.action === action);
  const known = el("datalist", {id: "bodies-known"}, DATA.bodies.map((one) => el("option", {value: one.name})));
  const missing = [...decisions.values()].filter((one) => one.kind === "missing" && (one.doubt === action || one.doubt === source));
  const read = el("section", {class: "card", "aria-label": "As read"}, el("h2", {id: "question", tabindex: "-1"}, `${action} as it was read`), known,
    el("ul", {class: "items"}, items.map(itemView)),
    missing.length ? el("div", {class: "changed"}, el("h3", {}, "Missing here"), el("ul", {}, missing.map((one) => el("li", {}, one.value, " ", el("button", {type: "button", onclick: () => { put([{...one, remove: true}]); redraw(); }}, "Take back"))))) : null);
  return [documentView(source, spans, 2), read];
}

function readAlongTab() {
  const list = actions();
  along.place = Math.min(along.place, list.length - 1);
  if (!list.length) return [el("p", {class: "card"}, "No action was read.")];
  const tools = el("div", {class: "tools"},
    el("label", {}, "Action ", select(Object.fromEntries(list.map((ref, n) => [`n${n}`, ref])), `n${along.place}`, (value) => { along.place = Number(value.slice(1)); redraw("question"); })),
    el("button", {type: "button", onclick: () => { along.place = Math.max(0, along.place - 1); redraw("question"); }}, "Before"),
    el("button", {type: "button", onclick: () => { along.place = Math.min(list.length - 1, along.place + 1); redraw("question"); }}, "Right, next"));
  return [tools, el("div", {class: "sides"}, actionView(list[along.place]))];
}

const sample = {place: 0, size: 20};
function sampleTab() {
  const drawn = DATA.sample.slice(0, sample.size);
  const found = (ref) => { const one = decided("sample", ref); return one ? one.reading : DATA.sampled[ref] || ""; };
  const done = drawn.filter(found).length;
  sample.place = Math.min(sample.place, Math.max(0, drawn.length - 1));
  const ref = drawn[sample.place];
  if (!ref) return [el("p", {class: "card"}, "There is no row to draw.")];
  const judge = (reading) => () => {
    const note = $("note").value.trim();
    put([{kind: "sample", doubt: ref, reading, value: note}]);
    const next = drawn.findIndex((one) => !found(one));
    if (next >= 0) sample.place = next; else say("The sample is complete: what follows from it is stated once the decisions are brought in.");
    redraw("question");
  };
  const tools = el("div", {class: "tools"},
    el("label", {}, "Rows to draw ", el("input", {type: "number", min: "1", max: String(DATA.sample.length), value: String(sample.size), onchange: (event) => { sample.size = Math.max(1, Number(event.target.value) || 20); redraw(); }})),
    el("p", {}, `${done} of ${drawn.length} checked. ${DATA.label}`),
    el("label", {}, "Row ", select(Object.fromEntries(drawn.map((one, n) => [`n${n}`, `${n + 1}: ${one}${found(one) ? `, ${found(one)}` : ""}`])), `n${sample.place}`, (value) => { sample.place = Number(value.slice(1)); redraw("question"); })));
  const now = decided("sample", ref);
  const verdict = el("div", {class: "card"},
    el("p", {}, `Is all of ${ref} read as the document says: its words, milestones, bodies, roles and dates?`),
    el("label", {}, "What is wrong ", el("input", {id: "note", maxlength: "1000", value: now ? now.value : ""})),
    el("div", {class: "tools"}, ["right", "wrong"].map((one) => el("button", {type: "button", "aria-pressed": String(found(ref) === one), onclick: judge(one)}, one === "right" ? "Right" : "Wrong"))));
  return [tools, verdict, el("div", {class: "sides"}, actionView(ref))];
}
