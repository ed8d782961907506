// The picture of a neighbourhood: Cytoscape with the server's positions, the pointer and the keyboard.
import cytoscape, { type CollectionReturnValue, type Core, type ElementDefinition, type NodeSingular } from 'cytoscape';
import type { Neighbourhood } from '../api';
import type { Paper } from '../palette';
import { graphStyle } from './graph_style';

// From here on edges are straight and plain, and nothing moves.
const SIMPLE_FROM_EDGES = 1500;
const ANIMATED_UP_TO_NODES = 400;

export interface CanvasEvents {
  select: (kind: 'node' | 'edge' | 'none', id: string) => void;
  expand: (id: string) => void;
}

export interface Captions {
  relation: (id: string) => string;
  symmetric: (id: string) => boolean;
}

const sizeOf = (degree: number) => Math.min(20 + 5 * Math.sqrt(degree), 56);

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

export class GraphCanvas {
  private readonly core: Core;
  private simple = false;
  private paper: Paper;
  private chosen = '';
  private readonly resized: ResizeObserver;

  constructor(
    container: HTMLElement,
    paper: Paper,
    private readonly events: CanvasEvents,
  ) {
    this.paper = paper;
    this.core = cytoscape({
      container,
      style: graphStyle(paper, false),
      minZoom: 0.02,
      maxZoom: 4,
      hideEdgesOnViewport: false,
      textureOnViewport: false,
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
    // The panel beside it opens and closes: what was in the middle stays there, what is chosen stays in sight.
    this.resized = new ResizeObserver(() => {
      const width = this.core.width(), height = this.core.height();
      this.core.resize();
      this.core.panBy({ x: (this.core.width() - width) / 2, y: (this.core.height() - height) / 2 });
      this.reveal(this.core.getElementById(this.chosen));
    });
    this.resized.observe(container);
    container.addEventListener('keydown', (event) => this.key(event));
  }

  // Replaces the graph; what stays moves to its new place.
  show(graph: Neighbourhood, captions: Captions): void {
    const simple = graph.edges.length > SIMPLE_FROM_EDGES;
    const animated =
      graph.nodes.length <= ANIMATED_UP_TO_NODES &&
      this.core.nodes().nonempty() &&
      !matchMedia('(prefers-reduced-motion: reduce)').matches;
    const before = new Map(this.core.nodes().map((node) => [node.id(), { ...node.position() }]));
    const elements = elementsOf(graph, captions);
    this.core.stop(true, true);
    this.core.batch(() => {
      this.core.elements().remove();
      if (simple !== this.simple) {
        this.simple = simple;
        this.core.style(graphStyle(this.paper, simple));
      }
      this.core.add(elements);
    });
    if (animated) this.moveFrom(before);
    this.core.animate({ fit: { eles: this.core.elements(), padding: 40 }, duration: animated ? 350 : 0 });
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
  }

  fit(): void {
    this.core.animate({ fit: { eles: this.core.elements(), padding: 40 }, duration: 200 });
  }

  zoom(factor: number): void {
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
    this.resized.disconnect();
    this.core.destroy();
  }

  private moveFrom(before: Map<string, { x: number; y: number }>): void {
    this.core.nodes().forEach((node) => {
      const from = before.get(node.id());
      if (!from) return;
      const to = { ...node.position() };
      node.position(from);
      node.animate({ position: to, duration: 350 });
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

  // To the nearest node in a direction; what lies aside counts as farther.
  private step(dx: number, dy: number): void {
    const chosen = this.core.getElementById(this.chosen);
    if (chosen.empty() || !chosen.isNode()) {
      const first = this.core.nodes('[?center]').union(this.core.nodes()).first();
      if (first.nonempty()) this.select('node', first.id());
      return;
    }
    const from = chosen.position();
    let best: { id: string; cost: number } | undefined;
    this.core.nodes().forEach((node) => {
      const { x, y } = node.position();
      const along = (x - from.x) * dx + (y - from.y) * dy;
      const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
      const cost = along + 2 * aside;
      if (along > 0 && aside <= 2 * along && (!best || cost < best.cost)) best = { id: node.id(), cost };
    });
    if (best) this.select('node', best.id);
  }

  private reveal(node: CollectionReturnValue): void {
    if (node.empty() || !node.isNode()) return;
    const { x, y } = node.renderedPosition();
    if (x < 0 || y < 0 || x > this.core.width() || y > this.core.height()) this.core.center(node);
  }
}
