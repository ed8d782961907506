// Questions in words, and what the articles say to them.
import { useEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { address, type Answer, type AnswerRow } from '../api';
import { EntityButton, Standing, Waiting } from '../components/badges';
import { useResource } from '../resource';
import { navigate, state } from '../state';
import { attributeLabel, relationLabel, words } from '../strings';

const SENTENCES = 3;

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

export function AskView(): JSX.Element {
  const { question } = state.value;
  const [text, setText] = useState(question);
  useEffect(() => setText(question), [question]);
  const answer = useResource<Answer>(question === '' ? '' : address('ask', { q: question }));
  const rows = answer.data?.rows;
  return (
    <div class="page">
      <h1>{words.value.ask}</h1>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          navigate({ question: text.trim() });
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
      {question === '' && (
        <p class="pale">
          {words.value.examples}:{' '}
          <button type="button" onClick={() => navigate({ question: words.value.questionPlaceholder })}>
            {words.value.questionPlaceholder}
          </button>
        </p>
      )}
      <Waiting of={answer} />
      <div aria-live="polite">
        {answer.data && (
          <p class="pale">
            {words.value.understood}: <code>{answer.data.understood}</code>
          </p>
        )}
        {rows?.length === 0 && <p>{words.value.noAnswer}</p>}
      </div>
      <ol class="cards">
        {rows?.map((row) => (
          <Row row={row} />
        ))}
      </ol>
      {answer.data && answer.data.subjects.length > 0 && (
        <button
          type="button"
          onClick={() =>
            navigate({
              view: 'graph',
              ids: [...new Set([...answer.data!.subjects, ...(rows ?? [])].map(({ id }) => id))].slice(0, 8),
            })
          }
        >
          {words.value.showInGraph}
        </button>
      )}
    </div>
  );
}
