// The floor: the fewest lines on bare calls of the platform that do the work at all. Nobody should use them: errors,
// content types, sizes, times and most claims are not looked at.
const node = globalThis.process?.getBuiltinModule?.('node:crypto')
const encoder = new TextEncoder()

const base64url = (bytes) =>
  bytes.toBase64
    ? bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
    : btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const token = node
  ? () => node.randomBytes(32).toString('base64url')
  : () => base64url(crypto.getRandomValues(new Uint8Array(32)))

const challengeOf = node
  ? (verifier) => node.hash('sha256', verifier, 'base64url')
  : async (verifier) => base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(verifier))))

export async function pkce() {
  if (node) return () => pair(token())
  return async () => {
    const verifier = token()
    return { verifier, challenge: await challengeOf(verifier) }
  }
}

function pair(verifier) {
  return { verifier, challenge: challengeOf(verifier) }
}

export async function login({ inputs: { clientId, redirectUri, scope }, server: { metadata }, store }) {
  const finish = (verifier, challenge) => {
    const state = token()
    const nonce = token()
    store.set(state, JSON.stringify({ verifier, nonce }))
    return `${metadata.authorization_endpoint}?${new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state,
      nonce,
    })}`
  }
  if (node) {
    return () => {
      const verifier = token()
      return finish(verifier, challengeOf(verifier))
    }
  }
  return async () => {
    const verifier = token()
    return finish(verifier, await challengeOf(verifier))
  }
}

const PARAMS = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' },
}

const importKey = (alg, { keys: [key] }) => crypto.subtle.importKey('jwk', key, PARAMS[alg], false, ['verify'])

const bytesOf = (text) =>
  Uint8Array.fromBase64
    ? Uint8Array.fromBase64(text, { alphabet: 'base64url' })
    : node
      ? Buffer.from(text, 'base64url')
      : Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0))

/** From the text of a JWT to its claims. */
async function claimsOf(jwt, alg, key) {
  const [header, payload, signature] = jwt.split('.')
  const right = await crypto.subtle.verify(PARAMS[alg], key, bytesOf(signature), encoder.encode(`${header}.${payload}`))
  if (!right) throw new Error('signature')
  return JSON.parse(new TextDecoder().decode(bytesOf(payload)))
}

export async function callback({ inputs, alg, server: { metadata, jwks, fetch } }) {
  const key = await importKey(alg, jwks)
  const stored = JSON.stringify(inputs.request)
  return async () => {
    const { state, nonce, verifier } = JSON.parse(stored)
    const params = new URL(inputs.callback).searchParams
    if (params.get('state') !== state) throw new Error('state')
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: inputs.clientId,
      redirect_uri: inputs.redirectUri,
      code: params.get('code'),
      code_verifier: verifier,
    })
    const response = await fetch(metadata.token_endpoint, { method: 'POST', body })
    const claims = await claimsOf((await response.json()).id_token, alg, key)
    if (claims.nonce !== nonce) throw new Error('nonce')
    return claims
  }
}

export async function idToken({ alg, server: { jwks } }) {
  const key = await importKey(alg, jwks)
  return (jwt) => claimsOf(jwt, alg, key)
}

export async function refresh({ inputs: { clientId, refreshToken }, server: { metadata, fetch } }) {
  return async () => {
    const body = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken })
    return (await (await fetch(metadata.token_endpoint, { method: 'POST', body })).json()).access_token
  }
}
