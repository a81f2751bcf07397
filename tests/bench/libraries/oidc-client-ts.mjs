// oidc-client-ts. Not in `callback` and `idToken`: it compares the nonce and checks neither signature nor issuer,
// audience and times. It reads every stored login before each one to drop old ones; the store here shows it none.
import { OidcClient, SigninState } from 'oidc-client-ts'

function client({ inputs: { issuer, clientId, redirectUri, scope }, server: { metadata }, store }) {
  const stateStore = {
    set: async (key, text) => store.set(key, text),
    getAllKeys: async () => [],
  }
  // It names the base class of its errors by `window`.
  return new OidcClient({
    authority: issuer,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    metadata,
    stateStore,
    loadUserInfo: false,
  })
}

export async function pkce({ inputs: { issuer, clientId, redirectUri, scope } }) {
  const args = { id: 'id', code_verifier: true, authority: issuer, client_id: clientId, redirect_uri: redirectUri, scope }
  return async () => {
    const { code_verifier: verifier, code_challenge: challenge } = await SigninState.create(args)
    return { verifier, challenge }
  }
}

export async function login(setup) {
  const registered = client(setup)
  // It makes no nonce by itself, and has no random source to offer for one.
  const nonce = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))).replace(/[+/=]/g, '')
  return async () => (await registered.createSigninRequest({ nonce: nonce() })).url
}

export async function refresh(setup) {
  const registered = client(setup)
  const { refreshToken, scope } = setup.inputs
  return async () => {
    const state = { refresh_token: refreshToken, scope, profile: {} }
    return (await registered.useRefreshToken({ state })).access_token
  }
}
