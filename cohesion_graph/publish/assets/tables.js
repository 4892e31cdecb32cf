// Gives every table of a page the tools of `worktable.js`, what its headings and the terms of the page mean (GLOSSARY, written before this by the
// build) and, for small screens, the name of its column to each cell; shows the address of what a page is about; and prints what is folded too.
"use strict";
document.querySelectorAll("main table").forEach(function (table, number) {
  const section = table.closest("section");
  const names = Array.from(table.tHead.rows[0].cells, function (head) { return head.textContent; });
  for (const head of table.tHead.rows[0].cells) if (GLOSSARY[head.textContent]) head.dataset.about = GLOSSARY[head.textContent];
  for (const row of table.tBodies[0].rows) for (const cell of row.cells) cell.dataset.label = names[cell.cellIndex];
  const heading = section && section.querySelector("[id]");
  const title = (heading && heading.textContent) || document.querySelector("h1").textContent;
  worktable.on(table, heading ? heading.id : "table-" + number, title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60).toLowerCase());
});
for (const term of document.querySelectorAll("dt")) if (GLOSSARY[term.textContent]) term.dataset.about = GLOSSARY[term.textContent];
const forms = document.querySelector(".forms"), isThing = document.querySelector('head [type="text/turtle"]');
if (forms && isThing) {
  const address = forms.appendChild(document.createElement("p"));
  address.className = "address";
  address.append("Address: ", document.createElement("code"));
  address.lastChild.textContent = document.querySelector("[rel=canonical]").href;
}
addEventListener("beforeprint", function () {
  for (const folded of document.querySelectorAll("main details:not(.tabletools)")) folded.open = true;
});
