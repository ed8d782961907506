// What a reader should decide: names that nobody listed, facts of low confidence; and what was decided.
import { signal } from '@preact/signals';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { address, send, type Completion, type Decision, type Entity, type List, type ReviewItem } from '../api';
import { EntityButton, RelationButton, RelationWord, Standing, TypeBadge, Waiting } from '../components/badges';
import { announce } from '../live_region';
import { asApiError, ontology, refresh, stats, useResource, type Resource } from '../resource';
import { navigate, REVIEW_KINDS, state } from '../state';
import { attributeLabel, language, typeLabel, words } from '../strings';

const PAGE = 50;

// In memory only: nothing that may change the store outlives the page.
const token = signal('');
const problem = signal<Resource<unknown>>({ data: null, error: undefined, loading: false });

// While a decision is on its way no other is made: buttons would be of what is there no more.
const sending = signal(false);

// `done` is called when it is made, before what is shown is asked for anew.
async function change(
  method: 'POST' | 'DELETE',
  url: string,
  body?: unknown,
  done?: () => void,
): Promise<void> {
  if (sending.value) return;
  sending.value = true;
  try {
    await send(method, url, token.value, body);
    problem.value = { data: null, error: undefined, loading: false };
    announce(words.value.decided);
    done?.();
    refresh();
  } catch (cause) {
    problem.value = { data: null, error: asApiError(cause), loading: false };
  } finally {
    sending.value = false;
  }
}

const decide = (decision: Decision, done?: () => void) =>
  change('POST', address('review/decisions'), { schema: 1, decisions: [decision] }, done);

type Form = 'rename' | 'retype' | 'merge' | 'split';
const FORMS: readonly Form[] = ['rename', 'retype', 'merge', 'split'];

function Field(props: { name: string; value: string; optional?: boolean; change: (value: string) => void }): JSX.Element {
  return (
    <label class="field">
      {props.name}
      <input
        type="text"
        required={!props.optional}
        value={props.value}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
    </label>
  );
}

// Takes an id; names that begin with what was typed offer theirs.
function EntityField(props: { name: string; value: string; change: (value: string) => void }): JSX.Element {
  const list = useId();
  const { value } = props;
  const found = useResource<{ items: Completion[] }>(
    value === '' || value.includes(':') ? '' : address('complete', { q: value, lang: language.value }),
  );
  return (
    <label class="field">
      {props.name}
      <input
        type="text"
        required
        autocomplete="off"
        list={list}
        value={value}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
      <datalist id={list}>
        {found.data?.items.map(({ id, label, type }) => (
          <option value={id}>{`${label}, ${typeLabel(type)}`}</option>
        ))}
      </datalist>
    </label>
  );
}

// What an article calls the entity: one of what all articles call it.
function MentionField(props: {
  item: ReviewItem;
  document: string;
  surface: string;
  change: (document: string, surface: string) => void;
}): JSX.Element {
  // Not while the decision is on its way: the server may tell that the entity has gone before it answers.
  const entity = useResource<Entity>(
    sending.value ? '' : address('entity', { id: props.item.entity, lang: language.value }),
  );
  const named = [...new Map(entity.data?.node.mentions.map((one) => [`${one.doc} ${one.text}`, one]))].map(
    ([, one]) => one,
  );
  const chosen = named.findIndex(({ doc, text }) => doc === props.document && text === props.surface);
  return (
    <label class="field">
      {words.value.mention}
      <select
        required
        value={chosen < 0 ? '' : String(chosen)}
        onChange={(event) => {
          const one = named[Number(event.currentTarget.value)];
          if (one) props.change(one.doc, one.text);
        }}
      >
        <option value="" />
        {named.map(({ doc, text }, index) => (
          <option value={String(index)}>{`${text} (${doc})`}</option>
        ))}
      </select>
      <Waiting of={entity} />
    </label>
  );
}

function TypeField(props: { value: string; change: (value: string) => void }): JSX.Element {
  return (
    <label class="field">
      {words.value.type}
      <select value={props.value} onChange={(event) => props.change(event.currentTarget.value)}>
        {ontology.value?.types.map(({ id }) => (
          <option value={id}>{typeLabel(id)}</option>
        ))}
      </select>
    </label>
  );
}

// What a decision needs beside the entity. Typed values are kept until the form is closed.
function DecisionForm(props: { form: Form; item: ReviewItem; close: () => void }): JSX.Element {
  const { entity, label, type = '' } = props.item;
  const [fields, set] = useState({ label, type, into: '', document: '', surface: '', splitLabel: '' });
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => first.current?.querySelector<HTMLElement>('input, select')?.focus(), []);
  const change = (key: keyof typeof fields) => (value: string) => set({ ...fields, [key]: value.trimStart() });
  const decisions: Record<Form, Decision> = {
    rename: { decision: 'rename', entity, label: fields.label },
    retype: { decision: 'retype', entity, type: fields.type },
    merge: { decision: 'merge', entity, into: fields.into },
    split: {
      decision: 'split',
      entity,
      document: fields.document,
      surface: fields.surface,
      into: fields.into,
      ...(fields.splitLabel ? { label: fields.splitLabel } : {}),
    },
  };
  return (
    <form
      class="decision"
      aria-label={words.value[props.form]}
      ref={first}
      onKeyDown={(event) => event.key === 'Escape' && props.close()}
      onSubmit={(event) => {
        event.preventDefault();
        void decide(decisions[props.form], props.close);
      }}
    >
      {props.form === 'rename' && (
        <Field name={words.value.newName} value={fields.label} change={change('label')} />
      )}
      {props.form === 'retype' && <TypeField value={fields.type} change={change('type')} />}
      {props.form === 'merge' && (
        <EntityField name={words.value.mergeTarget} value={fields.into} change={change('into')} />
      )}
      {props.form === 'split' && (
        <>
          <p class="pale">{words.value.splitHelp}</p>
          <MentionField
            item={props.item}
            document={fields.document}
            surface={fields.surface}
            change={(document, surface) => set({ ...fields, document, surface })}
          />
          <EntityField name={words.value.splitInto} value={fields.into} change={change('into')} />
          <Field name={words.value.newName} value={fields.splitLabel} optional change={change('splitLabel')} />
        </>
      )}
      <p class="buttons">
        <button type="submit" class="main" disabled={sending.value}>
          {words.value.apply}
        </button>
        <button type="button" onClick={props.close}>
          {words.value.cancel}
        </button>
      </p>
    </form>
  );
}

function Deciding(props: { item: ReviewItem }): JSX.Element {
  const { kind, entity, relation, target } = props.item;
  const [form, setForm] = useState<Form | undefined>(undefined);
  const about = kind === 'entity' ? { entity } : { entity, relation, target };
  return (
    <>
      <div class="buttons">
        {(['confirm', 'reject'] as const).map((decision) => (
          <button type="button" disabled={sending.value} onClick={() => void decide({ decision, ...about })}>
            {words.value[decision]}
          </button>
        ))}
        {kind === 'entity' &&
          FORMS.map((one) => (
            <button
              type="button"
              aria-expanded={form === one}
              onClick={() => setForm(form === one ? undefined : one)}
            >
              {words.value[one]}
            </button>
          ))}
      </div>
      {form && <DecisionForm key={form} form={form} item={props.item} close={() => setForm(undefined)} />}
    </>
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
              <button
                type="button"
                disabled={sending.value}
                onClick={() => void change('DELETE', address('review/decisions', { number }))}
              >
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
