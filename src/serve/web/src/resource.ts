// Answers of the server as components use them.
import { effect, signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { address, ApiError, get, type Ontology, type Stats } from './api';

export interface Resource<T> {
  data: T | undefined; // of the address before while the next one is loading
  error: ApiError | undefined;
  loading: boolean;
}

export function asApiError(cause: unknown): ApiError {
  return cause instanceof ApiError ? cause : new ApiError('network', String(cause), '', 0);
}

// Counts what changed the store's content; all answers are asked for again then.
const changes = signal(0);
export const refresh = () => (changes.value = changes.peek() + 1);

// An address of '' asks nothing.
export function useResource<T>(url: string): Resource<T> {
  const [resource, set] = useState<Resource<T>>({ data: undefined, error: undefined, loading: url !== '' });
  const count = changes.value;
  useEffect(() => {
    if (url === '') return set({ data: undefined, error: undefined, loading: false });
    const abort = new AbortController();
    set(({ data }) => ({ data, error: undefined, loading: true }));
    get<T>(url, abort.signal).then(
      (data) => set({ data, error: undefined, loading: false }),
      (cause: unknown) => {
        if (!abort.signal.aborted) set({ data: undefined, error: asApiError(cause), loading: false });
      },
    );
    return () => abort.abort();
  }, [url, count]);
  return resource;
}

export const stats = signal<Stats | undefined>(undefined);
export const ontology = signal<Ontology | undefined>(undefined);
export const serverError = signal<ApiError | undefined>(undefined);

export const isSymmetric = (relation: string) =>
  ontology.value?.relations.find(({ id }) => id === relation)?.symmetric ?? false;

async function load<T>(path: string, into: (answer: T) => void): Promise<void> {
  try {
    into(await get<T>(address(path)));
    serverError.value = undefined;
  } catch (cause) {
    serverError.value = asApiError(cause);
  }
}

// Loads what all views need, and follows the store.
export function followServer(): void {
  void load<Ontology>('ontology', (answer) => (ontology.value = answer));
  effect(() => {
    void changes.value;
    void load<Stats>('stats', (answer) => (stats.value = answer));
  });
  new EventSource(address('events')).addEventListener('changed', (event: MessageEvent<string>) => {
    if ((JSON.parse(event.data) as { root: string }).root !== stats.value?.root) refresh();
  });
}
