/* Pictures are measured for Arial's widths (`lettering.py`); where another font stands in, it is made as narrow. */
page.lettering = (function () {
  const FAMILY = 'Arial, "Liberation Sans", Helvetica, sans-serif';
  const ctx = document.createElement("canvas").getContext("2d");
  ctx.font = "100px " + FAMILY;
  const share = Math.min(1, 55.6 / ctx.measureText("0").width);

  /* A canvas font whose words are as wide as Arial's of a size in px. */
  function font(size, weight) { return (weight ? weight + " " : "") + size * share + "px " + FAMILY; }

  /* The same for a drawing that leaves the page, and how it shows what is not lit: a style sheet of its own. */
  function sheet() {
    const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
    style.textContent = "text{font-size-adjust:ch-width 0.556}.node.dim>.shape{fill-opacity:.1;stroke-opacity:.45}.node.dim text{fill:#475569}";
    return style;
  }

  return { font, sheet };
})();
