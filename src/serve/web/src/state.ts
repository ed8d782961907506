// What is shown. It lives in the address, behind "#", so that links can be shared and the back button works; the server
// never sees it.
import { signal } from '@preact/signals';
import { STATUSES, type Parameters, type Status } from './api';

export const VIEWS = ['graph', 'ask', 'matrix', 'timeline', 'changes', 'articles', 'review'] as const;
export type View = (typeof VIEWS)[number];
export const LAYOUTS = ['force', 'layers', 'circle'] as const;
export type Layout = (typeof LAYOUTS)[number];
export const LIMITS = [50, 150, 300, 1000, 5000] as const;
export const DEPTHS = [1, 2, 3] as const;
export const REVIEW_KINDS = ['discovered', 'doubtful'] as const;

export interface ViewState {
  view: View;
  ids: string[]; // centers of the neighbourhood: what was searched for or expanded
  depth: number;
  limit: number; // most nodes
  layout: Layout;
  asList: boolean; // the neighbourhood as a table
  types: string[];
  relations: string[];
  statuses: Status[];
  minConfidence: number;
  since: string;
  until: string;
  node: string; // what the side panel shows: an entity ...
  fact: string; // ... or a fact
  question: string;
  text: string; // looked for in articles
  reviewKind: (typeof REVIEW_KINDS)[number];
}

function oneOf<T>(values: readonly T[], value: unknown, otherwise: T): T {
  return values.includes(value as T) ? (value as T) : otherwise;
}

export function readState(hash: string): ViewState {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const text = (key: string) => query.get(key) ?? '';
  const confidence = Number(text('min_confidence'));
  return {
    view: oneOf(VIEWS, text('view'), 'graph'),
    ids: query.getAll('id'),
    depth: oneOf(DEPTHS, Number(text('depth')), 1),
    limit: oneOf(LIMITS, Number(text('limit')), 150),
    layout: oneOf(LAYOUTS, text('layout'), 'force'),
    asList: text('as') === 'list',
    types: query.getAll('type'),
    relations: query.getAll('relation'),
    statuses: STATUSES.filter((status) => query.getAll('status').includes(status)),
    minConfidence: confidence > 0 && confidence <= 1 ? confidence : 0,
    since: text('since'),
    until: text('until'),
    node: text('node'),
    fact: text('fact'),
    question: text('question'),
    text: text('text'),
    reviewKind: oneOf(REVIEW_KINDS, text('review'), 'discovered'),
  };
}

export function writeState(state: ViewState): string {
  const query = new URLSearchParams();
  const add = (key: string, value: string | number, standard: string | number = '') => {
    if (value !== standard) query.append(key, String(value));
  };
  add('view', state.view, 'graph');
  for (const id of state.ids) add('id', id);
  add('depth', state.depth, 1);
  add('limit', state.limit, 150);
  add('layout', state.layout, 'force');
  if (state.asList) add('as', 'list');
  for (const type of state.types) add('type', type);
  for (const relation of state.relations) add('relation', relation);
  for (const status of state.statuses) add('status', status);
  add('min_confidence', state.minConfidence, 0);
  add('since', state.since);
  add('until', state.until);
  add('node', state.node);
  add('fact', state.fact);
  add('question', state.question);
  add('text', state.text);
  add('review', state.reviewKind, 'discovered');
  return `#${query}`;
}

export const state = signal<ViewState>(readState(location.hash));

addEventListener('popstate', () => (state.value = readState(location.hash)));

export function addressOf(change: Partial<ViewState>): string {
  return writeState({ ...state.value, ...change });
}

// `replace`: no step of its own for the back button, as while a slider moves.
export function navigate(change: Partial<ViewState>, replace = false): void {
  const next = { ...state.value, ...change };
  const hash = writeState(next);
  if (hash !== writeState(state.value)) history[replace ? 'replaceState' : 'pushState'](null, '', hash);
  state.value = next;
}

export const showNeighbourhood = (id: string) => navigate({ view: 'graph', ids: [id], node: id, fact: '' });

export function expand(id: string): void {
  const { ids } = state.value;
  navigate({ view: 'graph', ids: ids.includes(id) ? ids : [...ids, id], node: id, fact: '' });
}

export const NO_FILTERS = { types: [], relations: [], statuses: [], minConfidence: 0, since: '', until: '' };

// The filters as parameters of the server.
export function filterParameters(of: ViewState): Parameters {
  return {
    type: of.types,
    relation: of.relations,
    status: of.statuses,
    min_confidence: of.minConfidence || undefined,
    since: of.since,
    until: of.until,
  };
}
