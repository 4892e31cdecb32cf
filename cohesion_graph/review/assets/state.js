"use strict";
// What was decided, in any desk: kept in the browser's own storage as one works, undone and redone, saved as one CSV file.
const DATA = JSON.parse(document.getElementById("content").textContent);
const $ = (id) => document.getElementById(id);
const STORE = `review:${DATA.dataset}:${DATA.digest}`;
const decisions = new Map();
let past = [], ahead = [], started = 0, counted = 0;

function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined) node.append(child);
  return node;
}

// A change is a list of [key, before, after]; undoing puts the befores back.
function put(list) {
  const change = list.map((one) => {
    const now = one.remove ? undefined : full(one);
    const key = keyOf(full(one));
    return [key, decisions.get(key), now];
  });
  past.push(change); ahead = [];
  carry(change, 2);
}

function carry(change, side) {
  const lines = [];
  for (const step of change) {
    const [key] = step, now = step[side];
    if (now) decisions.set(key, now); else decisions.delete(key);
    const other = step[side === 2 ? 1 : 2];
    if (now || other) lines.push(now || undone(other));
  }
  keep(); send(lines); showProgress();
}

function undo() { const change = past.pop(); if (change) { ahead.push(change); carry(change, 1); say("Undone."); redraw(); } }
function redo() { const change = ahead.pop(); if (change) { past.push(change); carry(change, 2); say("Done again."); redraw(); } }

function keep() {
  try { localStorage.setItem(STORE, JSON.stringify([...decisions.values()])); }
  catch { say("Your browser keeps nothing for this file: save decisions.csv before you close it."); }
}

function recall() {
  try { for (const one of JSON.parse(localStorage.getItem(STORE) || "[]")) decisions.set(keyOf(one), one); }
  catch { /* storage is off: nothing to recall */ }
}

let said = 0;
function say(text) { $("told").textContent = text; window.clearTimeout(said); said = window.setTimeout(() => { $("told").textContent = ""; }, 8000); }

function showProgress() {
  const [done, open, before] = progress();
  const pace = counted > 2 ? (performance.now() - started) / counted / 1000 : 8;
  const minutes = Math.max(1, Math.round((open - done) * pace / 60));
  const left = done === open ? "all decided" : `about ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  const now = open ? `${done} of ${open}, ${left}` : "Nothing waits for a decision";
  $("progress").textContent = `${now}${before ? `; ${before} settled before` : ""}`;
  $("done").max = Math.max(1, open); $("done").value = done; $("done").hidden = !open;
  $("undo").disabled = !past.length; $("redo").disabled = !ahead.length;
}

function pace() { if (!started) started = performance.now(); counted += 1; }

// Cells that a spreadsheet would run as a formula get an apostrophe, which reading takes away again.
function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csv(list) {
  const rows = list.map((one) => DATA.columns.map((name) => cell(String(one[name] ?? ""))).join(","));
  return "\ufeff" + [DATA.columns.join(","), ...rows].join("\r\n") + "\r\n";
}

function save() {
  if (!$("role").value.trim()) { say("Say in which role you decide first."); $("role").focus(); return; }
  const link = el("a", {download: "decisions.csv", href: URL.createObjectURL(new Blob([csv([...decisions.values()])], {type: "text/csv"}))});
  document.body.append(link); link.click(); link.remove();
  say(`Saved ${decisions.size} ${decisions.size === 1 ? "decision" : "decisions"}. Bring them in with: ${DATA.bring}`);
}

// Where the page is served, each decision is written at once; one after the other, so that none overtakes another.
let sending = Promise.resolve();
function send(lines) {
  if (!DATA.live) return;
  const body = csv(lines.map((one) => full(one)));
  sending = sending.then(async () => {
    try {
      const answer = await fetch("decisions", {method: "POST", headers: {"Content-Type": "text/csv", "X-Desk-Token": DATA.token}, body});
      const text = await answer.text();
      $("save").dataset.saved = answer.ok ? "yes" : "no";
      say(answer.ok ? DATA.saved : `Not saved: ${text}`);
    } catch { say("Not saved: the desk is not running any more. Save decisions.csv instead."); }
  });
}
