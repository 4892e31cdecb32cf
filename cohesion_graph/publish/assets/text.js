// A document in several parts: an address such as text#char=218,324 may name a place in another part; go there.
"use strict";
function follow() {
  const place = /^#char=(\d+),/.exec(decodeURIComponent(location.hash));
  if (!place || document.getElementById(location.hash.slice(1))) return;
  for (const part of document.querySelectorAll("#ranges li")) {
    if (Number(place[1]) >= Number(part.dataset.first) && Number(place[1]) < Number(part.dataset.last)) {
      location.replace(part.dataset.path + location.hash);
      return;
    }
  }
}
addEventListener("hashchange", follow);
follow();
