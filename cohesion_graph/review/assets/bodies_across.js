// The desk of a collection: which bodies of which plans are one. A decision is a line of bodies.csv.
const view = {show: "open", search: "", place: 0, list: []};
const found = {search: "", chosen: new Set(), joined: "", reason: ""};
const MOST = 100;
const judged = new Map(DATA.judged.map((one) => [keyOf(one), one]));
const OTHER = "Each is a body of its own.";

function keyOf(one) { return JSON.stringify([one.body, one.dataset, one.organisation_id]); }
function full(one) { return {...Object.fromEntries(DATA.columns.map((name) => [name, ""])), by: $("role").value.trim(), ...one}; }
function undone(one) {
  if (judged.has(keyOf(one))) return judged.get(keyOf(one));
  return {...one, decision: one.decision.startsWith(DATA.undone) ? one.decision.slice(DATA.undone.length) : DATA.undone + one.decision};
}

// What holds of a body of a plan and a body across plans: decided now, or judged before.
function holds(body, one) {
  const key = keyOf({body, dataset: one.dataset, organisation_id: one.id}), now = decisions.get(key);
  if (now) return now.decision.startsWith(DATA.undone) ? "" : now.decision;
  return judged.has(key) ? judged.get(key).decision : "";
}
function membersOf(proposal) { return proposal.members.map((place) => DATA.bodies[place]); }
function isDone(proposal) { return membersOf(proposal).every((one) => holds(proposal.body, one)); }
function progress() { return [DATA.proposals.filter(isDone).length, DATA.proposals.length, 0]; }

function line(body, name, one, decision, reason, codes = {}) {
  return {body, name, dataset: one.dataset, organisation_id: one.id, organisation: one.name, decision, reason, ...codes};
}
function typed(id) { return $(id) ? $(id).value.trim() : ""; }

function reasonOf(proposal, decision) { return decision === "same" ? `As proposed: ${proposal.why}.` : OTHER; }
// a reason that nobody typed goes with its decision: shown in the field, it would stand for the other decision too
function isTyped(proposal, reason) { return Boolean(reason) && !["same", "different"].some((decision) => reasonOf(proposal, decision) === reason); }

function judge(proposal, list, decision) {
  const name = typed("name") || proposal.name, codes = Object.fromEntries(DATA.registers.map(([id]) => [id, typed(id)]));
  const wrong = DATA.registers.find(([id, , form]) => codes[id] && !new RegExp(`^(?:${form})$`).test(codes[id]));
  if (wrong) { say(`${wrong[1]}: ${codes[wrong[0]]} is no such code.`); $(wrong[0]).focus(); return false; }
  const why = typed("why") || reasonOf(proposal, decision);
  put(list.map((one) => line(proposal.body, name, one, decision, why, decision === "same" ? codes : {})));
  pace();
  return true;
}
function judgeAll(proposal, decision) {
  const list = membersOf(proposal).filter((one) => !judged.has(keyOf(line(proposal.body, "", one))));
  if (judge(proposal, list, decision)) step(1, true);
}

function givenTo(one) { return one.said.length ? el("ul", {}, one.said.map((text) => el("li", {}, text))) : el("p", {class: "soft"}, "Named, and given nothing to do."); }
function about(one) { return [one.kind, one.authority, one.dataset, ...(one.others.length ? [`also: ${one.others.join("; ")}`] : [])].join(" · "); }

function memberView(proposal, one) {
  const now = holds(proposal.body, one);
  const button = (decision, text) => el("button", {type: "button", "aria-pressed": String(now === decision), "aria-label": `${text}: ${one.name}, ${one.authority}`, onclick: () => { if (judge(proposal, [one], decision)) redraw("question"); }}, text);
  return el("li", {class: now ? "changed" : null}, el("h3", {}, one.name), el("p", {class: "soft"}, about(one)), givenTo(one),
    el("div", {class: "tools"}, button("same", "It is this body"), button("different", "It is not"), now ? el("span", {}, now === "same" ? "Judged: it is." : "Judged: it is not.") : null));
}

function proposedTab() {
  const words = view.search.toLowerCase();
  view.list = DATA.proposals.filter((one) => (view.show === "all" || isDone(one) === (view.show === "done") || one === view.kept) &&
    (!words || [one.name, one.why, ...membersOf(one).flatMap((member) => [member.name, member.authority])].join(" ").toLowerCase().includes(words)));
  view.place = Math.max(0, Math.min(view.place, view.list.length - 1));
  const proposal = view.list[view.place];
  const tools = el("div", {class: "tools"},
    el("label", {}, "Show ", el("select", {id: "show", onchange: (event) => { view.show = event.target.value; view.place = 0; view.kept = null; redraw(); }}, Object.entries({open: "open ones", done: "judged ones", all: "all"}).map(([code, text]) => el("option", {value: code, selected: code === view.show}, text)))),
    el("label", {}, "Search ", el("input", {type: "search", id: "search", value: view.search, onchange: (event) => { view.search = event.target.value; view.place = 0; redraw(); }})),
    el("label", {}, el("input", {type: "checkbox", id: "keys", checked: keys, onchange: (event) => { keys = event.target.checked; }}), " single keys (1, 2, j, k, u, r, s)"));
  if (!proposal) return [tools, el("p", {class: "card", id: "question", tabindex: "-1"}, DATA.proposals.length ? "Nothing is open here: show all, or look through all bodies." : "Nothing is proposed: names, kinds and places of the plans' bodies do not agree. Look through all bodies, if you know better.")];
  view.kept = proposal;
  const members = membersOf(proposal), first = members.map((one) => decisions.get(keyOf(line(proposal.body, "", one)))).find(Boolean) || {};
  const all = (decision) => String(members.every((one) => holds(proposal.body, one) === decision));
  return [tools, el("div", {class: "sides"},
    el("section", {class: "card", "aria-labelledby": "question"},
      el("p", {class: "soft"}, `${view.place + 1} of ${view.list.length} · how sure such a reason is, from 0 to 1: ${proposal.score}`),
      el("h2", {id: "question", tabindex: "-1"}, `${proposal.name}: ${members.length === 1 ? "is this the same body" : `are these ${members.length} one body`}?`),
      el("p", {}, `Proposed for ${proposal.why}.`),
      el("ul", {class: "readings"},
        el("li", {}, el("button", {type: "button", id: "one", "aria-pressed": all("same"), "aria-keyshortcuts": "1", onclick: () => judgeAll(proposal, "same")}, el("kbd", {}, "1"), el("span", {}, `One body: ${proposal.name}`))),
        el("li", {}, el("button", {type: "button", id: "none", "aria-pressed": all("different"), "aria-keyshortcuts": "2", onclick: () => judgeAll(proposal, "different")}, el("kbd", {}, "2"), el("span", {}, "No: each is a body of its own")))),
      el("p", {class: "soft"}, "Where some are one and some are not, judge each by itself."),
      el("div", {class: "fields"},
        el("label", {}, "Why (if left empty: the reason it is proposed for, or that each is a body of its own)", el("input", {id: "why", maxlength: "1000", value: isTyped(proposal, first.reason) ? first.reason : ""})),
        el("label", {}, "What it is called across plans", el("input", {id: "name", maxlength: "300", value: first.name || proposal.name})),
        el("details", {open: DATA.registers.some(([id]) => first[id])}, el("summary", {}, "Codes in registers, if you know them"),
          DATA.registers.map(([id, text]) => el("label", {}, text, el("input", {id, maxlength: "10", value: first[id] || ""}))))),
      el("div", {class: "tools"},
        el("button", {type: "button", onclick: () => step(-1)}, el("kbd", {}, "k"), " Before"),
        el("button", {type: "button", onclick: () => step(1)}, el("kbd", {}, "j"), " Next"))),
    el("section", {class: "card", "aria-label": "The bodies"}, el("ul", {class: "items"}, members.map((one) => memberView(proposal, one)))))];
}

function step(by, skip = false) {
  let place = view.place + by;
  while (skip && place < view.list.length && isDone(view.list[place])) place += 1;
  if (skip && place >= view.list.length) { const first = view.list.findIndex((one) => !isDone(one)); place = first < 0 ? view.list.length - 1 : first; if (first < 0) say("That was the last one."); }
  view.place = Math.max(0, Math.min(view.list.length - 1, place));
  redraw("question");
}

function slug(text) { return text.normalize("NFKD").replace(/[\u0300-\u036f'’]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "") || "body"; }
function bodyOf(one) {
  const now = [...decisions.values(), ...DATA.judged].find((other) => other.dataset === one.dataset && other.organisation_id === one.id && holds(other.body, one) === "same");
  return now ? now.body : "";
}

function join() {
  const list = [...found.chosen].map((place) => DATA.bodies[place]), name = found.joined.trim(), why = found.reason.trim();
  if (list.length < 2 || !name || !why) { say("Choose two bodies or more, and say what they are called across plans, and why they are one."); return; }
  const held = [...new Set(list.map(bodyOf).filter(Boolean))];
  if (held.length > 1) { say("Two of them are judged to be different bodies across plans: take one judgement back first."); return; }
  let body = held[0] || slug(name);
  const taken = new Set([...Object.keys(DATA.names), ...DATA.proposals.map((one) => one.body), ...[...decisions.values()].map((one) => one.body)]);
  if (!held.length) for (let n = 2; taken.has(body); n += 1) body = `${slug(name)}-${n}`;
  put(list.filter((one) => holds(body, one) !== "same").map((one) => line(body, name, one, "same", why)));
  found.chosen.clear(); found.joined = found.reason = ""; say(`${list.length} bodies are one: ${name}.`); redraw("question");
}

function allTab() {
  const words = found.search.toLowerCase().split(/\s+/).filter(Boolean);
  const list = DATA.bodies.map((one, place) => [one, place]).filter(([one, place]) => found.chosen.has(place) ||
    words.every((word) => [one.name, ...one.others, one.authority, one.kind].join(" ").toLowerCase().includes(word)));
  list.sort(([a, first], [b, second]) => a.name.localeCompare(b.name) || first - second);
  const rows = list.slice(0, MOST).map(([one, place]) => el("tr", {},
    el("td", {}, el("input", {type: "checkbox", id: `choose-${place}`, checked: found.chosen.has(place), "aria-label": `Choose ${one.name}, ${one.authority}`, onchange: (event) => { found.chosen[event.target.checked ? "add" : "delete"](place); redraw(`choose-${place}`); }})),
    el("td", {}, one.name), el("td", {}, one.others.join("; ")), el("td", {}, one.kind), el("td", {}, one.authority), el("td", {}, bodyOf(one))));
  return [
    el("div", {class: "tools"}, el("label", {}, "Search the bodies of all plans ", el("input", {type: "search", id: "search", value: found.search, onchange: (event) => { found.search = event.target.value; redraw(); }})),
      el("p", {}, `${list.length} ${words.length ? "found" : "bodies"}${list.length > MOST ? `, the first ${MOST} shown` : ""}`)),
    DATA.is_cut ? el("p", {}, "There are more bodies than this page holds: those that are proposed or judged are here, the others are judged in bodies.csv.") : null,
    el("h2", {id: "question", tabindex: "-1"}, "Choose bodies that are one"),
    el("div", {class: "bodies card", tabindex: "0", role: "region", "aria-label": "Bodies found"}, el("table", {}, el("thead", {}, el("tr", {}, ["Choose", "Name", "Also called", "Kind", "Whose plan", "Body across plans"].map((text) => el("th", {scope: "col"}, text)))), el("tbody", {}, rows))),
    el("div", {class: "fields card"}, el("p", {}, `${found.chosen.size} chosen.`),
      el("label", {}, "What they are called across plans", el("input", {id: "joined", maxlength: "300", value: found.joined, oninput: (event) => { found.joined = event.target.value; }})),
      el("label", {}, "Why they are one", el("input", {id: "reason", maxlength: "1000", value: found.reason, oninput: (event) => { found.reason = event.target.value; }})),
      el("button", {type: "button", id: "join", onclick: join}, "They are one body"))];
}

function judgedTab() {
  const now = new Map([...judged, ...decisions]);
  const list = [...now.values()].filter((one) => !one.decision.startsWith(DATA.undone));
  const rows = list.map((one) => el("tr", {}, el("td", {}, one.name || DATA.names[one.body] || one.body), el("td", {}, one.organisation || one.organisation_id), el("td", {}, one.dataset),
    el("td", {}, one.decision === "same" ? "it is" : "it is not"), el("td", {}, one.reason), el("td", {}, one.by),
    el("td", {}, el("button", {type: "button", "aria-label": `Take back: ${one.organisation || one.organisation_id} of ${one.dataset}`, onclick: () => { put([judged.has(keyOf(one)) ? {...one, decision: DATA.undone + one.decision.replace(DATA.undone, "")} : {...one, remove: true}]); redraw("question"); }}, "Take back"))));
  return [el("h2", {id: "question", tabindex: "-1"}, `${list.length} ${list.length === 1 ? "judgement" : "judgements"}`),
    el("div", {class: "bodies card", tabindex: "0", role: "region", "aria-label": "Judgements"}, el("table", {}, el("thead", {}, el("tr", {}, ["Body across plans", "Body of a plan", "Plan", "Judged", "Why", "By", ""].map((text) => text ? el("th", {scope: "col"}, text) : el("td", {})))), el("tbody", {}, rows)))];
}

const TABS = {proposed: proposedTab, all: allTab, judged: judgedTab};
function opening() { return DATA.proposals.length ? "proposed" : DATA.judged.length ? "judged" : "all"; } // the first that holds something

function keysNow() {
  const proposal = tab === "proposed" ? view.list[view.place] : null;
  return proposal ? {1: () => judgeAll(proposal, "same"), 2: () => judgeAll(proposal, "different"), j: () => step(1), k: () => step(-1)} : {};
}
