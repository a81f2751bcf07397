// A recording server on loopback: what was sent stands in `requests`, and the next answers in `answers`.
import { createServer } from 'node:http'
import { createHmac, createPublicKey, verify } from 'node:crypto'

const JSON_TYPE = { 'content-type': 'application/json' }

/** Tokens as a good server gives them. */
export const tokens = (more = {}) => ({ access_token: 'at-2YotnFZFEjr1zCsicMWpAA', token_type: 'Bearer', expires_in: 3600, ...more })

export const says = (error, more = {}, status = 400) => ({ status, body: { error, ...more } })

export async function record() {
  const requests = []
  let answers = []
  const server = createServer(async (req, res) => {
    const parts = []
    for await (const part of req) parts.push(part)
    const body = Buffer.concat(parts).toString()
    const url = new URL(req.url, origin)
    const request = { method: req.method, path: url.pathname, target: req.url, query: url.searchParams, headers: req.headers, body, form: new URLSearchParams(body), at: Date.now() }
    requests.push(request)
    const next = answers.length > 1 ? answers.shift() : answers[0]
    const answer = (typeof next === 'function' ? await next(request) : next) ?? { body: tokens() }
    if (answer === 'reset') return req.socket.resetAndDestroy()
    const { status = 200, headers = JSON_TYPE, body: content = '' } = answer
    res.writeHead(status, headers).end(typeof content === 'string' ? content : JSON.stringify(content))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${server.address().port}`
  const metadata = {
    issuer: origin,
    authorization_endpoint: `${origin}/authorize`,
    token_endpoint: `${origin}/token`,
    device_authorization_endpoint: `${origin}/device`,
    introspection_endpoint: `${origin}/introspect`,
    revocation_endpoint: `${origin}/revoke`,
    userinfo_endpoint: `${origin}/userinfo`,
    jwks_uri: `${origin}/jwks`,
  }
  return {
    origin,
    metadata,
    requests,
    get last() {
      return requests.at(-1)
    },
    /** From now on answers these, one after the other; the last one for good. */
    answer(...next) {
      answers = next
      requests.length = 0
    },
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Waits for a rejection and returns what it was. */
export async function failure(promise) {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('it succeeded')
}

/** A JWT's header and claims, its signature checked by this platform's own means. */
export function verified(jwt, key) {
  const [head, body, signature] = jwt.split('.')
  const read = (part) => JSON.parse(Buffer.from(part, 'base64url').toString())
  const header = read(head)
  const input = Buffer.from(`${head}.${body}`)
  const bytes = Buffer.from(signature, 'base64url')
  if (!isSignedBy(header.alg, key, input, bytes)) throw new Error(`the ${header.alg} signature is wrong`)
  return { header, claims: read(body) }
}

function isSignedBy(alg, key, input, signature) {
  const hash = `sha${alg.slice(2)}`
  if (alg.startsWith('HS')) return createHmac(hash, key).update(input).digest().equals(signature)
  const publicKey = key.kty ? createPublicKey({ key, format: 'jwk' }) : key
  if (alg.startsWith('Ed')) return verify(null, input, publicKey, signature)
  if (alg.startsWith('ES')) return verify(hash, input, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
  const padding = alg.startsWith('PS') ? { padding: 6, saltLength: Number(alg.slice(2)) / 8 } : {}
  return verify(hash, input, { key: publicKey, ...padding }, signature)
}
