/* Names beside things that are drawn too small to read: of a chosen thing and what it is linked to, else of large ones. */
page.flags = (function () {
  const SIZE = 12;
  const TALL = 16;
  const MOST = 60;
  const FONT = page.lettering.font(SIZE);

  /* Each name at the first of some places beside its thing that is free and in view; the others are in the details. */
  function placed(things, view, width) {
    const found = [];
    const isFree = (box) => box.x >= 0 && box.y >= 0 && box.x + box.w <= view.w && box.y + box.h <= view.h &&
      !found.some((one) => box.x < one.x + one.w && one.x < box.x + box.w && box.y < one.y + one.h && one.y < box.y + box.h);
    for (const thing of things.slice(0, MOST)) {
      const w = width(thing.text) + 8;
      const { x, y } = thing;
      const [aside, off] = [thing.w / 2 + 3, thing.h / 2 + 3];
      const places = [[x - w / 2, y + off], [x - w / 2, y - off - TALL], [x + aside, y - TALL / 2], [x - aside - w, y - TALL / 2], [x + aside, y + off], [x - aside - w, y - off - TALL]];
      const box = places.map(([left, top]) => ({ id: thing.id, text: thing.text, x: left, y: top, w, h: TALL })).find(isFree);
      if (box) found.push(box);
    }
    return found;
  }

  /* In px of the screen, whatever the zoom. */
  function draw(ctx, boxes, look) {
    ctx.font = FONT;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    for (const box of boxes) {
      ctx.fillStyle = look.paper;
      ctx.fillRect(box.x, box.y, box.w, box.h);
      ctx.lineWidth = box.id === look.chosen ? 2 : 1;
      ctx.strokeStyle = box.id === look.chosen ? look.accent : look.rule;
      ctx.strokeRect(box.x, box.y, box.w, box.h);
      ctx.fillStyle = look.ink;
      ctx.fillText(box.text, box.x + 4, box.y + TALL - 4);
    }
  }

  return { placed, draw, FONT };
})();
