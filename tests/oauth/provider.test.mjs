// Every grant and authentication method that a real provider supports, end to end.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { generateKeyPairSync, webcrypto } from 'node:crypto'
import { OAuth2Client } from '../../pkg/entry/node.js'
import { api, redirectUri, secret, startEverything } from './provider.mjs'
import { failure } from './server.mjs'

const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
}
const publicJwk = (alg) => ({ ...pairs[alg].publicKey.export({ format: 'jwk' }), use: 'sig', alg, kid: `k-${alg}` })
const privateJwk = (alg) => ({ ...pairs[alg].privateKey.export({ format: 'jwk' }), alg, kid: `k-${alg}` })
const held = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
const heldPublic = { ...(await webcrypto.subtle.exportKey('jwk', held.publicKey)), use: 'sig', alg: 'ES256', kid: 'held' }
const trusted = generateKeyPairSync('ec', { namedCurve: 'P-256' })

const keyed = Object.keys(pairs).map((alg) => ({
  name: `private_key_jwt, ${alg}`,
  registration: { token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: alg, jwks: { keys: [publicJwk(alg)] } },
  options: { clientKey: privateJwk(alg) },
}))
const methods = [
  { name: 'none', registration: { token_endpoint_auth_method: 'none' }, options: {} },
  ...['client_secret_basic', 'client_secret_post', 'client_secret_jwt'].map((method) => ({
    name: method,
    registration: { token_endpoint_auth_method: method, client_secret: secret },
    options: {
      clientSecret: secret, tokenEndpointAuthMethod: method, introspectionEndpointAuthMethod: method, revocationEndpointAuthMethod: method,
    },
  })),
  ...keyed,
  {
    name: 'private_key_jwt, a CryptoKey that cannot be exported',
    registration: { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [heldPublic] }, token_endpoint_auth_signing_alg: 'ES256' },
    options: { clientKey: { key: held.privateKey, kid: 'held' }, clientAssertionAudience: 'token_endpoint' },
  },
]
for (const [index, method] of methods.entries()) {
  method.options.clientId = method.registration.client_id = `client-${index}`
  if (method.name === 'none') method.registration.grant_types = ['authorization_code', 'refresh_token', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code']
}

const server = await startEverything(methods.map(({ registration }) => registration), trusted.publicKey.export({ format: 'jwk' }))
after(() => server.close())

const clientOf = ({ options }, more) => OAuth2Client.discover(server.issuer, { redirectUri, scope: 'openid profile', ...options, ...more })
const named = (name) => methods.find((method) => method.name === name)
const basic = await clientOf(named('client_secret_basic'))

async function signIn(client, params) {
  const request = client.createAuthorizationUrl(params)
  const answer = await server.authorize(request.url)
  return { request, answer, tokens: await client.exchangeCode(answer.params ?? answer, request) }
}

for (const method of methods) {
  test(`${method.name}: sign-in, refresh, UserInfo, introspection, revocation`, async () => {
    const client = await clientOf(method)
    const { tokens } = await signIn(client)
    assert.equal(tokens.claims.sub, 'mira')
    assert.equal((await client.userInfo(tokens.access_token, { expectedSub: 'mira' })).name, 'Mira Okafor')
    assert.equal((await client.introspectToken(tokens.access_token)).active, true)
    const fresh = await client.refreshToken(tokens.refresh_token, { previousClaims: tokens.claims })
    assert.notEqual(fresh.access_token, tokens.access_token)
    await client.revokeToken(fresh.refresh_token, { tokenTypeHint: 'refresh_token' })
    const { code, error } = await failure(client.refreshToken(fresh.refresh_token))
    assert.deepEqual([code, error], ['server_error_response', 'invalid_grant'])
  })

  test(`${method.name}: the device flow`, async () => {
    const client = await clientOf(method)
    const code = await client.requestDeviceCode()
    assert.deepEqual([code.interval, code.verification_uri.startsWith(server.issuer)], [5, true])
    const pending = failure(client.pollDeviceToken({ ...code, interval: 0 }, { signal: AbortSignal.timeout(300) }))
    assert.equal((await pending).code, 'aborted')
    await server.enter(code)
    const tokens = await client.pollDeviceToken({ ...code, interval: 0 })
    assert.equal(tokens.claims.sub, 'mira')
    const { error } = await failure(client.pollDeviceToken({ ...code, interval: 0 }))
    assert.equal(error, 'invalid_grant')
  })
}

for (const method of methods.filter(({ name }) => name !== 'none')) {
  test(`${method.name}: client_credentials for a resource`, async () => {
    const client = await clientOf(method)
    const tokens = await client.clientCredentials({ scope: 'orders:read', resource: api })
    assert.equal(tokens.scope, 'orders:read')
    const [, claims] = tokens.access_token.split('.').map((part) => Buffer.from(part, 'base64url').toString())
    assert.equal(JSON.parse(claims).aud, api)
  })
}

for (const wrong of ['client_secret_basic', 'client_secret_post', 'client_secret_jwt']) {
  test(`${wrong}: another secret is refused, and not repeated`, async () => {
    const client = await clientOf(named(wrong), { clientSecret: `${secret}x` })
    const error = await failure(client.clientCredentials({ scope: 'orders:read' }))
    assert.deepEqual([error.code, error.error, error.status], ['server_error_response', 'invalid_client', 401])
    assert.ok(!JSON.stringify(error).includes(secret))
  })
}

test('private_key_jwt: another key is refused, and so is an assertion that comes twice', async () => {
  const method = named('private_key_jwt, ES256')
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  const other = await clientOf(method, { clientKey: { ...stranger, kid: 'k-ES256' } })
  assert.equal((await failure(other.clientCredentials())).error, 'invalid_client')
  let first
  const repeating = await clientOf(method, {
    fetch(url, init) {
      const body = init.body && (first ??= init.body)
      return fetch(url, body ? { ...init, body } : init)
    },
  })
  await repeating.clientCredentials({ scope: 'openid' })
  assert.equal((await failure(repeating.clientCredentials({ scope: 'openid' }))).error, 'invalid_client')
})

for (const responseType of ['code', 'code id_token', 'code token', 'code id_token token', 'id_token', 'id_token token']) {
  for (const responseMode of [undefined, 'form_post']) {
    test(`response type ${responseType}${responseMode ? ' by form_post' : ''}`, async () => {
      const { tokens } = await signIn(basic, { responseType, responseMode })
      assert.equal(tokens.claims.sub, 'mira')
      assert.equal('access_token' in tokens, responseType !== 'id_token')
    })
  }
}

test('rotation: a refresh token that was used before ends its whole family', async () => {
  const { tokens } = await signIn(basic)
  const second = await basic.refreshToken(tokens.refresh_token)
  assert.notEqual(second.refresh_token, tokens.refresh_token)
  assert.equal((await failure(basic.refreshToken(tokens.refresh_token))).error, 'invalid_grant')
  assert.equal((await failure(basic.refreshToken(second.refresh_token))).error, 'invalid_grant')
})

test('authorization_code by fetchToken, with the code and verifier of a sign-in', async () => {
  const request = basic.createAuthorizationUrl()
  const callback = new URL(await server.authorize(request.url))
  const tokens = await basic.fetchToken({
    grant_type: 'authorization_code', code: callback.searchParams.get('code'), redirect_uri: redirectUri, code_verifier: request.codeVerifier,
  }, { nonce: request.nonce })
  assert.equal(tokens.claims.sub, 'mira')
})

test('an ID token that comes with any grant is judged', async () => {
  const request = basic.createAuthorizationUrl()
  const callback = new URL(await server.authorize(request.url))
  const params = { grant_type: 'authorization_code', code: callback.searchParams.get('code'), redirect_uri: redirectUri, code_verifier: request.codeVerifier }
  const { code, phase } = await failure(basic.fetchToken(params, { nonce: 'another-nonce' }))
  assert.deepEqual([code, phase], ['nonce_mismatch', 'validate'])
})

test('password', async () => {
  const tokens = await basic.password({ username: 'mira', password: 'password of mira' })
  assert.equal((await basic.userInfo(tokens.access_token)).sub, 'mira')
  const error = await failure(basic.password({ username: 'mira', password: 'wrong-password' }))
  assert.deepEqual([error.error, JSON.stringify(error).includes('wrong-password')], ['invalid_grant', false])
})

test('JWT bearer, with an assertion that the application signed', async () => {
  const key = await webcrypto.subtle.importKey('jwk', trusted.privateKey.export({ format: 'jwk' }), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  const now = Math.floor(Date.now() / 1000)
  const input = [{ alg: 'ES256' }, { iss: 'app', sub: 'zoe', aud: server.issuer, exp: now + 60 }]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(input))
  const assertion = `${input}.${Buffer.from(signature).toString('base64url')}`
  const tokens = await basic.jwtBearer({ assertion, scope: 'openid' })
  assert.equal((await basic.userInfo(tokens.access_token)).sub, 'zoe')
  assert.equal((await failure(basic.jwtBearer({ assertion: `${assertion}AA` }))).error, 'invalid_grant')
})

test('token exchange, for an access token and for something else', async () => {
  const { tokens } = await signIn(basic)
  const onward = await basic.exchangeToken({ subjectToken: tokens.access_token, scope: 'openid', audience: ['one', 'two'] })
  assert.deepEqual([onward.token_type, (await basic.userInfo(onward.access_token)).sub], ['Bearer', 'mira'])
  const jwt = await basic.exchangeToken({ subjectToken: tokens.access_token, requestedTokenType: 'urn:ietf:params:oauth:token-type:jwt' })
  assert.equal(jwt.token_type, 'N_A')
  assert.equal((await failure(basic.exchangeToken({ subjectToken: 'unknown' }))).error, 'invalid_request')
})

test('the API of a sign-in is the API of its refresh', async () => {
  const { tokens } = await signIn(basic, { resource: api, scope: 'openid orders:read' })
  const aud = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).aud
  assert.equal(aud(tokens.access_token), api)
  const fresh = await basic.refreshToken(tokens.refresh_token, { resource: api, scope: ['orders:read', 'openid'] })
  assert.equal(aud(fresh.access_token), api)
})
