// The search: every word must begin a word of the entry; titles count more. No request is made, nothing is stored.
"use strict";
(function () {
  const MOST = 100;
  const field = document.getElementById("finder");
  const found = document.getElementById("found");
  const results = document.getElementById("results");

  function words(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  }

  const entries = COHESION_INDEX.entries.map(function (entry) {
    return { entry: entry, title: " " + words(entry[0]).join(" "), all: " " + words(entry[0] + " " + entry[3]).join(" ") };
  });

  function score(one, wanted) {
    let sum = 0;
    for (const word of wanted) {
      if (!one.all.includes(" " + word)) return 0;
      sum += one.title.includes(" " + word + " ") || one.title.endsWith(" " + word) ? 6 : one.title.includes(" " + word) ? 4 : 1;
    }
    const titled = one.title.split(" ").length - 1;
    return sum + 5 * wanted.length / titled + (one.title.trim() === wanted.join(" ") ? 20 : 0);
  }

  function excerpt(text, wanted) {
    const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    let place = Math.max(0, Math.min.apply(null, wanted.map(function (w) { const at = folded.indexOf(w); return at < 0 ? Infinity : at; }).concat([text.length])) - 60);
    if (place > 0) place = text.indexOf(" ", place) + 1;
    const part = text.slice(place, place + 220);
    return (place > 0 ? "…" : "") + part + (place + 220 < text.length ? "…" : "");
  }

  function item(entry, wanted) {
    const li = document.createElement("li");
    const link = document.createElement("a");
    link.href = "../" + entry[2];
    link.textContent = entry[0];
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = COHESION_INDEX.kinds[entry[1]];
    li.append(link, kind);
    if (entry[3]) {
      const words = document.createElement("p");
      words.textContent = excerpt(entry[3], wanted);
      li.append(words);
    }
    return li;
  }

  function search() {
    const wanted = words(field.value);
    results.replaceChildren();
    if (!wanted.length) { found.textContent = ""; return; }
    const hits = entries.map(function (one) { return { one: one, score: score(one, wanted) }; })
      .filter(function (hit) { return hit.score > 0; });
    hits.sort(function (a, b) { return b.score - a.score; });
    const shown = hits.slice(0, MOST);
    results.append.apply(results, shown.map(function (hit) { return item(hit.one.entry, wanted); }));
    const count = hits.length === 1 ? "1 result" : hits.length + " results";
    found.textContent = hits.length > MOST ? count + ", the first " + MOST + " shown" : hits.length ? count : "Nothing was found. Try fewer words, or the beginning of a word.";
  }

  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", search);
  field.form.addEventListener("submit", function (event) {
    event.preventDefault();
    try { history.replaceState(null, "", "?q=" + encodeURIComponent(field.value)); } catch (error) { /* from a disk some browsers refuse; the result stands */ }
    search();
  });
  search();
})();
