// The hostile suite against the package in this Node, and a search for secrets in all that came of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shown } from './secrets.mjs';
import { runAsSubtests } from './subtests.mjs';
import { leaks } from './suite/errors.mjs';
import { runInThread } from './thread.mjs';

const keyward = new URL('../../pkg/entry/node.js', import.meta.url).href;
const watches = [];

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

runAsSubtests('node', (provider) => ({
  async run(ids, report) {
    const { result, watched } = await runInThread({ keyward, base: provider.base, ids }, report);
    watches.push(watched);
    return result;
  },
}));

test('every hostile scenario: no secret in any error, none on the console', (t) => {
  assert.ok(watches.length > 0);
  for (const { found, scenarios, errors, secrets, lines } of watches) {
    t.diagnostic(`${scenarios} scenarios, ${errors} errors, ${secrets} secrets, ${lines} lines on the console`);
    assert.deepEqual(found, []);
    if (process.env.HOSTILE_FILTER) continue;
    assert.ok(errors >= 150 && secrets >= 500, `${errors} errors and ${secrets} secrets are too few to mean anything`);
  }
});
