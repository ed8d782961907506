import { render } from 'preact';
import { App } from './app';
import { announce } from './live_region';
import { followServer } from './resource';
import { words } from './strings';

followServer(() => announce(words.value.updated));
render(<App />, document.getElementById('app')!);
