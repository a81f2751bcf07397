// @ts-check
// Events of the server over one WebSocket, opened again when it breaks.
import { fault } from '../src/errors.js';

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const RETRIES = 5;
// https://websockets.spec.whatwg.org: the socket of whoever asked for it is open.
const OPEN = 1;

/** @type {Record<string, string>} */
const HOSTS = { genauth: 'wss://openevent.genauth.ai', authing: 'wss://openevent.authing.cn' };

/**
 * @param {any} options of the client
 * @param {'authentication' | 'management'} kind
 * @param {Record<string, string | undefined>} query
 */
export function eventsUrl({ socketUri, brand = 'genauth', allowInsecure }, kind, query) {
  const url = new URL(`${(socketUri ?? HOSTS[brand] ?? '').replace(/\/+$/, '')}/events/v1/${kind}/sub`);
  const isLocal = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'wss:' && !(url.protocol === 'ws:' && (isLocal || allowInsecure))) {
    throw fault('insecure_url', 'config', 'socketUri is not wss:');
  }
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/**
 * @param {() => Promise<any> | any} connect makes a socket that is open or opening
 * @param {(data: string) => void} onEvent
 * @param {{ onError?: (error: any) => void, retryTimes?: number, signal?: AbortSignal, pause?: number }} [options]
 */
export function subscribe(connect, onEvent, { onError, retryTimes = RETRIES, signal, pause = FIRST_PAUSE } = {}) {
  /** @type {any} */ let socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  let failures = 0;
  let over = false;
  /** @type {(value: void) => void} */ let settle = () => {};
  const closed = new Promise((/** @type {(value: void) => void} */ resolve) => (settle = resolve));

  /** @param {any} [error] */
  const end = (error) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    signal?.removeEventListener('abort', close);
    if (error) onError?.(error);
    settle();
  };
  const close = () => {
    end();
    socket?.close();
  };
  /** @param {unknown} cause */
  const again = (cause) => {
    if (over) return;
    socket = undefined;
    failures += 1;
    if (failures > retryTimes) return end(fault('network_error', 'api', 'the events cannot be had', cause));
    const wait = Math.min(LONGEST_PAUSE, pause * 2 ** (failures - 1));
    // Clients that lost one server at once do not come back at once.
    timer = setTimeout(open, wait * (0.5 + Math.random() / 2));
  };
  const open = async () => {
    try {
      const next = await connect();
      if (over) return next.close();
      socket = next;
      let isOver = false;
      /** @param {any} event */
      const broke = (event) => {
        if (isOver) return;
        isOver = true;
        again(event.error ?? event.reason);
      };
      if (next.readyState === OPEN) failures = 0;
      next.addEventListener('open', () => (failures = 0));
      next.addEventListener('message', (/** @type {any} */ { data }) => {
        if (over) return;
        onEvent(typeof data === 'string' ? data : new TextDecoder().decode(data));
      });
      next.addEventListener('close', broke);
      next.addEventListener('error', broke);
    } catch (error) {
      again(error);
    }
  };
  if (signal?.aborted) end();
  else {
    signal?.addEventListener('abort', close, { once: true });
    open();
  }
  return { close, closed };
}

/**
 * A socket with headers, which only servers and Workers can send.
 * @param {any} options
 * @param {string} url
 * @param {Record<string, string>} [headers]
 */
export async function socketOf({ webSocket, fetch = globalThis.fetch }, url, headers) {
  if (webSocket) return webSocket(url, headers ?? {});
  const { WebSocket, WebSocketPair } = /** @type {any} */ (globalThis);
  if (headers && WebSocketPair) {
    const response = await fetch(url.replace(/^ws/, 'http'), { headers: { ...headers, upgrade: 'websocket' } });
    const socket = /** @type {any} */ (response).webSocket;
    if (!socket) throw fault('http_error', 'api', 'the server opened no WebSocket');
    socket.accept();
    return socket;
  }
  if (!WebSocket) throw fault('not_supported', 'api', 'this host has no WebSocket: pass webSocket');
  return headers ? new WebSocket(url, { headers }) : new WebSocket(url);
}
