import { render } from 'preact';
import { App } from './app';
import { followServer } from './resource';

followServer();
render(<App />, document.getElementById('app')!);
