// @ts-check
// The WebAssembly instance: loaded once, replaced when it dies. It holds nothing that a call could
// miss afterwards: handles are made anew from their options.
import load, { __wbg_reset_state, initSync as loadSync } from '../wasm/keyward.js';
import { fault } from './errors.js';

/** @type {() => any} */
let source = () => {
  throw fault('invalid_config', 'config', 'import keyward by one of its entries');
};
/** @type {Promise<void> | undefined} */
let loading;
let alive = false;
let generation = 0;
/** @type {Set<{ crash(error: unknown): void }>} */
const flights = new Set();

/**
 * Called by the entry of each host: where the module lies.
 * @param {() => any} where
 */
export function provide(where) {
  source = where;
}

/** @param {any} [from] */
export function init(from) {
  if (alive) return Promise.resolve();
  loading ??= load({ module_or_path: from ?? source() }).then(
    () => {
      alive = true;
    },
    (/** @type {unknown} */ error) => {
      // The next call may try again.
      loading = undefined;
      throw fault('network_error', 'config', 'the WebAssembly module could not be loaded', error);
    },
  );
  return loading;
}

/** @param {any} from */
export function initSync(from) {
  if (alive) return;
  loadSync({ module: from });
  alive = true;
}

/** The number of the instance that runs now; throws where none does. */
export function current() {
  if (!alive) {
    throw fault('invalid_config', 'config', 'await init() before the synchronous functions');
  }
  return generation;
}

export const isReady = () => alive;

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
  __wbg_reset_state();
  const fallen = [...flights];
  flights.clear();
  for (const flight of fallen) flight.crash(error);
}

/** @param {unknown} error */
export const crashed = (error) =>
  fault('internal_error', 'config', 'the WebAssembly instance died; call again', error);

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
