// Who builds what: builders down, types of things across.
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { address, type Matrix, type MatrixItem } from '../api';
import { EntityButton, StatusBadge, Waiting } from '../components/badges';
import { useResource } from '../resource';
import { filterParameters, navigate, state } from '../state';
import { language, typeLabel, words } from '../strings';

const FIRST = 12;

function Cell(props: { items: MatrixItem[] }): JSX.Element {
  const [all, setAll] = useState(false);
  const shown = all ? props.items : props.items.slice(0, FIRST);
  const hidden = props.items.length - shown.length;
  return (
    <td>
      <ul class="inline">
        {shown.map(({ label, status, edge }) => (
          <li>
            <button type="button" class={`item said-${status}`} onClick={() => navigate({ fact: edge, node: '' })}>
              {label}
              {status !== 'asserted' && <StatusBadge status={status} />}
            </button>
          </li>
        ))}
        {hidden > 0 && (
          <li>
            <button type="button" aria-label={`${words.value.more}: ${hidden}`} onClick={() => setAll(true)}>
              +{hidden}
            </button>
          </li>
        )}
      </ul>
    </td>
  );
}

export function MatrixView(): JSX.Element {
  const found = useResource<Matrix>(address('matrix', { ...filterParameters(state.value), limit: 40, lang: language.value }));
  const cells = new Map(found.data?.cells.map((cell) => [`${cell.row} ${cell.column}`, cell.items]));
  return (
    <div class="page wide">
      <h1>{words.value.matrix}</h1>
      <Waiting of={found} />
      {found.data?.rows.length === 0 && <p class="pale">{words.value.nothing}</p>}
      {found.data && found.data.rows.length > 0 && (
        <div class="scrolled" tabIndex={0} role="region" aria-label={words.value.matrix}>
          <table class="matrix">
            <thead>
              <tr>
                <th scope="col">{words.value.builder}</th>
                {found.data.columns.map((type) => (
                  <th scope="col">{typeLabel(type)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.data.rows.map(({ id, label }) => (
                <tr key={id}>
                  <th scope="row">
                    <EntityButton id={id} label={label} />
                  </th>
                  {found.data!.columns.map((type) => (
                    <Cell key={type} items={cells.get(`${id} ${type}`) ?? []} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
