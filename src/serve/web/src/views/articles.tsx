// The articles, and sentences looked for in them.
import { useLayoutEffect, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { address, type DocumentSummary, type FoundSentence, type List } from '../api';
import { ArticleLink, Waiting } from '../components/badges';
import { useResource } from '../resource';
import { navigate, state } from '../state';
import { words } from '../strings';

const PAGE = 50;

function Sentences(props: { text: string }): JSX.Element {
  const found = useResource<List<FoundSentence>>(address('search', { q: props.text, limit: PAGE }));
  return (
    <>
      <Waiting of={found} />
      <p class="pale" aria-live="polite">
        {found.data && words.value.total(found.data.total)}
      </p>
      <ol class="cards">
        {found.data?.items.map(({ document, sentence }) => (
          <li class="card">
            <blockquote class="sentence" lang={document.lang}>
              {sentence}
            </blockquote>
            <ArticleLink document={document} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Documents(): JSX.Element {
  const [limit, setLimit] = useState(PAGE);
  const found = useResource<List<DocumentSummary>>(address('documents', { sort: 'date', limit }));
  return (
    <>
      <h2>
        {words.value.allArticles} <span class="pale">{found.data?.total}</span>
      </h2>
      <Waiting of={found} />
      <ul class="articles">
        {found.data?.items.map((document) => (
          <li key={document.number} lang={document.lang}>
            <ArticleLink document={document} />
            {document.facts !== undefined && <span class="pale"> {words.value.factsCount(document.facts)}</span>}
          </li>
        ))}
      </ul>
      {found.data?.next && limit < 500 && (
        <button type="button" onClick={() => setLimit(limit + 150)}>
          {words.value.more}
        </button>
      )}
    </>
  );
}

export function ArticlesView(): JSX.Element {
  const [text, setText] = useState(state.value.text);
  useLayoutEffect(() => setText(state.value.text), [state.value.text]);
  return (
    <div class="page">
      <h1>{words.value.articles}</h1>
      <form
        class="line"
        onSubmit={(event) => {
          event.preventDefault();
          navigate({ text: text.trim() });
        }}
      >
        <input
          type="text"
          aria-label={words.value.articlesPlaceholder}
          placeholder={words.value.articlesPlaceholder}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="main">
          {words.value.search}
        </button>
      </form>
      {state.value.text ? <Sentences key={state.value.text} text={state.value.text} /> : <Documents />}
    </div>
  );
}
