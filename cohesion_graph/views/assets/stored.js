/* What a page in a site has beside it, packed: its data and its still drawings, each as gzip in base64. */
async function unpacked(given) {
  const plain = async ([name, packed]) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    return [name, await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text()];
  };
  return Object.fromEntries(await Promise.all(Object.entries(given).map(plain)));
}
