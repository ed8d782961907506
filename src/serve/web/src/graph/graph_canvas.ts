// The picture of a neighbourhood: Cytoscape with the server's positions, the pointer and the keyboard.
import cytoscape, { type CollectionReturnValue, type Core, type ElementDefinition, type NodeSingular } from 'cytoscape';
import type { Neighbourhood } from '../api';
import type { Paper } from '../palette';
import { FONT_SIZE, graphStyle } from './graph_style';
import { labelWidth, placeLabels, type Labelled } from './label_places';

const SIMPLE_FROM_EDGES = 1500;
const ANIMATED_UP_TO_NODES = 400;
const ANIMATION_MS = 350;
const PADDING = 60;
// Labels are placed anew when the view has rested so long.
const REST_MS = 60;
const LABEL_MAX_WIDTH = 160;
const EDGE_FONT_SHARE = 0.85;
// Of more edges only those of what is chosen say their relation.
const MOST_WORDED_EDGES = 60;
// A graph of few nodes is not blown up to fill the page.
const LARGEST_FIT = 1.3;

export interface CanvasEvents {
  select: (kind: 'node' | 'edge' | 'none', id: string) => void;
  expand: (id: string) => void;
}

export interface Captions {
  relation: (id: string) => string;
  symmetric: (id: string) => boolean;
}

const sizeOf = (degree: number) => Math.min(20 + 5 * Math.sqrt(degree), 56);

// Whether all nodes stand where they stood.
const samePlaces = (before: Places, graph: Neighbourhood) =>
  before.size === graph.nodes.length &&
  graph.nodes.every(({ id, x, y }) => before.get(id)?.x === x && before.get(id)?.y === y);

function elementsOf(graph: Neighbourhood, captions: Captions): ElementDefinition[] {
  const nodes = graph.nodes.map(({ x, y, ...node }) => ({
    group: 'nodes' as const,
    data: { ...node, center: graph.center.includes(node.id), size: sizeOf(node.degree) },
    position: { x, y },
  }));
  const edges = graph.edges.map((edge) => ({
    group: 'edges' as const,
    data: { ...edge, label: captions.relation(edge.relation), symmetric: captions.symmetric(edge.relation) },
  }));
  return [...nodes, ...edges];
}

// Whether edges are drawn straight and plain, and while the view is moved a picture of it stands in. A canvas is made
// for the one or the other.
export const isSimple = (graph: Neighbourhood) => graph.edges.length > SIMPLE_FROM_EDGES;

type Places = Map<string, { x: number; y: number }>;

export class GraphCanvas {
  private readonly core: Core;
  private paper: Paper;
  private chosen = '';
  private places: Places = new Map(); // where nodes come to rest, also while they still move
  private byImportance: NodeSingular[] = [];
  private named: CollectionReturnValue;
  private naming: ReturnType<typeof setTimeout> | undefined;
  private fitted = true; // until the reader moves the view
  private readonly resized: ResizeObserver;

  constructor(
    container: HTMLElement,
    paper: Paper,
    private readonly simple: boolean,
    private readonly events: CanvasEvents,
  ) {
    this.paper = paper;
    this.core = cytoscape({
      container,
      style: graphStyle(paper, simple),
      minZoom: 0.02,
      maxZoom: 4,
      hideEdgesOnViewport: false,
      textureOnViewport: simple,
      ...(simple ? { pixelRatio: 1 } : {}),
      boxSelectionEnabled: false,
      autounselectify: true,
    });
    this.core.on('tap', (event) => {
      const target: unknown = event.target;
      if (target === this.core) return this.select('none', '');
      const element = event.target as NodeSingular;
      if (element.isEdge()) return this.select('edge', element.id());
      if (element.id() === this.chosen) this.events.expand(element.id());
      else this.select('node', element.id());
    });
    this.named = this.core.collection();
    this.core.on('dragpan scrollzoom pinchzoom', () => (this.fitted = false));
    this.core.on('viewport', () => this.nameSoon());
    // The panel beside it opens and closes: what was clicked stays under the pointer, for it may be clicked again; what
    // is chosen stays in sight. Where nothing is chosen all of it is shown again.
    this.resized = new ResizeObserver(() => {
      this.core.resize();
      if (this.fitted && this.chosen === '') this.fit();
      else this.reveal(this.core.getElementById(this.chosen));
      this.nameSoon();
    });
    this.resized.observe(container);
    container.addEventListener('keydown', (event) => this.key(event));
  }

  // Replaces the graph; what stays moves to its new place. Where nothing moves the view stays too.
  show(graph: Neighbourhood, captions: Captions): void {
    const animated =
      graph.nodes.length <= ANIMATED_UP_TO_NODES &&
      this.core.nodes().nonempty() &&
      !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const before = this.places;
    const elements = elementsOf(graph, captions);
    this.core.stop(true, true);
    this.core.batch(() => {
      this.core.elements().remove();
      this.core.add(elements);
    });
    this.places = new Map(graph.nodes.map(({ id, x, y }) => [id, { x, y }]));
    const rank = (node: NodeSingular) => (node.data('center') ? Infinity : (node.data('degree') as number));
    this.byImportance = this.core.nodes().toArray().sort((a, b) => rank(b) - rank(a));
    this.named = this.core.collection();
    // Before anything moves back to where it comes from: what is fitted is where it comes to rest.
    if (!samePlaces(before, graph)) {
      this.fit(animated ? ANIMATION_MS : 0);
      if (animated) this.moveFrom(before);
    }
    this.choose(this.chosen);
  }

  paint(paper: Paper): void {
    this.paper = paper;
    this.core.style(graphStyle(paper, this.simple));
  }

  // Marks a node or an edge and what it touches; '' marks nothing. An id that is not shown marks nothing either.
  choose(id: string): void {
    this.chosen = id;
    this.core.batch(() => {
      this.core.elements().removeClass('chosen faded');
      const element = id === '' ? this.core.collection() : this.core.getElementById(id);
      if (element.empty()) return;
      const near = element.closedNeighborhood().union(element.connectedNodes());
      this.core.elements().not(near).addClass('faded');
      element.addClass('chosen');
    });
    this.reveal(this.core.getElementById(id));
    this.nameSoon();
  }

  // Labels do not count: how large they are depends on the zoom.
  fit(duration = 200): void {
    this.fitted = true;
    const box = this.core.elements().boundingBox({ includeLabels: false });
    const [width, height] = [this.core.width(), this.core.height()];
    const across = (width - 2 * PADDING) / Math.max(box.w, 1),
      down = (height - 2 * PADDING) / Math.max(box.h, 1);
    const zoom = Math.max(Math.min(across, down, LARGEST_FIT), this.core.minZoom());
    const pan = { x: width / 2 - (zoom * (box.x1 + box.x2)) / 2, y: height / 2 - (zoom * (box.y1 + box.y2)) / 2 };
    if (duration === 0) this.core.viewport({ zoom, pan });
    else this.core.animate({ zoom, pan, duration });
  }

  zoom(factor: number): void {
    this.fitted = false;
    const level = this.core.zoom() * factor;
    this.core.zoom({ level, renderedPosition: { x: this.core.width() / 2, y: this.core.height() / 2 } });
  }

  png(): Promise<Blob> {
    const scale = this.core.nodes().length > 1000 ? 1 : 2;
    return Promise.resolve(
      this.core.png({
        output: 'blob-promise',
        full: true,
        scale,
        maxWidth: 8000,
        maxHeight: 8000,
        bg: this.paper.paper,
      }),
    );
  }

  destroy(): void {
    clearTimeout(this.naming);
    this.resized.disconnect();
    this.core.destroy();
  }

  private moveFrom(before: Map<string, { x: number; y: number }>): void {
    this.core.nodes().forEach((node) => {
      const from = before.get(node.id());
      if (!from) return;
      const to = { ...node.position() };
      node.position(from);
      node.animate({ position: to, duration: ANIMATION_MS });
    });
  }

  // Marked at once, not when the view has followed: the next key or click may be here before.
  private select(kind: 'node' | 'edge' | 'none', id: string): void {
    this.choose(id);
    this.events.select(kind, id);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const directions: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const direction = directions[event.key];
    if (direction) this.step(...direction);
    else if (event.key === '+' || event.key === '=') this.zoom(1.25);
    else if (event.key === '-') this.zoom(0.8);
    else if (event.key === '0') this.fit();
    else if (event.key === 'Escape') this.select('none', '');
    else if (event.key === 'Enter' && this.core.getElementById(this.chosen).isNode()) this.events.expand(this.chosen);
    else return;
    event.preventDefault();
  }

  private nameSoon(): void {
    clearTimeout(this.naming);
    this.naming = setTimeout(() => this.name(), REST_MS);
  }

  // Names what there is room for, in letters of the same size at any zoom below 1.
  private name(): void {
    const zoom = this.core.zoom();
    const named = placeLabels(this.labelsInSight(zoom));
    const nodes = this.core.nodes().filter((node) => named.has(node.id()));
    const edges = this.wordedEdges();
    const font = FONT_SIZE / Math.min(zoom, 1);
    this.core.batch(() => {
      this.named.difference(nodes).difference(edges).removeClass('named');
      nodes.data({ font, labelWidth: (LABEL_MAX_WIDTH * font) / FONT_SIZE }).addClass('named');
      edges.data({ font: EDGE_FONT_SHARE * font }).addClass('named');
    });
    this.named = nodes.union(edges);
  }

  private wordedEdges(): CollectionReturnValue {
    const chosen = this.core.getElementById(this.chosen);
    const all = this.core.elements('edge');
    const edges = all.length <= MOST_WORDED_EDGES ? all : chosen.union(chosen.connectedEdges()).filter('edge');
    return edges.length <= MOST_WORDED_EDGES ? edges : this.core.collection();
  }

  private *labelsInSight(zoom: number): Iterable<Labelled> {
    const pan = this.core.pan();
    const [width, height] = [this.core.width(), this.core.height()];
    const chosen = this.core.getElementById(this.chosen);
    const first = chosen.union(chosen.connectedNodes()).nodes().toArray();
    for (const node of [...first, ...this.byImportance]) {
      const at = this.places.get(node.id());
      if (!at) continue;
      const x = at.x * zoom + pan.x,
        y = (at.y + (node.data('size') as number) / 2) * zoom + pan.y;
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const text = Math.min(labelWidth(node.data('label') as string, FONT_SIZE * Math.max(zoom, 1)), LABEL_MAX_WIDTH);
      yield { id: node.id(), x, y, width: text };
    }
  }

  // To the nearest node in a direction; what lies aside counts as farther.
  private step(dx: number, dy: number): void {
    const chosen = this.core.getElementById(this.chosen);
    if (chosen.empty() || !chosen.isNode()) {
      const first = this.core.nodes('[?center]').union(this.core.nodes()).first();
      if (first.nonempty()) this.select('node', first.id());
      return;
    }
    // Where nodes come to rest: those that still move are found by where they will be.
    const from = this.places.get(this.chosen)!;
    let best: { id: string; cost: number } | undefined;
    for (const [id, { x, y }] of this.places) {
      const along = (x - from.x) * dx + (y - from.y) * dy;
      const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
      const cost = along + 2 * aside;
      if (along > 0 && aside <= 2 * along && (!best || cost < best.cost)) best = { id, cost };
    }
    if (best) this.select('node', best.id);
  }

  // Moves the view no farther than it must.
  private reveal(node: CollectionReturnValue): void {
    if (node.empty() || !node.isNode()) return;
    const { x, y } = node.renderedPosition();
    const into = (at: number, size: number) => Math.min(Math.max(at, PADDING), Math.max(size - PADDING, PADDING)) - at;
    const by = { x: into(x, this.core.width()), y: into(y, this.core.height()) };
    if (by.x !== 0 || by.y !== 0) this.core.panBy(by);
  }
}
