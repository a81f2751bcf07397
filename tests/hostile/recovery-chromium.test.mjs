// What recovery.test.mjs looks at, in a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forcedTrap } from './instances.mjs';
import { runInPage } from './page.mjs';

const folders = { keyward: forcedTrap, hostile: new URL('./', import.meta.url) };
const script = `
import * as keyward from '/keyward/entry/browser.js';
import { guarded } from '/keyward/src/instance.js';
import { forceTrap } from '/keyward/wasm/keyward.js';
import { recover } from '/hostile/recovery.mjs';
export const run = () => recover({ keyward, forceTrap, guarded });`;

test('Chromium: whoever is in flight is told, and the next call works', async (t) => {
  const { result, errors } = await runInPage({ script, folders });
  t.diagnostic(`the last caller was told after ${result.slowest.toFixed(1)} ms`);
  assert.deepEqual([...result.problems, ...errors], []);
});
