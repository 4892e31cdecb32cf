// The search: a thing that is called what was typed, then what holds the words, then what nearly does; a question
// such as "who leads CC6" leads to its answer. No request is made, nothing is stored.
"use strict";
(function () {
  const MOST = 50;
  const field = document.getElementById("finder");
  const found = document.getElementById("found");
  const results = document.getElementById("results");
  const stop = new Set(COHESION_INDEX.stop);
  const asked = COHESION_INDEX.asked.map(function (one) { return { words: new Set(one[0]), places: one[1], told: one[2] }; });

  function folded(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’'‘]/g, "").toLowerCase(); }

  /* Words; a reference typed apart ("CC 6", "cc-6") is one word, as documents print it. */
  function words(text) {
    const parts = folded(text).match(/[\p{L}\p{N}]+/gu) || [];
    return parts.reduce(function (all, part) {
      const before = all[all.length - 1];
      if (before && /^\d+$/.test(part) && /^[a-z]{1,3}$/.test(before) && !stop.has(before)) all[all.length - 1] = before + part;
      else all.push(part);
      return all;
    }, []);
  }

  let path = ""; // each begins as the one before
  const entries = COHESION_INDEX.entries.map(function ([title, kind, same, rest, told = "", names = [], thing = ""], id) {
    path = path.slice(0, same) + rest;
    return { id: id, title: title, kind: COHESION_INDEX.kinds[kind], path: path, words: told, names: names.join(" · "), called: names, thing: thing };
  });
  const called = new Map();
  for (const one of entries) {
    for (const name of [one.title].concat(one.called)) {
      const key = words(name).join("");
      if (!called.has(key)) called.set(key, []);
      if (!called.get(key).includes(one)) called.get(key).push(one);
    }
  }
  const index = new MiniSearch({
    fields: ["title", "names", "words"], tokenize: words, processTerm: function (term) { return term; },
    searchOptions: {
      boost: { title: 4, names: 6 },
      prefix: function (term) { return term.length > 1; },
      fuzzy: function (term) { return term.length > 3 && !/\d/.test(term) ? 0.25 : false; },
      weights: { fuzzy: 0.2, prefix: 0.5 },
      boostDocument: function (id) { return entries[id].thing || entries[id].kind === "Question" ? 2 : entries[id].kind === "List" ? 3 : 1; },
    },
  });
  const ready = index.addAllAsync(entries);

  /* The things called so: the name as it is, or without a leading "the". */
  function byName(wanted) {
    const bare = wanted[0] === "the" ? wanted.slice(1) : wanted;
    return called.get(wanted.join("")) || called.get(bare.join("")) || [];
  }

  /* What was typed: the words of a name, and which question is put about it, if any. */
  function understood(text) {
    const all = words(text);
    if (byName(all).length) return { wanted: all, question: null };
    const about = all.map(function (word) { return asked.find(function (one) { return one.words.has(word); }); });
    const question = about.filter(Boolean).pop() || null; // "who shares CC6" asks about sharing
    const wanted = all.filter(function (word, place) { return !stop.has(word) && !about[place]; });
    return { wanted: wanted, question: question, all: all };
  }

  function hits(text) {
    const { wanted, question, all } = understood(text);
    const name = wanted.length ? wanted : all || [];
    const first = byName(name);
    const sought = name.filter(function (word) { return !stop.has(word); }).join(" ");
    let rest = index.search(sought, { combineWith: "AND" });
    const nearly = !first.length && rest.every(function (hit) { return !hit.terms.some(function (term) { return name.includes(term) || name.some(function (word) { return term.startsWith(word); }); }); });
    let some = false;
    if (!rest.length && !first.length) { rest = index.search(sought, { combineWith: "OR" }).filter(function (hit) { return hit.queryTerms.length * 2 >= name.length; }); some = rest.length > 0 && name.length > 1; }
    const list = first.concat(rest.map(function (hit) { return entries[hit.id]; }).filter(function (one) { return !first.includes(one); }));
    return { list: list, wanted: name, question: question, note: some ? "Nothing holds all of these words; this holds some of them." : list.length && nearly ? "Nothing is spelt so; this is spelt nearly so." : "" };
  }

  function excerpt(text, wanted) {
    const plain = folded(text);
    const places = wanted.map(function (word) { return plain.indexOf(word); }).filter(function (at) { return at >= 0; });
    let place = Math.max(0, (places.length ? Math.min.apply(null, places) : 0) - 60);
    if (place > 0) place = text.indexOf(" ", place) + 1;
    return (place > 0 ? "…" : "") + text.slice(place, place + 220) + (place + 220 < text.length ? "…" : "");
  }

  function item(one, wanted, question) {
    const li = document.createElement("li");
    const link = document.createElement("a");
    const place = question && question.places[one.thing];
    link.href = "../" + one.path + (place ? "#" + place : "");
    link.textContent = place ? one.title + ": " + question.told : one.title;
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = one.kind;
    li.append(link, kind);
    const told = [one.names, one.words].filter(Boolean).join(" · ");
    if (told) {
      const text = document.createElement("p");
      text.textContent = excerpt(told, wanted);
      li.append(text);
    }
    return li;
  }

  function search() {
    if (!words(field.value).length) { results.replaceChildren(); found.textContent = ""; return; }
    const { list, wanted, question, note } = hits(field.value);
    results.replaceChildren.apply(results, list.slice(0, MOST).map(function (one) { return item(one, wanted, question); }));
    const count = list.length === 1 ? "1 result" : list.length + " results";
    found.textContent = (list.length > MOST ? count + ", the first " + MOST + " shown" : list.length ? count : "Nothing was found. Try other words.") + (note ? ". " + note : "");
  }

  function remember() {
    try { history.replaceState(null, "", "?q=" + encodeURIComponent(field.value)); } catch (error) { /* from a disk some browsers refuse; the result stands */ }
  }

  field.value = new URLSearchParams(location.search).get("q") || "";
  ready.then(function () {
    field.addEventListener("input", search);
    search();
  });
  field.form.addEventListener("submit", function (event) {
    event.preventDefault();
    remember();
    ready.then(search);
  });
})();
