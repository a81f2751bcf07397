// arctic: URLs and token requests. Not in `callback` and `idToken`: it reads tokens and checks none of them.
import { CodeChallengeMethod, OAuth2Client, generateCodeVerifier, generateState } from 'arctic'
// What its client calls for a challenge; the index does not export it.
import { createS256CodeChallenge } from 'arctic/dist/oauth2.js'

export async function pkce() {
  return () => {
    const verifier = generateCodeVerifier()
    return { verifier, challenge: createS256CodeChallenge(verifier) }
  }
}

export async function login({ inputs: { clientId, redirectUri, scope }, server: { metadata }, store }) {
  const client = new OAuth2Client(clientId, null, redirectUri)
  const scopes = scope.split(' ')
  return () => {
    const state = generateState()
    const nonce = generateState()
    const verifier = generateCodeVerifier()
    const url = client.createAuthorizationURLWithPKCE(metadata.authorization_endpoint, state, CodeChallengeMethod.S256, verifier, scopes)
    url.searchParams.set('nonce', nonce)
    store.set(state, JSON.stringify({ verifier, nonce }))
    return url.href
  }
}

export async function refresh({ inputs: { clientId, redirectUri, refreshToken }, server: { metadata } }) {
  const client = new OAuth2Client(clientId, null, redirectUri)
  return async () => (await client.refreshAccessToken(metadata.token_endpoint, refreshToken, [])).accessToken()
}
