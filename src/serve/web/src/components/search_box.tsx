// The search box: completes names in all scripts; what is no name can be asked or looked for in articles. A combobox as
// the ARIA practices describe it.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { address, get, type Completion, type List } from '../api';
import { announce } from '../live_region';
import { navigate, showNeighbourhood } from '../state';
import { language, words } from '../strings';
import { TypeBadge } from './badges';

const PAUSE_MS = 120;

interface Option {
  key: string;
  content: JSX.Element | string;
  choose: () => void;
}

function completionOption(item: Completion): Option {
  return {
    key: item.id,
    content: (
      <>
        <TypeBadge type={item.type} />
        <span class="label">{item.label}</span>
        {item.matched !== item.label && <span class="pale">{item.matched}</span>}
      </>
    ),
    choose: () => showNeighbourhood(item.id),
  };
}

function textOptions(text: string): Option[] {
  return [
    {
      key: 'ask',
      content: words.value.askThis(text),
      choose: () => navigate({ view: 'ask', question: text }),
    },
    {
      key: 'articles',
      content: words.value.findInArticles(text),
      choose: () => navigate({ view: 'articles', text }),
    },
  ];
}

// What completes `text`, a pause after the last key; undefined until the server has said so.
function useCompletions(text: string): Completion[] | undefined {
  const [found, set] = useState<{ text: string; items: Completion[] }>({ text: '', items: [] });
  useEffect(() => {
    if (text === '') return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      get<Pick<List<Completion>, 'items'>>(address('complete', { q: text, limit: 10, lang: language.value }), abort.signal).then(
        ({ items }) => {
          set({ text, items });
          announce(words.value.suggestions(items.length));
        },
        () => {
          if (!abort.signal.aborted) set({ text, items: [] });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return found.text === text ? found.items : undefined;
}

export function SearchBox(): JSX.Element {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const typed = text.trim();
  const completions = useCompletions(typed);
  const options =
    typed === '' || !completions ? [] : [...completions.map(completionOption), ...textOptions(typed)];
  const shown = open && options.length > 0;

  const choose = (option: Option | undefined) => {
    if (!option) return;
    option.choose();
    setText('');
    setOpen(false);
    setActive(-1);
  };
  // Enter may come before the completions do.
  const entered = useRef(false);
  useEffect(() => {
    if (completions && entered.current) choose(options[0]);
    if (completions) entered.current = false;
  }, [completions]);
  const key = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    // Enter and the arrows belong to the input method while it composes.
    if (event.isComposing) return;
    if (event.key === 'Enter') entered.current = !completions;
    if (options.length === 0) return;
    if (event.key === 'ArrowDown') setActive((active + 1) % options.length);
    else if (event.key === 'ArrowUp') setActive((active <= 0 ? options.length : active) - 1);
    else if (event.key === 'Enter') choose(options[Math.max(active, 0)]);
    else if (event.key === 'Escape') {
      entered.current = false;
      if (open) setOpen(false);
      else setText('');
    } else return;
    if (event.key.startsWith('Arrow')) setOpen(true);
    event.preventDefault();
  };

  return (
    <div class="search" role="search">
      <input
        id="search"
        type="search"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-label={words.value.search}
        aria-expanded={shown}
        aria-controls="search-options"
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `search-option-${active}` : undefined}
        placeholder={words.value.searchPlaceholder}
        value={text}
        onInput={(event) => {
          entered.current = false;
          setText(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={key}
      />
      <ul id="search-options" role="listbox" aria-label={words.value.search} hidden={!shown}>
        {options.map((option, index) => (
          <li
            key={option.key}
            id={`search-option-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the input loses the focus, which closes the list.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(option);
            }}
          >
            {option.content}
          </li>
        ))}
      </ul>
    </div>
  );
}
