// A picture of the page as PNG, drawn by the browser itself: a still page has nobody else to ask for one.

const SCALE = 2; // pixels to one of the picture's own
const LARGEST = 16_000; // pixels of a side that browsers draw
const LOOKS = [
  "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
  "paint-order", "opacity", "display", "font-family", "font-size", "font-weight", "text-anchor",
]; // prettier-ignore

/** Put a link "PNG" beside that to the SVG, which saves the picture as it looks now: its years, its light or dark. */
export function saveAsPng(beside: HTMLAnchorElement, picture: SVGSVGElement): void {
  const link = document.createElement("a");
  link.href = beside.href.replace(/\.svg$/, ".png");
  link.textContent = "PNG";
  link.download = (beside.pathname.split("/").at(-1) ?? "picture.svg").replace(/\.svg$/, ".png");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    void draw(picture).then((png) => save(png, link.download));
  });
  beside.after(" · ", link);
}

/** The picture as a document of its own: what style sheets say of each of its parts is written into it. */
export function standalone(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [picture, ...picture.querySelectorAll("*")];
  for (const [place, part] of [copy, ...copy.querySelectorAll("*")].entries()) {
    const original = originals[place];
    if (!original) continue;
    const looks = getComputedStyle(original);
    for (const name of LOOKS) {
      const value = looks.getPropertyValue(name);
      if (value) part.setAttribute(name, value);
    }
    part.removeAttribute("class");
    part.removeAttribute("href");
  }
  const { width, height } = picture.viewBox.baseVal;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

async function draw(picture: SVGSVGElement): Promise<Blob | null> {
  const { width, height } = picture.viewBox.baseVal;
  const scale = Math.min(SCALE, LARGEST / Math.max(width, height));
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([standalone(picture)], { type: "image/svg+xml" }));
  await image.decode();
  URL.revokeObjectURL(image.src);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const paper = canvas.getContext("2d");
  if (!paper) return null;
  paper.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function save(png: Blob | null, name: string): void {
  if (!png) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(png);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
