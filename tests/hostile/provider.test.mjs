// The provider's own test: a plain client of sixty lines, independent of the package, must get through
// the baseline, and the provider must see what a bad client does.
import assert from 'node:assert/strict';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startProvider } from './provider.mjs';

let provider;
before(async () => { provider = await startProvider(); });
after(() => provider.close());

const random = () => randomBytes(32).toString('base64url');
const form = (body, headers = {}) => ({ method: 'POST', body: new URLSearchParams(body), headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers } });
const json = async (url, init) => (await fetch(url, init)).json();

async function verify(jwt, jwks, algorithm) {
  const [header, payload, signature] = jwt.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url'));
  const jwk = jwks.keys.find((key) => key.kid === kid);
  const key = await webcrypto.subtle.importKey('jwk', { ...jwk, alg: undefined }, algorithm, false, ['verify']);
  assert.ok(await webcrypto.subtle.verify(algorithm, key, Buffer.from(signature, 'base64url'), Buffer.from(`${header}.${payload}`)));
  return JSON.parse(Buffer.from(payload, 'base64url'));
}

async function begin(id, run = random()) {
  const start = await json(`${provider.base}/control/begin/${id}/${run}`, { method: 'POST' });
  const verdict = () => json(`${provider.base}/control/verdict/${id}/${run}`, { method: 'POST' });
  const issuer = start.issuer.replace(/\/$/, '');
  return { ...start, verdict, metadata: await json(`${issuer}/.well-known/openid-configuration`) };
}

async function signIn(p, change = {}) {
  const verifier = random();
  const query = {
    response_type: 'code', client_id: p.clientId, redirect_uri: p.redirectUri, scope: 'openid profile', state: random(), nonce: random(),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256', ...change.query,
  };
  const url = new URL(p.metadata.authorization_endpoint);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const { location } = await json(url, { headers: { accept: 'application/json' } });
  const callback = new URL(location).searchParams;
  assert.equal(callback.get('state'), query.state);
  assert.equal(callback.get('iss'), p.issuer);
  const request = {
    grant_type: 'authorization_code', code: callback.get('code'), redirect_uri: p.redirectUri, client_id: p.clientId, code_verifier: verifier, ...change.token,
  };
  return { query, request, tokens: await json(p.metadata.token_endpoint, form(request)) };
}

test('the baseline goes all the way', async () => {
  const p = await begin('good-baseline');
  assert.equal(p.metadata.issuer, p.issuer);
  const { query, tokens } = await signIn(p);
  const jwks = await json(p.metadata.jwks_uri);
  const claims = await verify(tokens.id_token, jwks, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' });
  assert.deepEqual([claims.iss, claims.aud, claims.nonce], [p.issuer, p.clientId, query.nonce]);
  const user = await json(p.metadata.userinfo_endpoint, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  assert.equal(user.sub, claims.sub);
  const again = await json(p.metadata.token_endpoint, form({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token, client_id: p.clientId }));
  assert.notEqual(again.refresh_token, tokens.refresh_token);
  const spent = await fetch(p.metadata.token_endpoint, form({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token, client_id: p.clientId, x: '1' }));
  assert.equal(spent.status, 400);
  assert.equal((await json(p.metadata.introspection_endpoint, form({ token: again.access_token, client_id: p.clientId }))).active, true);
  assert.equal((await fetch(p.metadata.revocation_endpoint, form({ token: again.refresh_token, client_id: p.clientId }))).status, 200);
  const { violations, calls } = await p.verdict();
  assert.deepEqual(violations, []);
  assert.deepEqual(calls, { discovery: 1, authorize: 1, token: 1, jwks: 1, userinfo: 1, refresh: 2, introspect: 1, revoke: 1 });
});

test('every algorithm signs as WebCrypto verifies', async () => {
  const hash = (bits) => `SHA-${bits}`;
  for (const bits of [256, 384, 512]) {
    const algorithms = {
      [`rs${bits}`]: { name: 'RSASSA-PKCS1-v1_5', hash: hash(bits) },
      [`ps${bits}`]: { name: 'RSA-PSS', hash: hash(bits), saltLength: bits / 8 },
      [`es${bits}`]: { name: 'ECDSA', hash: hash(bits), namedCurve: { 256: 'P-256', 384: 'P-384', 512: 'P-521' }[bits] },
      ...(bits === 512 ? { eddsa: { name: 'Ed25519' }, ed25519: { name: 'Ed25519' } } : {}),
    };
    for (const [id, algorithm] of Object.entries(algorithms)) {
      const p = await begin(`good-jws-${id}`);
      const { tokens } = await signIn(p);
      await verify(tokens.id_token, await json(p.metadata.jwks_uri), algorithm);
    }
  }
});

test('issuers without a path have their own origin', async () => {
  for (const id of ['good-issuer-root', 'good-issuer-root-slash', 'good-issuer-path-slash']) {
    const p = await begin(id);
    assert.equal(p.metadata.issuer, p.issuer);
    assert.equal((await signIn(p)).tokens.token_type, 'Bearer');
  }
});

const bad = {
  'PKCE plain': [{ query: { code_challenge_method: 'plain' } }, /S256/],
  'a short state': [{ query: { state: 'abc' } }, /state holds less/],
  'no nonce': [{ query: { nonce: '' } }, /nonce is missing/],
  'another verifier': [{ token: { code_verifier: random() } }, /does not match the challenge/],
  'another redirect URI': [{ token: { redirect_uri: 'https://attacker.example' } }, /redirect_uri/],
  'a secret of a public client': [{ token: { client_secret: 'x' } }, /public client/],
};
for (const [name, [change, rule]] of Object.entries(bad)) {
  test(`the provider sees ${name}`, async () => {
    const p = await begin('good-baseline');
    await signIn(p, change);
    assert.match((await p.verdict()).violations.join('\n'), rule);
  });
}

test('the provider sees repeats, secrets in URLs and forbidden addresses', async () => {
  const p = await begin('good-baseline');
  const { query, request, tokens } = await signIn(p);
  await fetch(p.metadata.token_endpoint, form(request));
  await fetch(`${p.metadata.userinfo_endpoint}?access_token=${tokens.access_token}`);
  await fetch(p.metadata.registration_endpoint, { method: 'POST' });
  await fetch(`${p.second}/token`, { method: 'POST' });
  const other = await begin('good-baseline');
  await signIn(other, { query: { state: query.state } });
  const seen = (await p.verdict()).violations.join('\n');
  for (const rule of [/code was sent twice/, /same POST/, /in a URL/, /forbidden/, /second origin/]) assert.match(seen, rule);
  assert.match((await other.verdict()).violations.join('\n'), /state was used before/);
});

test('a device gets its tokens when the user has decided', async () => {
  const p = await begin('good-poll-pending');
  const code = await json(p.metadata.device_authorization_endpoint, form({ scope: 'openid', client_id: p.clientId }));
  const poll = () => json(p.metadata.token_endpoint, form({ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: code.device_code, client_id: p.clientId }));
  for (let count = 0; count < 3; count += 1) assert.equal((await poll()).error, 'authorization_pending');
  const { access_token, id_token } = await poll();
  assert.ok(access_token && id_token);
  const { violations, calls, secrets } = await p.verdict();
  assert.deepEqual([violations, calls], [[], { discovery: 1, device: 1, poll: 4 }]);
  assert.ok(secrets.includes(code.device_code));
});

const assertions = {
  'an assertion that lives an hour': [{ exp: 3600 }, /lives longer than 60 s/],
  'an assertion for someone else': [{ aud: 'https://other.example' }, /aud of the assertion/],
  'an assertion about someone else': [{ sub: 'other' }, /iss or sub/],
  'an assertion without a jti': [{ jti: undefined }, /jti of the assertion/],
  'an assertion that another key signed': [{}, /signature is wrong/, true],
};
for (const [name, [change, rule, stranger]] of Object.entries({ 'a good assertion': [{}, undefined], ...assertions })) {
  test(`the provider sees ${name}`, async () => {
    const p = await begin('good-assert-key');
    const key = stranger ? (await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])).privateKey
      : await webcrypto.subtle.importKey('jwk', p.clientKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: p.clientId, sub: p.clientId, aud: p.issuer, iat: now, jti: random(), ...change, exp: now + (change.exp ?? 60) };
    const input = [{ alg: 'ES256' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(input));
    const client_assertion = `${input}.${Buffer.from(signature).toString('base64url')}`;
    const client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const body = { grant_type: 'client_credentials', client_id: p.clientId, client_assertion_type, client_assertion };
    await fetch(p.metadata.token_endpoint, form(body));
    const first = (await p.verdict()).violations.join('\n');
    if (rule) return assert.match(first, rule);
    assert.equal(first, '');
    await fetch(p.metadata.token_endpoint, form({ ...body, scope: 'x' }));
    assert.match((await p.verdict()).violations.join('\n'), /jti was used before/);
  });
}

test('the faults do what they say', { timeout: 20_000 }, async () => {
  const attempt = async (id, ms = 1500) => {
    const p = await begin(id);
    try {
      const response = await fetch(p.metadata.token_endpoint, { ...form({ grant_type: 'authorization_code' }), signal: AbortSignal.timeout(ms) });
      return (await response.arrayBuffer()).byteLength;
    } catch (error) {
      return error.name;
    }
  };
  for (const kind of ['hang-before', 'hang-after', 'hang-mid', 'drip', 'drip-headers']) {
    assert.equal(await attempt(`net-token-${kind}`, 300), 'TimeoutError', kind);
  }
  for (const kind of ['reset', 'close', 'reset-mid', 'short', 'short-chunked', 'bad-gzip', 'garbage', 'huge-header']) {
    assert.equal(await attempt(`net-token-${kind}`), 'TypeError', kind);
  }
  assert.equal(await attempt('net-token-big-2m'), 2 * 1024 * 1024);
  assert.equal(await attempt('net-token-big-1m'), 1024 * 1024 + 1);
  assert.equal(await attempt('net-token-gzip-bomb', 5000), 64 * 1024 * 1024);
});
