// @ts-check
import { decide } from '../wasm/keyward.js';
import { optionsText } from './client.js';
import { Sink } from './flight.js';
import { guarded } from './instance.js';

/**
 * Asks the core for a decision.
 * @param {string} question
 * @param {any} input
 */
export function ask(question, input) {
  const sink = new Sink();
  const text = `${question}\n${optionsText(input)}`;
  guarded(() => decide(/** @type {any} */ (sink), text));
  return sink.take();
}
