/* Bodies shaded by a measure: the darker the more, and the figure itself beside each, so that no shade stands alone. */
page.shades = (function () {
  const { data } = page;
  const steps = [
    [["#e3f0fa", "#111827"], ["#b3d4ee", "#111827"], ["#6fa8d6", "#111827"], ["#1f6fb2", "#ffffff"], ["#08306b", "#ffffff"]],
    [["#12283d", "#f1f5f9"], ["#1d4568", "#f1f5f9"], ["#2f6da3", "#ffffff"], ["#7ab6e8", "#0b1220"], ["#d6ebfc", "#0b1220"]],
  ];

  /* Of each body the fill and the ink of its step, and its figure; nothing where bodies are shown by their kind. */
  function by(measure, theme) {
    if (!measure) return { of: () => null };
    const most = Math.max(1, ...Array.from(data.measures.values(), (one) => one[measure]));
    return { of(id) {
      const one = data.measures.get(id);
      if (!one) return null;
      const [fill, text] = steps[theme][Math.min(4, Math.floor((one[measure] / most) * 5))];
      return { fill, text, figure: String(one[measure]) };
    } };
  }

  /* The figure at the upper right corner. */
  function badge(ctx, spot, shade, paper) {
    const size = Math.max(11, spot.size * 0.85);
    ctx.font = page.lettering.font(size, "bold");
    const wide = ctx.measureText(shade.figure).width + size * 0.6;
    ctx.fillStyle = paper;
    ctx.strokeStyle = shade.text === "#ffffff" ? shade.fill : "#64748b";
    ctx.lineWidth = 1.5;
    ctx.setLineDash([]);
    ctx.fillRect(spot.w / 2 - wide / 2, -spot.h / 2 - size * 0.7, wide, size * 1.3);
    ctx.strokeRect(spot.w / 2 - wide / 2, -spot.h / 2 - size * 0.7, wide, size * 1.3);
    ctx.fillStyle = paper === "#ffffff" ? "#111827" : "#f1f5f9";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(shade.figure, spot.w / 2, -spot.h / 2);
  }

  return { by, badge };
})();
