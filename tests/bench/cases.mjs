// Which library takes part in which case. Who is missing does less than the case asks for: its file says what.
export const LIBRARIES = ['keyward', 'oauth4webapi', 'openid-client', 'jose', 'oidc-client-ts', 'arctic', 'auth0-spa-js']

const callback = ['platform', 'keyward', 'oauth4webapi', 'openid-client']
const idToken = ['webcrypto', 'platform', 'keyward', 'jose']
const login = ['platform', 'keyward', 'oauth4webapi', 'openid-client', 'oidc-client-ts', 'arctic', 'auth0-spa-js']

/** Measured in rounds, one process for each library and round. The floor is `platform`. */
export const CASES = {
  pkce: login.filter((name) => name !== 'auth0-spa-js'),
  login,
  'callback-RS256': callback,
  'callback-ES256': callback,
  'idToken-RS256': idToken,
  'idToken-ES256': idToken,
  refresh: ['platform', 'keyward', 'oauth4webapi', 'openid-client', 'oidc-client-ts', 'arctic'],
}

/** From import to the first authorization URL, and what is left in memory after many logins. */
export const COLD = login
export const MEMORY = login

export const HOSTS = {
  node: Object.keys(CASES),
  chromium: Object.keys(CASES).filter((name) => name !== 'refresh'),
  workerd: Object.keys(CASES).filter((name) => name !== 'refresh'),
}

/** What `--only` takes. */
export const NAMES = ['pkce', 'login', 'callback', 'idToken', 'refresh', 'cold', 'memory', 'flat']

export const workOf = (name) => name.split('-')[0]
