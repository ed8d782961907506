// Small pieces that say of what type, how certain and how old something is.
import type { JSX } from 'preact';
import type { DocumentSummary, Status } from '../api';
import { address, type ApiError } from '../api';
import { isAway, isSymmetric, stats, type Resource } from '../resource';
import { navigate, showNeighbourhood } from '../state';
import { language, percent, relationLabel, statusLabel, typeLabel, words } from '../strings';
import { dark } from '../theme';

export function TypeBadge(props: { type: string }): JSX.Element {
  return (
    <span class={`type t-${props.type}`}>
      <span class="shape" aria-hidden="true" />
      {typeLabel(props.type)}
    </span>
  );
}

export function StatusBadge(props: { status: Status }): JSX.Element {
  return <span class={`status ${props.status}`}>{statusLabel(props.status)}</span>;
}

// How a fact is said: status, confidence, time.
export function Standing(props: {
  status: Status;
  confidence: number;
  inferred?: boolean;
  first?: string;
  last?: string;
}): JSX.Element {
  const { first = '', last = '' } = props;
  return (
    <span class="standing">
      <StatusBadge status={props.status} />
      {props.inferred && <span class="status inferred">{words.value.inferred}</span>}
      <span class="pale">{percent(props.confidence)}</span>
      {first && <span class="pale">{first === last || last === '' ? first : `${first} – ${last}`}</span>}
    </span>
  );
}

export function EntityButton(props: { id: string; label: string; type?: string }): JSX.Element {
  const [type] = props.id.split(':');
  const known = props.type ?? (type ? type.charAt(0).toUpperCase() + type.slice(1) : '');
  return (
    <button type="button" class={`name t-${known}`} onClick={() => showNeighbourhood(props.id)}>
      {props.label}
    </button>
  );
}

const signOf = (relation: string) => (isSymmetric(relation) ? '↔' : '→');
export const relationWithSign = (relation: string) => `${relationLabel(relation)} ${signOf(relation)}`;

export function RelationWord(props: { relation: string }): JSX.Element {
  return (
    <span class="relation">
      {relationLabel(props.relation)} <span aria-hidden="true">{signOf(props.relation)}</span>
    </span>
  );
}

// Opens the fact in the side panel.
export function RelationButton(props: { edge: { id: string; relation: string } }): JSX.Element {
  const { id, relation } = props.edge;
  return (
    <button type="button" class="bare" onClick={() => navigate({ fact: id, node: '' })}>
      <RelationWord relation={relation} />
    </button>
  );
}

export function ArticleLink(props: { document: DocumentSummary }): JSX.Element {
  const { number, title, id, date, url } = props.document;
  return (
    <span class="origin">
      {stats.value?.store === false ? (
        title || id
      ) : (
        <a
          href={address('article', { number, lang: language.value, dark: dark.value || undefined })}
          target="_blank"
          rel="noreferrer"
          title={words.value.openArticle}
        >
          {title || id}
        </a>
      )}
      {date && <span class="pale"> {date}</span>}
      {/^https?:\/\//.test(url) && (
        <a class="pale" href={url} target="_blank" rel="noreferrer noopener">
          {' '}
          {words.value.source}
        </a>
      )}
    </span>
  );
}

// The server's words are English; what readers meet most is said in theirs.
function summary({ code }: ApiError): string {
  if (code === 'late') return words.value.late;
  if (code === 'export.layout') return words.value.tooLarge;
  if (code === 'ask.unknown_name' || code === 'http.not_found') return words.value.unknown;
  return words.value.failed;
}

// Says that an answer is on its way, or why there is none. While the server is away the frame says so (app.tsx).
export function Waiting(props: { of: Resource<unknown> }): JSX.Element | null {
  const { error, loading, data } = props.of;
  if (error && isAway(error)) return null;
  if (error) {
    return (
      <div class="problem" role="alert">
        <strong>{summary(error)}</strong>
        {error.message && <p>{error.message}</p>}
        {error.remedy && <p>{error.remedy}</p>}
      </div>
    );
  }
  return loading && data === undefined ? <p class="pale waiting">{words.value.loading}</p> : null;
}
