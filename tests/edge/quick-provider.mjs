// A provider that signs in whoever a code names, as fast as many users need it. Its keys can be replaced.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { createServer } from 'node:http'

export async function startQuickProvider() {
  const keys = []
  let rotations = 0
  const own = {
    requests: [],
    /** Seconds by which its clock is ahead. */
    ahead: 0,
    rotate() {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519')
      keys.push({ privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid: `key-${(rotations += 1)}`, use: 'sig' } })
      if (keys.length > 2) keys.shift()
    },
    /** The callback for an authorization URL, after `sub` signed in. */
    signIn(url, sub) {
      const { searchParams } = new URL(url)
      const code = Buffer.from(JSON.stringify([sub, searchParams.get('nonce')])).toString('base64url')
      return `/auth/callback?${new URLSearchParams({ code, state: searchParams.get('state') })}`
    },
  }
  let made = 0
  const jws = (claims, typ) => {
    const { privateKey, jwk } = keys.at(-1)
    const parts = [{ alg: 'EdDSA', kid: jwk.kid, typ }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${parts}.${sign(null, Buffer.from(parts), privateKey).toString('base64url')}`
  }
  const server = createServer(async (request, response) => {
    own.requests.push(request.url)
    const answer = (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const { issuer } = own
    if (request.url === '/jwks') return answer({ keys: keys.map(({ jwk }) => jwk) })
    if (request.url !== '/token') {
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        id_token_signing_alg_values_supported: ['EdDSA'],
      })
    }
    let text = ''
    for await (const chunk of request) text += chunk
    const form = new URLSearchParams(text)
    const [sub, nonce] = JSON.parse(Buffer.from((form.get('code') ?? form.get('refresh_token')).split('.')[0], 'base64url'))
    const now = Math.floor(Date.now() / 1000) + own.ahead
    // Not all at once.
    await new Promise((done) => setTimeout(done, Math.random() * 20))
    const claims = { iss: issuer, aud: 'site', sub, iat: now, exp: now + 300, sid: `sid-${(made += 1)}`, ...(nonce && { nonce }) }
    const refresh = Buffer.from(JSON.stringify([sub, null])).toString('base64url')
    answer({
      access_token: `${sub}.${made}`,
      token_type: 'Bearer',
      expires_in: 100,
      refresh_token: `${refresh}.${randomBytes(8).toString('hex')}`,
      id_token: jws(claims),
    })
  })
  // A connection that is closed after some seconds of rest breaks for who takes it up just then: on a busy machine, often.
  server.keepAliveTimeout = 0
  /** An access token of RFC 9068 for an API. */
  own.accessToken = (aud) => {
    const now = Math.floor(Date.now() / 1000) + own.ahead
    return jws({ iss: own.issuer, aud, sub: 'user', client_id: 'app', jti: String((made += 1)), iat: now, exp: now + 3600, scope: 'read' }, 'at+jwt')
  }
  own.rotate()
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  own.issuer = `http://127.0.0.1:${server.address().port}`
  own.close = () => new Promise((done) => {
    server.close(done)
    server.closeAllConnections()
  })
  return own
}
