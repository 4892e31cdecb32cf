/* The key of a saved picture: its title, how it is read, and what its shapes and lines mean, from the page's legend. */
page.key = (function () {
  const { data } = page;
  const space = "http://www.w3.org/2000/svg";
  const WIDE = 240;
  const TALL = 20;
  const MARGIN = 16;

  function part(name, values, text) {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    return element;
  }

  /* Samples with their words, as far as the legend shows them and they are not switched off. */
  function entries() {
    const isIn = (entry) => !entry.hidden && !entry.closest("fieldset").hidden && (!entry.querySelector("input") || entry.querySelector("input").checked);
    return Array.from(document.querySelectorAll("#legend label, #legend .key")).filter(isIn)
      .map((entry) => [entry.querySelector(".sample"), entry.querySelector(".sample + span").textContent]);
  }

  /* Words over as many lines as they need; the font's letters are on average half as wide as high. */
  function broken(words, room) {
    const lines = [""];
    for (const word of words.split(" ")) {
      const last = lines[lines.length - 1];
      if (last && (last.length + word.length + 1) * 6.2 > room) lines.push(word);
      else lines[lines.length - 1] = last ? last + " " + word : word;
    }
    return lines;
  }

  /* Adds the key below what a drawing's box holds; gives the box of both. */
  function added(svg, view, box) {
    const columns = Math.max(1, Math.floor((box.width - 2 * MARGIN) / WIDE));
    const left = box.x + MARGIN;
    const group = part("g", { class: "key", "font-family": "Arial, Liberation Sans, Helvetica, sans-serif", "font-size": 12, fill: "#111827" });
    let top = box.y + box.height + MARGIN;
    for (const line of broken(view.title + " – " + data.title, (box.width - 2 * MARGIN) * 0.85)) {
      group.append(part("text", { x: left, y: top + 10, "font-weight": "bold", "font-size": 13 }, line));
      top += TALL;
    }
    const about = document.querySelector('section[data-view="' + view.name + '"] .about').textContent;
    for (const line of broken(about, box.width - 2 * MARGIN)) {
      group.append(part("text", { x: left, y: top + 10 }, line));
      top += TALL - 4;
    }
    const heights = Array(columns).fill(top + 4);
    for (const [sample, words] of entries()) {
      const column = heights.indexOf(Math.min(...heights));
      const [x, y] = [left + column * WIDE, heights[column]];
      const shape = part("g", { transform: "translate(" + (x + 17) + " " + (y + 9) + ")" });
      shape.append(...Array.from(sample.children, (child) => child.cloneNode(true)));
      group.append(shape);
      const lines = broken(words, WIDE - 52);
      lines.forEach((line, place) => group.append(part("text", { x: x + 42, y: y + 13 + place * 14 }, line)));
      heights[column] += TALL + (lines.length - 1) * 14;
    }
    svg.append(group);
    return { x: box.x, y: box.y, width: box.width, height: Math.max(...heights) + MARGIN - box.y };
  }

  return { added };
})();
