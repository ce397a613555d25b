// A picture as a file, drawn here: no other program, no other server.

/** Hand a blob to the browser to be saved. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The words of an SVG as a PNG, `scale` times its size. */
export async function pngOf(svg, scale = 2) {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Fetch an SVG of ours and save it as a PNG. */
export async function savePng(address, name) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  save(await pngOf(await answer.text()), name);
}
