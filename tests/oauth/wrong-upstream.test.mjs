// What Authlib (AL) and httpx-oauth (HXO) do wrong on the wire, done right here: one test for each.
// What concerns a session's tokens, their placement and AssertionSession is in session.test.mjs.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { generateKeyPairSync } from 'node:crypto'
import { OAuth2Client, OAuthError } from '../../pkg/entry/node.js'
import { failure, record, says, tokens, verified } from './server.mjs'

const server = await record()
after(() => server.close())

const redirectUri = 'https://app.example/callback'
const clientOf = (options) => new OAuth2Client({ clientId: 'app', redirectUri, metadata: server.metadata, ...options })
const client = clientOf({ clientSecret: 'secret-of-app' })

/** Where the user comes back to with these parameters, and the state unless it is among them. */
function callback(request, params, separator = '?') {
  return `${redirectUri}${separator}${new URLSearchParams({ state: request.state, ...params })}`
}

async function refused(call, expected) {
  server.answer()
  const error = await failure(call())
  assert.ok(error instanceof OAuthError, String(error))
  assert.deepEqual([error.code, error.phase], expected)
  assert.equal(server.requests.length, 0)
  return error
}

// ---- the callback ---------------------------------------------------------------------------------------------------------

test('AL: a callback with an error is that error, and no client_credentials request', async () => {
  const request = client.createAuthorizationUrl()
  const answer = callback(request, { error: 'access_denied', error_description: 'the user said no' })
  const error = await refused(() => client.exchangeCode(answer, request), ['server_error_response', 'callback'])
  assert.deepEqual([error.error, error.errorDescription], ['access_denied', 'the user said no'])
})

test('AL: an error in a fragment is that error, not a missing token', async () => {
  const request = client.createAuthorizationUrl({ responseType: 'token' })
  const error = await refused(() => client.exchangeCode(callback(request, { error: 'access_denied' }, '#'), request), ['server_error_response', 'callback'])
  assert.equal(error.error, 'access_denied')
})

test('AL: the state of an implicit answer is judged before its tokens', async () => {
  const request = client.createAuthorizationUrl({ responseType: 'token' })
  await refused(() => client.exchangeCode(callback(request, { state: 'other' }, '#'), request), ['state_mismatch', 'callback'])
})

test('AL, HXO: a state is always checked, also where none came', async () => {
  const request = client.createAuthorizationUrl()
  await refused(() => client.exchangeCode(`${redirectUri}?code=c`, request), ['state_missing', 'callback'])
  await refused(() => client.exchangeCode(callback(request, { code: 'c', state: 'other' }), request), ['state_mismatch', 'callback'])
})

test('AL: the numbers of an implicit answer are numbers', async () => {
  const request = client.createAuthorizationUrl({ responseType: 'token' })
  const { expires_in, expires_at } = await client.exchangeCode(callback(request, { access_token: 'a', token_type: 'Bearer', expires_in: '300' }, '#'), request)
  assert.equal(expires_in, 300)
  assert.equal(typeof expires_at, 'number')
})

test('AL: a callback without code and token is an error of the one class', async () => {
  const request = client.createAuthorizationUrl()
  await refused(() => client.exchangeCode(callback(request, {}), request), ['invalid_response', 'callback'])
})

test('HXO: the code verifier comes from the request, not from the callback', async () => {
  const request = client.createAuthorizationUrl()
  server.answer()
  await client.exchangeCode(callback(request, { code: 'c', code_verifier: 'of-an-attacker' }), request)
  assert.deepEqual(server.last.form.getAll('code_verifier'), [request.codeVerifier])
})

// ---- the authorization URL -----------------------------------------------------------------------------------------------------

test('HXO: extra parameters overwrite nothing, client_id included', () => {
  const extra = { client_id: 'other', redirect_uri: 'https://attacker.example', response_type: 'token', state: 'fixed', scope: 'all', code_challenge: 'x', own: 'kept' }
  const query = new URL(clientOf({ scope: 'a' }).createAuthorizationUrl({ extra }).url).searchParams
  for (const name of Object.keys(extra)) assert.equal(query.getAll(name).length, 1, name)
  assert.deepEqual(['client_id', 'redirect_uri', 'response_type', 'scope', 'own'].map((name) => query.get(name)), ['app', redirectUri, 'code', 'a', 'kept'])
})

test('HXO: an endpoint with a query of its own gets no second question mark', async () => {
  const metadata = Object.fromEntries(Object.entries(server.metadata).map(([name, value]) => [name, name.endsWith('_endpoint') ? `${value}?tenant=t` : value]))
  const one = clientOf({ metadata })
  assert.match(one.createAuthorizationUrl().url, /^[^?]+\?tenant=t&client_id=app&[^?]+$/)
  server.answer()
  await one.fetchToken({ grant_type: 'x' }, { method: 'GET' })
  assert.match(server.last.target, /^\/token\?tenant=t&grant_type=x&[^?]+$/)
})

test('HXO: an empty scope is none', () => {
  assert.equal(new URL(clientOf({ scope: [] }).createAuthorizationUrl().url).searchParams.has('scope'), false)
})

test('AL, HXO: PKCE is there without being asked for, in the hybrid flow too', () => {
  for (const responseType of ['code', 'code token']) {
    const request = client.createAuthorizationUrl({ responseType })
    const query = new URL(request.url).searchParams
    assert.deepEqual([query.get('code_challenge_method'), query.get('code_challenge').length, request.codeVerifier.length >= 43], ['S256', 43, true])
  }
  const own = client.createAuthorizationUrl({ codeVerifier: 'v'.repeat(43), codeChallengeMethod: 'plain' })
  assert.equal(new URL(own.url).searchParams.get('code_challenge'), 'v'.repeat(43))
})

test('HXO: what the caller gave stays as it was', async () => {
  const frozen = (value) => Object.freeze(Object.fromEntries(Object.entries(value).map(([name, one]) => [name, one && typeof one === 'object' ? Object.freeze(one) : one])))
  const options = frozen({ clientId: 'app', clientSecret: 's', redirectUri, scope: ['a'], metadata: server.metadata })
  const one = new OAuth2Client(options)
  const params = frozen({ extra: { own: '1' }, resource: ['https://a.example'] })
  one.createAuthorizationUrl(params)
  server.answer()
  const grant = frozen({ grant_type: 'password', username: 'u', password: 'p', resource: ['r'] })
  await one.fetchToken(grant, Object.freeze({ method: 'POST' }))
  await one.clientCredentials(frozen({ scope: ['a', 'b'] }))
  await one.pollDeviceToken(frozen({ device_code: 'd', interval: 0 }))
  assert.deepEqual([grant.grant_type, grant.resource, params.extra], ['password', ['r'], { own: '1' }])
})

// ---- grants ------------------------------------------------------------------------------------------------------------------------

test('AL: a grant type is neither guessed nor kept for the next call', async () => {
  await refused(() => client.fetchToken({}), ['invalid_config', 'config'])
  await refused(() => client.fetchToken({ code: 'c' }), ['invalid_config', 'config'])
  await refused(() => client.fetchToken({ username: 'u', password: 'p' }), ['invalid_config', 'config'])
  server.answer()
  await client.clientCredentials()
  await client.fetchToken({ grant_type: 'authorization_code', code: 'c' })
  await client.password({ username: 'u', password: 'p' })
  assert.deepEqual(server.requests.map(({ form }) => form.get('grant_type')), ['client_credentials', 'authorization_code', 'password'])
})

test('AL: repeated parameters are all sent', async () => {
  server.answer()
  await client.fetchToken({ grant_type: 'client_credentials', resource: ['a', 'b'], audience: ['c', 'd'] })
  assert.deepEqual([server.last.form.getAll('resource'), server.last.form.getAll('audience')], [['a', 'b'], ['c', 'd']])
})

test('AL: parameters that are false, 0 or empty are sent', async () => {
  server.answer()
  await client.fetchToken({ grant_type: 'x', flag: false, n: 0, empty: '' })
  assert.equal(server.last.body, 'grant_type=x&flag=false&n=0&empty=')
})

test('AL: a refresh asks for no scope of its own accord; HXO: it can ask for fewer', async () => {
  const scoped = clientOf({ scope: ['a', 'b'] })
  server.answer()
  await scoped.refreshToken('r')
  assert.equal(server.last.form.has('scope'), false)
  await scoped.refreshToken('r', { scope: 'a' })
  assert.equal(server.last.form.get('scope'), 'a')
})

test('HXO: an old refresh token is kept where no new one came', async () => {
  server.answer({ body: tokens() })
  assert.equal((await client.refreshToken('old')).refresh_token, 'old')
  assert.equal((await client.fetchToken({ grant_type: 'refresh_token', refresh_token: 'old' })).refresh_token, 'old')
  server.answer({ body: tokens({ refresh_token: 'new' }) })
  assert.equal((await client.refreshToken('old')).refresh_token, 'new')
})

test('HXO: a public client needs no secret', async () => {
  server.answer()
  await clientOf().refreshToken('r')
  assert.equal(server.last.body, 'grant_type=refresh_token&refresh_token=r&client_id=app')
})

// ---- answers --------------------------------------------------------------------------------------------------------------------------

test('HXO: a 200 that holds an error is an error', async () => {
  for (const call of [() => client.refreshToken('r'), () => client.clientCredentials(), () => client.introspectToken('t'), () => client.userInfo('t')]) {
    server.answer({ body: { error: 'bad_refresh_token', error_description: 'it is spent' } })
    const { code, error, errorDescription, status } = await failure(call())
    assert.deepEqual([code, error, errorDescription, status], ['server_error_response', 'bad_refresh_token', 'it is spent', 200])
  }
})

test('HXO: what the server says is read, and its words are fields', async () => {
  server.answer(says('invalid_grant', { error_description: 'it is spent', error_uri: 'https://id.example/e' }))
  const { error, errorDescription, errorUri, status } = await failure(client.refreshToken('r'))
  assert.deepEqual([error, errorDescription, errorUri, status], ['invalid_grant', 'it is spent', 'https://id.example/e', 400])
})

test('AL: whatever a server answers, the error is of one class with a code', async () => {
  const cases = [
    [{ status: 500, headers: { 'content-type': 'text/html' }, body: '<p>' }, 'http_error'],
    [{ status: 404, headers: {}, body: '' }, 'http_error'],
    [{ body: '"text"' }, 'invalid_response'],
    [{ body: '{' }, 'invalid_json'],
    [{ status: 503, body: { error: 'temporarily_unavailable' } }, 'server_error_response'],
    ['reset', 'network_error'],
  ]
  for (const [answer, code] of cases) {
    server.answer(answer)
    const error = await failure(client.clientCredentials())
    assert.deepEqual([error instanceof OAuthError, error.code], [true, code])
  }
})

test('HXO: a profile that cannot be had is an error of the one class', async () => {
  for (const [answer, code] of [['reset', 'network_error'], [{ body: '{' }, 'invalid_json'], [{ body: {} }, 'claim_missing'], [{ status: 401, headers: {} }, 'http_error']]) {
    server.answer(answer)
    const error = await failure(client.userInfo('t'))
    assert.deepEqual([error instanceof OAuthError, error.code, error.phase], [true, code, 'userinfo'])
  }
})

test('AL: a refusal to revoke or introspect is an error, not an answer to be looked at', async () => {
  server.answer(says('unsupported_token_type'))
  assert.equal((await failure(client.revokeToken('t'))).error, 'unsupported_token_type')
  server.answer(says('invalid_client', {}, 401))
  assert.equal((await failure(client.introspectToken('t'))).error, 'invalid_client')
})

test('HXO: the issuer of a discovery is compared', async () => {
  const fetch = async () => Response.json({ ...server.metadata, issuer: 'https://attacker.example' })
  assert.equal((await failure(OAuth2Client.discover(server.origin, { clientId: 'app', fetch }))).code, 'issuer_mismatch')
})

test('HXO: a server that lists no method that is known still gets one', async () => {
  const metadata = { ...server.metadata, token_endpoint_auth_methods_supported: ['tls_client_auth'] }
  server.answer()
  await clientOf({ clientSecret: 's', metadata }).clientCredentials()
  assert.match(server.last.headers.authorization, /^Basic /)
})

// ---- client authentication ---------------------------------------------------------------------------------------------------------

test('AL, HXO: Basic encodes both halves, in UTF-8', async () => {
  server.answer()
  await clientOf({ clientId: 'ü:1', clientSecret: '日本 %' }).clientCredentials()
  const pair = Buffer.from(server.last.headers.authorization.slice(6), 'base64').toString()
  assert.equal(pair, '%C3%BC%3A1:%E6%97%A5%E6%9C%AC+%25')
})

test('HXO: revocation authenticates by its own method', async () => {
  const one = clientOf({ clientSecret: 'secret-of-app', tokenEndpointAuthMethod: 'client_secret_basic', revocationEndpointAuthMethod: 'client_secret_post' })
  server.answer()
  await one.revokeToken('t')
  assert.deepEqual([server.last.headers.authorization, server.last.form.get('client_secret')], [undefined, 'secret-of-app'])
})

test('AL: introspection authenticates by its own method', async () => {
  const one = clientOf({ clientSecret: 'secret-of-app', tokenEndpointAuthMethod: 'client_secret_post' })
  server.answer({ body: { active: true } })
  await one.introspectToken('t')
  assert.deepEqual([server.last.headers.authorization.slice(0, 6), server.last.form.has('client_secret')], ['Basic ', false])
})

test('AL: an unknown authentication method is said by name', async () => {
  server.answer()
  const error = await failure(clientOf({ tokenEndpointAuthMethod: 'of_nobody' }).clientCredentials())
  assert.deepEqual([error.code, error.message.includes('of_nobody'), server.requests.length], ['invalid_config', true, 0])
})

test('AL: every assertion has a jti of its own and lives for a minute', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const clientKey = Object.freeze(privateKey.export({ format: 'jwk' }))
  const one = clientOf({ clientKey })
  server.answer()
  for (let count = 0; count < 5; count += 1) await one.clientCredentials()
  const claims = server.requests.map(({ form }) => verified(form.get('client_assertion'), publicKey).claims)
  assert.equal(new Set(claims.map(({ jti }) => jti)).size, 5)
  for (const { iat, exp } of claims) assert.equal(exp - iat, 60)
  assert.deepEqual(Object.keys(clientKey).sort(), ['crv', 'd', 'kty', 'x', 'y'])
})

// ---- hooks -------------------------------------------------------------------------------------------------------------------------------

test('AL: hooks run in the order of their registration, and are awaited', async () => {
  const one = clientOf()
  const order = []
  for (const [name, milliseconds] of [['first', 20], ['second', 0], ['third', 5]]) {
    one.registerComplianceHook('revoke_token_request', async () => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      order.push(name)
    })
  }
  server.answer(() => ({ status: order.length === 3 ? 200 : 500 }))
  await one.revokeToken('t')
  assert.deepEqual(order, ['first', 'second', 'third'])
})
