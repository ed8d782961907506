// What a reader should decide: names that nobody listed, facts of low confidence; and what was decided.
import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { address, send, type Decision, type List, type ReviewItem } from '../api';
import { EntityButton, RelationButton, RelationWord, Standing, TypeBadge, Waiting } from '../components/badges';
import { announce } from '../live_region';
import { asApiError, ontology, refresh, stats, useResource, type Resource } from '../resource';
import { navigate, REVIEW_KINDS, state } from '../state';
import { attributeLabel, typeLabel, words } from '../strings';

const PAGE = 50;

// In memory only: nothing that may change the store outlives the page.
const token = signal('');
const problem = signal<Resource<unknown>>({ data: null, error: undefined, loading: false });

async function change(method: 'POST' | 'DELETE', url: string, body?: unknown): Promise<void> {
  try {
    await send(method, url, token.value, body);
    problem.value = { data: null, error: undefined, loading: false };
    announce(words.value.decided);
    refresh();
  } catch (cause) {
    problem.value = { data: null, error: asApiError(cause), loading: false };
  }
}

const decide = (decision: Decision) =>
  change('POST', address('review/decisions'), { schema: 1, decisions: [decision] });

function Deciding(props: { item: ReviewItem }): JSX.Element {
  const { kind, entity, relation, target } = props.item;
  const [form, setForm] = useState<'rename' | 'merge' | 'retype' | undefined>(undefined);
  const [text, setText] = useState('');
  const about = kind === 'entity' ? { entity } : { entity, relation, target };
  const apply = () => {
    if (form === 'rename') void decide({ decision: 'rename', entity, label: text });
    if (form === 'merge') void decide({ decision: 'merge', entity, into: text });
    if (form === 'retype') void decide({ decision: 'retype', entity, type: text });
    setForm(undefined);
  };
  const open = (wanted: 'rename' | 'merge' | 'retype') => {
    setForm(wanted);
    setText(wanted === 'rename' ? props.item.label : wanted === 'retype' ? (props.item.type ?? '') : '');
  };
  return (
    <div class="buttons">
      <button type="button" onClick={() => void decide({ decision: 'confirm', ...about })}>
        {words.value.confirm}
      </button>
      <button type="button" onClick={() => void decide({ decision: 'reject', ...about })}>
        {words.value.reject}
      </button>
      {kind === 'entity' && (
        <>
          <button type="button" onClick={() => open('rename')}>
            {words.value.rename}
          </button>
          <button type="button" onClick={() => open('retype')}>
            {words.value.retype}
          </button>
          <button type="button" onClick={() => open('merge')}>
            {words.value.merge}
          </button>
        </>
      )}
      {form && (
        <form
          class="buttons"
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          {form === 'retype' ? (
            <select
              aria-label={words.value.retype}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            >
              {ontology.value?.types.map(({ id }) => (
                <option value={id}>{typeLabel(id)}</option>
              ))}
            </select>
          ) : (
            <input
              type="text"
              required
              aria-label={form === 'rename' ? words.value.newName : words.value.mergeTarget}
              placeholder={form === 'rename' ? words.value.newName : words.value.mergeTarget}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
          <button type="submit" class="main">
            {words.value.apply}
          </button>
          <button type="button" onClick={() => setForm(undefined)}>
            {words.value.cancel}
          </button>
        </form>
      )}
    </div>
  );
}

function Claim(props: { item: ReviewItem }): JSX.Element {
  const { kind, id, entity, label, type, relation, target, target_label } = props.item;
  return (
    <>
      <EntityButton id={entity} label={label} {...(type ? { type } : {})} />
      {kind === 'entity' && type && <TypeBadge type={type} />}
      {kind === 'relation' && relation && id && target && (
        <>
          <RelationButton edge={{ id, relation }} />
          <EntityButton id={target} label={target_label ?? target} />
        </>
      )}
      {kind === 'relation' && relation && !id && <RelationWord relation={relation} />}
      {kind === 'attribute' && relation && (
        <span>
          {attributeLabel(relation)}: <strong>{target}</strong>
        </span>
      )}
    </>
  );
}

function Queue(props: { queue: Resource<List<ReviewItem>> }): JSX.Element {
  return (
    <ul class="cards">
      {props.queue.data?.items.map((item) => (
        <li class="card" key={`${item.entity} ${item.relation} ${item.target}`}>
          <p class="answer-head">
            <Claim item={item} />
            {item.status && <Standing status={item.status} confidence={item.confidence ?? 0} />}
          </p>
          {item.sentence && <blockquote class="sentence">{item.sentence}</blockquote>}
          {stats.value?.writable && <Deciding item={item} />}
        </li>
      ))}
    </ul>
  );
}

function Decisions(): JSX.Element | null {
  const made = useResource<{ decisions: (Decision & { number?: number; made?: string })[] }>(address('review/decisions'));
  if (!made.data || made.data.decisions.length === 0) return null;
  return (
    <>
      <h2>{words.value.decisions}</h2>
      <ul class="changes">
        {made.data.decisions.map(({ number, made: when, decision, ...of }) => (
          <li>
            <strong>{words.value.decisionKinds[decision]}</strong> {Object.values(of).join(' ')}{' '}
            <span class="pale">{when}</span>{' '}
            {stats.value?.writable && number !== undefined && (
              <button type="button" onClick={() => void change('DELETE', address('review/decisions', { number }))}>
                {words.value.undo}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Kinds(): JSX.Element {
  const titles = { discovered: words.value.discoveredNames, doubtful: words.value.doubtfulFacts };
  return (
    <div class="switch" role="group" aria-label={words.value.review}>
      {REVIEW_KINDS.map((kind) => (
        <button
          type="button"
          aria-pressed={state.value.reviewKind === kind}
          onClick={() => navigate({ reviewKind: kind, node: '', fact: '' })}
        >
          {titles[kind]}
        </button>
      ))}
    </div>
  );
}

function Token(): JSX.Element {
  return (
    <label class="field">
      {words.value.token}
      <input
        type="password"
        autocomplete="off"
        value={token.value}
        onInput={(event) => (token.value = event.currentTarget.value)}
      />
      <span class="pale">{words.value.tokenHelp}</span>
    </label>
  );
}

export function ReviewView(): JSX.Element {
  const queue = useResource<List<ReviewItem>>(address('review', { kind: state.value.reviewKind, limit: PAGE }));
  return (
    <div class="page">
      <h1>{words.value.review}</h1>
      {stats.value?.writable === false && <p class="note">{words.value.readOnly}</p>}
      {stats.value?.writable && <Token />}
      <Kinds />
      <Waiting of={problem.value} />
      <Waiting of={queue} />
      {queue.data?.items.length === 0 && <p class="pale">{words.value.nothing}</p>}
      <Queue queue={queue} />
      <Decisions />
    </div>
  );
}
