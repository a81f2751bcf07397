// openid-client: oauth4webapi behind a shorter interface, judging the same. The signature of the ID token is checked with
// `enableNonRepudiationChecks`, which is on here.
import * as oidc from 'openid-client'

function configuration({ inputs: { clientId }, alg, server: { metadata, fetch } }) {
  const config = new oidc.Configuration(metadata, clientId, { id_token_signed_response_alg: alg }, oidc.None())
  config[oidc.customFetch] = fetch
  oidc.enableNonRepudiationChecks(config)
  return config
}

export async function pkce() {
  return async () => {
    const verifier = oidc.randomPKCECodeVerifier()
    return { verifier, challenge: await oidc.calculatePKCECodeChallenge(verifier) }
  }
}

export async function login(setup) {
  const { redirectUri, scope } = setup.inputs
  const config = configuration(setup)
  return async () => {
    const verifier = oidc.randomPKCECodeVerifier()
    const state = oidc.randomState()
    const nonce = oidc.randomNonce()
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    })
    setup.store.set(state, JSON.stringify({ verifier, nonce }))
    return url.href
  }
}

export async function callback(setup) {
  const { callback, request } = setup.inputs
  const config = configuration(setup)
  const stored = JSON.stringify(request)
  return async () => {
    const { state, nonce, verifier } = JSON.parse(stored)
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
    return (await oidc.authorizationCodeGrant(config, new URL(callback), checks)).claims()
  }
}

export async function refresh(setup) {
  const config = configuration(setup)
  return async () => (await oidc.refreshTokenGrant(config, setup.inputs.refreshToken)).access_token
}
