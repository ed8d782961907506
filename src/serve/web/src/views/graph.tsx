// The neighbourhood of what was searched for, as a picture or as a list.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { JSX } from 'preact';
import { address, type Edge, type EntitySummary, type GraphNode, type List, type Neighbourhood } from '../api';
import { EntityButton, RelationButton, Standing, TypeBadge, Waiting } from '../components/badges';
import { download } from '../download';
import { GraphCanvas, isSimple, type Captions } from '../graph/graph_canvas';
import { svgPicture } from '../graph/svg_picture';
import { announce } from '../live_region';
import { DARK, LIGHT } from '../palette';
import { isSymmetric, ontology, stats, useResource, type Resource } from '../resource';
import { DEPTHS, expand, filterParameters, LAYOUTS, LIMITS, navigate, state } from '../state';
import { language, relationLabel, typeLabel, words } from '../strings';
import { dark } from '../theme';

const FILE_FORMATS = ['json', 'svg', 'dot', 'graphml', 'gexf', 'cytoscape', 'mermaid', 'turtle', 'jsonld'];

const captions: Captions = { relation: relationLabel, symmetric: isSymmetric };

const paper = () => (dark.value ? DARK : LIGHT);

function select(kind: 'node' | 'edge' | 'none', id: string): void {
  navigate({ node: kind === 'node' ? id : '', fact: kind === 'edge' ? id : '' });
}

function Picture(props: { graph: Neighbourhood; canvas: { current: GraphCanvas | null } }): JSX.Element {
  const { graph, canvas } = props;
  const container = useRef<HTMLDivElement>(null);
  // At once, before the next key or click: the canvas must not be told of an older choice after a newer one.
  useLayoutEffect(() => {
    canvas.current = new GraphCanvas(container.current!, paper(), isSimple(graph), { select, expand });
    return () => {
      canvas.current?.destroy();
      canvas.current = null;
    };
  }, []);
  const named = ontology.value;
  useLayoutEffect(() => canvas.current?.show(graph, captions), [graph, language.value, named]);
  useLayoutEffect(() => canvas.current?.paint(paper()), [dark.value]);
  const chosen = state.value.fact || state.value.node;
  useLayoutEffect(() => {
    canvas.current?.choose(chosen);
    const node = graph.nodes.find(({ id }) => id === chosen);
    if (node) announce(words.value.selected(node.label, typeLabel(node.type), node.degree));
  }, [chosen, graph]);
  return (
    <div class="stage">
      <div
        class="canvas"
        ref={container}
        tabIndex={0}
        role="application"
        aria-label={words.value.graphOf(graph.nodes.length, graph.edges.length)}
        aria-describedby="graph-help"
      />
      <div class="zoom">
        <button type="button" aria-label={words.value.zoomIn} onClick={() => canvas.current?.zoom(1.3)}>
          +
        </button>
        <button type="button" aria-label={words.value.zoomOut} onClick={() => canvas.current?.zoom(1 / 1.3)}>
          −
        </button>
        <button type="button" onClick={() => canvas.current?.fit()}>
          {words.value.fit}
        </button>
      </div>
      <p id="graph-help" class="help pale">
        {words.value.graphHelp}
      </p>
    </div>
  );
}

function EdgeTable(props: { graph: Neighbourhood }): JSX.Element {
  const byId = new Map(props.graph.nodes.map((node) => [node.id, node]));
  const name = (id: string) => {
    const node = byId.get(id);
    return <EntityButton id={id} label={node?.label ?? id} type={node?.type ?? ''} />;
  };
  return (
    <div class="scrolled" tabIndex={0} role="region" aria-label={words.value.list}>
      <table class="edges">
        <caption class="unseen">{words.value.graphOf(props.graph.nodes.length, props.graph.edges.length)}</caption>
        <tbody>
          {props.graph.edges.map((edge) => (
            <tr key={edge.id}>
              <td>{name(edge.source)}</td>
              <td>
                <RelationButton edge={edge} />
              </td>
              <td>{name(edge.target)}</td>
              <td>
                <Standing {...edge} first={edge.first_date} last={edge.last_date} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Select<T extends string | number>(props: {
  title: string;
  value: T;
  values: readonly T[];
  label?: (value: T) => string;
  change: (value: T) => void;
}): JSX.Element {
  return (
    <label class="select">
      {props.title}
      <select
        value={String(props.value)}
        onChange={(event) => props.change(props.values[event.currentTarget.selectedIndex]!)}
      >
        {props.values.map((value) => (
          <option value={String(value)}>{props.label ? props.label(value) : value}</option>
        ))}
      </select>
    </label>
  );
}

function exportSvg(graph: Neighbourhood): void {
  const caption = (edge: Edge, from: GraphNode, to: GraphNode) =>
    `${from.label} – ${relationLabel(edge.relation)} → ${to.label}, ${words.value[edge.status]}`;
  const text = svgPicture(graph, paper(), caption, isSymmetric);
  download('whobuilds.svg', new Blob([text], { type: 'image/svg+xml' }));
}

function ExportButtons(props: { graph: Neighbourhood; canvas: { current: GraphCanvas | null } }): JSX.Element {
  const { graph, canvas } = props;
  const png = async () => {
    if (canvas.current) download('whobuilds.png', await canvas.current.png());
  };
  const json = () =>
    download('whobuilds.json', new Blob([JSON.stringify(graph, null, 2)], { type: 'application/json' }));
  const file = (format: string) => {
    const { ids, depth } = state.value;
    location.assign(address('export', { ...filterParameters(state.value), format, focus: ids, depth }));
  };
  return (
    <details class="menu">
      <summary>{words.value.export}</summary>
      <div class="menu-items">
        {!state.value.asList && (
          <button type="button" onClick={() => void png()}>
            PNG
          </button>
        )}
        <button type="button" onClick={() => exportSvg(graph)}>
          SVG
        </button>
        <button type="button" onClick={json}>
          JSON
        </button>
        <Select
          title={words.value.allAsFile}
          value=""
          values={['', ...FILE_FORMATS]}
          change={(format) => format && file(format)}
        />
      </div>
    </details>
  );
}

function Toolbar(props: { found: Resource<Neighbourhood>; canvas: { current: GraphCanvas | null } }): JSX.Element {
  const { depth, layout, limit, asList } = state.value;
  const graph = props.found.data;
  return (
    <div class="toolbar">
      <div class="switch" role="group" aria-label={words.value.showAs}>
        <button type="button" aria-pressed={!asList} onClick={() => navigate({ asList: false })}>
          {words.value.picture}
        </button>
        <button type="button" aria-pressed={asList} onClick={() => navigate({ asList: true })}>
          {words.value.list}
        </button>
      </div>
      <Select
        title={words.value.depth}
        value={depth}
        values={DEPTHS}
        change={(value) => navigate({ depth: value })}
      />
      <Select
        title={words.value.mostNodes}
        value={limit}
        values={LIMITS}
        change={(value) => navigate({ limit: value })}
      />
      <Select
        title={words.value.layout}
        value={layout}
        values={LAYOUTS}
        label={(value) => words.value[value]}
        change={(value) => navigate({ layout: value })}
      />
      {graph && graph.nodes.length > 0 && <ExportButtons graph={graph} canvas={props.canvas} />}
      <span class="pale" aria-live="polite">
        {props.found.loading
          ? words.value.loading
          : graph && words.value.shown(graph.nodes.length, graph.edges.length)}
      </span>
    </div>
  );
}

function Start(): JSX.Element {
  const found = useResource<List<EntitySummary>>(address('entities', { sort: 'edges', limit: 24, lang: language.value }));
  const { documents = 0, nodes = 0, edges = 0 } = stats.value ?? {};
  if (stats.value && documents === 0) {
    return (
      <div class="start">
        <h1>{words.value.empty}</h1>
        <p>{words.value.emptyHelp}</p>
        <pre>whobuilds add articles/ --db news.db</pre>
      </div>
    );
  }
  return (
    <div class="start">
      <h1>{words.value.startTitle}</h1>
      <p>{stats.value && words.value.startText(documents, nodes, edges)}</p>
      <Waiting of={found} />
      <ul class="cloud">
        {found.data?.items.map(({ id, label, type, edges: count }) => (
          <li>
            <EntityButton id={id} label={label} type={type} /> <TypeBadge type={type} />{' '}
            <span class="pale">{count}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function GraphView(): JSX.Element {
  const { ids, depth, limit, layout, asList } = state.value;
  const canvas = useRef<GraphCanvas | null>(null);
  const found = useResource<Neighbourhood>(
    ids.length === 0
      ? ''
      : address('neighbourhood', {
          id: ids,
          depth,
          limit,
          layout,
          lang: language.value,
          ...filterParameters(state.value),
        }),
  );
  if (ids.length === 0) return <Start />;
  return (
    <div class="graph">
      <h1 class="unseen">{words.value.graph}</h1>
      <Toolbar found={found} canvas={canvas} />
      <Waiting of={found} />
      {found.error?.code === 'export.layout' && layout !== 'force' && (
        <p class="line retry">
          <button type="button" class="main" onClick={() => navigate({ layout: 'force' })}>
            {words.value.layout}: {words.value.force}
          </button>
        </p>
      )}
      {found.data?.truncated && <p class="note">{words.value.truncated}</p>}
      {found.data && asList && <EdgeTable graph={found.data} />}
      {found.data && !asList && (
        <Picture key={isSimple(found.data) ? 'simple' : 'full'} graph={found.data} canvas={canvas} />
      )}
    </div>
  );
}
