// A neighbourhood as an SVG file, with the positions, shapes, colours and strokes of the canvas.
import type { Edge, GraphNode, Neighbourhood } from '../api';
import { DASHES, fillOf, lineOf, lookOf, strokeOf, type Paper, type Shape } from '../palette';

const MARGIN = 60;
const RADIUS = 14;

const escaped = (text: string) =>
  text
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, ' ');

// Corners in units of the radius; the ellipse and the rectangles are drawn as themselves.
const CORNERS: Partial<Record<Shape, [number, number][]>> = {
  octagon: [
    [-1, -0.4],
    [-0.4, -1],
    [0.4, -1],
    [1, -0.4],
    [1, 0.4],
    [0.4, 1],
    [-0.4, 1],
    [-1, 0.4],
  ],
  hexagon: [
    [-1, 0],
    [-0.5, -1],
    [0.5, -1],
    [1, 0],
    [0.5, 1],
    [-0.5, 1],
  ],
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  triangle: [
    [0, -1],
    [1, 1],
    [-1, 1],
  ],
  vee: [
    [-1, -1],
    [0, -0.3],
    [1, -1],
    [0, 1],
  ],
};

function outline(shape: Shape, { x, y }: GraphNode): string {
  const corners = CORNERS[shape];
  if (corners) {
    return `<polygon points="${corners.map(([dx, dy]) => `${x + dx * RADIUS},${y + dy * RADIUS}`).join(' ')}"`;
  }
  if (shape === 'ellipse') return `<circle cx="${x}" cy="${y}" r="${RADIUS}"`;
  const corner = shape === 'round-rectangle' ? 5 : 0;
  return `<rect x="${x - RADIUS}" y="${y - RADIUS}" width="${2 * RADIUS}" height="${2 * RADIUS}" rx="${corner}"`;
}

function node(one: GraphNode, on: Paper): string {
  const dotted = one.discovered ? ' stroke-dasharray="2 2"' : '';
  return (
    `<g>${outline(lookOf(one.type).shape, one)} fill="${fillOf(one.type, on)}" stroke="${strokeOf(one.type, on)}" ` +
    `stroke-width="2"${dotted}/>` +
    `<text x="${one.x}" y="${one.y + RADIUS + 14}" fill="${on.ink}">${escaped(one.label)}</text></g>`
  );
}

function line(edge: Edge, from: GraphNode, to: GraphNode, on: Paper, caption: string, symmetric: boolean): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const dx = ((to.x - from.x) / length) * (RADIUS + 2),
    dy = ((to.y - from.y) / length) * (RADIUS + 2);
  const dashes = DASHES[edge.status].length > 0 ? ` stroke-dasharray="${DASHES[edge.status].join(' ')}"` : '';
  const head = symmetric ? '' : ` marker-end="url(#${edge.status === 'denied' ? 'head-denied' : 'head'})"`;
  return (
    `<line x1="${from.x + dx}" y1="${from.y + dy}" x2="${to.x - dx}" y2="${to.y - dy}" ` +
    `stroke="${lineOf(edge.status, on)}" stroke-width="1.5"${dashes}${head}><title>${escaped(caption)}</title></line>`
  );
}

function head(id: string, color: string): string {
  return (
    `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">` +
    `<path d="M0 0 8 4 0 8z" fill="${color}"/></marker>`
  );
}

// `graph` has at least one node.
export function svgPicture(
  graph: Neighbourhood,
  on: Paper,
  caption: (edge: Edge, from: GraphNode, to: GraphNode) => string,
  symmetric: (relation: string) => boolean,
): string {
  const byId = new Map(graph.nodes.map((one) => [one.id, one]));
  const xs = graph.nodes.map((one) => one.x),
    ys = graph.nodes.map((one) => one.y);
  const low = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity) - MARGIN;
  const extent = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity) + MARGIN - low(values);
  const box = [low(xs), low(ys), extent(xs), extent(ys)];
  const lines = graph.edges.map((edge) => {
    const from = byId.get(edge.source),
      to = byId.get(edge.target);
    return from && to ? line(edge, from, to, on, caption(edge, from, to), symmetric(edge.relation)) : '';
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" ` +
      'font-family="system-ui, sans-serif" font-size="12" text-anchor="middle">',
    `<defs>${head('head', on.line)}${head('head-denied', on.denied)}</defs>`,
    `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${on.paper}"/>`,
    ...lines,
    ...graph.nodes.map((one) => node(one, on)),
    '</svg>\n',
  ].join('\n');
}
