// Questions in words, and what the articles say to them.
import { useLayoutEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { address, type Answer, type AnswerRow, type EntitySummary, type List } from '../api';
import { EntityButton, Standing, Waiting } from '../components/badges';
import { useResource } from '../resource';
import { navigate, state } from '../state';
import { attributeLabel, language, relationLabel, words } from '../strings';

const SENTENCES = 3;
const MOST_CENTERS = 8;

// The first few, each once.
const sentencesOf = (row: AnswerRow) =>
  [
    ...new Set(
      [...(row.edges ?? []), ...(row.attribute ? [row.attribute] : [])].flatMap((said) =>
        said.evidence.map((one) => one.sentence),
      ),
    ),
  ].slice(0, SENTENCES);

function Row(props: { row: AnswerRow }): JSX.Element {
  const { row } = props;
  const value = row.attribute && `${row.attribute.value.toLocaleString()} ${row.attribute.unit}`;
  const against = row.counter_evidence ?? [];
  const [edge] = row.edges ?? [];
  return (
    <li class="card">
      <p class="answer-head">
        <EntityButton id={row.id} label={row.label} type={row.type} />
        {row.relation && (
          <span class="relation">{value ? attributeLabel(row.relation) : relationLabel(row.relation)}</span>
        )}
        {value && <strong>{value}</strong>}
        <Standing {...row} first={row.first_said} last={row.last_said} />
        {edge && (
          <button type="button" onClick={() => navigate({ fact: edge.id, node: '' })}>
            {words.value.evidence}
          </button>
        )}
      </p>
      {sentencesOf(row).map((sentence) => (
        <blockquote class="sentence">{sentence}</blockquote>
      ))}
      {against.length > 0 && (
        <details>
          <summary>{words.value.against}</summary>
          {against.map((one) => (
            <blockquote class="sentence">{one.sentence}</blockquote>
          ))}
        </details>
      )}
    </li>
  );
}

// Made anew for each question: no answer stands under a question that it is not of.
function Rows(props: { question: string }): JSX.Element {
  const answer = useResource<Answer>(address('ask', { q: props.question, lang: language.value }));
  const rows = answer.data?.rows ?? [];
  const subjects = answer.data?.subjects ?? [];
  const shown = [...new Set([...subjects, ...rows].map(({ id }) => id))].slice(0, MOST_CENTERS);
  return (
    <>
      <Waiting of={answer} />
      <div aria-live="polite">
        {answer.data && (
          <p class="pale">
            {words.value.understood}: <code>{answer.data.understood}</code>
          </p>
        )}
        {answer.data && rows.length === 0 && <p>{words.value.noAnswer}</p>}
      </div>
      <ol class="cards">
        {rows.map((row) => (
          <Row row={row} />
        ))}
      </ol>
      {subjects.length > 0 && (
        <button type="button" onClick={() => navigate({ view: 'graph', ids: shown, node: '', fact: '' })}>
          {words.value.showInGraph}
        </button>
      )}
    </>
  );
}

// Questions about what the articles say most of.
function Examples(): JSX.Element | null {
  const known = useResource<List<EntitySummary>>(address('entities', { sort: 'edges', lang: language.value }));
  const first = (...types: string[]) => known.data?.items.find(({ type }) => types.includes(type))?.label;
  const thing = first('Chip', 'Model', 'Product'),
    company = first('Company', 'Organization');
  if (!thing || !company) return null;
  return (
    <>
      <p class="pale">{words.value.examples}:</p>
      <ul class="examples">
        {words.value.questions(thing, company).map((question) => (
          <li key={question}>
            <button type="button" onClick={() => navigate({ question })}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

export function AskView(): JSX.Element {
  const { question } = state.value;
  const [text, setText] = useState(question);
  useLayoutEffect(() => setText(question), [question]);
  return (
    <div class="page">
      <h1>{words.value.ask}</h1>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          navigate({ question: text.trim(), node: '', fact: '' });
        }}
      >
        <input
          type="text"
          aria-label={words.value.ask}
          placeholder={words.value.questionPlaceholder}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="main">
          {words.value.ask}
        </button>
      </form>
      {question === '' ? <Examples /> : <Rows key={question} question={question} />}
    </div>
  );
}
