// The frame around all views: search, navigation, language and theme.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Filters } from './components/filters';
import { Panel } from './components/panel';
import { SearchBox } from './components/search_box';
import { LiveRegion } from './live_region';
import { DASHES } from './palette';
import { STATUSES } from './api';
import { serverError, underWay } from './resource';
import { addressOf, navigate, state, VIEWS, type View, type ViewState } from './state';
import { LANGUAGES, language, statusLabel, words, type Language } from './strings';
import { theme, THEMES } from './theme';
import { ArticlesView } from './views/articles';
import { AskView } from './views/ask';
import { ChangesView } from './views/changes';
import { GraphView } from './views/graph';
import { MatrixView } from './views/matrix';
import { ReviewView } from './views/review';
import { TimelineView } from './views/timeline';

const CONTENT: Record<View, () => JSX.Element> = {
  graph: GraphView,
  ask: AskView,
  matrix: MatrixView,
  timeline: TimelineView,
  changes: ChangesView,
  articles: ArticlesView,
  review: ReviewView,
};
const FILTERED: readonly View[] = ['graph', 'matrix', 'timeline'];

// A link to another state of the page.
function Step(props: {
  to: Partial<ViewState>;
  class?: string;
  current?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <a
      class={props.class}
      href={addressOf(props.to)}
      aria-current={props.current ? 'page' : undefined}
      onClick={(event) => {
        // Other clicks open a tab or a window.
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        navigate(props.to);
      }}
    >
      {props.children}
    </a>
  );
}

function Navigation(): JSX.Element {
  return (
    <nav aria-label={words.value.views}>
      {VIEWS.map((view) => (
        <Step to={{ view, node: '', fact: '' }} current={state.value.view === view}>
          {words.value[view]}
        </Step>
      ))}
    </nav>
  );
}

function Preferences(): JSX.Element {
  return (
    <div class="preferences">
      <select
        aria-label={words.value.language}
        value={language.value}
        onChange={(event) => (language.value = event.currentTarget.value as Language)}
      >
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label={words.value.theme}
        value={theme.value}
        onChange={(event) => (theme.value = THEMES[event.currentTarget.selectedIndex]!)}
      >
        {THEMES.map((one) => (
          <option value={one}>{words.value[one]}</option>
        ))}
      </select>
    </div>
  );
}

function Legend(): JSX.Element {
  return (
    <ul class="legend" aria-label={words.value.legend}>
      {STATUSES.map((status) => (
        <li>
          <svg width="34" height="8" aria-hidden="true" class={`stroke-${status}`}>
            <line x1="0" y1="4" x2="34" y2="4" stroke-dasharray={DASHES[status].join(' ')} />
          </svg>
          {statusLabel(status)}
        </li>
      ))}
    </ul>
  );
}

export function App(): JSX.Element {
  const { view } = state.value;
  const Content = CONTENT[view];
  useEffect(() => {
    document.title = `${words.value[view]} – whobuilds`;
  }, [view, language.value]);
  const filtered = FILTERED.includes(view);
  return (
    <>
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          // The address holds what is shown, so the link itself must not change it.
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {words.value.skip}
      </a>
      <header>
        <Step class="brand" to={{ view: 'graph', ids: [], node: '', fact: '' }}>
          whobuilds
        </Step>
        <SearchBox />
        <Preferences />
        <Navigation />
      </header>
      {serverError.value && (
        <p class="problem away" role="alert">
          <strong>{words.value.noServer}</strong>
        </p>
      )}
      <div class={`progress ${underWay.value > 0 ? 'moving' : ''}`} aria-hidden="true" />
      <div class={`columns ${filtered ? 'filtered' : ''}`}>
        {filtered && (
          <section class="side" aria-label={words.value.filters}>
            <Filters />
            <Legend />
          </section>
        )}
        <main id="content" tabIndex={-1}>
          <Content />
        </main>
        <Panel />
      </div>
      <LiveRegion />
    </>
  );
}
