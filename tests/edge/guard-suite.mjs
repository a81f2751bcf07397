// An API's guard, in whatever hosts a test file names, at a real provider and at issuers that misbehave.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { startProvider } from '../../www/server/provider.mjs'

const resource = 'https://api.example/orders'
const wellKnown = 'https://api.example/.well-known/oauth-protected-resource/orders'

/** An issuer of a few lines, whose tokens a test makes as it likes. */
async function startIssuer() {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'a', use: 'sig' }]
  const own = { requests: [], isAway: false }
  const server = createServer((request, response) => {
    own.requests.push(request.url)
    if (own.isAway) return response.writeHead(503, { 'retry-after': '7' }).end()
    const body = request.url === '/jwks' ? { keys } : { issuer: own.issuer, jwks_uri: `${own.issuer}/jwks` }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  own.issuer = `http://127.0.0.1:${server.address().port}`
  own.close = () => new Promise((done) => server.close(done))
  own.addKey = async () => {
    const kid = `key-${keys.length}`
    keys.push({ ...keys[0], kid })
    return kid
  }
  own.token = (claims = {}, header = {}, key = privateKey) => {
    const now = Math.floor(Date.now() / 1000)
    const all = { iss: own.issuer, aud: resource, sub: 'u', client_id: 'c', jti: 'j', iat: now, exp: now + 300, scope: 'read', ...claims }
    return new SignJWT(JSON.parse(JSON.stringify(all))).setProtectedHeader({ alg: 'ES256', kid: 'a', typ: 'at+jwt', ...header }).sign(key)
  }
  return own
}

/**
 * Hosts that run site.mjs, with the places where they keep metadata and keys.
 * @param {{ name: string, caches?: string[], start(): Promise<{ url: string, stop(): Promise<unknown> }> }[]} hosts
 */
export function guardSuite(hosts) {
  let provider
  let issuer

  before(async () => {
    provider = await startProvider({
      clients: [
        { client_id: 'app', client_secret: 'secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
        { client_id: 'api', client_secret: 'secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
      ],
      resources: {
        [resource]: { scope: 'read write' },
        'https://api.example/opaque': { scope: 'read', format: 'opaque' },
        'https://api.example/other': { scope: 'read' },
      },
    })
    issuer = await startIssuer()
  })

  after(async () => {
    await provider?.close()
    await issuer?.close()
  })

  async function tokenOf(audience, scope = 'read') {
    const response = await fetch(`${provider.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('app:secret')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience, scope }),
    })
    return (await response.json()).access_token
  }

  for (const host of hosts) {
    describe(host.name, () => {
      let app
      let sites = 0
      before(async () => {
        app = await host.start()
      })
      after(() => app?.stop())

      async function guard(options) {
        const name = `guard-${(sites += 1)}`
        await fetch(`${app.url}/-/site`, { method: 'POST', headers: { 'x-site': name }, body: JSON.stringify({ guard: options }) })
        const ask = (token, { query = '', headers = {}, demands } = {}) =>
          fetch(`${app.url}/api${query}`, {
            headers: {
              'x-site': name,
              ...(token && { authorization: `Bearer ${token}` }),
              ...(demands && { 'x-demands': JSON.stringify(demands) }),
              ...headers,
            },
          })
        ask.control = async (what) => (await fetch(`${app.url}/-/${what}`, { headers: { 'x-site': name } })).json()
        ask.get = (path) => fetch(app.url + path, { headers: { 'x-site': name } })
        return ask
      }

      const challenge = (response) => response.headers.get('www-authenticate')

      test('a token of the provider is good for its API, and costs nothing the second time', async () => {
        const ask = await guard({ issuer: provider.issuer, audience: resource, requiredScope: 'read' })
        const token = await tokenOf(resource)
        const response = await ask(token)
        const { claims, token: same } = await response.json()
        assert.equal(response.status, 200)
        assert.equal(claims.client_id, 'app')
        assert.equal(same, token)
        assert.deepEqual(await ask.control('count'), { subrequests: 2 })
        for (let count = 0; count < 5; count += 1) assert.equal((await ask(token)).status, 200)
        assert.equal((await ask(await tokenOf(resource))).status, 200)
        assert.deepEqual(await ask.control('count'), { subrequests: 0 })
        // Not past its end.
        await ask.control('move?seconds=200')
        const over = await ask(token)
        assert.equal(over.status, 401)
        assert.equal(challenge(over), `Bearer error="invalid_token", error_description="The access token expired", resource_metadata="${wellKnown}"`)
      })

      test('refusals are those of RFC 6750, RFC 9470 and RFC 9728', async () => {
        const ask = await guard({ issuer: issuer.issuer, audience: resource, requiredScope: 'read' })
        const place = `resource_metadata="${wellKnown}"`
        const good = await issuer.token({ acr: 'one', auth_time: Math.floor(Date.now() / 1000) - 100 })
        const is = async (response, status, expected) => {
          assert.equal(response.status, status)
          assert.equal(challenge(response), expected)
          assert.equal(response.headers.get('cache-control'), 'no-store')
        }
        await is(await ask(), 401, `Bearer ${place}`)
        await is(await ask(undefined, { headers: { authorization: 'Basic YTpi' } }), 401, `Bearer ${place}`)
        await is(await ask(undefined, { headers: { authorization: `DPoP ${good}` } }), 401, `Bearer ${place}`)
        const malformed = `Bearer error="invalid_request", ${place}`
        await is(await ask(undefined, { headers: { authorization: `Bearer ${good}, Bearer ${good}` } }), 400, malformed)
        await is(await ask(undefined, { headers: { authorization: 'Bearer' } }), 400, malformed)
        await is(await ask(good, { query: `?access_token=${good}` }), 400, malformed)
        await is(await ask(good, { query: '?access%5Ftoken=x' }), 400, malformed)
        await is(await ask(undefined, { query: `?access_token=${good}` }), 400, malformed)
        await is(
          await ask(good, { demands: { requiredScope: ['read', 'write'] } }),
          403,
          `Bearer error="insufficient_scope", error_description="The access token lacks a scope", scope="read write", ${place}`,
        )
        const weak = 'Bearer error="insufficient_user_authentication", error_description="A different authentication level is required"'
        await is(await ask(good, { demands: { acrValues: ['two', 'three'] } }), 401, `${weak}, acr_values="two three", ${place}`)
        await is(await ask(good, { demands: { maxAge: 60 } }), 401, `${weak}, max_age="60", ${place}`)
        assert.equal((await ask(good, { demands: { acrValues: 'one', maxAge: 110 } })).status, 200)
        assert.equal((await ask(good)).status, 200)
        // What was enough once is not, later.
        await ask.control('move?seconds=60')
        assert.equal((await ask(good, { demands: { acrValues: 'one', maxAge: 110 } })).status, 401)
      })

      // Several issuers are told apart step by step; of a single one whose keys are there, a token is judged at a glance.
      for (const [which, isSingle] of [['of several issuers', false], ['of one issuer whose keys are there', true]]) test(`tokens ${which} that are not as they must be are refused`, async () => {
        const ask = await guard({ ...(isSingle ? { issuer: issuer.issuer } : { issuers: [issuer.issuer, provider.issuer] }), audience: resource, cache: false })
        if (isSingle) for (let count = 0; count < 2; count += 1) assert.equal((await ask(await issuer.token())).status, 200)
        const now = Math.floor(Date.now() / 1000)
        const stranger = await generateKeyPair('ES256')
        const good = await issuer.token()
        const wrong = {
          'of another issuer': await issuer.token({ iss: 'https://op.example' }),
          'signed by one trusted issuer in the name of another': await issuer.token({ iss: provider.issuer }),
          'for another resource': await issuer.token({ aud: 'https://api.example/other' }),
          'without a resource': await issuer.token({ aud: undefined }),
          'expired': await issuer.token({ exp: now - 40 }),
          'from the future': await issuer.token({ iat: now + 100 }),
          'not valid yet': await issuer.token({ nbf: now + 100 }),
          'without an end': await issuer.token({ exp: undefined }),
          'without a client': await issuer.token({ client_id: undefined }),
          'without a subject': await issuer.token({ sub: undefined }),
          'an ID token': await issuer.token({}, { typ: 'JWT' }),
          'a logout token': await issuer.token({}, { typ: 'logout+jwt' }),
          'signed with another key': await issuer.token({}, {}, stranger.privateKey),
          'signed with an unknown key': await issuer.token({}, { kid: 'b' }),
          'bound to a key': await issuer.token({ cnf: { jkt: 'x' } }),
          'bound to a certificate': await issuer.token({ cnf: { 'x5t#S256': 'x' } }),
          'not signed': `${btoa('{"alg":"none","typ":"at+jwt"}').replace(/=+$/, '')}.${good.split('.')[1]}.`,
          'signed with the public key': await issuer.token({}, { alg: 'HS256' }, new TextEncoder().encode(JSON.stringify(stranger.publicKey))),
          'cut': good.slice(0, -2),
          'longer': `${good}AAAA`,
          'without a signature': good.slice(0, good.lastIndexOf('.') + 1),
          'with a signature that is no base64url': `${good.slice(0, -4)}====`,
          'with another header': [btoa('{"alg":"ES256","kid":"a","typ":"at+jwt" }').replace(/=+$/, ''), ...good.split('.').slice(1)].join('.'),
          'with other claims': [good.split('.')[0], (await issuer.token({ scope: 'all' })).split('.')[1], good.split('.')[2]].join('.'),
          'opaque': 'abc',
        }
        for (const [what, token] of Object.entries(wrong)) {
          const response = await ask(token)
          assert.equal(response.status, 401, what)
          assert.match(challenge(response), /^Bearer error="invalid_token"/, what)
        }
        assert.equal((await ask(good)).status, 200)
        if (!isSingle) assert.equal((await ask(await tokenOf(resource))).status, 200)
      })

      test('claims come through as they were sent, at first and once the keys are there', async () => {
        const ask = await guard({ issuer: issuer.issuer, audience: resource, cache: false })
        const sent = {
          aud: ['https://api.example/other', resource],
          text: 'a"b\\c/d é 😀 \u0001',
          'näme "x"': '',
          numbers: [0, -1.5, 1e21, 9007199254740991],
          nested: { roles: ['a', 'b'], deep: { is: true, none: null } },
        }
        const lean = { sub: 'mira', amount: 12.5, negative: -7, yes: true, none: null, list: [], object: {} }
        const second = await issuer.addKey()
        // The second key is seen at a glance first, before any call verified with it.
        for (const claims of [lean, sent, lean]) for (const kid of ['a', second, 'a']) {
          const { claims: got } = await (await ask(await issuer.token(claims, { kid }))).json()
          for (const [name, value] of Object.entries(claims)) assert.deepEqual(got[name], value, name)
          assert.equal(got.iss, issuer.issuer)
        }
      })

      test('an issuer that is away is no fault of the token', async () => {
        const ask = await guard({ issuer: issuer.issuer, audience: resource })
        issuer.isAway = true
        const response = await ask(await issuer.token())
        issuer.isAway = false
        assert.equal(response.status, 503)
        assert.equal(challenge(response), null)
        assert.equal(response.headers.get('retry-after'), '7')
        assert.equal((await ask(await issuer.token())).status, 200)
      })

      test('plain JWTs are taken where they are said to be', async () => {
        const ask = await guard({ issuer: issuer.issuer, audience: resource, typ: 'JWT' })
        assert.equal((await ask(await issuer.token({ client_id: undefined }, { typ: 'JWT' }))).status, 200)
        assert.equal((await ask(await issuer.token({ nonce: 'n' }, { typ: 'JWT' }))).status, 401)
      })

      test('opaque tokens are asked about, once for a while', async () => {
        const audience = 'https://api.example/opaque'
        const ask = await guard({ issuer: provider.issuer, audience, clientId: 'api', clientSecret: 'secret', cache: { maxAge: 30 } })
        const token = await tokenOf(audience)
        for (let count = 0; count < 3; count += 1) assert.equal((await ask(token)).status, 200)
        assert.deepEqual(await ask.control('count'), { subrequests: 2 })
        assert.equal((await ask('no-such-token')).status, 401)
        const response = await ask(token, { demands: { requiredScope: 'write' } })
        assert.equal(response.status, 403)
        await ask.control('count')
        await ask.control('move?seconds=31')
        assert.equal((await ask(token)).status, 200)
        assert.deepEqual(await ask.control('count'), { subrequests: 1 })
      })

      test('the resource describes itself', async () => {
        const ask = await guard({ issuer: provider.issuer, audience: resource, requiredScope: ['read', 'write'], resourceMetadata: { resource_name: 'Orders' } })
        const response = await ask.get('/.well-known/oauth-protected-resource/orders')
        assert.equal(response.headers.get('access-control-allow-origin'), '*')
        assert.deepEqual(await response.json(), {
          resource,
          authorization_servers: [provider.issuer],
          scopes_supported: ['read', 'write'],
          bearer_methods_supported: ['header'],
          resource_name: 'Orders',
        })
      })

      for (const jwksCache of host.caches ?? ['memory']) test(`metadata and keys serve the next instance, and a new key is asked for (${jwksCache})`, async () => {
        const options = { issuer: issuer.issuer, audience: resource, jwksCache }
        const first = await guard(options)
        assert.equal((await first(await issuer.token())).status, 200)
        assert.deepEqual(await first.control('count'), { subrequests: 2 })
        const second = await guard(options)
        assert.equal((await second(await issuer.token())).status, 200)
        assert.deepEqual(await second.control('count'), { subrequests: 0 })
        const kid = await issuer.addKey()
        assert.equal((await second(await issuer.token({}, { kid }))).status, 200)
        assert.deepEqual(await second.control('count'), { subrequests: 1 })
        // Old enough to be fetched anew, and good enough meanwhile.
        const third = await guard(options)
        await third.control('move?seconds=1000')
        issuer.isAway = true
        const late = await third(await issuer.token({ exp: Math.floor(Date.now() / 1000) + 2000 }))
        issuer.isAway = false
        assert.equal(late.status, 200)
      })

      test('what is remembered is bounded', async () => {
        const ask = await guard({ issuer: issuer.issuer, audience: resource, cache: { size: 2 } })
        const tokens = await Promise.all(['a', 'b', 'c'].map((jti) => issuer.token({ jti })))
        for (const token of [...tokens, ...tokens]) assert.equal((await ask(token)).status, 200)
      })
    })
  }
}
