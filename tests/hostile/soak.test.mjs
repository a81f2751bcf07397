// One instance for a long time and for many at once (issue 3, acceptance): memory stays as it is, and nobody
// gets what is another's.
//
//   node --test tests/hostile/soak.test.mjs                                          # a part, in seconds
//   SOAK_SIGN_INS=10000 SOAK_ROUNDS=50 node --test tests/hostile/soak.test.mjs       # all of it
//
// SOAK_SIGN_INS  sign-ins one after the other; 2,000 by default
// SOAK_ROUNDS    rounds of 200 users at once, a third of whom go away; 5 by default
import assert from 'node:assert/strict';
import { test } from 'node:test';
import v8 from 'node:v8';
import { collect, memories } from './instances.mjs';
import * as keyward from '../../pkg/entry/node.js';
import { stubProvider } from './stub.mjs';

// What the engine learns of hot code is on the heap as well: it would hide what calls leave there.
v8.setFlagsFromString('--no-opt');
v8.setFlagsFromString('--no-sparkplug');
v8.setFlagsFromString('--no-lazy-feedback-allocation');
v8.setFlagsFromString('--no-flush-bytecode');

const SIGN_INS = Number(process.env.SOAK_SIGN_INS ?? 2_000);
const ROUNDS = Number(process.env.SOAK_ROUNDS ?? 5);
const USERS = 200;
const SLOPE = 50; // bytes per sign-in
const SAMPLES = 18; // of the heap, from a fifth of the way to its end

const pages = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength / 65_536, 0);
const options = (provider) => ({ clientId: provider.clientId, redirectUri: provider.redirectUri, scope: ['openid', 'profile'], fetch: provider.fetch });

async function signIn(client, provider, sub) {
  const request = client.createAuthorizationUrl();
  const tokens = await client.exchangeCode(provider.visit(request.url, sub), JSON.parse(JSON.stringify(request)));
  assert.equal(tokens.claims.sub, sub);
}

/** The slope of a line through `points` by least squares. */
function slopeOf(points) {
  const mean = (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

/** Does something many times; the JavaScript heap and the pages of WebAssembly on the way. */
async function soak(t, times, once) {
  const heap = [];
  const seen = new Set();
  for (let done = 1, due = times / 10; done <= times; done += 1) {
    await once(done);
    if (done >= times / 10) seen.add(pages());
    if (done < due) continue;
    due += 0.8 * times / SAMPLES;
    await collect();
    if (done >= times / 5) heap.push([done, process.memoryUsage().heapUsed]);
  }
  const slope = slopeOf(heap);
  t.diagnostic(`${times} times: ${[...seen].join(', ')} pages, ${slope.toFixed(1)} bytes of heap each, ${(heap.at(-1)[1] / 1e6).toFixed(2)} MB in the end`);
  assert.equal(seen.size, 1, `pages of memory: ${[...seen].join(', ')}`);
  assert.ok(slope <= SLOPE, `${slope.toFixed(1)} bytes of heap are lost each time: ${heap.map(([, bytes]) => bytes)}`);
}

test(`${SIGN_INS} sign-ins with one client`, async (t) => {
  const provider = stubProvider();
  const client = await keyward.OAuth2Client.discover(provider.issuer, options(provider));
  await soak(t, SIGN_INS, (at) => signIn(client, provider, `user-${at}`));
  assert.equal(provider.open(), 0);
});

test(`${SIGN_INS / 4} sign-ins with a client each`, async (t) => {
  const provider = stubProvider();
  await soak(t, SIGN_INS / 4, async (at) => {
    await signIn(await keyward.OAuth2Client.discover(provider.issuer, options(provider)), provider, `user-${at}`);
  });
});

test(`${SIGN_INS} calls that fail`, async (t) => {
  const provider = stubProvider();
  const client = await keyward.OAuth2Client.discover(provider.issuer, options(provider));
  const { metadata } = client;
  const unreachable = new keyward.OAuth2Client({ ...options(provider), metadata, fetch: async () => { throw new TypeError('no network'); } });
  const hangs = new keyward.OAuth2Client({ ...options(provider), metadata, fetch: () => new Promise(() => {}), timeout: 1 });
  const calls = [
    () => client.refreshToken('rt-of-nobody'), () => unreachable.refreshToken('rt'), () => client.userInfo('at', { signal: AbortSignal.abort() }),
    () => client.validateIdToken('no token'), () => client.userInfo('at-of-nobody'), () => hangs.revokeToken('rt'),
    async () => client.createAuthorizationUrl({ responseType: 'none' }),
  ];
  await soak(t, SIGN_INS, (at) => assert.rejects(calls[at % calls.length], { name: 'OAuthError' }));
});

test(`${USERS} users at once, ${ROUNDS} times`, async (t) => {
  const delay = (longest) => new Promise((resolve) => { setTimeout(resolve, Math.random() * longest); });
  const provider = stubProvider({ before: (path) => delay(path === '/jwks' ? 20 : 5) });
  const client = await keyward.OAuth2Client.discover(provider.issuer, options(provider));
  let gone = 0;
  let there = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all(Array.from({ length: USERS }, async (_, at) => {
      const sub = `user-${round}-${at}`;
      const leave = new AbortController();
      const { signal } = leave;
      if (at % 3 === 0) delay(120).then(() => leave.abort(new Error(`${sub} left`)));
      try {
        await delay(5);
        const request = client.createAuthorizationUrl();
        await delay(5);
        const tokens = await client.exchangeCode(provider.visit(request.url, sub), request, { signal });
        const fresh = await client.refreshToken(tokens.refresh_token, { previousClaims: tokens.claims, signal });
        const user = await client.userInfo(fresh.access_token, { expectedSub: fresh.claims.sub, signal });
        const subjects = [tokens.claims.sub, fresh.claims.sub, user.sub, ...[tokens, fresh].map(({ access_token: token }) => token.slice(36))];
        assert.deepEqual(subjects, Array(5).fill(sub));
        there += 1;
      } catch (error) {
        assert.equal(error.code, 'aborted', `${sub}: ${error.stack}`);
        assert.equal(error.cause.message, `${sub} left`);
        gone += 1;
      }
    }));
  }
  t.diagnostic(`${there} got what is theirs, ${gone} left`);
  assert.equal(there + gone, ROUNDS * USERS);
  assert.ok(there >= ROUNDS * USERS * 0.6 && gone >= ROUNDS * USERS * 0.1);
});
