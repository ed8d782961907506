// Answers of the server as components use them.
import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { address, ApiError, get, type Ontology, type Stats } from './api';

export interface Resource<T> {
  data: T | undefined; // of the address before while the next one is loading
  error: ApiError | undefined;
  loading: boolean;
}

const RETRY_MS = 3000;
const REFUSED_MS = 30_000;

export const isAway = (error: ApiError) => error.httpStatus === 0;

export function asApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  const late = cause instanceof DOMException && cause.name === 'TimeoutError';
  return new ApiError(late ? 'late' : 'network', late ? '' : String(cause), '', late ? 408 : 0);
}

// Counts what changed the store's content; all answers are asked for again then.
const changes = signal(0);
export const refresh = () => (changes.value = changes.peek() + 1);

// Answers that a component waits for.
export const underWay = signal(0);

const NOTHING = { data: undefined, error: undefined, loading: false };

// An address of '' asks nothing.
export function useResource<T>(url: string): Resource<T> {
  const [held, set] = useState<Resource<T> & { url: string; count: number }>({ ...NOTHING, url: '', count: 0 });
  const count = changes.value;
  useEffect(() => {
    if (url === '') return;
    const abort = new AbortController();
    ++underWay.value;
    get<T>(url, abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) set({ data, error: undefined, loading: false, url, count });
      },
      (cause: unknown) => {
        if (abort.signal.aborted) return;
        const error = asApiError(cause);
        // While the server is away, what it said before stays.
        const keep = (before: { data: T | undefined; url: string }) => isAway(error) && before.url === url;
        set((before) => ({ data: keep(before) ? before.data : undefined, error, loading: false, url, count }));
      },
    ).finally(() => --underWay.value);
    return () => abort.abort();
  }, [url, count]);
  if (url === '') return NOTHING;
  // Effects run later than components: what is held may be of another address.
  return held.url === url && held.count === count ? held : { data: held.data, error: undefined, loading: true };
}

export const stats = signal<Stats | undefined>(undefined);
export const ontology = signal<Ontology | undefined>(undefined);
export const serverError = signal<ApiError | undefined>(undefined);

export const isSymmetric = (relation: string) =>
  ontology.value?.relations.find(({ id }) => id === relation)?.symmetric ?? false;

// What the store holds, asked for again and again while the server is away. Of answers that come out of order the one
// to the latest request counts.
let asked = 0;
let retry: ReturnType<typeof setTimeout> | undefined;

async function askServer(tell: () => void, changed = false): Promise<void> {
  const mine = ++asked;
  clearTimeout(retry);
  try {
    const [words, numbers] = [ontology.peek() ?? get<Ontology>(address('ontology')), get<Stats>(address('stats'))];
    const answers = [await words, await numbers] as const;
    if (mine !== asked) return;
    const wasAway = serverError.peek() !== undefined;
    const otherRoot = stats.peek() !== undefined && stats.peek()?.root !== answers[1].root;
    serverError.value = undefined;
    [ontology.value, stats.value] = answers;
    if (!changed && !wasAway && !otherRoot) return;
    refresh();
    if (changed || otherRoot) tell();
  } catch (cause) {
    if (mine !== asked) return;
    serverError.value = asApiError(cause);
    retry = setTimeout(() => void askServer(tell, changed), RETRY_MS);
  }
}

function listen(tell: () => void): void {
  const events = new EventSource(address('events'));
  events.addEventListener('open', () => void askServer(tell));
  events.addEventListener('changed', () => void askServer(tell, true));
  events.addEventListener('error', () => {
    void askServer(tell);
    // The browser connects again by itself unless the server has refused.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => listen(tell), REFUSED_MS);
  });
}

// Loads what all views need, and follows the store; `tell` is called whenever there is other content.
export function followServer(tell: () => void): void {
  void askServer(tell);
  listen(tell);
}
