// Sessions that renew their token: at a real provider with rotation and reuse detection, and at a server that records.
import assert from 'node:assert/strict'
import { generateKeyPairSync, verify } from 'node:crypto'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { AssertionSession, OAuth2Client, OAuth2Session, OAuthError } from '../../pkg/entry/node.js'
import { startProvider } from '../../www/server/provider.mjs'

const redirectUri = 'https://app.example/callback'

/** A token endpoint and an API that write down what they are asked. `answer` is the token endpoint's. */
async function record() {
  const seen = []
  const tokens = []
  const recorder = { seen, tokens, answer: undefined }
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const { method, url, headers } = request
    const isToken = url === '/token'
    ;(isToken ? tokens : seen).push({ method, url, headers, body, params: new URLSearchParams(body) })
    const number = tokens.length
    const answer = isToken
      ? await (recorder.answer?.(number) ?? { access_token: `t${number}`, token_type: 'Bearer', expires_in: 3600 })
      : { ok: true }
    const status = answer.status ?? 200
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer.status ? answer.body : answer))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  recorder.origin = `http://127.0.0.1:${server.address().port}`
  recorder.close = () => {
    server.closeAllConnections()
    server.close()
  }
  return recorder
}

const clientAt = (recorder, more) =>
  new OAuth2Client({
    clientId: 'app',
    clientSecret: 'a secret',
    metadata: { token_endpoint: `${recorder.origin}/token` },
    ...more,
  })

const refused = (code, phase) => (error) => {
  assert.ok(error instanceof OAuthError, String(error))
  assert.equal(error.code, code)
  if (phase) assert.equal(error.phase, phase)
  return true
}

const seconds = () => Math.floor(Date.now() / 1000)

describe('at a server that records', () => {
  let recorder
  before(async () => {
    recorder = await record()
  })
  after(() => recorder.close())
  const renewing = (more, options) =>
    new OAuth2Session(clientAt(recorder, options), {
      token: { access_token: 'old', token_type: 'bearer', expires_at: seconds() - 1, refresh_token: 'r1' },
      ...more,
    })
  const reset = (answer) => {
    recorder.seen.length = recorder.tokens.length = 0
    recorder.answer = answer
  }

  test('expires_at is parsed, computed and kept', () => {
    const now = () => 1_000_000
    const adopted = (token) => new OAuth2Session(clientAt(recorder, { now }), { token: { access_token: 'a', ...token } }).token
    assert.equal(adopted({ expires_at: '1234' }).expires_at, 1234)
    assert.equal(adopted({ expires_at: 1234, expires_in: 5 }).expires_at, 1234)
    assert.equal(adopted({ expires_at: 'soon', expires_in: '5' }).expires_at, 1005)
    assert.equal(adopted({ expires_in: 5 }).expires_at, 1005)
    assert.equal('expires_at' in adopted({}), false)
    const given = { access_token: 'a', expires_in: 5 }
    adopted(given)
    assert.deepEqual(given, { access_token: 'a', expires_in: 5 }, 'what the application gave stays as it was')
    assert.throws(() => adopted({ access_token: '' }), refused('invalid_config', 'config'))
  })

  test('a token is renewed a leeway before its end', async () => {
    reset()
    let now = 1_000_000
    const session = new OAuth2Session(clientAt(recorder, { now: () => now * 1000 }), {
      token: { access_token: 'old', expires_at: 1_000_061, refresh_token: 'r1' },
    })
    assert.equal((await session.ensureActiveToken()).access_token, 'old', '61 s left')
    now += 1
    assert.equal((await session.ensureActiveToken()).access_token, 't1', '60 s left')
    assert.deepEqual([...recorder.tokens[0].params], [['grant_type', 'refresh_token'], ['refresh_token', 'r1']])
    assert.equal(session.token.refresh_token, 'r1', 'kept where no new one came')
    assert.equal(session.token.expires_at, now + 3600)
  })

  test('the leeway is an option of the session and of the client', async () => {
    reset()
    const token = { access_token: 'old', expires_at: seconds() + 50, refresh_token: 'r1' }
    assert.equal((await new OAuth2Session(clientAt(recorder), { token, leeway: 10 }).ensureActiveToken()).access_token, 'old')
    assert.equal((await new OAuth2Session(clientAt(recorder, { leeway: 10 }), { token }).ensureActiveToken()).access_token, 'old')
    assert.equal((await new OAuth2Session(clientAt(recorder), { token }).ensureActiveToken()).access_token, 't1')
  })

  test('a token without an end is used, and a session without a token says so', async () => {
    reset()
    const session = new OAuth2Session(clientAt(recorder), { token: { access_token: 'forever' } })
    await session.fetch(`${recorder.origin}/api`)
    assert.equal(recorder.seen[0].headers.authorization, 'Bearer forever')
    await assert.rejects(new OAuth2Session(clientAt(recorder)).fetch(`${recorder.origin}/api`), refused('token_missing', 'session'))
    assert.equal(new OAuth2Session(clientAt(recorder)).token, null)
  })

  test('a token that cannot be renewed is refused, not sent', async () => {
    reset()
    const expired = new OAuth2Session(clientAt(recorder), { token: { access_token: 'old', expires_at: 1 } })
    await assert.rejects(expired.fetch(`${recorder.origin}/api`), refused('token_expired', 'session'))
    const mac = new OAuth2Session(clientAt(recorder), { token: { access_token: 'old', token_type: 'mac' } })
    await assert.rejects(mac.fetch(`${recorder.origin}/api`), refused('not_supported', 'session'))
    const unrefreshable = new OAuth2Session(clientAt(recorder), { token: { access_token: 'a' } })
    await assert.rejects(unrefreshable.refresh(), refused('refresh_not_supported', 'refresh'))
    assert.deepEqual([recorder.seen.length, recorder.tokens.length], [0, 0])
  })

  test('any number of callers by any way share one request', async () => {
    reset()
    const session = renewing()
    const calls = Array.from({ length: 30 }, (_, index) =>
      [session.ensureActiveToken(), session.refresh(), session.fetch(`${recorder.origin}/api`)][index % 3])
    await Promise.all(calls)
    assert.equal(recorder.tokens.length, 1)
    assert.ok(recorder.seen.every(({ headers }) => headers.authorization === 'Bearer t1'))
  })

  test('updateToken is awaited before anyone goes on, and names the token that was replaced', async () => {
    reset()
    const order = []
    const session = renewing({
      async updateToken(token, replaced) {
        await new Promise((resolve) => setTimeout(resolve, 50))
        order.push('stored', token.access_token, replaced)
      },
    })
    const first = session.fetch(`${recorder.origin}/api`).then(() => order.push('first'))
    await new Promise((resolve) => setTimeout(resolve, 30))
    const second = session.ensureActiveToken().then(() => order.push('second'))
    await Promise.all([first, second])
    assert.deepEqual(order.slice(0, 3), ['stored', 't1', { refreshToken: 'r1' }])
    assert.deepEqual(order.slice(3).sort(), ['first', 'second'])
  })

  test('an updateToken that throws is heard, and the new token is not lost', async () => {
    reset()
    const full = new RangeError('the disk is full')
    const session = renewing({ updateToken: () => { throw full } })
    await assert.rejects(session.ensureActiveToken(), (error) => error === full)
    assert.equal(session.token.access_token, 't1')
    assert.equal((await session.ensureActiveToken()).access_token, 't1')
  })

  test('a refused or unanswered refresh leaves the token as it was', async () => {
    for (const [answer, code] of [
      [() => ({ status: 400, body: { error: 'invalid_grant' } }), 'server_error_response'],
      [() => ({ status: 503, body: {} }), 'http_error'],
      [() => ({ access_token: '', token_type: 'Bearer' }), 'token_missing'],
      [() => new Promise(() => {}), 'timeout'],
    ]) {
      reset(answer)
      const session = renewing({}, { timeout: 300 })
      const token = session.token
      await assert.rejects(session.fetch(`${recorder.origin}/api`), refused(code))
      assert.deepEqual(session.token, token)
      assert.equal(recorder.tokens.length, 1, 'asked once')
      assert.equal(recorder.seen.length, 0)
    }
  })

  test('a caller that goes away does not end the others’ refresh', async () => {
    reset(() => new Promise((resolve) => setTimeout(resolve, 100, { access_token: 'late', token_type: 'Bearer' })))
    const session = renewing()
    const controller = new AbortController()
    const gone = session.ensureActiveToken({ signal: controller.signal })
    const stays = session.ensureActiveToken()
    controller.abort()
    await assert.rejects(gone, refused('aborted'))
    assert.equal((await stays).access_token, 'late')
  })

  test('a token that the application sets meanwhile is kept', async () => {
    reset(() => new Promise((resolve) => setTimeout(resolve, 50, { access_token: 'late', token_type: 'Bearer' })))
    const session = renewing()
    const waiting = session.ensureActiveToken()
    await new Promise((resolve) => setTimeout(resolve, 10))
    session.token = { access_token: 'other' }
    assert.equal((await waiting).access_token, 'other')
    session.token = null
    assert.equal(session.token, null)
  })

  test('client_credentials is fetched anew when its token is missing or over', async () => {
    reset((number) => ({ access_token: `t${number}`, token_type: 'Bearer', expires_in: number === 1 ? 0 : 3600 }))
    const replaced = []
    const session = new OAuth2Session(clientAt(recorder, { scope: 'orders' }), {
      grantType: 'client_credentials',
      tokenParams: { audience: 'https://api.example' },
      updateToken: (_, what) => void replaced.push(what),
    })
    await session.fetch(`${recorder.origin}/api`)
    await session.fetch(`${recorder.origin}/api`)
    await session.fetch(`${recorder.origin}/api`)
    assert.deepEqual(recorder.seen.map(({ headers }) => headers.authorization), ['Bearer t1', 'Bearer t2', 'Bearer t2'])
    assert.deepEqual(Object.fromEntries(recorder.tokens[1].params), {
      grant_type: 'client_credentials', audience: 'https://api.example', scope: 'orders',
    })
    assert.deepEqual(replaced, [{ accessToken: undefined }, { accessToken: 't1' }])
    assert.throws(() => new OAuth2Session(clientAt(recorder), { grantType: 'password' }), refused('invalid_config'))
  })

  test('the token goes into the header, the query or the form', async () => {
    reset()
    const token = { access_token: 'a/b=', expires_at: seconds() + 3600 }
    const by = (tokenPlacement) => new OAuth2Session(clientAt(recorder), { token, tokenPlacement })
    await by('header').fetch(`${recorder.origin}/api?x=1`, { headers: { 'x-own': 'kept' } })
    await by('uri').fetch(`${recorder.origin}/api?x=1#part`)
    await by('body').fetch(`${recorder.origin}/api`, { method: 'POST', body: new URLSearchParams({ x: '1' }) })
    await by('body').fetch(`${recorder.origin}/api`, { method: 'POST' })
    await by('body').fetch(new Request(`${recorder.origin}/api`, { method: 'PUT', body: new URLSearchParams({ x: '2' }) }))
    const [header, uri, ...forms] = recorder.seen
    assert.equal(header.headers.authorization, 'Bearer a/b=')
    assert.deepEqual([header.headers['x-own'], header.url], ['kept', '/api?x=1'])
    assert.equal(uri.url, '/api?x=1&access_token=a%2Fb%3D')
    assert.deepEqual(forms.map(({ method, body }) => [method, body]), [
      ['POST', 'x=1&access_token=a%2Fb%3D'], ['POST', 'access_token=a%2Fb%3D'], ['PUT', 'x=2&access_token=a%2Fb%3D'],
    ])
    for (const { headers } of forms) {
      assert.match(headers['content-type'], /^application\/x-www-form-urlencoded/)
      assert.equal(headers.authorization, undefined)
    }
    assert.equal(uri.headers.authorization, undefined)
  })

  test('a body that is no form is refused, not corrupted', async () => {
    reset()
    const session = new OAuth2Session(clientAt(recorder), { token: { access_token: 'a' }, tokenPlacement: 'body' })
    const api = `${recorder.origin}/api`
    const json = { 'content-type': 'application/json' }
    for (const init of [
      { method: 'POST', headers: json, body: '{}' },
      { method: 'POST', body: 'text' },
      { method: 'POST', body: new Blob(['x=1']) },
      { method: 'POST', body: new ReadableStream(), duplex: 'half' },
      { method: 'POST', body: new URLSearchParams({ access_token: 'other' }) },
      { method: 'GET' },
    ]) {
      await assert.rejects(session.fetch(api, init), refused('invalid_config', 'api'))
    }
    await assert.rejects(session.fetch(new Request(api, { method: 'POST', headers: json, body: '{}' })), refused('invalid_config', 'api'))
    assert.equal(recorder.seen.length, 0)
  })

  test('a token travels over https or on this machine only', async () => {
    const sent = []
    const fetch = async (url) => {
      sent.push(url)
      return new Response()
    }
    const token = { access_token: 'a' }
    const session = new OAuth2Session(clientAt(recorder, { fetch }), { token })
    await assert.rejects(session.fetch('http://api.example/'), refused('insecure_url', 'api'))
    await assert.rejects(session.fetch('no address'), refused('invalid_config', 'api'))
    await session.fetch('https://api.example/')
    const lax = new OAuth2Session(clientAt(recorder, { fetch, allowInsecure: true }), { token })
    await lax.fetch('http://api.example/')
    assert.deepEqual(sent, ['https://api.example/', 'http://api.example/'])
  })

  test('fetch takes what the platform’s takes: streams, requests, URLs', async () => {
    reset()
    const session = new OAuth2Session(clientAt(recorder), { token: { access_token: 'a' } })
    const stream = new ReadableStream({
      start(controller) {
        for (const part of ['one ', 'two ', 'three']) controller.enqueue(new TextEncoder().encode(part))
        controller.close()
      },
    })
    await session.fetch(`${recorder.origin}/stream`, { method: 'POST', body: stream, duplex: 'half' })
    await session.fetch(new URL(`${recorder.origin}/url`))
    const request = new Request(`${recorder.origin}/request`, { method: 'PATCH', headers: { 'x-own': 'kept' }, body: 'text' })
    await session.fetch(request)
    const form = new FormData()
    form.set('name', 'value')
    const response = await session.fetch(`${recorder.origin}/form`, { method: 'POST', body: form })
    assert.deepEqual(await response.json(), { ok: true })
    const [streamed, url, patch, multipart] = recorder.seen
    assert.equal(streamed.body, 'one two three')
    assert.equal(url.method, 'GET')
    assert.deepEqual([patch.method, patch.body, patch.headers['x-own']], ['PATCH', 'text', 'kept'])
    assert.match(multipart.headers['content-type'], /^multipart\/form-data; boundary=/)
    assert.ok(recorder.seen.every(({ headers }) => headers.authorization === 'Bearer a'))
    const controller = new AbortController()
    controller.abort()
    await assert.rejects(session.fetch(`${recorder.origin}/x`, { signal: controller.signal }))
  })

  test('withholdToken sends a request as it is', async () => {
    reset()
    const session = renewing()
    await session.fetch(`${recorder.origin}/api`, { withholdToken: true })
    assert.equal(recorder.seen[0].headers.authorization, undefined)
    assert.equal(recorder.tokens.length, 0)
  })

  test('protected_request hooks see the placed token, in their order', async () => {
    reset()
    const client = clientAt(recorder)
    const token = { access_token: 'a' }
    client.registerComplianceHook('protected_request', async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      return { ...request, headers: { ...request.headers, 'x-seen': request.headers.authorization } }
    })
    client.registerComplianceHook('protected_request', (request) => {
      request.headers['x-second'] = `after ${request.headers['x-seen']}`
      request.url = `${request.url}?signed=1`
    })
    const session = new OAuth2Session(client, { token })
    await session.fetch(`${recorder.origin}/api`, { method: 'POST', body: 'text' })
    await session.fetch(new Request(`${recorder.origin}/api`, { method: 'POST', body: 'of a request' }))
    const [first, second] = recorder.seen
    assert.deepEqual([first.headers['x-second'], first.url, first.body], ['after Bearer a', '/api?signed=1', 'text'])
    assert.equal(second.body, 'of a request')
  })

  // ---- AssertionSession -------------------------------------------------------------------------------------------------

  const decoded = (jwt) => jwt.split('.').slice(0, 2).map((part) => JSON.parse(Buffer.from(part, 'base64url')))

  test('an assertion is signed anew for each token, with iat, exp and jti of its own', async () => {
    reset((number) => ({ access_token: `t${number}`, token_type: 'Bearer', expires_in: 0, refresh_token: 'unused' }))
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const claims = { tier: 'gold', jti: 'fixed', exp: 1 }
    const session = new AssertionSession({
      tokenEndpoint: `${recorder.origin}/token`, issuer: 'service', subject: 'user', scope: ['a', 'b'], claims,
      key: { ...privateKey.export({ format: 'jwk' }), kid: 'k1' },
    })
    for (let round = 0; round < 3; round += 1) await session.fetch(`${recorder.origin}/api`)
    assert.equal(recorder.tokens.length, 3, 'each token is over at once, and its refresh token is not used')
    const ids = new Set()
    for (const { params, headers } of recorder.tokens) {
      assert.deepEqual([...params.keys()].sort(), ['assertion', 'grant_type', 'scope'])
      assert.equal(params.get('grant_type'), 'urn:ietf:params:oauth:grant-type:jwt-bearer')
      assert.equal(params.get('scope'), 'a b')
      assert.equal(headers.authorization, undefined)
      const assertion = params.get('assertion')
      const [header, payload] = decoded(assertion)
      assert.deepEqual(header, { alg: 'ES256', typ: 'JWT', kid: 'k1' })
      const { iat, exp, jti, ...rest } = payload
      assert.deepEqual(rest, { iss: 'service', sub: 'user', aud: `${recorder.origin}/token`, tier: 'gold' })
      assert.ok(Math.abs(iat - seconds()) <= 2 && exp === iat + 60)
      ids.add(jti)
      const [signed, signature] = [assertion.slice(0, assertion.lastIndexOf('.')), assertion.slice(assertion.lastIndexOf('.') + 1)]
      assert.ok(verify('sha256', Buffer.from(signed), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')))
    }
    assert.equal(ids.size, 3)
    assert.deepEqual(claims, { tier: 'gold', jti: 'fixed', exp: 1 }, 'the application’s object is not touched')
  })

  test('an assertion is signed with keys of every kind', async () => {
    const pair = (params) => crypto.subtle.generateKey(params, false, ['sign', 'verify'])
    const rsa = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }
    const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
    for (const [key, alg, expected] of [
      [(await pair({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', ...rsa })).privateKey, undefined, 'RS256'],
      [(await pair({ name: 'RSA-PSS', hash: 'SHA-512', ...rsa })).privateKey, undefined, 'PS512'],
      [(await pair({ name: 'ECDSA', namedCurve: 'P-384' })).privateKey, undefined, 'ES384'],
      [(await pair({ name: 'Ed25519' })).privateKey, 'Ed25519', 'Ed25519'],
      [jwk, 'PS256', 'PS256'],
      ['a secret of some length', undefined, 'HS256'],
      [new TextEncoder().encode('a secret of some length'), 'HS512', 'HS512'],
    ]) {
      reset()
      const session = new AssertionSession({
        tokenEndpoint: `${recorder.origin}/token`, issuer: 'service', audience: ['https://a.example', 'https://b.example'],
        clientId: 'app', key, alg,
      })
      await session.ensureActiveToken()
      const { params } = recorder.tokens[0]
      assert.equal(params.get('client_id'), 'app')
      const [header, payload] = decoded(params.get('assertion'))
      assert.equal(header.alg, expected)
      assert.deepEqual(payload.aud, ['https://a.example', 'https://b.example'])
      assert.equal('sub' in payload, false)
    }
  })

  test('a key that cannot sign is refused, and never shown', async () => {
    const options = { tokenEndpoint: `${recorder.origin}/token`, issuer: 'service' }
    assert.throws(() => new AssertionSession({ ...options, key: { kty: 'EC', crv: 'P-256' }, alg: 'RS256' }), refused('invalid_config'))
    assert.throws(() => new AssertionSession({ ...options, key: undefined }), refused('invalid_config'))
    const broken = new AssertionSession({ ...options, key: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'c2VjcmV0LXNjYWxhcg' } })
    await assert.rejects(broken.ensureActiveToken(), (error) => {
      refused('invalid_config')(error)
      assert.ok(!JSON.stringify([error, error.message, error.stack, String(error.cause)]).includes('c2VjcmV0'))
      return true
    })
  })
})

describe('at a real provider with rotation and reuse detection', () => {
  let provider
  let client
  before(async () => {
    provider = await startProvider({
      accessTokenTtl: 1,
      clients: [{
        client_id: 'app', client_secret: 'a secret', grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
        response_types: ['code'], redirect_uris: [redirectUri], token_endpoint_auth_method: 'client_secret_basic',
      }],
    })
    client = await OAuth2Client.discover(provider.issuer, { clientId: 'app', clientSecret: 'a secret', redirectUri, scope: 'openid profile' })
  })
  after(() => provider.close())

  async function signIn() {
    const request = client.createAuthorizationUrl()
    return client.exchangeCode(await provider.authorize(request.url), request)
  }
  const grants = (type) => provider.grants.filter(({ grant_type: grant }) => grant === type)

  test('50 concurrent callers with an expired token make one refresh, and no invalid_grant', async () => {
    const token = await signIn()
    const stored = []
    const session = new OAuth2Session(client, { token: { ...token, expires_at: 1 }, updateToken: (fresh) => void stored.push(fresh) })
    for (let round = 1; round <= 3; round += 1) {
      const count = grants('refresh_token').length
      const tokens = await Promise.all(Array.from({ length: 50 }, (_, index) => (index % 2 ? session.ensureActiveToken() : session.refresh())))
      assert.equal(new Set(tokens.map(({ access_token: accessToken }) => accessToken)).size, 1)
      const made = grants('refresh_token').slice(count)
      assert.deepEqual(made.map(({ ok }) => ok), [true])
      assert.equal(stored.length, round)
      session.token = { ...session.token, expires_at: 1 }
    }
    assert.notEqual(session.token.refresh_token, token.refresh_token, 'the provider rotates')
    assert.equal(session.token.claims.sub, 'mira')
  })

  test('a spent refresh token is refused, and the session keeps what it has', async () => {
    const token = await signIn()
    await client.refreshToken(token.refresh_token)
    const session = new OAuth2Session(client, { token: { ...token, expires_at: 1 } })
    await assert.rejects(session.ensureActiveToken(), (error) => {
      refused('server_error_response', 'refresh')(error)
      return error.error === 'invalid_grant'
    })
    assert.equal(session.token.refresh_token, token.refresh_token)
  })

  test('fetch calls UserInfo with a token that is renewed by itself', async () => {
    const session = new OAuth2Session(client, { token: { ...(await signIn()), expires_at: 1 } })
    const response = await session.fetch(client.metadata.userinfo_endpoint)
    assert.equal((await response.json()).sub, 'mira')
  })

  test('another user’s refresh token is no refresh', async () => {
    const token = await signIn()
    const session = new OAuth2Session(client, { token: { ...token, claims: { ...token.claims, sub: 'zoe' }, expires_at: 1 } })
    await assert.rejects(session.refresh(), refused('sub_mismatch', 'validate'))
    assert.equal(session.token.claims.sub, 'zoe')
  })

  test('client_credentials renews itself', async () => {
    const count = grants('client_credentials').length
    const session = new OAuth2Session(client, { grantType: 'client_credentials', tokenParams: { scope: null } })
    const first = (await session.ensureActiveToken()).access_token
    session.token = { ...session.token, expires_at: 1 }
    assert.notEqual((await session.ensureActiveToken()).access_token, first)
    assert.deepEqual(grants('client_credentials').slice(count).map(({ ok }) => ok), [true, true])
  })
})
