// @ts-check
// What both clients ask of the core without a request.
import { decide } from '../wasm/keyward.js';
import { optionsText } from '../src/client.js';
import { Sink } from '../src/flight.js';
import { guarded } from '../src/instance.js';

/**
 * Answers one question of src/client/genauth.rs.
 * @param {string} question
 * @param {any} input plain data; functions among it stay here
 * @returns {string}
 */
export function ask(question, input) {
  const sink = new Sink();
  const text = optionsText(input);
  guarded(() => decide(/** @type {any} */ (sink), `genauth ${question}`, text));
  return sink.take();
}
