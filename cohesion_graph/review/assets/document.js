// The document as it is laid out: lines with their numbers, cells of a table side by side, words marked.
const lines = new Map();
const AROUND = 7;

function linesOf(id) {
  if (!lines.has(id)) {
    const text = DATA.sources.find((one) => one.id === id).text;
    let place = 0;
    lines.set(id, text.split("\n").map((line) => {
      const start = place; // in code points, as everywhere in a dataset
      place += points(line) + 1;
      return {start, line};
    }));
  }
  return lines.get(id);
}

function points(text) { let count = 0; for (const _ of text) count += 1; return count; }

function lineAt(list, place) {
  let low = 0, high = list.length - 1;
  while (low < high) { const middle = (low + high + 1) >> 1; if (list[middle].start <= place) low = middle; else high = middle - 1; }
  return low;
}

// One cell, its characters cut where marks begin and end; each piece knows its first code point.
function pieces(text, start, spans) {
  const letters = [...text], cuts = new Set([0, letters.length]);
  for (const [from, to] of spans) for (const cut of [from - start, to - start]) if (cut > 0 && cut < letters.length) cuts.add(cut);
  const order = [...cuts].sort((a, b) => a - b), found = [];
  for (let n = 0; n + 1 < order.length; n += 1) {
    const from = start + order[n], to = start + order[n + 1];
    const isMarked = spans.some(([a, b]) => a < to && from < b);
    found.push(el(isMarked ? "mark" : "span", {"data-start": from}, letters.slice(order[n], order[n + 1]).join("")));
  }
  return found;
}

function row(source, number, spans, isHead) {
  const {start, line} = linesOf(source)[number];
  const cells = line.split("\t"), width = widest.get(source) || 1;
  let place = start;
  const made = cells.map((text, column) => {
    const here = place; place += points(text) + 1;
    const last = column === cells.length - 1;
    return el("td", {colspan: last ? Math.max(1, width - column) : null}, pieces(text, here, spans));
  });
  return el("tr", {class: isHead ? "head" : null}, el("th", {scope: "row", class: "n"}, String(number + 1)), made);
}

const widest = new Map();
function documentView(source, spans, around = AROUND) {
  const list = linesOf(source), told = DATA.sources.find((one) => one.id === source);
  const numbers = spans.flatMap(([a, b]) => [lineAt(list, a), lineAt(list, Math.max(a, b - 1))]);
  let first = Math.max(0, Math.min(...numbers) - around), last = Math.min(list.length - 1, Math.max(...numbers) + around);
  if (last - first > 400) last = first + 400;
  widest.set(source, Math.max(1, ...list.slice(first, last + 1).map((one) => one.line.split("\t").length)));
  const above = told.headings.map((one) => one - 1).filter((one) => one < first);
  const tabled = above.filter((one) => list[one].line.includes("\t")).pop();
  const named = above.filter((one) => !list[one].line.includes("\t") && list[one].line.length > 11).pop();
  const heads = [...new Set([named, tabled].filter((one) => one !== undefined))].sort((a, b) => a - b);
  const body = el("tbody", {}, heads.map((one) => row(source, one, spans, true)));
  for (let n = first; n <= last; n += 1) if (list[n].line.trim() || around > 50) body.append(row(source, n, spans, told.headings.includes(n + 1)));
  const table = el("table", {}, body);
  const box = el("div", {class: "document card", tabindex: "0", role: "region", "aria-label": `${told.label}, lines ${first + 1} to ${last + 1}`, "data-source": source}, table);
  window.requestAnimationFrame(() => {
    const mark = box.querySelector("mark");
    if (mark) box.scrollTop = Math.max(0, mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3);
  });
  const more = el("button", {type: "button", onclick: () => side.replaceWith(documentView(source, spans, around * 4 + 20))}, "Show more of the document");
  const side = el("section", {"aria-label": "The document"}, el("h2", {}, told.title), box, el("div", {class: "tools"}, last - first < 400 && (first > 0 || last < list.length - 1) ? more : null, marking(source)));
  return side;
}

// Words that a person marks in the document: what is missing gets them as its evidence, a name is withheld.
function marked() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const box = (range.startContainer.parentElement || range.startContainer).closest(".document");
  if (!box || !box.contains(range.endContainer)) return null;
  const at = (node, offset) => {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-start]");
    return piece ? Number(piece.dataset.start) + points(node.textContent.slice(0, node.nodeType === 3 ? offset : 0)) : null;
  };
  const start = at(range.startContainer, range.startOffset), end = at(range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : {source: box.dataset.source, start, end, text: selection.toString().replace(/\s+/g, " ").trim()};
}

function marking(source) {
  const make = (action) => () => {
    const words = marked();
    if (!words || words.source !== source) { say("Mark the words in the document first."); return; }
    const span = `${words.start}..${words.end}`;
    if (action === "name") put([{kind: "name", doubt: source, words: span}]);
    else if (action === "milestone") {
      const ref = current.action || (window.prompt("The reference of the action it belongs to") || "").trim();
      if (!ref) return;
      put([{kind: "missing", doubt: ref, words: span, value: words.text}]);
    } else {
      const ref = (window.prompt("The reference of the missing action") || "").trim();
      if (!ref) return;
      put([{kind: "missing", doubt: source, reading: ref, words: span, value: words.text}]);
    }
    say(`Noted: ${words.text.slice(0, 60)}`); redraw();
  };
  return el("details", {}, el("summary", {}, "Marked words are …"), el("div", {class: "tools"},
    el("button", {type: "button", onclick: make("milestone")}, "a milestone that is missing"),
    el("button", {type: "button", onclick: make("action")}, "an action that is missing"),
    el("button", {type: "button", onclick: make("name")}, "a person's name")));
}
const current = {action: ""};
