// What was said when, the newest first.
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { address, type List, type TimelineItem } from '../api';
import { ArticleLink, EntityButton, RelationButton, Standing, Waiting } from '../components/badges';
import { useResource } from '../resource';
import { filterParameters, state } from '../state';
import { language, words } from '../strings';

const PAGE = 100;

function byMonth(items: TimelineItem[]): [string, TimelineItem[]][] {
  const months = new Map<string, TimelineItem[]>();
  for (const item of items) {
    const month = item.date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), item]);
  }
  return [...months];
}

function Item(props: { item: TimelineItem }): JSX.Element {
  const { date, edge, source_label, target_label, document } = props.item;
  return (
    <li>
      <time dateTime={date}>{date}</time>
      <div>
        <EntityButton id={edge.source} label={source_label} /> <RelationButton edge={edge} />{' '}
        <EntityButton id={edge.target} label={target_label} /> <Standing {...edge} />
        <div class="small">
          <ArticleLink document={{ ...document, date: '' }} />
        </div>
      </div>
    </li>
  );
}

export function TimelineView(): JSX.Element {
  const [limit, setLimit] = useState(PAGE);
  const found = useResource<Pick<List<TimelineItem>, 'items' | 'next'>>(
    address('timeline', { ...filterParameters(state.value), limit, lang: language.value }),
  );
  return (
    <div class="page">
      <h1>{words.value.timeline}</h1>
      <Waiting of={found} />
      {found.data?.items.length === 0 && <p class="pale">{words.value.nothing}</p>}
      {byMonth(found.data?.items ?? []).map(([month, items]) => (
        <section key={month}>
          <h2>{month}</h2>
          <ul class="timeline">
            {items.map((item) => (
              <Item item={item} />
            ))}
          </ul>
        </section>
      ))}
      {found.data?.next && limit < 500 && (
        <button type="button" onClick={() => setLimit(limit + PAGE)}>
          {words.value.more}
        </button>
      )}
    </div>
  );
}
