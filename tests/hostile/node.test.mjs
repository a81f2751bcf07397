// The hostile suite against the package in this Node, and a search for secrets in all that came of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as keyward from '../../pkg/entry/node.js';
import { shown, watchSecrets } from './secrets.mjs';
import { runAsSubtests } from './subtests.mjs';
import { runSuite } from './suite.mjs';
import { leaks } from './suite/errors.mjs';

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

runAsSubtests('node', (provider) => {
  const watch = watchSecrets();
  watches.push(watch);
  return {
    run: (ids, report) => runSuite({ keyward, base: provider.base, filter: ids, report, observe: watch.observe }),
    stop: watch.stop,
  };
});

test('every hostile scenario: no secret in any error, none on the console', (t) => {
  assert.ok(watches.length > 0);
  for (const watch of watches) {
    const { found, scenarios, errors, secrets, lines } = watch.judge();
    t.diagnostic(`${scenarios} scenarios, ${errors} errors, ${secrets} secrets, ${lines} lines on the console`);
    assert.deepEqual(found, []);
    if (process.env.HOSTILE_FILTER) continue;
    assert.ok(errors >= 150 && secrets >= 500, `${errors} errors and ${secrets} secrets are too few to mean anything`);
  }
});
