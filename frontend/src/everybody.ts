/** A network of thousands drawn by WebGL: two kinds of lines, points, and a camera; the names are set beside it. */

export interface Everybody {
  side: number;
  /** x, y, radius, 1 for a group, name, page. */
  nodes: (readonly [x: number, y: number, size: number, group: number, name: string, address: string])[];
  /** Two places in the list of nodes, and 1 where they only could have met. */
  ties: (readonly [one: number, other: number, inferred: number])[];
}

/** What is seen: the middle in the network's own measure, and how many pixels one of its units is. */
export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Colours {
  person: string;
  group: string;
  tie: string;
}

const FEW_TIES = 1500; // of more each is drawn fainter
const ROOMY = 600; // points that do not cover one another; of more each is drawn smaller until one comes nearer

const LINES = `attribute vec2 at; uniform vec2 middle; uniform vec2 reach;
void main() { vec2 p = (at - middle) * reach; gl_Position = vec4(p.x, -p.y, 0.0, 1.0); }`;
const LINE = "precision mediump float; uniform vec4 colour; void main() { gl_FragColor = colour; }";
const POINTS = `attribute vec2 at; attribute float size; attribute float group; uniform vec2 middle; uniform vec2 reach;
uniform float zoom; varying float square;
void main() { vec2 p = (at - middle) * reach; gl_Position = vec4(p.x, -p.y, 0.0, 1.0);
gl_PointSize = max(3.0, 2.0 * size * zoom); square = group; }`;
const POINT = `precision mediump float; uniform vec4 person; uniform vec4 company; varying float square;
void main() { vec2 p = gl_PointCoord - 0.5; if (square < 0.5 && dot(p, p) > 0.25) discard;
gl_FragColor = square < 0.5 ? person : company; }`;

/** A drawing of everybody on a canvas; null where the browser has no WebGL. */
export function drawing(canvas: HTMLCanvasElement, all: Everybody): ((camera: Camera, colours: Colours) => void) | null {
  const gl = canvas.getContext("webgl", { antialias: true, preserveDrawingBuffer: true, premultipliedAlpha: false });
  if (!gl) return null;
  const lines = program(gl, LINES, LINE);
  const points = program(gl, POINTS, POINT);
  if (!lines || !points) return null;
  const ends = (inferred: number): Float32Array =>
    new Float32Array(
      all.ties.filter((tie) => tie[2] === inferred).flatMap(([one, other]) => [...place(all, one), ...place(all, other)]),
    );
  const [said, could] = [filled(gl, ends(0)), filled(gl, ends(1))];
  const nodes = filled(gl, new Float32Array(all.nodes.flatMap(([x, y, size, group]) => [x, y, size, group])));
  gl.enable(gl.BLEND);
  gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);

  return (camera, colours) => {
    const [wide, high] = [canvas.width, canvas.height];
    const reach = [(2 * camera.scale) / wide, (2 * camera.scale) / high] as const;
    gl.viewport(0, 0, wide, high);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.useProgram(lines);
    aim(gl, lines, camera, reach);
    const thin = Math.min(1, Math.sqrt(FEW_TIES / Math.max(1, all.ties.length)));
    for (const [buffer, alpha] of [[could, 0.12 * thin], [said, 0.4 * thin]] as const) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer.made);
      feed(gl, lines, "at", 2, 0, 0);
      gl.uniform4fv(gl.getUniformLocation(lines, "colour"), [...parts(colours.tie), alpha]);
      gl.drawArrays(gl.LINES, 0, buffer.length / 2);
    }
    gl.useProgram(points);
    aim(gl, points, camera, reach);
    gl.bindBuffer(gl.ARRAY_BUFFER, nodes.made);
    feed(gl, points, "at", 2, 16, 0);
    feed(gl, points, "size", 1, 16, 8);
    feed(gl, points, "group", 1, 16, 12);
    gl.uniform1f(gl.getUniformLocation(points, "zoom"), Math.min(2.5, camera.scale * Math.min(1, Math.sqrt(ROOMY / all.nodes.length))));
    gl.uniform4fv(gl.getUniformLocation(points, "person"), [...parts(colours.person), 1]);
    gl.uniform4fv(gl.getUniformLocation(points, "company"), [...parts(colours.group), 1]);
    gl.drawArrays(gl.POINTS, 0, all.nodes.length);
  };
}

/** Who stands nearest to a place of the network, within so far; null where nobody does. */
export function nearest(all: Everybody, x: number, y: number, within: number): number | null {
  let [found, best]: [number | null, number] = [null, within * within];
  for (const [place, node] of all.nodes.entries()) {
    const away = (node[0] - x) ** 2 + (node[1] - y) ** 2;
    if (away < best) [found, best] = [place, away];
  }
  return found;
}

/** Those whose names are set: the greatest of those who are seen, and none whose name would cover another's. */
export function named(all: Everybody, camera: Camera, wide: number, high: number, most: number): [number, number, number][] {
  const seen: [number, number, number][] = [];
  for (const [place, node] of all.nodes.entries()) {
    const x = (node[0] - camera.x) * camera.scale + wide / 2;
    const y = (node[1] - camera.y) * camera.scale + high / 2;
    if (x > 0 && y > 0 && x < wide && y < high) seen.push([place, x, y]);
  }
  seen.sort((a, b) => (all.nodes[b[0]]?.[2] ?? 0) - (all.nodes[a[0]]?.[2] ?? 0) || a[0] - b[0]);
  const taken: [number, number][] = [];
  return seen.slice(0, 12 * most).filter(([, x, y]) => {
    const free = taken.length < most && !taken.some(([a, b]) => Math.abs(a - x) < 150 && Math.abs(b - y) < 18);
    if (free) taken.push([x, y]);
    return free;
  });
}

/** The file of all of them, which hands them over when it is loaded: a page from a stick can fetch nothing. */
export function load(file: string): Promise<Everybody> {
  return new Promise((resolve, reject) => {
    window.variorumNetwork = resolve;
    const script = document.createElement("script");
    script.src = file;
    script.addEventListener("error", () => reject(new Error(file)));
    document.head.append(script);
  });
}

declare global {
  interface Window {
    variorumNetwork?: (all: Everybody) => void;
  }
}

function place(all: Everybody, number: number): [number, number] {
  const node = all.nodes[number];
  return node ? [node[0], node[1]] : [0, 0];
}

function program(gl: WebGLRenderingContext, vertex: string, fragment: string): WebGLProgram | null {
  const made = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind);
    if (!shader) return null;
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  gl.linkProgram(made);
  return gl.getProgramParameter(made, gl.LINK_STATUS) ? made : null;
}

function filled(gl: WebGLRenderingContext, values: Float32Array): { made: WebGLBuffer; length: number } {
  const made = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, made);
  gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
  return { made, length: values.length };
}

function aim(gl: WebGLRenderingContext, used: WebGLProgram, camera: Camera, reach: readonly [number, number]): void {
  gl.uniform2f(gl.getUniformLocation(used, "middle"), camera.x, camera.y);
  gl.uniform2f(gl.getUniformLocation(used, "reach"), reach[0], reach[1]);
}

function feed(gl: WebGLRenderingContext, used: WebGLProgram, name: string, size: number, stride: number, from: number): void {
  const at = gl.getAttribLocation(used, name);
  gl.enableVertexAttribArray(at);
  gl.vertexAttribPointer(at, size, gl.FLOAT, false, stride, from);
}

/** "rgb(11, 79, 108)" or "#0b4f6c" as three shares of one. */
export function parts(colour: string): [number, number, number] {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour.trim());
  const read = hex ? hex.slice(1).map((part) => parseInt(part, 16)) : (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [(read[0] ?? 0) / 255, (read[1] ?? 0) / 255, (read[2] ?? 0) / 255];
}
