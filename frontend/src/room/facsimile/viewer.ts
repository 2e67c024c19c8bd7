// OpenSeadragon as the room uses it: one picture at a time, in tiles or whole, with boxes over it.
import OpenSeadragon from "openseadragon";

interface Tiles {
  width: number;
  height: number;
  tile: number;
  lowest: number;
  at: (level: number, x: number, y: number) => string;
}
export type Picture = Tiles | { address: string };
type Box = [number, number, number, number];

export interface Shown {
  /** Show a picture; whether it could be. */
  show: (picture: Picture) => Promise<boolean>;
  clear: () => void;
  /** Light boxes, given as shares of the picture, and bring the first into view. */
  light: (boxes: Box[]) => void;
  zoom: (by: number) => void;
  turn: () => void;
  close: () => void;
}

/** OpenSeadragon puts a style of its own into the page, which our policy forbids, unless it finds it there already. */
function keepItsStyleOut(): void {
  if (document.querySelector("style[data-openseadragon-mobile-css]")) return;
  const none = document.createElementNS("urn:variorum:none", "style"); // an element of that name, and no style
  none.setAttribute("data-openseadragon-mobile-css", "true");
  document.head.append(none);
}

export function open(element: HTMLElement, said: { clicked: (x: number, y: number) => void; label: string }): Shown {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  keepItsStyleOut();
  const viewer = new OpenSeadragon.Viewer({
    element,
    drawer: "canvas",
    showNavigationControl: false,
    animationTime: calm ? 0 : 0.4,
    immediateRender: calm,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    gestureSettingsTouch: { clickToZoom: false },
    maxZoomPixelRatio: 3,
    visibilityRatio: 0.6,
    crossOriginPolicy: false,
  });
  viewer.canvas.setAttribute("role", "group");
  viewer.canvas.setAttribute("aria-label", said.label);
  let lit: HTMLElement[] = [];

  const image = (): OpenSeadragon.TiledImage | undefined => (viewer.world.getItemCount() ? viewer.world.getItemAt(0) : undefined);

  viewer.addHandler("canvas-click", (event) => {
    const there = image();
    if (!event.quick || !there) return;
    const point = there.viewportToImageCoordinates(viewer.viewport.pointFromPixel(event.position));
    const { x: width, y: height } = there.getContentSize();
    const [x, y] = [point.x / width, point.y / height];
    if (x >= 0 && x <= 1 && y >= 0 && y <= 1) said.clicked(x, y);
  });

  function clear(): void {
    light([]);
    viewer.close();
  }

  function light(boxes: Box[]): void {
    for (const one of lit) viewer.removeOverlay(one);
    lit = [];
    const there = image();
    if (!there || !boxes.length) return;
    const { x: width, y: height } = there.getContentSize();
    const places = boxes.map(([left, top, across, down]) =>
      there.imageToViewportRectangle(left * width, top * height, across * width, down * height),
    );
    lit = places.map((location) => {
      const box = document.createElement("div");
      box.className = "lit-box";
      viewer.addOverlay({ element: box, location });
      return box;
    });
    const first = places[0];
    const seen = viewer.viewport.getBounds();
    if (first && !contains(seen, first)) viewer.viewport.panTo(first.getCenter());
  }

  return {
    clear,
    light,
    show: (picture) =>
      new Promise((done) => {
        light([]);
        const turned = viewer.viewport?.getRotation() ?? 0;
        viewer.addOnceHandler("open", () => {
          viewer.viewport.setRotation(turned, true);
          done(true);
        });
        viewer.addOnceHandler("open-failed", () => done(false));
        viewer.open(sourceOf(picture));
      }),
    zoom: (by) => {
      viewer.viewport.zoomBy(by);
      viewer.viewport.applyConstraints();
    },
    turn: () => viewer.viewport.setRotation((viewer.viewport.getRotation() + 90) % 360),
    close: () => viewer.destroy(),
  };
}

function sourceOf(picture: Picture): OpenSeadragon.TileSourceSpecifier {
  if ("address" in picture) return { type: "image", url: picture.address } as unknown as OpenSeadragon.TileSourceSpecifier;
  const highest = Math.ceil(Math.log2(Math.max(picture.width, picture.height)));
  return {
    width: picture.width,
    height: picture.height,
    tileSize: picture.tile,
    minLevel: picture.lowest,
    maxLevel: highest,
    getTileUrl: picture.at,
  } as unknown as OpenSeadragon.TileSourceSpecifier;
}

function contains(outer: OpenSeadragon.Rect, inner: OpenSeadragon.Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}
