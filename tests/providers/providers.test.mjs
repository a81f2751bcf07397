// Each provider of the catalogue: what it is asked, on a recording server, and what is made of its documented answers.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import * as providers from '../../pkg/entry/providers-node.js';
import { OAuth2Client } from '../../pkg/entry/node.js';
import { CATALOGUE } from './catalogue.mjs';
import { halfHash, json, jwks, record, sign } from './recorder.mjs';

const CLIENT = { clientId: 'client-id', clientSecret: 'client-secret-value', redirectUri: 'https://app.example/callback' };
const BASIC = `Basic ${btoa('client-id:client-secret-value')}`;
const TOKEN = 'the-access-token';

/** Where a provider found by discovery says that things are. */
function discovered({ issuer }) {
  const base = issuer.replace(/\/$/, '');
  return {
    issuer, authorization_endpoint: `${base}/authorize`, token_endpoint: `${base}/token`, userinfo_endpoint: `${base}/userinfo`,
    jwks_uri: `${base}/jwks`, id_token_signing_alg_values_supported: ['RS256'],
  };
}

/** The client of a case at a recorder that knows its discovery document and keys. */
async function begin(known, options = {}) {
  const recorder = await record();
  const found = known.discovery && discovered(known);
  if (found) recorder.answers.set(`${known.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, json(found));
  const keys = known.keys ?? found?.jwks_uri;
  if (keys) recorder.answers.set(keys, json(jwks));
  const client = await providers[known.name]({ ...CLIENT, ...known.own, fetch: recorder.fetch, ...options });
  recorder.requests.length = 0;
  const at = known.at ?? found.authorization_endpoint;
  const token = known.token ?? found.token_endpoint;
  const profile = known.profile ?? (found && { url: found.userinfo_endpoint });
  return { recorder, client, at, token, profile };
}

/** The token response of the documentation, with an ID token where one is due. */
function tokenAnswer(known, request) {
  const body = { access_token: TOKEN, token_type: 'Bearer', ...known.answer };
  for (const [name, value] of Object.entries(body)) if (value === null) delete body[name];
  if (request.scope.split(' ').includes('openid')) {
    const now = Math.floor(Date.now() / 1000);
    const { sub } = known.claims ?? known.sample;
    const claims = { iss: known.issuer, aud: CLIENT.clientId, sub, iat: now, exp: now + 300, at_hash: halfHash(TOKEN), ...known.claims };
    if (request.nonce) claims.nonce = request.nonce;
    body.id_token = sign(known.alg ?? 'RS256', claims, CLIENT.clientSecret);
  }
  return { type: known.type ?? 'application/json', text: JSON.stringify(body) };
}

/** The profile as the provider sends it. */
function profileAnswer(known, sample) {
  if (!known.signedProfile) return { type: known.profile?.type ?? 'application/json', text: JSON.stringify(sample) };
  const text = sign(known.alg, { iss: known.issuer, aud: CLIENT.clientId, ...sample });
  return { type: 'application/jwt', text };
}

const withoutQuery = (url) => url.split('?')[0];

async function signIn(known, { client, recorder, token }) {
  const request = client.createAuthorizationUrl();
  recorder.answers.set(token, () => tokenAnswer(known, request));
  return client.exchangeCode(`${CLIENT.redirectUri}?code=the-code&state=${request.state}`, request);
}

const rejects = (promise, expected) =>
  assert.rejects(promise, (error) => {
    assert.equal(error.name, 'OAuthError', error.stack);
    for (const [name, value] of Object.entries(expected)) assert.equal(error[name], value, `${name} of ${error.stack}`);
    assert.ok(!JSON.stringify(error).includes(TOKEN) && !String(error).includes(TOKEN));
    return true;
  });

test('the catalogue has a case for each function', () => {
  const functions = Object.keys(providers).filter((name) => name !== 'longLivedToken');
  assert.deepEqual(CATALOGUE.map(({ name }) => name).sort(), functions.sort());
});

for (const known of CATALOGUE) {
  const { name } = known;

  test(`${name}: the user is sent where the documentation says, with its parameters`, async () => {
    const { client, at } = await begin(known);
    assert.ok(client instanceof OAuth2Client);
    const request = client.createAuthorizationUrl();
    const url = new URL(request.url);
    assert.equal(url.origin + url.pathname, at);
    assert.equal(url.hash, known.hash ?? '');
    const { scope = '' } = known.params;
    const expected = { client_id: CLIENT.clientId, response_type: 'code', redirect_uri: CLIENT.redirectUri, state: request.state, ...known.params };
    if (known.pkce !== false) Object.assign(expected, { code_challenge: url.searchParams.get('code_challenge'), code_challenge_method: 'S256' });
    if (scope.split(' ').includes('openid') && known.nonce !== false) expected.nonce = request.nonce;
    for (const [key, value] of Object.entries(expected)) if (value === null) delete expected[key];
    assert.deepEqual(Object.fromEntries(url.searchParams), expected);
    assert.equal([...url.searchParams].length, Object.keys(expected).length, 'no parameter twice');
    if (known.order) assert.deepEqual([...url.searchParams.keys()], known.order);
    assert.equal(request.codeVerifier === undefined, known.pkce === false);
  });

  test(`${name}: what the application says wins`, async () => {
    const { client } = await begin(known, { scope: ['a.b', 'c'] });
    const separator = known.params.scope?.includes(',') || ['shopify', 'wechat', 'kakao'].includes(name) ? ',' : ' ';
    const scopeOf = (request) => new URL(request.url).searchParams.get('scope');
    assert.equal(scopeOf(client.createAuthorizationUrl()), `a.b${separator}c`);
    assert.equal(scopeOf(client.createAuthorizationUrl({ scope: ['d', 'e'] })), `d${separator}e`);
    if (known.order) return;
    const { searchParams } = new URL(client.createAuthorizationUrl({ responseMode: 'fragment', extra: { foo: 'bar' } }).url);
    assert.deepEqual([searchParams.get('response_mode'), searchParams.get('foo')], ['fragment', 'bar']);
  });

  test(`${name}: the code is exchanged as documented, and the answer understood`, async () => {
    const started = await begin(known);
    const tokens = await signIn(known, started);
    const sent = started.recorder.requests.find(({ address }) => address === started.token);
    const form = { grant_type: 'authorization_code', code: 'the-code', redirect_uri: CLIENT.redirectUri };
    if (known.pkce !== false) form.code_verifier = sent.form.get('code_verifier');
    if (known.auth === 'wechat') {
      assert.equal(sent.method, 'GET');
      assert.deepEqual(Object.fromEntries(sent.query), { appid: 'client-id', secret: 'client-secret-value', code: 'the-code', grant_type: 'authorization_code' });
      assert.deepEqual([sent.body, sent.headers['content-type']], ['', undefined]);
    } else {
      assert.equal(sent.method, 'POST');
      assert.equal(sent.headers['content-type'], 'application/x-www-form-urlencoded');
      if (known.auth === 'post') Object.assign(form, { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret });
      assert.equal(sent.headers.authorization, known.auth === 'basic' ? BASIC : undefined);
      assert.deepEqual(Object.fromEntries(sent.form), form);
    }
    if (known.agent) assert.equal(sent.headers['user-agent'], known.agent);
    assert.equal(tokens.access_token, TOKEN);
    assert.match(tokens.token_type, /^bearer$/i);
    if (known.scope) assert.equal(tokens.scope, known.scope);
    assert.equal(started.recorder.requests.filter(({ address }) => address === started.token).length, 1);
  });

  test(`${name}: id and e-mail are read from the documented answer`, async () => {
    const started = await begin(known);
    const tokens = await signIn(known, started);
    const { client, recorder, profile } = started;
    recorder.requests.length = 0;
    if (profile) recorder.answers.set(withoutQuery(profile.url), () => profileAnswer(known, known.sample));
    if (known.emails) recorder.answers.set(known.emails.url, json(known.emails.answer));
    assert.deepEqual(await client.getIdEmail(tokens), known.user);
    if (!profile) {
      assert.equal(recorder.requests.length, 0, 'the claims need no request');
      assert.equal((await client.getProfile(tokens)).sub, known.user[0]);
      return;
    }
    const [sent] = recorder.requests;
    assert.equal(sent.url, profile.url);
    assert.equal(sent.method, profile.method ?? 'GET');
    assert.equal(sent.body, profile.body ?? '');
    assert.equal(sent.headers.accept, profile.accept ?? 'application/json');
    const inHeader = !profile.bare && !profile.url.includes(TOKEN);
    assert.equal(sent.headers.authorization, inHeader ? `${profile.scheme ?? 'Bearer'} ${TOKEN}` : undefined);
    for (const [header, value] of Object.entries(profile.headers ?? {})) assert.equal(sent.headers[header], value);
    const { iss, aud, ...members } = await client.getProfile(tokens);
    assert.deepEqual(members, known.sample);
  });

  if (known.unverified) {
    test(`${name}: an address that is not verified does not count`, async () => {
      const started = await begin(known);
      const { client, recorder, profile } = started;
      recorder.answers.set(withoutQuery(profile.url), () => profileAnswer(known, { ...known.sample, ...known.unverified }));
      assert.deepEqual(await client.getIdEmail({ access_token: TOKEN, ...known.answer, token_type: 'Bearer' }), [known.user[0], null]);
    });
  }

  test(`${name}: errors have their types`, async () => {
    const started = await begin(known);
    const { client, recorder, profile } = started;
    if (!profile) {
      await rejects(client.getIdEmail(TOKEN), { code: 'invalid_config', phase: 'config' });
      return;
    }
    const tokens = { access_token: TOKEN, ...known.answer, token_type: 'Bearer' };
    const answer = (script) => recorder.answers.set(withoutQuery(profile.url), script);
    const phase = 'userinfo';
    answer(() => ({ status: 401, type: 'application/json', text: '{"message":"Bad credentials"}' }));
    await rejects(client.getIdEmail(tokens), { code: 'http_error', phase, status: 401 });
    answer(json({ error: 'invalid_token', error_description: `${TOKEN} ended` }));
    await rejects(client.getProfile(tokens), { code: 'server_error_response', phase, error: 'invalid_token', status: 200 });
    answer(() => ({ type: 'text/html', text: '<!doctype html>' }));
    await rejects(client.getIdEmail(tokens), { code: known.profile?.type ? 'invalid_json' : 'wrong_content_type', phase });
    answer(() => ({ type: 'application/json', text: '{' }));
    await rejects(client.getIdEmail(tokens), { code: 'invalid_json', phase });
    if (known.signedProfile) return;
    answer(json({}));
    await assert.rejects(client.getIdEmail(tokens), ({ code, phase: at }) => ['invalid_response', 'claim_missing'].includes(code) && at === phase);
    answer(json([]));
    await rejects(client.getProfile(tokens), { code: 'invalid_response', phase });
  });

  if (known.revoke) {
    test(`${name}: a token is revoked as documented`, async () => {
      const { client, recorder } = await begin(known);
      const { url, basic, bearer, form, body, type = 'application/x-www-form-urlencoded' } = known.revoke;
      recorder.answers.set(url, json({}));
      await client.revokeToken('the-token');
      const [sent] = recorder.requests;
      assert.deepEqual([sent.method, sent.address, recorder.requests.length], ['POST', url, 1]);
      assert.equal(sent.headers.authorization, basic ? BASIC : bearer ? 'Bearer the-token' : undefined);
      if (form) assert.deepEqual(Object.fromEntries(sent.form), form);
      if (body !== undefined) assert.equal(sent.body, body);
      if (!body?.startsWith('{')) assert.equal(sent.headers['content-type'], type);
    });
  }
}

// ---- what single providers do ----------------------------------------------------------------------------------------

const of = (name) => CATALOGUE.find((known) => known.name === name);

test('a client without a secret says so, and uses PKCE', async () => {
  for (const name of ['google', 'spotify', 'yahoo', 'gitlab']) {
    const { client, recorder, token } = await begin(of(name), { clientSecret: undefined, scope: 'a' });
    const request = client.createAuthorizationUrl();
    recorder.answers.set(token, json({ access_token: TOKEN, token_type: 'Bearer' }));
    await client.exchangeCode(`${CLIENT.redirectUri}?code=the-code&state=${request.state}`, request);
    const [sent] = recorder.requests;
    assert.equal(sent.headers.authorization, undefined, name);
    assert.equal(sent.form.get('client_id'), 'client-id', name);
    assert.equal(sent.form.get('code_verifier'), request.codeVerifier, name);
  }
});

test('metadata and methods of the application win over those of the provider', async () => {
  const recorder = await record();
  const client = providers.google({
    ...CLIENT, fetch: recorder.fetch, scope: 'a', tokenEndpointAuthMethod: 'client_secret_basic', metadata: { token_endpoint: 'https://token.example/t' },
  });
  assert.equal(client.metadata.authorization_endpoint, 'https://accounts.google.com/o/oauth2/v2/auth');
  recorder.answers.set('https://token.example/t', json({ access_token: TOKEN, token_type: 'Bearer' }));
  const request = client.createAuthorizationUrl();
  await client.exchangeCode(`${CLIENT.redirectUri}?code=the-code&state=${request.state}`, request);
  assert.equal(recorder.requests[0].headers.authorization, BASIC);
});

test('github: a user without a public address has one in the list, if it is verified', async () => {
  const { client, recorder } = await begin(of('github'));
  recorder.answers.set('https://api.github.com/user', json({ id: 1, email: null }));
  const answer = (list) => recorder.answers.set('https://api.github.com/user/emails', json(list));
  answer([{ email: 'a@app.example', primary: false, verified: true }, { email: 'b@app.example', primary: true, verified: true }]);
  assert.deepEqual(await client.getIdEmail(TOKEN), ['1', 'b@app.example']);
  assert.equal(recorder.requests[1].headers['user-agent'], 'keyward');
  answer([{ email: 'a@app.example', primary: false, verified: true }, { email: 'b@app.example', primary: true, verified: false }]);
  assert.deepEqual(await client.getIdEmail(TOKEN), ['1', 'a@app.example']);
  answer([{ email: 'b@app.example', primary: true, verified: false }]);
  assert.deepEqual(await client.getIdEmail(TOKEN), ['1', null]);
  answer([]);
  assert.deepEqual(await client.getIdEmail(TOKEN), ['1', null]);
  recorder.answers.set('https://api.github.com/user/emails', json({ message: 'Resource not accessible by integration' }, 403));
  await rejects(client.getIdEmail(TOKEN), { code: 'http_error', phase: 'userinfo', status: 403 });
});

test('github: an error with status 200 is one', async () => {
  const { client, recorder, token } = await begin(of('github'));
  recorder.answers.set(token, json({ error: 'bad_verification_code', error_description: 'The code passed is incorrect or expired.' }));
  const request = client.createAuthorizationUrl();
  const exchange = client.exchangeCode(`${CLIENT.redirectUri}?code=the-code&state=${request.state}`, request);
  await rejects(exchange, { code: 'server_error_response', error: 'bad_verification_code', status: 200 });
});

test('github: an Enterprise Server is another host', () => {
  const client = providers.github({ ...CLIENT, host: 'github.corp.example' });
  assert.equal(client.metadata.token_endpoint, 'https://github.corp.example/login/oauth/access_token');
  assert.throws(() => providers.github({ ...CLIENT, host: 'evil.example/x#' }), { code: 'invalid_config' });
});

test('facebook: a token is exchanged for one that lives long', async () => {
  const { client, recorder, token } = await begin(of('facebook'));
  recorder.answers.set(token, json({ access_token: 'long-lived', token_type: 'bearer', expires_in: 5183944 }));
  const tokens = await providers.longLivedToken(client, TOKEN);
  assert.deepEqual([tokens.access_token, tokens.expires_in], ['long-lived', 5183944]);
  assert.deepEqual(Object.fromEntries(recorder.requests[0].form), {
    grant_type: 'fb_exchange_token', fb_exchange_token: TOKEN, client_id: 'client-id', client_secret: 'client-secret-value',
  });
});

test('facebook: its errors are objects', async () => {
  const { client, recorder } = await begin(of('facebook'));
  const error = { message: 'Error validating access token', type: 'OAuthException', code: 190 };
  recorder.answers.set('https://graph.facebook.com/v25.0/me', json({ error }, 400));
  await rejects(client.getProfile(TOKEN), { code: 'http_error', status: 400 });
  recorder.answers.set('https://graph.facebook.com/v25.0/me', json({ error }));
  await rejects(client.getProfile(TOKEN), { code: 'server_error_response', status: 200 });
});

test('microsoft: a tenant given by its id is the issuer, others are none', () => {
  const tenant = '72f988bf-86f1-41af-91ab-2d7cd011db47';
  const { metadata } = providers.microsoft({ ...CLIENT, tenant });
  assert.equal(metadata.issuer, `https://login.microsoftonline.com/${tenant}/v2.0`);
  assert.equal(metadata.token_endpoint, `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`);
  assert.equal(providers.microsoft({ ...CLIENT, tenant: 'contoso.onmicrosoft.com' }).metadata.issuer, undefined);
  assert.throws(() => providers.microsoft({ ...CLIENT, tenant: '../evil' }), { code: 'invalid_config' });
});

test('microsoft: where there is no mailbox, the principal name is the address', async () => {
  const { client, recorder } = await begin(of('microsoft'));
  recorder.answers.set('https://graph.microsoft.com/v1.0/me', json({ id: 'x', mail: null, userPrincipalName: 'a@app.example' }));
  assert.deepEqual(await client.getIdEmail(TOKEN), ['x', 'a@app.example']);
});

test('shopify: a shop is a name, so a stranger cannot lead the secret elsewhere', () => {
  assert.match(providers.shopify({ ...CLIENT, shop: 'a-shop.myshopify.com' }).metadata.token_endpoint, /^https:\/\/a-shop\.myshopify\.com\//);
  for (const shop of ['evil.example/', 'evil.example#', 'a@evil.example', '', undefined, 'a b', 'evil.example\\']) {
    if (shop === undefined) continue;
    assert.throws(() => providers.shopify({ ...CLIENT, shop }), { code: 'invalid_config' }, shop);
  }
  const client = providers.shopify({ ...CLIENT, shop: 'a-shop', accessMode: 'per-user' });
  assert.equal(new URL(client.createAuthorizationUrl().url).searchParams.get('grant_options[]'), 'per-user');
});

test('okta and its like refuse names that are no names', async () => {
  await assert.rejects(providers.okta({ ...CLIENT, domain: 'a.example/b' }), { code: 'invalid_config' });
  await assert.rejects(providers.auth0({ ...CLIENT, domain: 'a.example:1/' }), { code: 'invalid_config' });
  await assert.rejects(providers.keycloak({ ...CLIENT, url: 'https://a.example', realm: '../b' }), { code: 'invalid_config' });
  await assert.rejects(providers.cognito({ ...CLIENT, region: 'eu-west-1', userPoolId: 'a/b' }), { code: 'invalid_config' });
  await assert.rejects(providers.openid({ ...CLIENT }), { code: 'invalid_config' });
});

test('okta: a custom authorization server is an issuer of its own', async () => {
  const issuer = 'https://dev-1.okta.example/oauth2/default';
  const { client } = await begin({ ...of('okta'), issuer, own: { domain: 'dev-1.okta.example', authorizationServer: 'default' } });
  assert.equal(client.metadata.issuer, issuer);
});

test('openid: the issuer of the document is compared', async () => {
  const recorder = await record();
  recorder.answers.set('https://id.example/.well-known/openid-configuration', json(discovered({ issuer: 'https://evil.example' })));
  await rejects(providers.openid({ ...CLIENT, issuer: 'https://id.example', fetch: recorder.fetch }), { code: 'issuer_mismatch' });
});

test('openid: UserInfo about another user than the ID token is refused', async () => {
  const known = of('openid');
  const started = await begin(known);
  const tokens = await signIn(known, started);
  started.recorder.answers.set(started.profile.url, json({ sub: 'another', email: 'a@app.example' }));
  await rejects(started.client.getIdEmail(tokens), { code: 'sub_mismatch', phase: 'userinfo' });
});

test('franceconnect: integration is another host', () => {
  const { metadata } = providers.franceconnect({ ...CLIENT, integration: true });
  assert.equal(metadata.issuer, 'https://fcp-low.integ01.dev-franceconnect.fr/api/v2');
});

test('reddit: an app without a secret has an empty password', async () => {
  const { client, recorder, token } = await begin(of('reddit'), { clientSecret: undefined, userAgent: 'web:my.app:v2 (by /u/me)' });
  recorder.answers.set(token, json({ access_token: TOKEN, token_type: 'bearer' }));
  const request = client.createAuthorizationUrl();
  await client.exchangeCode(`${CLIENT.redirectUri}?code=the-code&state=${request.state}`, request);
  const [{ headers }] = recorder.requests;
  assert.deepEqual([headers.authorization, headers['user-agent']], [`Basic ${btoa('client-id:')}`, 'web:my.app:v2 (by /u/me)']);
});

test('apple: the secret is made from the key of the team', async () => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  const pem = `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g).join('\n')}\n-----END PRIVATE KEY-----\n`;
  for (const key of [privateKey, pem]) {
    const known = of('apple');
    const started = await begin(known, { clientSecret: undefined, teamId: 'TEAM123456', keyId: 'KEY1234567', privateKey: key });
    await signIn(known, started);
    const { form } = started.recorder.requests.find(({ address }) => address === started.token);
    assert.equal(form.get('client_id'), 'client-id');
    const [head, body, signature] = form.get('client_secret').split('.');
    const read = (part) => JSON.parse(Buffer.from(part, 'base64url').toString());
    assert.deepEqual(read(head), { alg: 'ES256', kid: 'KEY1234567' });
    const { iat, exp, ...claims } = read(body);
    assert.deepEqual(claims, { iss: 'TEAM123456', aud: 'https://appleid.apple.com', sub: 'client-id' });
    assert.ok(Math.abs(iat - Date.now() / 1000) < 5 && exp - iat === 300);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    assert.ok(await crypto.subtle.verify(how, publicKey, Buffer.from(signature, 'base64url'), Buffer.from(`${head}.${body}`)));
  }
});

test('twitch: its errors are understood', async () => {
  const { client, recorder, token } = await begin(of('twitch'));
  recorder.answers.set(token, json({ status: 400, message: 'Invalid authorization code' }, 400));
  const request = client.createAuthorizationUrl();
  const exchange = client.exchangeCode(`${CLIENT.redirectUri}?code=the-code&state=${request.state}`, request);
  await rejects(exchange, { code: 'server_error_response', errorDescription: 'Invalid authorization code', status: 400 });
});

test('notion: a workspace that was not authorized by a user has none', async () => {
  const { client, recorder } = await begin(of('notion'));
  recorder.answers.set('https://api.notion.com/v1/users/me', json({ object: 'user', id: 'b', bot: { owner: { type: 'workspace', workspace: true } } }));
  await rejects(client.getIdEmail(TOKEN), { code: 'invalid_response', phase: 'userinfo' });
});

test('wechat: errors come with 200, at the token endpoint and at the profile', async () => {
  const { client, recorder, token } = await begin(of('wechat'));
  recorder.answers.set(token, () => ({ type: 'text/plain', text: '{"errcode":40029,"errmsg":"invalid code"}' }));
  const request = client.createAuthorizationUrl();
  const exchange = client.exchangeCode(`${CLIENT.redirectUri}?code=the-code&state=${request.state}`, request);
  await rejects(exchange, { code: 'server_error_response', error: '40029', errorDescription: 'invalid code' });
  recorder.answers.set('https://api.weixin.qq.com/sns/userinfo', () => ({ type: 'text/plain', text: '{"errcode":40003,"errmsg":"invalid openid"}' }));
  await rejects(client.getProfile({ access_token: TOKEN, openid: 'o' }), { code: 'server_error_response', error: '40003', errorDescription: 'invalid openid' });
  await rejects(client.getProfile(TOKEN), { code: 'invalid_config' });
});

test('wechat: refreshing has another address and sends no secret', async () => {
  const { client, recorder } = await begin(of('wechat'));
  recorder.answers.set('https://api.weixin.qq.com/sns/oauth2/refresh_token', () => ({ type: 'text/plain', text: `{"access_token":"${TOKEN}","expires_in":7200,"openid":"o"}` }));
  const tokens = await client.refreshToken('the-refresh-token');
  assert.equal(tokens.access_token, TOKEN);
  const [sent] = recorder.requests;
  assert.equal(sent.method, 'GET');
  assert.deepEqual(Object.fromEntries(sent.query), { appid: 'client-id', refresh_token: 'the-refresh-token', grant_type: 'refresh_token' });
});

test('getIdEmail takes a signal and a time limit', async () => {
  const { client } = await begin(of('spotify'));
  await rejects(client.getIdEmail(TOKEN, { signal: AbortSignal.abort() }), { code: 'aborted', phase: 'userinfo' });
  await rejects(client.getIdEmail('two words'), { code: 'invalid_config', phase: 'config' });
});

test('a line feed in a header never becomes another header', async () => {
  const seen = [];
  const { fetch } = globalThis;
  const client = new OAuth2Client({
    ...CLIENT,
    profile: { url: 'http://127.0.0.1:9/profile', headers: { 'x-hint': '{hint}' } },
    allowInsecure: true,
    // What the platform itself makes of the request.
    fetch: (url, init) => (seen.push(init), fetch(url, init)),
  });
  const hint = 'a\nx-injected: 1\n\nbody';
  await rejects(client.getProfile({ access_token: TOKEN, token_type: 'Bearer', hint }), { code: 'network_error' });
  assert.ok(seen.length > 0);
  for (const { headers, body } of seen) {
    assert.deepEqual([Object.keys(headers).sort(), body], [['accept', 'authorization', 'x-hint'], undefined]);
    assert.throws(() => new Headers(headers), TypeError);
  }
});
