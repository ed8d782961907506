// Colours, shapes and strokes of the diagrams that `whobuilds export` draws (src/export/theme.cc, rules/ontology.json),
// so that a picture and the viewer look alike. style.css holds the same for text.
import type { Status } from './api';

export interface Paper {
  paper: string;
  ink: string;
  quiet: string;
  line: string;
  denied: string;
  dark: boolean;
}

export const LIGHT: Paper = {
  paper: '#ffffff',
  ink: '#0f172a',
  quiet: '#64748b',
  line: '#475569',
  denied: '#dc2626',
  dark: false,
};
export const DARK: Paper = {
  paper: '#0f172a',
  ink: '#f1f5f9',
  quiet: '#94a3b8',
  line: '#94a3b8',
  denied: '#f87171',
  dark: true,
};

export type Shape =
  'round-rectangle' | 'octagon' | 'ellipse' | 'rectangle' | 'hexagon' | 'diamond' | 'triangle' | 'vee';

interface TypeLook {
  color: string;
  shape: Shape; // says the type to those who see no difference in colour
}

const LOOKS: Record<string, TypeLook> = {
  Company: { color: '#2563eb', shape: 'round-rectangle' },
  Organization: { color: '#7c3aed', shape: 'octagon' },
  Model: { color: '#059669', shape: 'ellipse' },
  Chip: { color: '#d97706', shape: 'rectangle' },
  System: { color: '#b91c1c', shape: 'hexagon' },
  Product: { color: '#0891b2', shape: 'diamond' },
  Benchmark: { color: '#64748b', shape: 'triangle' },
};
export const TYPES = Object.keys(LOOKS);
const UNKNOWN: TypeLook = { color: '#64748b', shape: 'vee' };

export const lookOf = (type: string): TypeLook => LOOKS[type] ?? UNKNOWN;

function mix(a: string, b: string, share: number): string {
  const channel = (color: string, at: number) => parseInt(color.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(channel(a, at) * share + channel(b, at) * (1 - share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export const fillOf = (type: string, on: Paper) => mix(lookOf(type).color, on.paper, on.dark ? 0.4 : 0.2);
export const strokeOf = (type: string, on: Paper) => mix(lookOf(type).color, on.ink, on.dark ? 0.6 : 0.9);
export const lineOf = (status: Status, on: Paper) => (status === 'denied' ? on.denied : on.line);

// Lengths of strokes and gaps; none is a solid line.
export const DASHES: Record<Status, readonly number[]> = {
  asserted: [],
  planned: [6, 4],
  rumored: [1.5, 4],
  denied: [],
};
