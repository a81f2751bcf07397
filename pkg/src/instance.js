// @ts-check
// The WebAssembly instance: loaded once, replaced when it dies. It holds nothing that a call could
// miss afterwards: handles are made anew from their options.
import { start } from '../wasm/keyward.js';
import { fault } from './errors.js';

/** @type {Promise<void> | undefined} */
let loading;
let alive = false;
let generation = 0;
// A page loads one module: that of `keyward`, which can do all that the one of `keyward/browser` can,
// if any of its imports needs it.
/** @type {() => URL | Uint8Array} */
let place;
let isWholeWanted = false;
let isWhole = false;
/** @type {() => void} */
let onIdle = () => {};
/** @type {Set<{ crash(error: unknown): void }>} */
const flights = new Set();

// Modules of another realm, too: no `instanceof`.
/** @param {any} source */
const isModule = (source) => Object.prototype.toString.call(source) === '[object WebAssembly.Module]';

/**
 * @param {any} from
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile(from) {
  const given = await from;
  if (isModule(given)) return given;
  const response = typeof given === 'string' || given.href ? await fetch(given) : given;
  // By other names: Next with webpack refuses a middleware that has these, whether they are called or not.
  const { compile: fromBytes, compileStreaming: fromStream } = WebAssembly;
  if (typeof response.arrayBuffer !== 'function') return fromBytes(response);
  if (response.ok === false) throw new TypeError(`HTTP status ${response.status}`);
  // Only a server that names the media type can be streamed from.
  const streams = response.headers?.get('content-type') === 'application/wasm';
  return streams && fromStream ? fromStream(response) : fromBytes(await response.arrayBuffer());
}

/**
 * Where the module of an entry lies; the entries of a page call this.
 * @param {() => URL | Uint8Array} where a function, because bundlers look for `new URL` in it
 * @param {boolean} whole
 */
export function locate(where, whole) {
  if (isWholeWanted) return;
  place = where;
  isWholeWanted = whole;
}

/** @param {any} [from] */
export async function init(from) {
  while (!isComplete()) await (loading ??= load(from));
}

/** @param {any} from */
async function load(from) {
  const whole = !!from || isWholeWanted;
  try {
    const module = await compile(from ?? place());
    // The calls that the smaller one carries end first; new ones wait for the larger.
    while (flights.size) await new Promise((/** @type {(value: void) => void} */ resolve) => (onIdle = resolve));
    begin(module, whole);
  } catch (error) {
    // Browsers name another directive, or none.
    const forbidden = /Content.Security.Policy|unsafe-eval/i.test(String(error));
    throw forbidden
      ? fault('not_supported', 'config', "the page's policy forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'", error)
      : fault('network_error', 'config', 'the module could not be loaded', error);
  } finally {
    // After a failure, the next call may try again.
    loading = undefined;
  }
}

/** @param {any} from */
export function initSync(from) {
  begin(isModule(from) ? from : new WebAssembly.Module(from), true);
}

/**
 * @param {WebAssembly.Module} module
 * @param {boolean} whole
 */
function begin(module, whole) {
  if (alive && (isWhole || !whole)) return;
  start(module);
  if (alive) generation += 1;
  alive = true;
  isWhole = whole;
}

// Replaces an instance that died.
function restart() {
  alive = false;
  start();
  alive = true;
}

/** The number of the instance that runs now; throws where none does. */
export function current() {
  if (!isReady()) {
    throw fault('invalid_config', 'config', 'await init() first');
  }
  try {
    if (!alive) restart();
  } catch (error) {
    throw crashed(error);
  }
  return generation;
}

// One that died and could not be replaced at once is replaced by the next call.
export const isReady = () => alive || generation > 0;

/** Whether the instance can do what the entries of this page need. */
export const isComplete = () => isReady() && (isWhole || !isWholeWanted);

/** @param {{ crash(error: unknown): void }} flight */
export const enlist = (flight) => flights.add(flight);
/** @param {{ crash(error: unknown): void }} flight */
export const discharge = (flight) => {
  flights.delete(flight);
  if (!flights.size) onIdle();
};

/**
 * A trap: whoever is in flight gets a typed error, and the next call runs on a fresh instance.
 * @param {unknown} error
 */
export function die(error) {
  generation += 1;
  try {
    restart();
  } catch {
    // No memory for another one: whoever calls next tries again.
  }
  const fallen = [...flights];
  flights.clear();
  for (const flight of fallen) flight.crash(error);
}

/** @param {unknown} [error] */
export const crashed = (error) =>
  fault('internal_error', 'config', '', error);

/**
 * Runs a synchronous export.
 * @template T
 * @param {() => T} call
 */
export function guarded(call) {
  current();
  try {
    return call();
  } catch (error) {
    die(error);
    throw crashed(error);
  }
}
