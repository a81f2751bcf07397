// An instance that dies takes nobody along (issue 3, point 7): whoever is in flight gets a typed error
// within 50 ms, the next call works on a fresh instance, and nothing of the dead one stays.
//
//   cargo xtask build --forced-trap && node --test tests/hostile/recovery.test.mjs
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { collect, forcedTrap, host, memories, published } from './instances.mjs';
import { recover } from './recovery.mjs';
import { startWorker } from './workerd.mjs';

const load = (file) => import(new URL(file, forcedTrap));
const keyward = await load('entry/node.js');
const { forceTrap } = await load('wasm/keyward.js');
const { guarded } = await load('src/instance.js');

const trap = () => assert.throws(() => guarded(forceTrap), { code: 'internal_error', name: 'OAuthError' });
const options = { clientId: 'a-client', redirectUri: 'https://app.example/cb', scope: 'api' };
const metadata = { issuer: 'https://op.example', authorization_endpoint: 'https://op.example/authorize', token_endpoint: 'https://op.example/token' };
const client = (more) => new keyward.OAuth2Client({ ...options, metadata, ...more });
const clientId = (one) => new URL(one.createAuthorizationUrl().url).searchParams.get('client_id');

test('Node: whoever is in flight is told, and the next call works', async (t) => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  const { problems, slowest } = await recover({ keyward, forceTrap, guarded });
  t.diagnostic(`the last caller was told after ${slowest.toFixed(1)} ms`);
  assert.deepEqual(problems, []);
  assert.equal(timers(), before, 'no time limit of a call is left: the process could not end');
});

test('workerd: whoever is in flight is told, and the next call works', async (t) => {
  const worker = await startWorker({ stdin: { contents: `
    import * as keyward from './entry/workerd.js';
    import { forceTrap } from './wasm/keyward.js';
    import { guarded } from './src/instance.js';
    import { recover } from ${JSON.stringify(fileURLToPath(new URL('./recovery.mjs', import.meta.url)))};
    export default { fetch: async () => Response.json(await recover({ keyward, forceTrap, guarded })) };`,
  resolveDir: fileURLToPath(forcedTrap) } });
  try {
    const { problems, slowest } = await (await fetch(worker.url)).json();
    t.diagnostic(`the last caller was told after ${slowest.toFixed(1)} ms`);
    assert.deepEqual(problems, []);
  } finally {
    await worker.stop();
  }
});

test('handles of a dead instance free nothing in the new one', async () => {
  let old = Array.from({ length: 50 }, () => client({ fetch: () => new Promise(() => {}) }));
  const pending = old.map((one) => one.refreshToken('rt').catch(() => {}));
  trap();
  // At the same places of the new memory.
  const young = Array.from({ length: 50 }, () => client());
  await Promise.all(pending);
  old = undefined;
  await collect();
  for (const one of young) assert.equal(clientId(one), 'a-client');
  for (const one of Array.from({ length: 50 }, () => client())) assert.equal(clientId(one), 'a-client');
  for (const one of young) assert.equal(clientId(one), 'a-client');
});

test('a dead instance is collected, memory and all', async () => {
  trap();
  const dead = new WeakRef(memories.at(-1));
  const survivor = client();
  trap();
  memories.length = 0;
  await collect();
  assert.equal(dead.deref(), undefined);
  assert.equal(clientId(survivor), 'a-client');
});

test('a host that cannot make another instance at once tells everybody, and is asked again', async () => {
  const one = client({ fetch: () => new Promise(() => {}), timeout: 60_000 });
  const waiting = one.refreshToken('rt');
  host.refuses = true;
  try {
    trap();
    await assert.rejects(waiting, { code: 'internal_error' });
    assert.throws(() => one.createAuthorizationUrl(), { code: 'internal_error' });
    assert.throws(() => keyward.generateState(), { code: 'internal_error' });
    await assert.rejects(one.refreshToken('rt'), { code: 'internal_error' });
    await assert.rejects(keyward.OAuth2Client.discover('https://op.example', options), { code: 'internal_error' });
  } finally {
    host.refuses = false;
  }
  assert.equal(clientId(one), 'a-client');
});

test('no module that is published can be made to trap', async () => {
  const module = await WebAssembly.compile(await readFile(new URL('wasm/keyward_bg.wasm', published)));
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  assert.ok(names.length > 5);
  assert.deepEqual(names.filter((name) => /trap/i.test(name)), []);
  assert.ok(!(await readFile(new URL('wasm/keyward.js', published), 'utf8')).includes('forceTrap'));
});
