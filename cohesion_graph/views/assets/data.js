/* What the page knows: things, lines and words, by identifier, with what was left out put back. */
"use strict";
const page = {};

page.data = (function () {
  const given = JSON.parse(document.getElementById("data").textContent);
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
  const listed = given.lines.map((raw) => {
    const line = withUsual({ label: "", inverse: "", sources: [], how: "", words: [], folded: false, weight: 1 }, raw);
    line.start = nameAt(raw.start);
    line.end = nameAt(raw.end);
    line.through = (raw.through || []).map(nameAt);
    line.key = raw.key || line.start + "~" + raw.term + "~" + line.end;
    lines.set(line.key, line);
    linesOf.get(line.start).push(line);
    if (line.end) linesOf.get(line.end).push(line);
    return line;
  });
  for (const words of given.words) words.node = nameAt(words.node);
  const views = new Map();
  for (const view of given.views) {
    view.lines = view.lines.map((place) => listed[place]);
    view.nodes = view.nodes.map(nameAt);
    if (view.network) {
      for (const node of view.network.nodes) node.id = nameAt(node.id);
      for (const edge of view.network.edges) {
        const line = listed[edge.id];
        Object.assign(edge, { id: line.key, from: line.start, end: edge.to, mark: edge.middle });
        edge.to = line.end;
      }
    }
    views.set(view.name, view);
  }
  const sources = new Map(given.sources.map((source) => [source.id, source]));
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
    id: given.id, title: given.title, focus: given.focus, kinds: given.kinds, styles: given.styles,
    words: given.words, nodes, lines, linesOf, milestones, views, sources, isBody, isInstrument, isItem, nameOf,
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
