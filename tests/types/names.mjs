// The names of the contract, once: contract.ts compares them with the types, tests/packaging with what the package
// really exports. A name that only one side knows is a stub or a secret.

export const keyward = /** @type {const} */ ([
  'AssertionSession',
  'OAuth2Client',
  'OAuth2Session',
  'OAuthError',
  'createCodeChallenge',
  'generateCodeVerifier',
  'generateNonce',
  'generateState',
  'init',
  'initSync',
])

export const browser = /** @type {const} */ (['BrowserSession', 'OAuthError', 'createSession'])

export const providers = /** @type {const} */ ([
  'apple',
  'auth0',
  'bitbucket',
  'cognito',
  'discord',
  'dropbox',
  'facebook',
  'franceconnect',
  'github',
  'gitlab',
  'google',
  'kakao',
  'keycloak',
  'line',
  'linkedin',
  'longLivedToken',
  'microsoft',
  'naver',
  'notion',
  'okta',
  'openid',
  'reddit',
  'salesforce',
  'shopify',
  'slack',
  'spotify',
  'twitch',
  'wechat',
  'x',
  'yahoo',
  'yandex',
  'zoom',
])

export const edge = /** @type {const} */ ([
  'BearerGuard',
  'EdgeSession',
  'EdgeUser',
  'OAuthError',
  'SessionObject',
  'cacheApiCache',
  'createEdgeSession',
  'createGuard',
  'durableObjectStore',
  'kvStore',
  'memoryStore',
])

export const clientMethods = /** @type {const} */ ([
  'clientCredentials',
  'createAuthorizationUrl',
  'createLogoutUrl',
  'exchangeCode',
  'exchangeToken',
  'fetchToken',
  'getIdEmail',
  'getProfile',
  'introspectToken',
  'jwtBearer',
  'password',
  'pollDeviceToken',
  'refreshToken',
  'registerClientAuthMethod',
  'registerComplianceHook',
  'requestDeviceCode',
  'revokeToken',
  'userInfo',
  'validateAccessToken',
  'validateIdToken',
  'validateLogoutToken',
])

export const clientProperties = /** @type {const} */ (['metadata'])

export const clientStatics = /** @type {const} */ (['discover'])

export const sessionMembers = /** @type {const} */ ([
  'addEventListener',
  'close',
  'dispatchEvent',
  'expiresAt',
  'fetch',
  'getAccessToken',
  'removeEventListener',
  'signIn',
  'signOut',
  'user',
  'userInfo',
])

export const tokenSessionMembers = /** @type {const} */ (['ensureActiveToken', 'fetch', 'refresh', 'token'])
