// oauth4webapi. The callback and the token answer are judged as keyward does; the signature of the ID token on demand
// (`validateApplicationLevelSignature`), which is asked for here. The URL is made by hand, as its examples do.
import * as oauth from 'oauth4webapi'

function registered({ inputs: { clientId }, server: { metadata, fetch } }) {
  // `as` is the key of its own cache of keys.
  return { as: metadata, client: { client_id: clientId }, options: { [oauth.customFetch]: fetch } }
}

export async function pkce() {
  return async () => {
    const verifier = oauth.generateRandomCodeVerifier()
    return { verifier, challenge: await oauth.calculatePKCECodeChallenge(verifier) }
  }
}

export async function login({ inputs: { clientId, redirectUri, scope }, server: { metadata }, store }) {
  return async () => {
    const verifier = oauth.generateRandomCodeVerifier()
    const state = oauth.generateRandomState()
    const nonce = oauth.generateRandomNonce()
    const url = new URL(metadata.authorization_endpoint)
    url.searchParams.set('client_id', clientId)
    url.searchParams.set('redirect_uri', redirectUri)
    url.searchParams.set('response_type', 'code')
    url.searchParams.set('scope', scope)
    url.searchParams.set('code_challenge', await oauth.calculatePKCECodeChallenge(verifier))
    url.searchParams.set('code_challenge_method', 'S256')
    url.searchParams.set('state', state)
    url.searchParams.set('nonce', nonce)
    store.set(state, JSON.stringify({ verifier, nonce }))
    return url.href
  }
}

export async function callback(setup) {
  const { callback, redirectUri, request } = setup.inputs
  const { as, client, options } = registered(setup)
  const stored = JSON.stringify(request)
  return async () => {
    const { state, nonce, verifier } = JSON.parse(stored)
    const params = oauth.validateAuthResponse(as, client, new URL(callback), state)
    const response = await oauth.authorizationCodeGrantRequest(as, client, oauth.None(), params, redirectUri, verifier, options)
    const result = await oauth.processAuthorizationCodeResponse(as, client, response, { expectedNonce: nonce, requireIdToken: true })
    await oauth.validateApplicationLevelSignature(as, response, options)
    return oauth.getValidatedIdTokenClaims(result)
  }
}

export async function refresh(setup) {
  const { as, client, options } = registered(setup)
  return async () => {
    const response = await oauth.refreshTokenGrantRequest(as, client, oauth.None(), setup.inputs.refreshToken, options)
    return (await oauth.processRefreshTokenResponse(as, client, response)).access_token
  }
}
