// What recovery.test.mjs looks at, in a page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forcedTrap } from './instances.mjs';
import { openPage } from './page.mjs';

const folders = { keyward: forcedTrap, hostile: new URL('./', import.meta.url) };
const script = `
import * as keyward from '/keyward/entry/browser.js';
import { guarded } from '/keyward/src/instance.js';
import { forceTrap } from '/keyward/wasm/keyward.js';
import { recover } from '/hostile/recovery.mjs';
window.run = () => recover({ keyward, forceTrap, guarded });`;

test('Chromium: whoever is in flight is told, and the next call works', async (t) => {
  const { page, errors, stop } = await openPage({ script, folders });
  try {
    const { problems, slowest } = await page.evaluate(() => window.run());
    t.diagnostic(`the last caller was told after ${slowest.toFixed(1)} ms`);
    assert.deepEqual([...problems, ...errors], []);
  } finally {
    await stop();
  }
});
