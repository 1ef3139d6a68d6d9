import 'slack-blocks-to-jsx/dist/style.css';
import './styles/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createStore } from './state/store.ts';

const root = document.getElementById('page');
if (root === null) throw new Error('index.html has no element #page.');

const socketUrl = new URL('client', window.location.href);
socketUrl.protocol = socketUrl.protocol === 'https:' ? 'wss:' : 'ws:';
socketUrl.hash = '';

const onCaughtError = (error: unknown): void => console.warn('A block could not be drawn.', error);

createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <App store={createStore(socketUrl.href)} />
  </StrictMode>,
);
