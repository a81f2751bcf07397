// @ts-check
// The WebAssembly instance: loaded once, replaced when it dies. It holds nothing that a call could
// miss afterwards: handles are made anew from their options.
import { location, start } from '../wasm/keyward.js';
import { fault } from './errors.js';

/** @type {Promise<void> | undefined} */
let loading;
let alive = false;
let generation = 0;
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
  if (typeof response.arrayBuffer !== 'function') return WebAssembly.compile(response);
  if (response.ok === false) throw new TypeError(`HTTP status ${response.status}`);
  // Only a server that names the media type can be streamed from.
  const streams = response.headers?.get('content-type') === 'application/wasm';
  return streams && WebAssembly.compileStreaming
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

/** @param {any} [from] */
export function init(from) {
  if (isReady()) return Promise.resolve();
  loading ??= Promise.resolve()
    .then(() => compile(from ?? location()))
    .then(begin)
    .catch((error) => {
      // The next call may try again.
      loading = undefined;
      throw fault('network_error', 'config', 'the module could not be loaded', error);
    });
  return loading;
}

/** @param {any} from */
export function initSync(from) {
  if (!alive) begin(isModule(from) ? from : new WebAssembly.Module(from));
}

/** @param {WebAssembly.Module} module */
function begin(module) {
  if (alive) return;
  start(module);
  alive = true;
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

/** @param {{ crash(error: unknown): void }} flight */
export const enlist = (flight) => flights.add(flight);
/** @param {{ crash(error: unknown): void }} flight */
export const discharge = (flight) => flights.delete(flight);

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
