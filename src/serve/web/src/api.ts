// The server's answers under /api/v1, as its OpenAPI document describes them. Ids are opaque; dates are YYYY, YYYY-MM
// or YYYY-MM-DD; confidence is 0 to 1; offsets are bytes, half-open.

export type Status = 'asserted' | 'planned' | 'rumored' | 'denied';
export const STATUSES: readonly Status[] = ['asserted', 'planned', 'rumored', 'denied'];

export type Labels = Partial<Record<'en' | 'ja' | 'zh', string>>;

export interface Stats {
  documents: number;
  nodes: number;
  edges: number;
  evidence: number;
  root: string;
  version: string;
  types: Record<string, number>;
  relations: Record<string, number>;
  statuses: Record<string, number>;
  dates: { first: string; last: string };
  writable: boolean;
  store: boolean; // else a graph file, which has no articles to read
}

export interface Ontology {
  types: { id: string; labels: Labels }[];
  relations: { id: string; labels: Labels; symmetric: boolean }[];
  attributes: { id: string; labels: Labels }[];
}

export interface Completion {
  id: string;
  type: string;
  label: string;
  matched: string;
}

export interface EntitySummary {
  id: string;
  type: string;
  label: string;
  discovered: boolean;
  edges: number;
  mentions: number;
  documents: number;
}

export interface Attribute {
  key: string;
  value: number | string;
  unit: string;
  status: Status;
}

export interface Entity {
  node: {
    id: string;
    type: string;
    label: string;
    names: Labels;
    aliases: string[];
    discovered: boolean;
    attributes: Attribute[];
    mentions: { doc: string; text: string }[]; // at most 100
  };
}

export interface Edge {
  id: string;
  source: string;
  target: string;
  relation: string;
  status: Status;
  confidence: number;
  inferred: boolean;
  evidence: number;
  first_date: string;
  last_date: string;
}

export interface LabelledEdge extends Edge {
  source_label: string;
  target_label: string;
}

export interface GraphNode {
  id: string;
  type: string;
  label: string;
  discovered: boolean;
  degree: number; // in the whole graph, not only in what is shown
  x: number;
  y: number;
}

export interface Neighbourhood {
  center: string[];
  nodes: GraphNode[];
  edges: Edge[];
  truncated: boolean;
}

export interface DocumentSummary {
  number: number;
  id: string;
  title: string;
  date: string;
  lang: string;
  url: string;
  path: string;
  facts?: number;
}

export type Role = 'source' | 'target' | 'fact';
export interface Highlight {
  begin: number;
  end: number;
  role: Role;
}

export interface Evidence {
  document: DocumentSummary;
  sentence: string;
  highlights: Highlight[];
  rule: string;
  status: Status;
  confidence: number;
  source: string;
}

export interface Fact {
  edge: LabelledEdge;
  evidence: Evidence[];
}

export interface List<T> {
  items: T[];
  total: number;
  next: string | null;
}

export interface AnswerRow {
  id: string;
  type: string;
  label: string;
  relation: string;
  status: Status;
  confidence: number;
  inferred: boolean;
  first_said: string;
  last_said: string;
  edges?: { id: string; evidence: { sentence: string; doc: string }[] }[];
  attribute?: Attribute & { evidence: { sentence: string; doc: string }[] };
  counter_evidence?: { sentence: string; doc: string }[];
}

export interface Answer {
  understood: string;
  subjects: { id: string; type: string; label: string }[];
  rows: AnswerRow[];
}

export interface Matrix {
  rows: { id: string; label: string }[];
  columns: string[];
  cells: { row: string; column: string; items: MatrixItem[] }[]; // ids of rows, types
}

export interface MatrixItem {
  id: string;
  label: string;
  status: Status;
  edge: string;
}

export interface TimelineItem {
  date: string;
  edge: Edge;
  source_label: string;
  target_label: string;
  document: DocumentSummary;
}

export type Change = 'added' | 'removed' | 'changed';

export interface Diff {
  documents: Record<Change, string[]>;
  nodes: { change: Change; id: string; type: string; label: string }[];
  edges: {
    change: Change;
    id: string;
    source: string;
    target: string;
    source_label: string;
    target_label: string;
    relation: string;
    status: Status;
    confidence: number;
  }[];
}

export interface FoundSentence {
  document: DocumentSummary;
  sentence: string;
}

// What is worth a decision: a name, a relation or an attribute (`relation` is its key then, `target` its value).
export interface ReviewItem {
  kind: 'entity' | 'relation' | 'attribute';
  id?: string; // of the edge
  entity: string;
  label: string;
  type?: string;
  relation?: string;
  target?: string;
  target_label?: string;
  status?: Status;
  confidence?: number;
  sentence?: string;
}

export interface Decision {
  decision: 'confirm' | 'reject' | 'merge' | 'split' | 'rename' | 'retype';
  entity: string;
  relation?: string | undefined;
  target?: string | undefined;
  into?: string;
  document?: string;
  surface?: string;
  label?: string;
  type?: string;
}

// What went wrong, in the server's words, or why it could not be reached.
export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
    readonly httpStatus: number,
  ) {
    super(message);
  }
}

type Value = string | number | boolean | readonly string[] | undefined;
export type Parameters = Record<string, Value>;

// Empty values are left out; lists become repeated keys.
export function address(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') query.append(key, String(one));
    }
  }
  const text = query.toString();
  return `/api/v1/${path}${text && '?'}${text}`;
}

async function answerOf<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body as T;
  const error = (body as { error?: { code?: string; message?: string; remedy?: string } } | null)?.error;
  throw new ApiError(
    error?.code ?? 'http',
    error?.message ?? response.statusText,
    error?.remedy ?? '',
    response.status,
  );
}

// Longer than the server takes to lay out the largest graph.
const TIMEOUT_MS = 60_000;

export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  return answerOf<T>(await fetch(url, { signal: signal ? AbortSignal.any([signal, late]) : late }));
}

// Changes need the token that the server was started with.
export async function send<T>(method: 'POST' | 'DELETE', url: string, token: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return answerOf<T>(
    await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
  );
}
