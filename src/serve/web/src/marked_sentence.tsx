// A sentence with the words that a fact was read from.
import type { JSX } from 'preact';
import type { Highlight, Role } from './api';

interface Part {
  text: string;
  role: Role | undefined;
}

// Names go before the span of the whole fact, in which they often stand.
const RANK: Role[] = ['source', 'target', 'fact'];

// Cuts `sentence` at the highlights, which are bytes of its UTF-8 form.
export function markedParts(sentence: string, highlights: readonly Highlight[]): Part[] {
  const bytes = new TextEncoder().encode(sentence);
  const inside = highlights.filter(({ begin, end }) => begin >= 0 && begin < end && end <= bytes.length);
  const cuts = [...new Set([0, bytes.length, ...inside.flatMap(({ begin, end }) => [begin, end])])].sort(
    (a, b) => a - b,
  );
  const decoder = new TextDecoder();
  const parts: Part[] = [];
  for (let i = 0; i + 1 < cuts.length; ++i) {
    const begin = cuts[i]!,
      end = cuts[i + 1]!;
    const role = RANK.find((rank) => inside.some((one) => one.role === rank && one.begin <= begin && end <= one.end));
    parts.push({ text: decoder.decode(bytes.subarray(begin, end)), role });
  }
  return parts;
}

export function MarkedSentence(props: {
  sentence: string;
  highlights: readonly Highlight[];
  lang: string;
}): JSX.Element {
  return (
    <blockquote class="sentence" lang={props.lang || undefined}>
      {markedParts(props.sentence, props.highlights).map(({ text, role }) =>
        role ? <mark class={`role-${role}`}>{text}</mark> : text,
      )}
    </blockquote>
  );
}
