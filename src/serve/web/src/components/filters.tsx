// What edges and nodes are shown; kept in the address.
import type { JSX } from 'preact';
import { STATUSES } from '../api';
import { ontology, stats } from '../resource';
import { navigate, NO_FILTERS, state } from '../state';
import { percent, relationLabel, statusLabel, typeLabel, words } from '../strings';

interface Choice {
  id: string;
  label: string;
  count: number;
  look: string; // class of the mark before the label
}

function Choices(props: {
  title: string;
  choices: Choice[];
  chosen: readonly string[];
  change: (chosen: string[]) => void;
}): JSX.Element | null {
  if (props.choices.length === 0) return null;
  const toggled = (id: string) =>
    props.chosen.includes(id) ? props.chosen.filter((one) => one !== id) : [...props.chosen, id];
  return (
    <fieldset>
      <legend>{props.title}</legend>
      {props.choices.map(({ id, label, count, look }) => (
        <label class="choice">
          <input type="checkbox" checked={props.chosen.includes(id)} onChange={() => props.change(toggled(id))} />
          {look && <span class={look} aria-hidden="true" />}
          <span class="label">{label}</span>
          <span class="pale">{count}</span>
        </label>
      ))}
    </fieldset>
  );
}

// Those of the ontology that the store has something of, in the ontology's order.
function present(
  known: { id: string }[] | undefined,
  counts: Record<string, number> | undefined,
): [string, number][] {
  if (!counts) return [];
  return (known ?? []).map(({ id }): [string, number] => [id, counts[id] ?? 0]).filter(([, count]) => count > 0);
}

function DateFilter(props: { title: string; value: string; change: (value: string) => void }): JSX.Element {
  return (
    <label class="field">
      {props.title}
      <input type="date" value={props.value} onChange={(event) => props.change(event.currentTarget.value)} />
    </label>
  );
}

export function Filters(): JSX.Element {
  const { types, relations, statuses, minConfidence, since, until } = state.value;
  const used =
    types.length + relations.length + statuses.length + [minConfidence, since, until].filter(Boolean).length;
  return (
    <details class="filters" open={innerWidth > 900}>
      <summary>
        {words.value.filters}
        {used > 0 && ` (${used})`}
      </summary>
      {used > 0 && (
        <button type="button" onClick={() => navigate(NO_FILTERS)}>
          {words.value.clearFilters}
        </button>
      )}
      <Choices
        title={words.value.type}
        choices={present(ontology.value?.types, stats.value?.types).map(([id, count]) => ({
          id,
          count,
          label: typeLabel(id),
          look: `shape t-${id}`,
        }))}
        chosen={types}
        change={(chosen) => navigate({ types: chosen })}
      />
      <Choices
        title={words.value.status}
        choices={STATUSES.map((id) => ({
          id,
          count: stats.value?.statuses[id] ?? 0,
          label: statusLabel(id),
          look: `stroke ${id}`,
        }))}
        chosen={statuses}
        change={(chosen) => navigate({ statuses: STATUSES.filter((status) => chosen.includes(status)) })}
      />
      <Choices
        title={words.value.relation}
        choices={present(ontology.value?.relations, stats.value?.relations).map(([id, count]) => ({
          id,
          count,
          label: relationLabel(id),
          look: '',
        }))}
        chosen={relations}
        change={(chosen) => navigate({ relations: chosen })}
      />
      <label class="field">
        {words.value.confidence}
        <input
          type="range"
          min="0"
          max="0.95"
          step="0.05"
          value={minConfidence}
          aria-valuetext={words.value.atLeast(percent(minConfidence))}
          onChange={(event) => navigate({ minConfidence: Number(event.currentTarget.value) })}
        />
        <span class="pale">{words.value.atLeast(percent(minConfidence))}</span>
      </label>
      <DateFilter title={words.value.since} value={since} change={(value) => navigate({ since: value })} />
      <DateFilter title={words.value.until} value={until} change={(value) => navigate({ until: value })} />
    </details>
  );
}
