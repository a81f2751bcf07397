// keyward. The callback is judged (state, iss, code), the answer (status, type, size, every member), the ID token
// (signature, alg, iss, aud, azp, exp, iat, nonce, types of all).
import { OAuth2Client, createCodeChallenge, generateCodeVerifier, init } from 'keyward'

async function client({ inputs: { clientId, redirectUri, scope }, server: { metadata, fetch } }) {
  // A page loads the module here; elsewhere it is there already.
  await init()
  return new OAuth2Client({ clientId, redirectUri, scope, metadata, fetch })
}

export async function pkce() {
  await init()
  return () => {
    const verifier = generateCodeVerifier()
    return { verifier, challenge: createCodeChallenge(verifier) }
  }
}

export async function login(setup) {
  const { store } = setup
  const registered = await client(setup)
  return () => {
    const request = registered.createAuthorizationUrl()
    store.set(request.state, JSON.stringify(request))
    return request.url
  }
}

export async function callback(setup) {
  const { callback, issuer, redirectUri, scope, request } = setup.inputs
  const registered = await client(setup)
  const { state, nonce, verifier } = request
  const stored = JSON.stringify({ state, nonce, codeVerifier: verifier, redirectUri, scope, responseType: 'code', issuer })
  return async () => (await registered.exchangeCode(callback, JSON.parse(stored))).claims
}

export async function idToken(setup) {
  const { nonce } = setup.inputs.request
  const registered = await client(setup)
  return (jwt) => registered.validateIdToken(jwt, { nonce })
}

export async function refresh(setup) {
  const registered = await client(setup)
  return async () => (await registered.refreshToken(setup.inputs.refreshToken)).access_token
}
