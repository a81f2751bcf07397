// auth0-spa-js. Only `login`: it exports no PKCE helpers, and its callback and refresh check no signature, demand an ID
// token at a refresh, and write cookies. Outside a page it gets the two globals that a login looks for.
import { Auth0Client } from '@auth0/auth0-spa-js'

export async function login({ inputs: { issuer, clientId, redirectUri, scope }, store }) {
  globalThis.window ??= globalThis
  // Its one slot for a login under way; a page's own storage would be measured otherwise.
  const sessionStorage = { setItem: (key, text) => store.set(key, text), getItem: () => null, removeItem() {} }
  Object.defineProperty(globalThis, 'sessionStorage', { value: sessionStorage, configurable: true })
  const client = new Auth0Client({
    domain: new URL(issuer).host,
    clientId,
    // What the others send is sent; its own default scope is the same.
    authorizationParams: { redirect_uri: redirectUri, scope },
  })
  return async () => {
    let address
    await client.loginWithRedirect({ openUrl: (url) => void (address = url) })
    return address
  }
}
