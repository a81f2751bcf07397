// @ts-check
import { codeChallenge, codeVerifier, token } from '../wasm/keyward.js';
import { Sink } from './flight.js';
import { guarded } from './instance.js';

/** @param {(sink: any) => void} call */
function run(call) {
  const sink = new Sink();
  guarded(() => call(sink));
  return sink.take();
}

export const generateCodeVerifier = (length = 43) => run((sink) => codeVerifier(sink, Number.isInteger(length) ? Math.max(0, Math.min(length, 999)) : 0));

/**
 * @param {string} verifier
 * @param {'S256' | 'plain'} [method]
 */
export const createCodeChallenge = (verifier, method = 'S256') =>
  run((sink) => codeChallenge(sink, `${method}\n${verifier}`));

export const generateState = () => run(token);

export const generateNonce = () => run(token);
