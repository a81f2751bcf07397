// What goes over the wire: byte by byte where a specification fixes it, by decoded parameters elsewhere.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { generateKeyPairSync, webcrypto } from 'node:crypto'
import { inspect } from 'node:util'
import { OAuth2Client, OAuthError } from '../../pkg/entry/node.js'
import { failure, record, says, tokens, verified } from './server.mjs'

const server = await record()
after(() => server.close())

const BASIC = 'Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3'
const confidential = { clientId: 's6BhdRkqt3', clientSecret: '7Fjfp0ZBr1KtDRbnfVdmIw' }
const clientOf = (options = confidential) => new OAuth2Client({ metadata: server.metadata, ...options })
const client = clientOf()
const publicClient = clientOf({ clientId: 's6BhdRkqt3' })

const TYPE = 'urn:ietf:params:oauth:token-type:'
const ASSERTED = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** Sends, and returns what arrived. */
async function sent(call, ...answers) {
  server.answer(...answers)
  await call()
  assert.equal(server.requests.length, 1)
  return server.last
}

const isForm = (request) => {
  assert.equal(request.method, 'POST')
  assert.equal(request.headers['content-type'], 'application/x-www-form-urlencoded')
  assert.equal(request.headers.accept, 'application/json')
}

// ---- grants ------------------------------------------------------------------------------------------------------------

test('RFC 6749 4.1.3: authorization_code, as its example', async () => {
  const params = { grant_type: 'authorization_code', code: 'SplxlOBeZQQYbYS6WxSbIA', redirect_uri: 'https://client.example.com/cb' }
  const request = await sent(() => client.fetchToken(params))
  isForm(request)
  assert.equal(request.headers.authorization, BASIC)
  assert.equal(request.body, 'grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb')
})

test('RFC 6749 4.3.2: password, as its example', async () => {
  const request = await sent(() => client.password({ username: 'johndoe', password: 'A3ddj3w' }))
  isForm(request)
  assert.equal(request.headers.authorization, BASIC)
  assert.equal(request.body, 'grant_type=password&username=johndoe&password=A3ddj3w')
})

test('RFC 6749 4.4.2: client_credentials, as its example', async () => {
  const request = await sent(() => client.clientCredentials())
  isForm(request)
  assert.equal(request.headers.authorization, BASIC)
  assert.equal(request.body, 'grant_type=client_credentials')
})

test('RFC 6749 6: refresh_token, as its example, by both methods', async () => {
  for (const call of [
    () => client.refreshToken('tGzv3JOkF0XG5Qx2TlKWIA'),
    () => client.fetchToken({ grant_type: 'refresh_token', refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA' }),
  ]) {
    const request = await sent(call)
    isForm(request)
    assert.equal(request.headers.authorization, BASIC)
    assert.equal(request.body, 'grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA')
  }
})

test('RFC 7521 4.1: an assertion as a grant, as its example', async () => {
  const grant_type = 'urn:ietf:params:oauth:grant-type:saml2-bearer'
  const request = await sent(() => client.fetchToken({ grant_type, assertion: 'PHNhbWxwOl...ZT4' }))
  assert.equal(request.body, 'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer&assertion=PHNhbWxwOl...ZT4')
})

test('RFC 7523 2.1: the JWT bearer grant, as its example', async () => {
  const assertion = 'eyJhbGciOiJFUzI1NiIsImtpZCI6IjE2In0.eyJpc3Mi.J9l-ZhwP'
  const request = await sent(() => client.jwtBearer({ assertion }))
  assert.equal(request.body, `grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=${assertion}`)
})

test('RFC 8628 3.1, 3.4: the device grant, as its examples', async () => {
  const tv = clientOf({ clientId: '1406020730' })
  const device_code = 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS'
  const code = { device_code, user_code: 'WDJB-MJHT', verification_uri: 'https://example.com/device', expires_in: 1800 }
  const ask = await sent(() => tv.requestDeviceCode({ scope: 'example_scope' }), { body: code })
  isForm(ask)
  assert.equal(ask.path, '/device')
  assert.equal(ask.body, 'scope=example_scope&client_id=1406020730')
  const poll = await sent(() => tv.pollDeviceToken({ ...code, interval: 0 }))
  isForm(poll)
  assert.equal(poll.body, `grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=${device_code}&client_id=1406020730`)
})

test('RFC 8693 2.3: token exchange, as its example', async () => {
  const request = await sent(() => client.exchangeToken({
    resource: 'https://backend.example.com/api',
    subjectToken: 'accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC',
    subjectTokenType: `${TYPE}access_token`,
  }), { body: tokens({ issued_token_type: `${TYPE}access_token` }) })
  assert.equal(request.body, 'grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange'
    + '&resource=https%3A%2F%2Fbackend.example.com%2Fapi'
    + '&subject_token=accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC'
    + '&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token')
})

test('token exchange: types have a default, and an answer need not be an access token', async () => {
  server.answer({ body: { access_token: 'eyJ.assertion', token_type: 'N_A', issued_token_type: `${TYPE}jwt`, expires_in: 60 } })
  const params = { subjectToken: 's', actorToken: 'a', audience: ['one', 'two'], requestedTokenType: `${TYPE}jwt` }
  const { token_type, issued_token_type } = await client.exchangeToken(params)
  assert.deepEqual([token_type, issued_token_type], ['N_A', `${TYPE}jwt`])
  const { form } = server.last
  assert.deepEqual([form.get('subject_token_type'), form.get('actor_token_type')], [`${TYPE}access_token`, `${TYPE}access_token`])
  assert.deepEqual([form.getAll('audience'), form.get('requested_token_type')], [['one', 'two'], `${TYPE}jwt`])
  server.answer({ body: tokens({ token_type: 'N_A' }) })
  assert.equal((await failure(client.clientCredentials())).code, 'invalid_response')
})

test('a grant of the server\'s own goes out as it is', async () => {
  const request = await sent(() => client.fetchToken({ grant_type: 'fb_exchange_token', fb_exchange_token: 'a&b=c', n: 1, flag: true, none: null, camelCase: 'c' }))
  assert.equal(request.body, 'grant_type=fb_exchange_token&fb_exchange_token=a%26b%3Dc&n=1&flag=true&camelCase=c')
})

test('repeated parameters stay repeated (RFC 8707 2)', async () => {
  const resource = ['https://cal.example.com/', 'https://contacts.example.com/']
  for (const call of [
    () => client.fetchToken({ grant_type: 'client_credentials', resource }),
    () => client.clientCredentials({ resource }),
    () => client.refreshToken('r', { resource }),
    () => client.requestDeviceCode({ resource }),
  ]) {
    const isDevice = { body: { device_code: 'd', user_code: 'u', verification_uri: 'https://example.com/', expires_in: 9, ...tokens() } }
    assert.deepEqual((await sent(call, isDevice)).form.getAll('resource'), resource)
  }
})

test('the client\'s scope goes along where a grant has none of its own, and a list is joined', async () => {
  const scoped = clientOf({ ...confidential, scope: ['a', 'b'] })
  assert.equal((await sent(() => scoped.clientCredentials())).form.get('scope'), 'a b')
  assert.equal((await sent(() => scoped.clientCredentials({ scope: ['c', 'd'] }))).form.get('scope'), 'c d')
  assert.equal((await sent(() => scoped.fetchToken({ grant_type: 'authorization_code', code: 'c' }))).form.has('scope'), false)
  assert.equal((await sent(() => scoped.refreshToken('r'))).form.has('scope'), false)
})

test('what a grant cannot do without is asked for before anything is sent', async () => {
  server.answer()
  const cases = [
    [undefined, 'grant_type'], [{}, 'grant_type'], [{ grant_type: 'authorization_code' }, 'code'],
    [{ grant_type: 'refresh_token' }, 'refresh_token'], [{ grant_type: 'password', username: 'u' }, 'password'],
    [{ grant_type: 'x', client_id: 'other' }, 'client_id'], [{ grant_type: 'x', client_secret: 's' }, 'client_secret'],
    [{ grant_type: 'x', client_assertion: 'a' }, 'client_assertion'], [{ grant_type: 'x', y: {} }, 'params'],
  ]
  for (const [params, name] of cases) {
    const { code, phase, message } = await failure(client.fetchToken(params))
    assert.deepEqual([code, phase, message.startsWith(name)], ['invalid_config', 'config', true], `${name}: ${message}`)
  }
  assert.equal((await failure(client.fetchToken({ grant_type: 'x' }, { method: 'PUT' }))).code, 'invalid_config')
  assert.equal((await failure(client.jwtBearer())).code, 'invalid_config')
  assert.equal((await failure(client.pollDeviceToken())).code, 'invalid_config')
  assert.equal(server.requests.length, 0)
})

// ---- the token request by GET --------------------------------------------------------------------------------------------

test('the token request by GET has its form in the query', async () => {
  const request = await sent(() => client.fetchToken({ grant_type: 'x', a: 'b c' }, { method: 'GET' }))
  assert.deepEqual([request.method, request.target, request.body], ['GET', '/token?grant_type=x&a=b+c', ''])
  assert.equal(request.headers.authorization, BASIC)
  assert.equal('content-type' in request.headers, false)
})

test('by GET a query that the endpoint has is kept, and the client says who it is', async () => {
  const metadata = { ...server.metadata, token_endpoint: `${server.origin}/token?tenant=t` }
  const request = await sent(() => clientOf({ clientId: 'app', metadata }).fetchToken({ grant_type: 'x' }, { method: 'GET' }))
  assert.equal(request.target, '/token?tenant=t&grant_type=x&client_id=app')
})

// ---- client authentication ----------------------------------------------------------------------------------------------------

const post = clientOf({ ...confidential, tokenEndpointAuthMethod: 'client_secret_post' })

test('RFC 6749 2.3.1: none, Basic and post, as its examples', async () => {
  const anonymous = await sent(() => publicClient.clientCredentials())
  assert.deepEqual([anonymous.body, anonymous.headers.authorization], ['grant_type=client_credentials&client_id=s6BhdRkqt3', undefined])
  assert.equal((await sent(() => client.clientCredentials())).headers.authorization, BASIC)
  const posted = await sent(() => post.refreshToken('tGzv3JOkF0XG5Qx2TlKWIA'))
  assert.equal(posted.headers.authorization, undefined)
  assert.equal(posted.body, 'grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA&client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw')
})

test('Basic encodes both halves (RFC 6749 2.3.1), or leaves them as they are', async () => {
  const odd = { clientId: 'a:b c', clientSecret: 'p+/=% é✓' }
  const pair = async (options) => {
    const { headers } = await sent(() => clientOf({ ...odd, ...options }).clientCredentials())
    return Buffer.from(headers.authorization.slice(6), 'base64').toString()
  }
  assert.equal(await pair({}), 'a%3Ab+c:p%2B%2F%3D%25+%C3%A9%E2%9C%93')
  assert.equal(await pair({ basicAuthEncoding: 'plain' }), 'a:b c:p+/=% é✓')
})

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const curve = (namedCurve) => generateKeyPairSync('ec', { namedCurve })
const pairs = { rsa, p256: curve('P-256'), p384: curve('P-384'), p521: curve('P-521'), ed25519: generateKeyPairSync('ed25519') }
const jwkOf = (name) => pairs[name].privateKey.export({ format: 'jwk' })

/** The assertion that a client sends, checked with the public half. */
async function assertionOf(options, key, call = (one) => one.clientCredentials(), ...answers) {
  const one = clientOf({ clientId: 'app', ...options })
  const { form, headers } = await sent(() => call(one), ...answers)
  assert.equal(headers.authorization, undefined)
  assert.equal(form.get('client_assertion_type'), ASSERTED)
  assert.equal(form.get('client_id'), 'app')
  assert.equal(form.has('client_secret'), false)
  return verified(form.get('client_assertion'), key)
}

const keys = [
  ['rsa', 'RS256'], ['rsa', 'RS384'], ['rsa', 'RS512'], ['rsa', 'PS256'], ['rsa', 'PS384'], ['rsa', 'PS512'],
  ['p256', 'ES256'], ['p384', 'ES384'], ['p521', 'ES512'], ['ed25519', 'EdDSA'], ['ed25519', 'Ed25519'],
]
for (const [name, alg] of keys) {
  test(`private_key_jwt signs with ${alg}`, async () => {
    const given = [{ ...jwkOf(name), alg }, { key: jwkOf(name), alg }]
    for (const clientKey of given) assert.equal((await assertionOf({ clientKey }, pairs[name].publicKey)).header.alg, alg)
  })
}

test('a JWK that names no algorithm signs with that of its type, and its kid goes into the header', async () => {
  for (const [name, alg] of [['rsa', 'RS256'], ['p256', 'ES256'], ['p384', 'ES384'], ['p521', 'ES512'], ['ed25519', 'EdDSA']]) {
    const { header } = await assertionOf({ clientKey: { ...jwkOf(name), kid: `k-${name}`, use: 'sig', key_ops: ['sign'] } }, pairs[name].publicKey)
    assert.deepEqual(header, { alg, typ: 'JWT', kid: `k-${name}` })
  }
})

test('a CryptoKey that cannot be exported signs, and its algorithm decides', async () => {
  const made = [
    [{ name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-384' }, 'RS384'],
    [{ name: 'RSA-PSS', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }, 'PS256'],
    [{ name: 'ECDSA', namedCurve: 'P-384' }, 'ES384'],
    [{ name: 'Ed25519' }, 'EdDSA'],
  ]
  for (const [algorithm, alg] of made) {
    const { privateKey, publicKey } = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
    const jwk = await webcrypto.subtle.exportKey('jwk', publicKey)
    assert.equal(privateKey.extractable, false)
    assert.deepEqual((await assertionOf({ clientKey: privateKey }, jwk)).header, { alg, typ: 'JWT' })
    assert.deepEqual((await assertionOf({ clientKey: { key: privateKey, kid: '16' } }, jwk)).header, { alg, typ: 'JWT', kid: '16' })
  }
})

test('client_secret_jwt signs with the secret', async () => {
  const options = { clientSecret: confidential.clientSecret, tokenEndpointAuthMethod: 'client_secret_jwt' }
  assert.deepEqual((await assertionOf(options, confidential.clientSecret)).header, { alg: 'HS256', typ: 'JWT' })
  for (const [listed, alg] of [[['HS384', 'HS512'], 'HS384'], [['HS512', 'RS256'], 'HS512'], [['RS256'], 'HS256']]) {
    const metadata = { ...server.metadata, token_endpoint_auth_signing_alg_values_supported: listed }
    assert.equal((await assertionOf({ ...options, metadata }, confidential.clientSecret)).header.alg, alg)
  }
})

test('an assertion is about the client, for this server, fresh, and short-lived (RFC 7523 3)', async () => {
  const second = 1_900_000_000
  let now = second
  const one = clientOf({ clientId: 'app', clientKey: jwkOf('p256'), now: () => now * 1000 })
  const take = async () => {
    const { form } = await sent(() => one.clientCredentials())
    return verified(form.get('client_assertion'), pairs.p256.publicKey).claims
  }
  const first = await take()
  assert.deepEqual(first, { iss: 'app', sub: 'app', aud: server.origin, iat: second, exp: second + 60, jti: first.jti })
  assert.ok(first.jti.length >= 22)
  now += 100
  const next = await take()
  assert.deepEqual([next.iat, next.exp], [second + 100, second + 160])
  const seen = new Set([first.jti, next.jti])
  for (let count = 0; count < 20; count += 1) seen.add((await take()).jti)
  assert.equal(seen.size, 22)
})

test('the audience of an assertion is the issuer, the token endpoint, or what the application says', async () => {
  const { token_endpoint, issuer, ...rest } = server.metadata
  const aud = async (options) => (await assertionOf({ clientKey: jwkOf('ed25519'), ...options }, pairs.ed25519.publicKey)).claims.aud
  assert.equal(await aud({}), issuer)
  assert.equal(await aud({ clientAssertionAudience: 'issuer' }), issuer)
  assert.equal(await aud({ clientAssertionAudience: 'token_endpoint' }), token_endpoint)
  assert.equal(await aud({ clientAssertionAudience: 'https://other.example/aud' }), 'https://other.example/aud')
  assert.equal(await aud({ metadata: { ...rest, token_endpoint } }), token_endpoint)
})

test('an assertion authenticates at every endpoint, and its private half is nowhere', async () => {
  const clientKey = { ...jwkOf('p256'), kid: '16' }
  const answer = { body: { active: true, device_code: 'd', user_code: 'u', verification_uri: 'https://example.com/', expires_in: 9, ...tokens() } }
  for (const call of [
    (one) => one.refreshToken('r'), (one) => one.introspectToken('t'), (one) => one.revokeToken('t'), (one) => one.requestDeviceCode(),
  ]) {
    await assertionOf({ clientKey }, pairs.p256.publicKey, call, answer)
    assert.ok(!JSON.stringify(server.requests).includes(clientKey.d))
  }
})

test('a key that does not fit is said before anything is sent', async () => {
  server.answer()
  const config = (options) => {
    try {
      clientOf({ clientId: 'app', ...options })
    } catch (error) {
      return error.code
    }
    return undefined
  }
  assert.equal(config({ tokenEndpointAuthMethod: 'private_key_jwt' }), 'invalid_config')
  assert.equal(config({ tokenEndpointAuthMethod: 'client_secret_jwt' }), 'invalid_config')
  assert.equal(config({ clientKey: { ...jwkOf('p256'), alg: 'ES384' } }), 'invalid_config')
  assert.equal(config({ clientKey: { ...jwkOf('rsa'), alg: 'none' } }), 'invalid_config')
  assert.equal(config({ clientKey: {} }), 'invalid_config')
  const open = pairs.p256.publicKey.export({ format: 'jwk' })
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  for (const clientKey of [open, publicKey, { kty: 'oct', k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQ' }, { ...jwkOf('p256'), d: 'AAAA' }]) {
    const error = await failure(clientOf({ clientId: 'app', clientKey }).clientCredentials())
    assert.deepEqual([error.code, error.phase], ['invalid_config', 'config'])
  }
  assert.equal(config({ clientKey: { key: privateKey, alg: 'ES512' } }), 'invalid_config')
  assert.equal(server.requests.length, 0)
})

// ---- each endpoint in its own way ----------------------------------------------------------------------------------------

test('RFC 7662 2.1, RFC 7009 2.1: introspection and revocation, as their examples', async () => {
  const introspected = await sent(() => client.introspectToken('2YotnFZFEjr1zCsicMWpAA'), { body: { active: false } })
  isForm(introspected)
  assert.deepEqual([introspected.path, introspected.body], ['/introspect', 'token=2YotnFZFEjr1zCsicMWpAA'])
  const hinted = await sent(() => client.introspectToken('mF_9.B5f-4.1JqM', { tokenTypeHint: 'access_token' }), { body: { active: false } })
  assert.equal(hinted.body, 'token=mF_9.B5f-4.1JqM&token_type_hint=access_token')
  const revoked = await sent(() => client.revokeToken('45ghiukldjahdnhzdauz', { tokenTypeHint: 'refresh_token' }))
  isForm(revoked)
  assert.equal(revoked.headers.authorization, BASIC)
  assert.deepEqual([revoked.path, revoked.body], ['/revoke', 'token=45ghiukldjahdnhzdauz&token_type_hint=refresh_token'])
})

/** How a request says who asks. */
const how = ({ headers, form }) =>
  headers.authorization ? 'basic' : form.has('client_secret') ? 'post' : form.has('client_assertion') ? 'jwt' : form.has('client_id') ? 'none' : 'nothing'

async function methods(options) {
  const one = clientOf({ ...confidential, ...options })
  return [
    how(await sent(() => one.clientCredentials())),
    how(await sent(() => one.introspectToken('t'), { body: { active: true } })),
    how(await sent(() => one.revokeToken('t'))),
  ]
}

test('each endpoint has its own method, and each its own default', async () => {
  const [token, introspection, revocation] = ['token', 'introspection', 'revocation'].map((name) => `${name}EndpointAuthMethod`)
  assert.deepEqual(await methods({}), ['basic', 'basic', 'basic'])
  assert.deepEqual(await methods({ [token]: 'client_secret_post' }), ['post', 'basic', 'basic'])
  assert.deepEqual(await methods({ [introspection]: 'client_secret_post', [revocation]: 'none' }), ['basic', 'post', 'none'])
  assert.deepEqual(await methods({ [revocation]: 'client_secret_jwt' }), ['basic', 'basic', 'jwt'])
  assert.deepEqual(await methods({ clientSecret: undefined }), ['none', 'none', 'none'])
  assert.deepEqual(await methods({ clientSecret: undefined, clientKey: jwkOf('p256') }), ['jwt', 'jwt', 'jwt'])
  const metadata = {
    ...server.metadata,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    introspection_endpoint_auth_methods_supported: ['client_secret_jwt'],
    revocation_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  }
  assert.deepEqual(await methods({ metadata }), ['post', 'jwt', 'basic'])
})

test('UserInfo takes the token in the header, the body or the query (RFC 6750 2)', async () => {
  const ask = (params) => sent(() => publicClient.userInfo('mF_9.B5f-4.1JqM', params), { body: { sub: 'mira' } })
  const [header, body, query] = [await ask({}), await ask({ method: 'POST', placement: 'body' }), await ask({ placement: 'query' })]
  assert.deepEqual([header.method, header.headers.authorization, header.target], ['GET', 'Bearer mF_9.B5f-4.1JqM', '/userinfo'])
  assert.deepEqual([body.method, body.headers.authorization, body.body], ['POST', undefined, 'access_token=mF_9.B5f-4.1JqM'])
  assert.deepEqual([query.method, query.headers.authorization, query.target], ['GET', undefined, '/userinfo?access_token=mF_9.B5f-4.1JqM'])
  for (const params of [{ placement: 'body' }, { method: 'POST', placement: 'query' }, { placement: 'cookie' }, { method: 'PUT' }]) {
    assert.equal((await failure(publicClient.userInfo('t', params))).code, 'invalid_config')
  }
})

// ---- hooks --------------------------------------------------------------------------------------------------------------

const TYPES = ['access_token_response', 'refresh_token_request', 'refresh_token_response', 'revoke_token_request', 'introspect_token_request', 'protected_request']

test('each hook sees what it is for, and nothing else', async () => {
  const hooked = clientOf()
  const seen = []
  for (const type of TYPES) hooked.registerComplianceHook(type, () => { seen.push(type) })
  const during = async (call, answer) => {
    seen.length = 0
    await sent(call, answer)
    return seen.join()
  }
  assert.equal(await during(() => hooked.clientCredentials()), 'access_token_response')
  assert.equal(await during(() => hooked.fetchToken({ grant_type: 'authorization_code', code: 'c' })), 'access_token_response')
  assert.equal(await during(() => hooked.pollDeviceToken({ device_code: 'd', interval: 0 })), 'access_token_response')
  assert.equal(await during(() => hooked.refreshToken('r')), 'refresh_token_request,refresh_token_response')
  assert.equal(await during(() => hooked.fetchToken({ grant_type: 'refresh_token', refresh_token: 'r' })), 'refresh_token_request,refresh_token_response')
  assert.equal(await during(() => hooked.revokeToken('t')), 'revoke_token_request')
  assert.equal(await during(() => hooked.introspectToken('t'), { body: { active: true } }), 'introspect_token_request')
  assert.equal(await during(() => hooked.userInfo('t'), { body: { sub: 'mira' } }), '')
  assert.equal(await during(() => hooked.requestDeviceCode(), { body: { device_code: 'd', user_code: 'u', verification_uri: 'https://example.com/', expires_in: 9 } }), '')
})

test('hooks run in order, each awaited, each with what the one before made', async () => {
  const hooked = clientOf()
  const order = []
  const late = (name, milliseconds) => async (request) => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    order.push([name, request.headers['x-trace'] ?? ''])
    return { ...request, headers: { ...request.headers, 'x-trace': `${request.headers['x-trace'] ?? ''}${name}` } }
  }
  hooked.registerComplianceHook('refresh_token_request', late('a', 30))
  hooked.registerComplianceHook('refresh_token_request', late('b', 1))
  hooked.registerComplianceHook('refresh_token_request', late('c', 10))
  const { headers } = await sent(() => hooked.refreshToken('r'))
  assert.deepEqual(order, [['a', ''], ['b', 'a'], ['c', 'ab']])
  assert.equal(headers['x-trace'], 'abc')
})

test('a request hook changes address, headers and body, and another client is left alone', async () => {
  const hooked = clientOf()
  hooked.registerComplianceHook('revoke_token_request', (request) => {
    assert.deepEqual([request.url, request.method], [`${server.origin}/revoke`, 'POST'])
    assert.deepEqual([request.headers.authorization, request.body.get('token')], [BASIC, 't'])
    request.body.append('service_provider', 'NAVER')
    return { url: new URL(`${request.url}/elsewhere?q=1`), headers: { ...request.headers, 'X-Own': '1', Authorization: 'Own' }, body: request.body }
  })
  const request = await sent(() => hooked.revokeToken('t'))
  assert.deepEqual([request.target, request.headers['x-own'], request.headers.authorization, request.body],
    ['/revoke/elsewhere?q=1', '1', 'Own', 'token=t&service_provider=NAVER'])
  assert.equal((await sent(() => client.revokeToken('t'))).target, '/revoke')
})

test('a hook may change what it is given in place', async () => {
  const hooked = clientOf()
  hooked.registerComplianceHook('revoke_token_request', (request) => {
    request.url += '?in=place'
    request.headers['x-in'] = 'place'
    request.body.set('in', 'place')
  })
  hooked.registerComplianceHook('access_token_response', (response) => {
    response.body = JSON.stringify({ ...JSON.parse(response.body), access_token: 'changed' })
  })
  const request = await sent(() => hooked.revokeToken('t'))
  assert.equal(request.query.get('in'), 'place')
  assert.equal(request.headers['x-in'], 'place')
  assert.equal(request.form.get('in'), 'place')
  assert.equal((await hooked.clientCredentials()).access_token, 'changed')
})

test('a response hook changes status, headers and body', async () => {
  const hooked = clientOf()
  hooked.registerComplianceHook('access_token_response', ({ status, headers, body }) => {
    assert.deepEqual([status, headers['content-type']], [202, 'text/plain'])
    const form = new URLSearchParams(body)
    return { status: 200, headers: { 'Content-Type': 'application/json' }, body: { access_token: form.get('token'), token_type: 'Bearer' } }
  })
  server.answer({ status: 202, headers: { 'content-type': 'text/plain' }, body: 'token=at-1' })
  assert.equal((await hooked.clientCredentials()).access_token, 'at-1')
  const other = clientOf()
  other.registerComplianceHook('access_token_response', ({ headers }) => ({ headers: new Headers({ ...headers, 'Content-Type': 'application/json' }) }))
  server.answer({ headers: {}, body: tokens() })
  assert.equal((await other.clientCredentials()).expires_in, 3600)
})

test('an answer is judged after its hooks, and by its bytes where they change nothing', async () => {
  const hooked = clientOf()
  hooked.registerComplianceHook('access_token_response', () => {})
  const wrongBytes = { fetch: async () => new Response(Buffer.from('{"access_token":"a","token_type":"Bearer","x":"\xff"}', 'latin1'), { headers: { 'content-type': 'application/json' } }) }
  const forgiving = clientOf({ ...confidential, ...wrongBytes })
  forgiving.registerComplianceHook('access_token_response', () => {})
  assert.equal((await failure(forgiving.clientCredentials())).code, 'invalid_json')
  server.answer({ body: { error: 'invalid_scope' } })
  assert.equal((await failure(hooked.clientCredentials())).error, 'invalid_scope')
})

test('what a hook throws is what the caller gets, and nothing is sent', async () => {
  for (const fail of [(error) => { throw error }, async (error) => { throw error }]) {
    for (const mine of [new TypeError('mine'), new OAuthErrorLike('mine')]) {
      const hooked = clientOf()
      hooked.registerComplianceHook('refresh_token_request', () => fail(mine))
      hooked.registerComplianceHook('access_token_response', () => fail(mine))
      server.answer()
      assert.equal(await failure(hooked.refreshToken('r')), mine)
      assert.equal(server.requests.length, 0)
      assert.equal(await failure(hooked.clientCredentials()), mine)
      assert.equal(server.requests.length, 1)
    }
  }
})
class OAuthErrorLike extends Error {}

test('a hook that takes too long ends with the call, and nothing is sent after it', async () => {
  let sends = 0
  const fetch = async () => {
    sends += 1
    return Response.json(tokens())
  }
  const hooked = clientOf({ ...confidential, fetch })
  let release
  hooked.registerComplianceHook('refresh_token_request', () => new Promise((resolve) => { release = resolve }))
  assert.equal((await failure(hooked.refreshToken('r', { timeout: 20 }))).code, 'timeout')
  release()
  await new Promise(setImmediate)
  assert.equal(sends, 0)
})

test('a hook of an unknown type, or one that is no function, is refused at once', () => {
  for (const args of [['access_token_request', () => {}], ['', () => {}], ['protected_request'], ['protected_request', 'f'], ['constructor', () => {}]]) {
    assert.throws(() => clientOf().registerComplianceHook(...args), { code: 'invalid_config', phase: 'config' })
  }
})

// ---- an authentication method of the application's own --------------------------------------------------------------------

test('a registered method authenticates, before the hooks', async () => {
  const own = clientOf({ clientId: 'app', tokenEndpointAuthMethod: 'own', revocationEndpointAuthMethod: 'own' })
  own.registerComplianceHook('refresh_token_request', ({ headers }) => ({ headers: { ...headers, 'x-after': headers['x-app'] } }))
  own.registerClientAuthMethod('own', async (request) => {
    assert.deepEqual([request.headers.authorization, request.body.has('client_id')], [undefined, false])
    request.headers['x-app'] = 'app'
    request.body.append('appid', 'app')
    return request
  })
  const refreshed = await sent(() => own.refreshToken('r'))
  assert.deepEqual([refreshed.headers['x-app'], refreshed.headers['x-after']], ['app', 'app'])
  assert.equal(refreshed.body, 'grant_type=refresh_token&refresh_token=r&appid=app')
  assert.equal((await sent(() => own.revokeToken('t'))).form.get('appid'), 'app')
  assert.equal((await sent(() => own.requestDeviceCode(), { body: { device_code: 'd', user_code: 'u', verification_uri: 'https://example.com/', expires_in: 9 } })).form.get('appid'), 'app')
  const byGet = await sent(() => own.fetchToken({ grant_type: 'x' }, { method: 'GET' }))
  assert.deepEqual([byGet.method, byGet.target], ['GET', '/token?grant_type=x&appid=app'])
})

test('a method that nobody registered is said, and what it throws comes through', async () => {
  const own = clientOf({ clientId: 'app', tokenEndpointAuthMethod: 'own' })
  server.answer()
  const { code, phase } = await failure(own.clientCredentials())
  assert.deepEqual([code, phase], ['invalid_config', 'config'])
  const mine = new Error('mine')
  own.registerClientAuthMethod('own', () => { throw mine })
  assert.equal(await failure(own.clientCredentials()), mine)
  assert.equal(server.requests.length, 0)
  for (const args of [['client_secret_basic', () => {}], ['private_key_jwt', () => {}], ['none', () => {}], ['own']]) {
    assert.throws(() => own.registerClientAuthMethod(...args), { code: 'invalid_config', phase: 'config' })
  }
})

// ---- the device grant in time ----------------------------------------------------------------------------------------------

/** Polls with a clock of its own: each pause lasts no time, and is written down in seconds. */
async function polls(code, answers, options) {
  const begun = 1_900_000_000_000
  let now = begun
  const pauses = []
  const real = globalThis.setTimeout
  const tv = clientOf({ clientId: 'tv', now: () => now })
  server.answer(...answers)
  globalThis.setTimeout = (run, milliseconds, ...rest) => {
    // The platform's own requests have timers, too.
    if (!/\bpause\b/.test(new Error().stack)) return real(run, milliseconds, ...rest)
    pauses.push(milliseconds / 1000)
    now += milliseconds
    return real(run, 0, ...rest)
  }
  try {
    const outcome = await tv.pollDeviceToken({ device_code: 'd', expires_at: begun / 1000 + 1800, ...code }, options).catch((error) => error)
    return { outcome, pauses, count: server.requests.length }
  } finally {
    globalThis.setTimeout = real
  }
}

test('polling waits while the user decides, and longer for good after slow_down (RFC 8628 3.5)', async () => {
  const pending = says('authorization_pending')
  const { outcome, pauses } = await polls({ interval: 7 }, [pending, says('slow_down'), pending, says('slow_down'), pending, { body: tokens() }])
  assert.equal(outcome.access_token, tokens().access_token)
  assert.deepEqual(pauses, [7, 7, 12, 12, 17, 17])
  assert.deepEqual((await polls({}, [pending, { body: tokens() }])).pauses, [5, 5])
})

test('polling backs off while the network or the server fails', async () => {
  const { outcome, pauses } = await polls({ interval: 3 }, ['reset', { status: 503, body: { error: 'temporarily_unavailable' } }, { status: 429, headers: { 'retry-after': '60' } }, { body: tokens() }])
  assert.equal(outcome.access_token, tokens().access_token)
  assert.deepEqual(pauses, [3, 6, 12, 60])
})

test('polling ends when the user refuses, and when the server or the clock says that the code is over', async () => {
  const { outcome: refused, count } = await polls({ interval: 1 }, [says('authorization_pending'), says('access_denied')])
  assert.deepEqual([refused.code, refused.error, refused.phase, count], ['server_error_response', 'access_denied', 'token', 2])
  assert.equal((await polls({ interval: 1 }, [says('expired_token')])).outcome.error, 'expired_token')
  const { outcome: late, pauses } = await polls({ interval: 1000 }, [says('authorization_pending')])
  assert.deepEqual([late.code, late.phase], ['token_expired', 'token'])
  assert.deepEqual(pauses, [1000, 800])
})

test('an absurd interval makes polling no faster', async () => {
  const { outcome, pauses, count } = await polls({ interval: 8e15 }, [says('authorization_pending')])
  assert.deepEqual([outcome.code, count, pauses], ['token_expired', 0, [1800]])
  const { pauses: endless } = await polls({ interval: 8e15, expires_at: 8e15 }, [{ body: tokens() }])
  assert.deepEqual(endless, [(2 ** 31 - 1) / 1000])
})

test('a signal ends polling, while it waits and while it asks', async () => {
  const waiting = new AbortController()
  const tv = clientOf({ clientId: 'tv' })
  const reason = new Error('enough')
  const outcome = failure(tv.pollDeviceToken({ device_code: 'd', interval: 3600 }, { signal: waiting.signal }))
  setTimeout(() => waiting.abort(reason), 5)
  const error = await outcome
  assert.ok(error instanceof OAuthError)
  assert.deepEqual([error.code, error.phase, error.retryable, error.cause], ['aborted', 'token', false, reason])
  const asking = new AbortController()
  server.answer(() => {
    asking.abort(reason)
    return new Promise(() => {})
  })
  assert.equal((await failure(tv.pollDeviceToken({ device_code: 'd', interval: 0 }, { signal: asking.signal }))).code, 'aborted')
  assert.equal((await failure(tv.pollDeviceToken({ device_code: 'd' }, { signal: AbortSignal.abort() }))).code, 'aborted')
})

test('a device code is plain data, with its end', async () => {
  const tv = clientOf({ clientId: 'tv', now: () => 1_000_000 })
  server.answer({ body: { device_code: 'd', user_code: 'u', verification_url: 'https://example.com/', expires_in: '1800' } })
  const code = await tv.requestDeviceCode({ extra: { client_id: 'other', audience: 'one' } })
  assert.deepEqual(structuredClone(code), { device_code: 'd', user_code: 'u', verification_uri: 'https://example.com/', expires_in: 1800, expires_at: 2800, interval: 5 })
  assert.deepEqual([server.last.form.getAll('client_id'), server.last.form.get('audience')], [['tv'], 'one'])
})

// ---- errors ---------------------------------------------------------------------------------------------------------------

test('errors say their code and phase', async () => {
  const cases = [
    [() => client.fetchToken({ grant_type: 'x' }), says('unsupported_grant_type'), ['server_error_response', 'token']],
    [() => client.fetchToken({ grant_type: 'refresh_token', refresh_token: 'r' }), says('invalid_grant'), ['server_error_response', 'refresh']],
    [() => client.password({ username: 'u', password: 'p' }), { body: { token_type: 'Bearer' } }, ['token_missing', 'token']],
    [() => client.clientCredentials(), { body: {}, headers: { 'content-type': 'text/html' } }, ['wrong_content_type', 'token']],
    [() => client.clientCredentials(), { status: 302, headers: { location: '/' } }, ['redirect_refused', 'token']],
    [() => client.requestDeviceCode(), says('unauthorized_client'), ['server_error_response', 'token']],
    [() => client.requestDeviceCode(), { body: {} }, ['invalid_response', 'token']],
    [() => client.introspectToken('t'), { body: {} }, ['invalid_response', 'introspect']],
    [() => client.revokeToken('t'), says('unsupported_token_type'), ['server_error_response', 'revoke']],
    [() => clientOf({ ...confidential, metadata: {} }).clientCredentials(), {}, ['metadata_invalid', 'token']],
    [() => clientOf({ ...confidential, metadata: {} }).requestDeviceCode(), {}, ['metadata_invalid', 'token']],
    [() => client.fetchToken({ grant_type: 'x' }, { signal: AbortSignal.abort() }), {}, ['aborted', 'token']],
  ]
  for (const [call, answer, expected] of cases) {
    server.answer(answer)
    const error = await failure(call())
    assert.ok(error instanceof OAuthError)
    assert.deepEqual([error.code, error.phase], expected, error.message)
  }
})

test('no error holds what the application itself put into a request', async () => {
  const secret = 'correct-horse-battery-staple'
  const ways = [
    (request) => { request.headers['x-key'] = secret },
    (request) => { request.headers.authorization = `Own key="${secret}", id=app` },
    (request) => { request.body.append('own_secret', secret) },
    (request) => ({ url: `${request.url}?appsecret=${secret}` }),
    (request) => ({ headers: { ...request.headers, 'content-type': 'application/json' }, body: JSON.stringify({ secret }) }),
    (request) => { request.headers.authorization = `Basic ${btoa(`app:${secret}`)}` },
  ]
  for (const way of ways) {
    const change = (request) => way(request) ?? request
    const byMethod = clientOf({ clientId: 'app', clientSecret: secret, tokenEndpointAuthMethod: 'own' })
    byMethod.registerClientAuthMethod('own', change)
    const byHook = clientOf({ clientId: 'app', clientSecret: 'another-secret', revocationEndpointAuthMethod: 'none' })
    byHook.registerComplianceHook('revoke_token_request', change)
    const calls = [() => byMethod.clientCredentials(), () => byMethod.fetchToken({ grant_type: 'x' }, { method: 'GET' })]
    // Nobody knows what a hook's Basic credentials decode to.
    if (way !== ways.at(-1)) calls.push(() => byHook.revokeToken('t'))
    for (const call of calls) {
      server.answer({ status: 401, body: { error: 'invalid_client', error_description: `${secret} is wrong` }, headers: { 'content-type': 'application/json', 'cache-control': secret } })
      const error = await failure(call())
      assert.equal(error.error, 'invalid_client')
      assert.ok(!`${inspect(error, { depth: 9, showHidden: true })}${JSON.stringify(error)}`.includes(secret), String(way))
    }
  }
  server.answer(says('invalid_target', { error_description: 'https://api.example is unknown' }))
  assert.equal((await failure(client.clientCredentials({ resource: 'https://api.example' }))).errorDescription, 'https://api.example is unknown')
})

test('no error holds what a request held, whatever the server repeats', async () => {
  const secret = 'correct-horse-battery-staple'
  const assertion = 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhcHAifQ.c2lnbmF0dXJlLW9mLWFwcA'
  const calls = [
    (one) => one.password({ username: 'mira', password: secret }),
    (one) => one.jwtBearer({ assertion }),
    (one) => one.exchangeToken({ subjectToken: secret }),
    (one) => one.fetchToken({ grant_type: 'x', own_secret: secret }),
    (one) => one.fetchToken({ grant_type: 'x', own_secret: secret }, { method: 'GET' }),
    (one) => one.pollDeviceToken({ device_code: secret, interval: 0 }),
    (one) => one.revokeToken(secret),
  ]
  const clients = [
    { clientSecret: secret }, { clientSecret: secret, tokenEndpointAuthMethod: 'client_secret_post' },
    { clientSecret: secret, tokenEndpointAuthMethod: 'client_secret_jwt' }, { clientKey: jwkOf('p256') },
  ]
  const echo = ({ headers, form, query }) => {
    const all = [...form, ...query].map(([, value]) => value).join(' ')
    const decoded = Buffer.from(headers.authorization?.slice(6) ?? '', 'base64').toString()
    const text = `${all} ${headers.authorization ?? ''} ${decoded} ${secret}`
    return { status: 400, headers: { 'content-type': `application/json; x="${text}"`, 'cache-control': text, 'www-authenticate': `Basic realm="${text}"` }, body: { error: text, error_description: text, error_uri: text, more: text } }
  }
  for (const options of clients) {
    for (const call of calls) {
      server.answer(echo)
      const error = await failure(call(clientOf({ clientId: 'app', ...options })))
      const shown = `${inspect(error, { depth: 9, showHidden: true })}${JSON.stringify(error)}${error.stack}`
      const { form, query, headers } = server.last
      const held = [form.get('client_assertion') ?? query.get('client_assertion'), headers.authorization?.slice(6), assertion, secret, jwkOf('p256').d]
      for (const one of held.filter(Boolean)) assert.ok(!shown.includes(one), `${call}: ${shown}`)
    }
  }
})
