// No token, code, verifier, state, nonce or secret is left in WebAssembly memory (issue 3, point 6): while a
// client lives, its client secret is all that stands there; when it is gone, nothing is.
//
//   cargo xtask build && cargo xtask build --forced-trap && node --test tests/hostile/memory.test.mjs
//
// Twice: with the module as it is published, and with one that never uses memory twice, where nothing that
// was left can be written over by chance.
// A hit says where the copy stands and what is around it, by which its maker is found.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collect, forcedTrap, memories, published, scan as search } from './instances.mjs';
import { startProviderThread } from './provider/thread.mjs';
import { stubProvider } from './stub.mjs';
import { runInThread } from './thread.mjs';

const SECRET = 'a client secret: Zoë & 7Fjfp0ZBr1KtDRbnfVdmIw';

const open = ({ keyward }, provider, options) => keyward.OAuth2Client.discover(provider.issuer, {
  clientId: provider.clientId, redirectUri: provider.redirectUri, fetch: provider.fetch, scope: ['openid', 'profile'], ...options,
});

const stored = (value) => JSON.parse(JSON.stringify(value));

/** The token with another signature. */
const forged = (token) => token.replace(/[^.]{20}$/, 'A'.repeat(20));

function keep(secrets, name, tokens) {
  for (const kind of ['access_token', 'refresh_token', 'id_token']) {
    if (tokens[kind]) secrets[`${name} ${kind}`] = tokens[kind];
  }
}

/** Everything that a client does for a user; the secrets that went through it. */
async function wholeLife(own, provider, options, { params, as = String } = {}) {
  const secrets = {};
  const { scan } = own;
  const client = await open(own, provider, options);
  const request = client.createAuthorizationUrl(params);
  const callback = provider.visit(request.url);
  Object.assign(secrets, { state: request.state, nonce: request.nonce, verifier: request.codeVerifier });
  Object.assign(secrets, { code: /[?&#]code=([\w-]+)/.exec(callback)[1] });

  const first = await client.exchangeCode(as(callback), stored(request));
  keep(secrets, 'first', first);
  const claims = await client.userInfo(first.access_token, { expectedSub: first.claims.sub });
  assert.equal(claims.name, 'Zoë Müller');
  // Text beyond ASCII takes another way into the instance.
  const second = await client.refreshToken(first.refresh_token, { previousClaims: { ...first.claims, name: 'Zoë Müller' } });
  keep(secrets, 'second', second);
  await client.validateIdToken(first.id_token, { nonce: request.nonce, accessToken: first.access_token });
  assert.equal((await client.introspectToken(second.access_token)).active, true);
  await client.revokeToken(second.refresh_token, { tokenTypeHint: 'refresh_token' });
  client.createLogoutUrl({ idTokenHint: second.id_token, state: secrets.state, postLogoutRedirectUri: 'https://app.example/ö' });

  // What goes wrong leaves nothing either.
  const refused = { access: 'at-unknown-0123456789abcdef', refresh: 'rt-unknown-0123456789abcdef', code: 'unknown-code-0123456789' };
  await assert.rejects(client.userInfo(refused.access), { code: 'http_error' });
  await assert.rejects(client.refreshToken(refused.refresh), { error: 'invalid_grant' });
  await assert.rejects(client.exchangeCode(as(callback), stored(request)), { error: 'invalid_grant' });
  await assert.rejects(client.exchangeCode(as(callback.replace(/state=[^&]+/, 'state=another-state-of-another-tab')), stored(request)), { code: 'state_mismatch' });
  await assert.rejects(client.validateIdToken(second.id_token, { accessToken: first.access_token }), { code: 'hash_mismatch' });
  await assert.rejects(client.validateIdToken(forged(second.id_token)), { code: 'bad_signature' });
  await assert.rejects(client.introspectToken(second.access_token, { signal: AbortSignal.abort() }), { code: 'aborted' });
  Object.assign(secrets, refused);

  assert.deepEqual(scan(secrets), [], 'while the client lives');
  if (options?.clientSecret) {
    // Discovery makes a client of its own, which is gone by then.
    await collect();
    const kept = scan({ clientSecret: options.clientSecret });
    assert.equal(kept.length, 1, `the client secret stands where the client keeps it, and nowhere else: ${kept.join('\n')}`);
    secrets.clientSecret = options.clientSecret;
  }
  return secrets;
}

const lives = {
  'a public client': [{}],
  'a secret in the Basic header': [{ clientSecret: SECRET }, { clientSecret: SECRET }],
  'a secret in the form': [{ clientSecret: SECRET }, { clientSecret: SECRET, tokenEndpointAuthMethod: 'client_secret_post', introspectionEndpointAuthMethod: 'client_secret_post', revocationEndpointAuthMethod: 'client_secret_post' }],
  'a secret as the key of ID tokens': [{ clientSecret: SECRET, alg: 'HS256' }, { clientSecret: SECRET, idTokenSignedResponseAlg: 'HS256' }],
  'tokens hashed by the host': [{ alg: 'RS512' }, {}],
  'claims beyond ASCII': [{ claims: { name: 'Zoë Müller', address: { locality: 'Zürich' } } }],
  'long tokens': [{ claims: { groups: Array.from({ length: 900 }, (_, at) => `group-${at}-of-a-very-large-company`) } }],
  'tokens in the front channel': [{}, {}, { params: { responseType: 'code id_token' } }],
  'a form as the callback': [{}, {}, { as: (callback) => new URL(callback).searchParams }],
  'signed UserInfo': [{ signedUserInfo: true }, { userinfoSignedResponseAlg: 'ES256' }],
  'values that the application made': [{}, {}, {
    params: { state: 'a-state-of-the-application-é', nonce: 'a-nonce-of-the-application-é', codeVerifier: 'verifier-of-the-application-0123456789abcdefghij' },
  }],
};

function tests(title, own) {
  const { keyward, scan } = own;

  for (const [name, [server, options, more]] of Object.entries(lives)) {
    test(`${title}: ${name}`, async () => {
      const secrets = await wholeLife(own, stubProvider(server), options, more);
      await collect();
      assert.deepEqual(scan(secrets), [], 'when the client is gone');
    });
  }

  test(`${title}: the helpers`, () => {
    const secrets = { state: keyward.generateState(), nonce: keyward.generateNonce() };
    for (const length of [43, 64, 65, 119, 120, 128]) {
      secrets[`verifier of ${length}`] = keyward.generateCodeVerifier(length);
      keyward.createCodeChallenge(secrets[`verifier of ${length}`]);
      secrets[`plain verifier of ${length}`] = keyward.createCodeChallenge(keyward.generateCodeVerifier(length), 'plain');
    }
    assert.deepEqual(scan(secrets), []);
  });

  test(`${title}: what is under way is found, and nothing of it later`, async () => {
    const stop = new AbortController();
    const secrets = {};
    const pending = hang(own, secrets, stop.signal);
    pending.catch(() => {});
    while (!secrets.sent) await new Promise((resolve) => { setTimeout(resolve, 1); });
    const seen = new Set(scan(secrets).map((hit) => /^\w+/.exec(hit)[0]));
    assert.deepEqual([...seen].sort(), ['code', 'sent', 'verifier']);
    stop.abort();
    await assert.rejects(pending, { code: 'aborted' });
    assert.deepEqual(scan(secrets), []);
  });

  test(`${title}: a session in a page`, async () => {
    const secrets = await session(own);
    await collect();
    assert.deepEqual(scan(secrets), []);
  });
}

/** An exchange that the server never answers. */
async function hang(own, secrets, signal) {
  const provider = stubProvider({
    before: (path, stopped, body) => path === '/token' && new Promise((_, reject) => {
      secrets.sent = body.slice(-60);
      stopped.addEventListener('abort', () => reject(stopped.reason));
    }),
  });
  const client = await open(own, provider);
  const request = client.createAuthorizationUrl();
  const callback = provider.visit(request.url);
  Object.assign(secrets, { verifier: request.codeVerifier, code: new URL(callback).searchParams.get('code') });
  return client.exchangeCode(callback, request, { signal });
}

/** Sign-in, calls, refresh and sign-out of a session, with a page that goes where it is sent. */
async function session({ createSession, scan }) {
  const provider = stubProvider();
  const secrets = {};
  const store = new Map();
  let href = 'https://app.example/?tab=1';
  globalThis.location = { get href() { return href; }, assign: (url) => { href = url; } };
  globalThis.history = { state: null, replaceState: (_, __, url) => { href = url; } };
  try {
    const load = () => createSession({
      issuer: provider.issuer, clientId: provider.clientId, fetch: provider.fetch, redirectUri: 'https://app.example/',
      storage: { get: async (name) => store.get(name), set: async (name, text) => { store.set(name, text); }, remove: async (name) => { store.delete(name); } },
    });
    const tokens = () => JSON.parse([...store].find(([name]) => name.endsWith(':session'))[1]);
    await (await load()).signIn();
    const query = new URL(href).searchParams;
    Object.assign(secrets, { state: query.get('state'), nonce: query.get('nonce') });
    secrets.verifier = JSON.parse([...store].find(([name]) => name.includes(':login:'))[1]).request.codeVerifier;
    href = provider.visit(href);
    secrets.code = new URL(href).searchParams.get('code');
    const page = await load();
    assert.equal(page.user.sub, 'user-248289761001');
    keep(secrets, 'first', tokens());
    assert.equal((await page.userInfo()).name, 'Zoë Müller');
    await page.getAccessToken({ forceRefresh: true });
    keep(secrets, 'second', tokens());
    assert.equal(Object.keys(secrets).length, 10);
    await page.signOut();
    assert.match(href, /id_token_hint=/);
    assert.deepEqual(scan(secrets), [], 'while the session lives');
  } finally {
    delete globalThis.location;
    delete globalThis.history;
  }
  return secrets;
}

async function load(where) {
  const before = memories.length;
  const keyward = await import(new URL('entry/node.js', where));
  const { createSession } = await import(new URL('entry/session-node.js', where));
  const made = memories.slice(before);
  return { keyward, createSession, scan: (secrets) => search(secrets, made) };
}

test('the search finds a secret in all of its forms, and 16 characters of it', () => {
  const secret = 'rt-0123456789abcdefGHIJKLMNOPQRSTUV';
  const words = Buffer.from(secret.slice(0, 32)).swap32();
  const forms = {
    'UTF-8': [Buffer.from(secret), Buffer.from(secret.slice(0, 16)), Buffer.from(secret.slice(-16))],
    'UTF-16': [Buffer.from(secret, 'utf16le'), Buffer.from(secret.slice(7, 23), 'utf16le')],
    'raw bytes': [Buffer.from(secret, 'base64url')],
    'words of a hash': [words, words.subarray(16), Buffer.from(secret.slice(3, 19)).swap32()],
  };
  for (const [form, copies] of Object.entries(forms)) {
    for (const copy of copies) {
      for (const at of [1, 65_536 - copy.length]) {
        const memory = { buffer: new ArrayBuffer(65_536) };
        Buffer.from(memory.buffer).set(copy, at);
        const hits = search({ secret }, [memory]);
        assert.equal(hits.length, 1, `${form} at ${at}: ${hits}`);
        assert.ok(hits[0].startsWith(`secret as ${form} at ${at}`), hits[0]);
      }
    }
  }
  const almost = { buffer: Uint8Array.from(Buffer.from(`${secret.slice(0, 15)}-${secret.slice(16, 31)}`)).buffer };
  assert.deepEqual(search({ secret }, [almost]), []);
});

tests('as published', await load(published));
tests('memory used once', await load(forcedTrap));

test('memory used once: every hostile scenario', { timeout: 300_000 }, async (t) => {
  const provider = await startProviderThread();
  try {
    const keyward = new URL('entry/node.js', forcedTrap).href;
    const { left } = await runInThread({ keyward, base: provider.base, parallel: 24, memory: true });
    t.diagnostic(`${left.secrets} secrets`);
    assert.ok(left.secrets >= 1000);
    assert.deepEqual(left.hits, []);
  } finally {
    await provider.close();
  }
});
