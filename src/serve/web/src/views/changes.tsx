// What articles of a time brought.
import type { JSX } from 'preact';
import { address, type Change, type Diff } from '../api';
import { EntityButton, RelationButton, Standing, TypeBadge, Waiting } from '../components/badges';
import { stats, useResource } from '../resource';
import { navigate, state } from '../state';
import { language, words } from '../strings';

const SHOWN = 300;
const DAY_MS = 86_400_000;

// The last thirty days that there are articles of, until the reader chooses.
function standardSince(): string {
  const last = Date.parse(stats.value?.dates.last ?? '');
  return Number.isNaN(last) ? '' : new Date(last - 30 * DAY_MS).toISOString().slice(0, 10);
}

function ChangeMark(props: { change: Change }): JSX.Element {
  const sign = { added: '+', removed: '−', changed: '~' }[props.change];
  return (
    <span class={`change ${props.change}`}>
      <span aria-hidden="true">{sign} </span>
      {words.value[props.change]}
    </span>
  );
}

function Changed(props: { diff: Diff }): JSX.Element {
  const { documents, nodes, edges } = props.diff;
  const articles = (['added', 'removed', 'changed'] as const).flatMap((change) =>
    documents[change].map((id) => ({ change, id })),
  );
  return (
    <>
      <h2>
        {words.value.documents} <span class="pale">{articles.length}</span>
      </h2>
      <ul class="changes">
        {articles.slice(0, SHOWN).map(({ change, id }) => (
          <li key={id}>
            <ChangeMark change={change} /> {id}
          </li>
        ))}
      </ul>
      <h2>
        {words.value.edges} <span class="pale">{edges.length}</span>
      </h2>
      <ul class="changes">
        {edges.slice(0, SHOWN).map((edge) => (
          <li key={edge.id}>
            <ChangeMark change={edge.change} /> <EntityButton id={edge.source} label={edge.source_label} />{' '}
            <RelationButton edge={edge} /> <EntityButton id={edge.target} label={edge.target_label} />{' '}
            <Standing {...edge} />
          </li>
        ))}
      </ul>
      <h2>
        {words.value.nodes} <span class="pale">{nodes.length}</span>
      </h2>
      <ul class="changes">
        {nodes.slice(0, SHOWN).map(({ change, id, type, label }) => (
          <li key={id}>
            <ChangeMark change={change} /> <EntityButton id={id} label={label} type={type} />{' '}
            <TypeBadge type={type} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function ChangesView(): JSX.Element {
  const since = state.value.since || standardSince();
  const { until } = state.value;
  const found = useResource<Diff>(since === '' ? '' : address('diff', { since, until, lang: language.value }));
  return (
    <div class="page">
      <h1>{words.value.changes}</h1>
      <p class="line">
        <label class="field">
          {words.value.changesSince}
          <input type="date" value={since} onChange={(event) => navigate({ since: event.currentTarget.value })} />
        </label>
        <label class="field">
          {words.value.until}
          <input type="date" value={until} onChange={(event) => navigate({ until: event.currentTarget.value })} />
        </label>
      </p>
      <Waiting of={found} />
      {found.data && <Changed diff={found.data} />}
    </div>
  );
}
