// Gives every table of a page the tools of `worktable.js`, and prints what is folded too.
"use strict";
document.querySelectorAll("main table").forEach(function (table, number) {
  const section = table.closest("section");
  const heading = section && section.querySelector("[id]");
  const title = (heading && heading.textContent) || document.querySelector("h1").textContent;
  worktable.on(table, heading ? heading.id : "table-" + number, title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60).toLowerCase());
});
addEventListener("beforeprint", function () {
  for (const folded of document.querySelectorAll("main .folded > details")) folded.open = true;
});
