// Tells screen readers what changed somewhere else than where they are.
import { signal } from '@preact/signals';
import type { JSX } from 'preact';

const message = signal('');

export function announce(text: string): void {
  message.value = text;
}

export function LiveRegion(): JSX.Element {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {message}
    </div>
  );
}
