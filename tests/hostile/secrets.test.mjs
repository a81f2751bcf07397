// No error and no line on the console holds a token, code, verifier or secret (issue 3, point 6). The
// suite searches each error in every host; here Node's own ways of showing an error are searched too,
// and all that the client says while it runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import * as keyward from '../../pkg/entry/node.js';
import { startProvider } from './provider.mjs';
import { isGood, runSuite } from './suite.mjs';
import { leaks, reveal } from './suite/errors.mjs';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group'];

/** Everything that is said until `stop`. */
function listen() {
  const said = [];
  const restore = METHODS.map((name) => {
    const original = console[name];
    console[name] = (...args) => {
      said.push(...args.map((value) => (typeof value === 'string' ? value : inspect(value, { depth: 12, showHidden: true }))));
      original.apply(console, args);
    };
    return () => { console[name] = original; };
  });
  const { write } = process.stderr;
  process.stderr.write = (chunk, ...rest) => {
    said.push(String(chunk));
    return write.call(process.stderr, chunk, ...rest);
  };
  const onWarning = (warning) => said.push(inspect(warning));
  process.on('warning', onWarning);
  restore.push(() => { process.stderr.write = write; }, () => process.off('warning', onWarning));
  return { said, stop: () => restore.forEach((undo) => undo()) };
}

const shown = (error) => [
  ...reveal(error), inspect(error, { depth: 12, showHidden: true, getters: true }), String(error), `${error?.stack}`,
  JSON.stringify(error) ?? '', JSON.stringify(error, Object.getOwnPropertyNames(Object(error))) ?? '',
];

test('the search finds what is hidden in an error', () => {
  const secret = 'rt-0123456789abcdefghijklmnopqrstuvwxyz';
  const hide = [
    (error) => { error.message += secret; }, (error) => { error.cause = new Error(secret); }, (error) => { error.x = { y: [secret] }; },
    (error) => Object.defineProperty(error, 'x', { value: secret, enumerable: false }), (error) => { error[Symbol('x')] = secret; },
    (error) => { error.toJSON = () => ({ secret }); }, (error) => { error.response = new Headers({ x: secret }); },
    (error) => { error.x = new Map([[1, secret]]); }, (error) => { error.x = new TextEncoder().encode(secret); },
    (error) => { error.x = encodeURIComponent(`?a=${secret}`); }, (error) => { error.message += secret.slice(5, 25); },
  ];
  for (const one of hide) {
    const error = new Error('refused');
    one(error);
    assert.deepEqual(leaks(shown(error), [secret]), [secret], String(one));
  }
  assert.deepEqual(leaks(shown(new Error('refused')), [secret]), []);
});

test('every hostile scenario: no secret in any error, none on the console', { timeout: 5 * 60_000 }, async (t) => {
  const provider = await startProvider();
  const heard = listen();
  const found = [];
  const all = new Set();
  let errors = 0;
  try {
    const { verdicts } = await runSuite({
      keyward, base: provider.base, filter: (scenario) => !isGood(scenario),
      observe({ scenario, errors: thrown, secrets }) {
        secrets.forEach((secret) => all.add(secret));
        for (const error of thrown) {
          errors += 1;
          const hits = leaks(shown(error), secrets);
          if (hits.length) found.push(`${scenario.id}: ${hits.length} secrets in an error`);
        }
      },
    });
    assert.ok(verdicts.length >= 150);
  } finally {
    heard.stop();
    await provider.close();
  }
  t.diagnostic(`${errors} errors, ${all.size} secrets, ${heard.said.length} lines on the console`);
  assert.ok(errors >= 150 && all.size >= 500, `${errors} errors and ${all.size} secrets are too few to mean anything`);
  assert.deepEqual(found, []);
  assert.deepEqual(leaks(heard.said, [...all]), []);
});
