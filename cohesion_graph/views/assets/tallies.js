/* Bars and cells that count lines, counted anew from the lines that are shown; `tallies.py` draws them first. */
page.tallies = (function () {
  const number = (value) => value.toLocaleString("en-GB");

  function counts(view, shown) {
    const found = new Map();
    view.lines.forEach((line, place) => {
      const bar = view.bars[place];
      if (shown.lines.has(line.key)) found.set(bar, (found.get(bar) || 0) + 1);
    });
    return (element) => found.get(Number(element.dataset.bar)) || 0;
  }

  function bars(group, count) {
    const from = Number(group.dataset.from);
    const way = Number(group.dataset.way);
    let long = 0;
    let total = 0;
    const told = [];
    const all = Array.from(group.querySelectorAll("rect[data-bar]"));
    for (const bar of all) {
      const wide = count(bar) * Number(group.dataset.unit);
      bar.setAttribute("x", (way > 0 ? from + long : from - long - wide).toFixed(1));
      bar.setAttribute("width", wide.toFixed(1));
      long += wide;
      total += count(bar);
      if (count(bar)) told.push(bar.dataset.word + " " + number(count(bar)));
    }
    const said = group.querySelector("tspan");
    said.setAttribute("x", (from + way * (long + 6)).toFixed(1));
    said.textContent = "named" in group.dataset && total ? number(total) + ": " + told.join(", ") : number(total);
  }

  /* Bring a drawing or a table picture up to date. */
  function recount(root, view, shown) {
    if (!view.bars.length) return;
    const count = counts(view, shown);
    for (const group of root.querySelectorAll(".bars")) bars(group, count);
    for (const cell of root.querySelectorAll("td[data-bar]")) cell.textContent = count(cell) ? number(count(cell)) : "";
    for (const cell of root.querySelectorAll("g[data-bar] tspan")) cell.textContent = count(cell.closest("[data-bar]")) ? number(count(cell.closest("[data-bar]"))) : "";
  }

  return { recount };
})();
