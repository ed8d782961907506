// Light or dark: as the system says until the reader chooses.
import { computed, effect, signal } from '@preact/signals';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'whobuilds.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const systemIsDark = signal(system.matches);
system.addEventListener('change', (event) => (systemIsDark.value = event.matches));

const kept = localStorage.getItem(KEY);
export const theme = signal<Theme>(THEMES.find((one) => one === kept) ?? 'system');
export const dark = computed(() => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark'));

effect(() => {
  localStorage.setItem(KEY, theme.value);
  document.documentElement.dataset['theme'] = theme.value;
});
