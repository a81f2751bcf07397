// The suite as tests of node:test, one per scenario, for whatever host runs it.
//
// HOSTILE_FILTER  a regular expression over scenario ids; all by default
// HOSTILE_RUNS    how often the suite runs, one after the other; 1 by default
// HOSTILE_OUT     a directory for the verdicts as JSON, one file per host and run
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { startProviderThread } from './provider/thread.mjs';
import { isGood, select } from './suite.mjs';

const LONGEST = 5 * 60_000;

const chosen = select(process.env.HOSTILE_FILTER ? new RegExp(process.env.HOSTILE_FILTER) : undefined);

/** `start(provider)` resolves to `{ run(ids, report), stop() }`; `run` resolves to runSuite's result. */
export function runAsSubtests(host, start) {
  for (let run = 1; run <= Number(process.env.HOSTILE_RUNS ?? 1); run += 1) {
    test(`hostile provider, ${host}, run ${run}`, { timeout: LONGEST }, (t) => runOnce(t, host, start, run));
  }
}

async function runOnce(t, host, start, run) {
  const provider = await startProviderThread();
  const client = await start(provider);
  try {
    const waiting = new Map(chosen.map(({ id }) => [id, deferred()]));
    const whole = client.run([...waiting.keys()], (verdict) => waiting.get(verdict.id).resolve(verdict));
    whole.catch((error) => { for (const { reject } of waiting.values()) reject(error); });
    for (const [id, { promise }] of waiting) {
      await t.test(id, async () => {
        const verdict = await promise;
        assert.ok(verdict.pass, explain(verdict));
      });
    }
    const result = await whole;
    await t.test('state, nonce, challenge and verifier look random, and no request went astray', () => {
      assert.deepEqual(result.problems, []);
    });
    await t.test('nothing was left out', () => {
      assert.equal(result.verdicts.length, chosen.length);
      if (process.env.HOSTILE_FILTER) return;
      assert.ok(chosen.filter((scenario) => !isGood(scenario)).length >= 150, 'at least 150 hostile scenarios');
      assert.ok(chosen.filter(isGood).length >= 25, 'at least 25 good servers');
      assert.ok(Object.values(result.random).every(({ count }) => count >= 40), 'too few values to judge their randomness');
    });
    t.diagnostic(`${host}: ${result.passed} of ${result.verdicts.length} scenarios as expected`);
    if (result.late.length) t.diagnostic(`judged again, alone, because they were late: ${result.late.join(', ')}`);
    if (process.env.HOSTILE_OUT) {
      await mkdir(process.env.HOSTILE_OUT, { recursive: true });
      await writeFile(join(process.env.HOSTILE_OUT, `${host}-${run}.json`), JSON.stringify(result, null, 1));
    }
  } finally {
    await client.stop?.();
    await provider.close();
  }
}

function explain({ id, expected, got, step, why }) {
  const scenario = chosen.find((one) => one.id === id);
  return `${id}: the server ${scenario.does} (${scenario.spec})\n  expected ${expected}\n  got ${JSON.stringify(got)}${step ? ` in ${step}` : ''}\n  ${why.join('\n  ')}`;
}

/** A promise that is settled from outside: Node 20 has no `Promise.withResolvers`. */
export function deferred() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  result.promise.catch(() => {});
  return result;
}
