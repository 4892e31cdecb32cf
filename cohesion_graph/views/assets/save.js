/* Saving what is shown as SVG or PNG, made in the page; nothing leaves it. */
page.save = (function () {
  const { data } = page;
  const space = "http://www.w3.org/2000/svg";

  function download(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    document.dispatchEvent(new CustomEvent("saved", { detail: { name, type: blob.type, size: blob.size } }));
  }

  /* The still drawing without what is hidden; dimmed parts stay dim; colours are the light ones. */
  function stillText(svg, view) {
    const copy = svg.cloneNode(true);
    const parts = Array.from(copy.querySelectorAll("*"));
    for (const part of parts) {
      if (part.style && part.style.display === "none") { part.remove(); continue; }
      if (part.classList.contains("dim") && !part.classList.contains("node")) part.setAttribute("opacity", "0.15");
      if (part.classList.contains("chosen")) {
        const edge = part.querySelector(":scope > .shape, :scope > .stroke");
        if (edge) { edge.setAttribute("stroke", "#B00068"); edge.setAttribute("stroke-width", "4"); }
      }
      part.removeAttribute("style");
      part.removeAttribute("hidden");
    }
    copy.removeAttribute("aria-hidden");
    copy.setAttribute("xmlns", space);
    const box = keyed(copy, view, svg.viewBox.baseVal);
    copy.setAttribute("viewBox", [box.x, box.y, box.width, box.height].join(" "));
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    const ground = document.createElementNS(space, "rect");
    for (const [name, value] of [["x", box.x], ["y", box.y], ["width", box.width], ["height", box.height], ["fill", "#FFFFFF"]]) ground.setAttribute(name, value);
    copy.prepend(page.lettering.sheet(), ground);
    return new XMLSerializer().serializeToString(copy);
  }

  /* A picture that is a table explains itself; any other leaves the page with its title and its key. */
  function keyed(svg, view, box) {
    return view.drawing === "table" ? box : page.key.added(svg, view, box);
  }

  /* A plain drawing of a network that is too large to come with a still one. */
  function networkText(view, shown) {
    const svg = document.createElementNS(space, "svg");
    const add = (name, values, text) => {
      const part = document.createElementNS(space, name);
      for (const [key, value] of Object.entries(values)) part.setAttribute(key, value);
      if (text) part.textContent = text;
      svg.append(part);
    };
    const spots = new Map(view.network.nodes.filter((node) => shown.nodes.has(node.id)).map((node) => [node.id, node]));
    let left = 0, top = 0, right = 0, bottom = 0;
    for (const spot of spots.values()) {
      left = Math.min(left, spot.x - spot.w); right = Math.max(right, spot.x + spot.w);
      top = Math.min(top, spot.y - spot.h); bottom = Math.max(bottom, spot.y + spot.h);
    }
    for (const edge of view.network.edges) {
      if (!shown.lines.has(edge.id)) continue;
      const a = spots.get(edge.from), b = spots.get(edge.to);
      const line = data.lines.get(edge.id);
      add("path", { d: "M" + a.x + " " + a.y + "L" + b.x + " " + b.y, stroke: data.styles[line.style].colour[0], "stroke-width": edge.width, fill: "none", "stroke-dasharray": line.how ? "6 4" : "none" });
    }
    for (const spot of spots.values()) {
      const kind = data.kinds[data.nodes.get(spot.id).kind];
      const size = data.nodes.get(spot.id).kind + " " + spot.w + " " + spot.h;
      add("path", { d: view.network.outlines[size], transform: "translate(" + spot.x + " " + spot.y + ")", fill: kind.fill[0], stroke: kind.edge[0] });
      const rows = spot.label.split("\n");
      rows.forEach((row, place) => add("text", { x: spot.x, y: spot.y + (place - (rows.length - 1) / 2) * spot.size * 1.2 + spot.size * 0.35, "font-size": spot.size, "text-anchor": "middle", "font-family": "Arial, sans-serif", fill: kind.text[0] }, row));
    }
    const box = keyed(svg, view, { x: left, y: top, width: right - left, height: bottom - top });
    svg.setAttribute("viewBox", [box.x, box.y, box.width, box.height].join(" "));
    svg.prepend(page.lettering.sheet());
    return new XMLSerializer().serializeToString(svg);
  }

  function svgText(view, picture, shown) {
    const svg = picture.still();
    return svg ? stillText(svg, view) : networkText(view, shown);
  }

  function asSvg(view, picture, shown) {
    download(new Blob([svgText(view, picture, shown)], { type: "image/svg+xml" }), data.id + "-" + view.name + ".svg");
  }

  function asPng(view, picture, shown) {
    const image = new Image();
    image.onload = () => {
      const most = 8000;
      const scale = Math.min(2, most / image.width, most / image.height);
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      const ctx = canvas.getContext("2d");
      ctx.fillStyle = "#FFFFFF";
      ctx.fillRect(0, 0, canvas.width, canvas.height);
      ctx.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => { if (blob) download(blob, data.id + "-" + view.name + ".png"); }, "image/png");
      URL.revokeObjectURL(image.src);
    };
    image.src = URL.createObjectURL(new Blob([svgText(view, picture, shown)], { type: "image/svg+xml" }));
  }

  return { asSvg, asPng };
})();
