// What every library is given: one registration, one server, one ID token for each algorithm. Plain data, so that each
// process and each host measures the very same bytes.
import { webcrypto } from 'node:crypto'

const issuer = 'https://id.example'
const ALGORITHMS = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
  ES256: { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' },
}

export async function makeInputs() {
  const request = {
    state: 'V1JQ7sRkzTq2pYc0mXn4bA',
    nonce: 'Zk3u9wPfQe6tLh5xNd8r1g',
    verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  }
  const inputs = {
    issuer,
    clientId: 's6BhdRkqt3',
    redirectUri: 'https://app.example/callback',
    scope: 'openid profile email',
    sub: '248289761001',
    request,
    callback: `https://app.example/callback?${new URLSearchParams({ code: 'SplxlOBeZQQYbYS6WxSbIA', state: request.state, iss: issuer })}`,
    refreshToken: '8xLOxBtZp8a7Fq2',
    algs: {},
  }
  for (const alg of Object.keys(ALGORITHMS)) inputs.algs[alg] = await signedBy(alg, inputs)
  return inputs
}

/** The metadata, the keys and the ID token of a server that signs with `alg`. */
async function signedBy(alg, { clientId, sub, request }) {
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey(ALGORITHMS[alg], true, ['sign', 'verify'])
  const { kty, n, e, crv, x, y } = await webcrypto.subtle.exportKey('jwk', publicKey)
  const key = { kty, n, e, crv, x, y, kid: `${alg}-1`, use: 'sig', alg }
  const now = Math.floor(Date.now() / 1000)
  const idToken = await sign(alg, privateKey, key.kid, {
    iss: issuer,
    sub,
    aud: clientId,
    exp: now + 86_400,
    iat: now,
    auth_time: now,
    nonce: request.nonce,
    // No at_hash: some libraries would check it, and do more than the others.
    name: 'Mira Castellan',
    email: 'mira@example.com',
    email_verified: true,
  })
  return {
    metadata: {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [alg],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    },
    jwks: { keys: [key] },
    idToken,
  }
}

async function sign(alg, key, kid, claims) {
  const text = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${text({ alg, typ: 'JWT', kid })}.${text(claims)}`
  const signature = await webcrypto.subtle.sign(ALGORITHMS[alg], key, Buffer.from(signed))
  return `${signed}.${Buffer.from(signature).toString('base64url')}`
}
