/* What the page knows: things, lines and words, by identifier, with what was left out put back. */
const page = {};

page.data = (function () {
  const given = JSON.parse(stored.data || document.getElementById("data").textContent);
  const nodes = new Map();
  const lines = new Map();
  const linesOf = new Map();
  const milestones = new Map();
  const withUsual = (usual, value) => Object.assign({}, usual, value);

  const ids = given.nodes.map((raw) => raw.id);
  const nameAt = (place) => (place === undefined ? "" : ids[place]);
  for (const raw of given.nodes) {
    const node = withUsual({ names: [], sources: [], due: [], note: "", words: [] }, raw);
    node.action = nameAt(raw.action);
    node.title = node.title || node.label;
    node.sort = node.sort || node.kind;
    nodes.set(node.id, node);
    linesOf.set(node.id, []);
    if (node.action) {
      if (!milestones.has(node.action)) milestones.set(node.action, []);
      milestones.get(node.action).push(node.id);
    }
  }
  const listed = given.lines.map(([way, start, end, words, key, through, weight]) => {
    const line = withUsual({ label: "", inverse: "", sources: [], how: "", folded: false }, given.ways[way]);
    Object.assign(line, { start: ids[start], end: end < 0 ? "" : ids[end], words, weight: weight || 1, through: (through || []).map(nameAt) });
    line.key = key || line.start + "~" + line.term + "~" + line.end;
    lines.set(line.key, line);
    linesOf.get(line.start).push(line);
    if (line.end) linesOf.get(line.end).push(line);
    return line;
  });
  const words = given.words.map(([shared, node, said, place, quotes, note]) =>
    Object.assign({ node: node < 0 ? "" : ids[node], said, lines: place, quotes, note: note || "" }, given.wordings[shared]));
  const measures = new Map(given.measures.map(([place, led, done, between]) => [ids[place], { led, done, between }]));
  const sources = new Map(given.sources.map((source) => [source.id, source]));

  /* Marks, dashes and ends follow from the line; `encoding.py` and `svg.py` say the same of the still drawing. */
  function edgeOf([place, width, bend, at]) {
    const line = listed[place];
    const several = line.style === "shares" || line.style === "coleads";
    const mark = several || !line.sources.length ? "none" : line.sources.length > 1 ? "bar" : sources.get(line.sources[0]).mark;
    const end = given.styles[line.style].end;
    return {
      id: line.key, from: line.start, to: line.end, width, bend, at, label: line.weight > 1 ? String(line.weight) : "",
      end: end === "none" ? "" : end, mark: mark === "none" ? "" : mark, dashes: line.how ? [6, 4] : [],
    };
  }

  const views = new Map();
  for (const view of given.views) {
    view.lines = view.lines.map((place) => listed[place]);
    view.nodes = view.nodes.map(nameAt);
    if (view.network) {
      view.network.nodes = view.network.nodes.map(([id, x, y, w, h, label, size]) => ({ id: ids[id], x, y, w, h, label, size }));
      view.network.edges = view.network.edges.map(edgeOf);
    }
    views.set(view.name, view);
  }
  const isBody = (node) => ["partnership", "council", "body", "placeholder"].includes(node.kind);
  const isInstrument = (node) => node.kind === "strategy" || node.kind === "measure";
  const isItem = (node) => node.kind === "action" || node.kind === "milestone";

  /* A thing's name as it is read in a list: a reference goes before the words. */
  function nameOf(id) {
    const node = nodes.get(id);
    if (node.kind === "action") return node.title === node.label ? node.label : node.label + " " + node.title;
    if (node.kind === "milestone") return nodes.get(node.action).label + " milestone " + node.label + ": " + node.title;
    return node.label;
  }

  return {
    id: given.id, title: given.title, focus: given.focus, opens: given.opens, kinds: given.kinds, styles: given.styles,
    words, measures, nodes, lines, linesOf, milestones, views, sources, isBody, isInstrument, isItem, nameOf,
  };
})();

/* An element with attributes and children; text only ever enters as text. */
page.make = function (name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined) element.append(child);
  }
  return element;
};

/* The still drawing in a frame; one that is stored comes into the page when it is first wanted, in the place of an image. */
page.stillIn = function (frame, name) {
  if (stored[name] && !frame.querySelector(":scope > svg")) {
    for (const image of frame.querySelectorAll(":scope > img")) image.remove();
    frame.insertAdjacentHTML("afterbegin", stored[name]);
  }
  return frame.querySelector(":scope > svg");
};

/* Does something when the browser has drawn and nothing presses; soon at the latest. */
page.later = function (work) {
  if (window.requestIdleCallback) requestIdleCallback(() => work(), { timeout: 400 });
  else setTimeout(work, 50);
};
