// The side panel: one entity with its facts, or one fact with its evidence.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import { address, type Attribute, type Entity, type Fact, type LabelledEdge, type List } from '../api';
import { MarkedSentence } from '../marked_sentence';
import { useResource } from '../resource';
import { expand, filterParameters, navigate, showNeighbourhood, state } from '../state';
import { attributeLabel, language, LANGUAGES, words } from '../strings';
import { ArticleLink, EntityButton, relationWithSign, RelationWord, Standing, TypeBadge, Waiting } from './badges';

const PAGE = 50;

// The focus goes to the panel when it opens, not while the canvas is walked through, nor when only its words change.
function PanelFrame(props: { title: string; kind: string; children: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!document.activeElement?.closest('.canvas')) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside class="panel" aria-label={props.kind}>
      <div class="panel-head">
        <h2 tabIndex={-1} ref={heading}>
          {props.title}
        </h2>
        <button
          type="button"
          class="icon"
          aria-label={words.value.close}
          onClick={() => navigate({ node: '', fact: '' })}
        >
          <span aria-hidden="true">×</span>
        </button>
      </div>
      {props.children}
    </aside>
  );
}

function AttributeList(props: { attributes: Attribute[] }): JSX.Element | null {
  if (props.attributes.length === 0) return null;
  return (
    <section>
      <h3>{words.value.attributes}</h3>
      <dl class="attributes">
        {props.attributes.map(({ key, value, unit, status }) => (
          <div>
            <dt>{attributeLabel(key)}</dt>
            <dd class={`said-${status}`}>
              {typeof value === 'number' ? value.toLocaleString() : value} {unit}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const useFact = (id: string) => useResource<Fact>(address('fact', { id, lang: language.value }));

export function EvidenceList(props: { edge: string }): JSX.Element {
  const fact = useFact(props.edge);
  return (
    <>
      <Waiting of={fact} />
      <ol class="evidence">
        {fact.data?.evidence.map((one) => (
          <li>
            <MarkedSentence sentence={one.sentence} highlights={one.highlights} lang={one.document.lang} />
            <p class="origin-line">
              <ArticleLink document={one.document} />
              <Standing status={one.status} confidence={one.confidence} />
            </p>
            <p class="pale small">
              {one.source && `${words.value.accordingTo} ${one.source} · `}
              {words.value.rule} <code>{one.rule}</code>
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

// One fact in a list; opened, it shows its evidence.
function FactItem(props: { edge: LabelledEdge; of: string }): JSX.Element {
  const { edge, of } = props;
  const [open, setOpen] = useState(false);
  const outward = edge.source === of;
  const name = (label: string, id: string) => (id === of ? null : <span class="label">{label}</span>);
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {!outward && name(edge.source_label, edge.source)}
          <RelationWord relation={edge.relation} />
          {outward && name(edge.target_label, edge.target)}
          <Standing {...edge} first={edge.first_date} last={edge.last_date} />
        </summary>
        {open && <EvidenceList edge={edge.id} />}
        {open && (
          <button type="button" onClick={() => showNeighbourhood(outward ? edge.target : edge.source)}>
            {words.value.showInGraph}: {outward ? edge.target_label : edge.source_label}
          </button>
        )}
      </details>
    </li>
  );
}

function EntityPanel(props: { id: string }): JSX.Element {
  const [limit, setLimit] = useState(PAGE);
  const { id } = props;
  const entity = useResource<Entity>(address('entity', { id, lang: language.value }));
  const facts = useResource<List<LabelledEdge>>(
    address('facts', { ...filterParameters(state.value), entity: id, limit, lang: language.value }),
  );
  const node = entity.data?.node;
  const total = facts.data?.total ?? 0;
  return (
    <PanelFrame title={node?.label ?? id} kind={words.value.entity}>
      <Waiting of={entity} />
      {node && (
        <p class="about">
          <TypeBadge type={node.type} />
          {node.discovered && <span class="status discovered">{words.value.discovered}</span>}
        </p>
      )}
      <div class="buttons">
        <button type="button" onClick={() => expand(id)} disabled={state.value.ids.includes(id)}>
          {words.value.expand}
        </button>
        <button type="button" onClick={() => showNeighbourhood(id)}>
          {words.value.focusHere}
        </button>
      </div>
      {node && (
        <p class="names">
          {(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])
            .filter((code) => node.names[code] && node.names[code] !== node.label)
            .map((code) => (
              <span lang={code}>{node.names[code]}</span>
            ))}
        </p>
      )}
      {node && <AttributeList attributes={node.attributes} />}
      <section>
        <h3>
          {words.value.facts} <span class="pale">{facts.data && total}</span>
        </h3>
        <Waiting of={facts} />
        {facts.data && total === 0 && <p class="pale">{words.value.noFacts}</p>}
        <ul class="facts">
          {facts.data?.items.map((edge) => (
            <FactItem key={edge.id} edge={edge} of={id} />
          ))}
        </ul>
        {facts.data && facts.data.items.length < total && limit < 500 && (
          <button type="button" onClick={() => setLimit(Math.min(limit + 150, 500))}>
            {words.value.more}
          </button>
        )}
      </section>
    </PanelFrame>
  );
}

function FactPanel(props: { id: string }): JSX.Element {
  const fact = useFact(props.id);
  const edge = fact.data?.edge;
  const title = edge
    ? `${edge.source_label} – ${relationWithSign(edge.relation)} ${edge.target_label}`
    : words.value.fact;
  return (
    <PanelFrame title={title} kind={words.value.fact}>
      <Waiting of={fact} />
      {edge && (
        <>
          <p class="about">
            <Standing {...edge} first={edge.first_date} last={edge.last_date} />
          </p>
          <p class="buttons">
            <EntityButton id={edge.source} label={edge.source_label} />
            <EntityButton id={edge.target} label={edge.target_label} />
          </p>
        </>
      )}
      <section>
        <h3>{words.value.evidence}</h3>
        <EvidenceList edge={props.id} />
      </section>
    </PanelFrame>
  );
}

export function Panel(): JSX.Element | null {
  const { node, fact } = state.value;
  if (fact) return <FactPanel key={fact} id={fact} />;
  if (node) return <EntityPanel key={node} id={node} />;
  return null;
}
