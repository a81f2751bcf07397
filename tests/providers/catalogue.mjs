// What each provider is expected to be asked, and what its documentation says that it answers. The sources are in
// docs/providers.md; sample answers are those of the documentation, shortened, with addresses of example domains.

const openid = (claims) => ({ claims });

/**
 * name: the function. own: its own options. at: the authorization endpoint, whose parameters are params, beside those of
 * every request. token: the token endpoint. auth: how the client shows who it is there. answer: members of the token
 * response that differ from `access_token` and `token_type`; `null` leaves one out. profile: the request (url, method,
 * headers, body) and its answer. user: what getIdEmail says. pkce, nonce: false where it must not be sent.
 */
export const CATALOGUE = [
  {
    name: 'google', at: 'https://accounts.google.com/o/oauth2/v2/auth', params: { scope: 'openid email profile' },
    token: 'https://oauth2.googleapis.com/token', auth: 'post', issuer: 'https://accounts.google.com', keys: 'https://www.googleapis.com/oauth2/v3/certs',
    profile: { url: 'https://openidconnect.googleapis.com/v1/userinfo' },
    sample: { sub: '10769150350006150715113082367', email: 'jsmith@app.example', email_verified: true },
    unverified: { email_verified: false },
    user: ['10769150350006150715113082367', 'jsmith@app.example'],
    revoke: { url: 'https://oauth2.googleapis.com/revoke', form: { token: 'the-token', client_id: 'client-id' } },
  },
  {
    name: 'github', at: 'https://github.com/login/oauth/authorize', params: { scope: 'user user:email' },
    token: 'https://github.com/login/oauth/access_token', auth: 'post', answer: { scope: 'user,gist', token_type: 'bearer' },
    profile: { url: 'https://api.github.com/user', headers: { 'user-agent': 'keyward' } },
    sample: { login: 'octocat', id: 1, email: 'octocat@app.example' }, user: ['1', 'octocat@app.example'],
  },
  {
    name: 'facebook', at: 'https://www.facebook.com/v25.0/dialog/oauth', params: { scope: 'email public_profile' },
    token: 'https://graph.facebook.com/v25.0/oauth/access_token', auth: 'post', answer: { token_type: 'bearer', expires_in: 5183944 },
    profile: { url: 'https://graph.facebook.com/v25.0/me?fields=id,name,email' },
    sample: { id: '102330301', name: 'Jane', email: 'jane@app.example' }, user: ['102330301', 'jane@app.example'],
  },
  {
    name: 'microsoft', at: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize', params: { scope: 'User.Read', response_mode: 'query' },
    token: 'https://login.microsoftonline.com/common/oauth2/v2.0/token', auth: 'post',
    profile: { url: 'https://graph.microsoft.com/v1.0/me' },
    sample: { id: '87d349ed-44d7-43e1-9a83-5f2406dee5bd', mail: 'AdeleV@app.example', userPrincipalName: 'adele@contoso.example' },
    user: ['87d349ed-44d7-43e1-9a83-5f2406dee5bd', 'AdeleV@app.example'],
  },
  {
    name: 'linkedin', at: 'https://www.linkedin.com/oauth/v2/authorization', params: { scope: 'openid profile email' }, pkce: false, nonce: false,
    token: 'https://www.linkedin.com/oauth/v2/accessToken', auth: 'post', answer: { token_type: null, expires_in: 86400 },
    issuer: 'https://www.linkedin.com/oauth', keys: 'https://www.linkedin.com/oauth/openid/jwks',
    profile: { url: 'https://api.linkedin.com/v2/userinfo' },
    sample: { sub: '782bbtaQ', email: 'doe@app.example', email_verified: true }, unverified: { email_verified: false },
    user: ['782bbtaQ', 'doe@app.example'],
  },
  {
    name: 'discord', at: 'https://discord.com/oauth2/authorize', params: { scope: 'identify email' },
    token: 'https://discord.com/api/oauth2/token', auth: 'basic', answer: { expires_in: 604800, refresh_token: 'D43f5y0ahjqew82jZ4NViEr2YafMKhue', scope: 'identify' },
    profile: { url: 'https://discord.com/api/users/@me' },
    sample: { id: '80351110224678912', username: 'Nelly', email: 'nelly@app.example', verified: true }, unverified: { verified: false },
    user: ['80351110224678912', 'nelly@app.example'],
    revoke: { url: 'https://discord.com/api/oauth2/token/revoke', basic: true, form: { token: 'the-token' } },
  },
  {
    name: 'reddit', at: 'https://www.reddit.com/api/v1/authorize', params: { scope: 'identity' },
    token: 'https://www.reddit.com/api/v1/access_token', auth: 'basic', agent: 'web:client-id:v1', answer: { token_type: 'bearer', scope: 'identity' },
    profile: { url: 'https://oauth.reddit.com/api/v1/me', headers: { 'user-agent': 'web:client-id:v1' } },
    sample: { id: 't2_abc', name: 'reddit_user' }, user: ['reddit_user', null],
    revoke: { url: 'https://www.reddit.com/api/v1/revoke_token', basic: true, form: { token: 'the-token' } },
  },
  {
    name: 'okta', own: { domain: 'dev-1.okta.example' }, issuer: 'https://dev-1.okta.example', discovery: true, params: { scope: 'openid email' }, auth: 'basic',
    sample: { sub: '00uid4BxXw6I6TV4m0g3', email: 'john@app.example' }, user: ['00uid4BxXw6I6TV4m0g3', 'john@app.example'],
  },
  {
    name: 'openid', own: { issuer: 'https://id.example/tenant' }, issuer: 'https://id.example/tenant', discovery: true, params: { scope: 'openid email' }, auth: 'basic',
    sample: { sub: '248289761001', email: 'janedoe@app.example' }, user: ['248289761001', 'janedoe@app.example'],
  },
  {
    name: 'kakao', at: 'https://kauth.kakao.com/oauth/authorize', params: { scope: 'profile_nickname,account_email' },
    token: 'https://kauth.kakao.com/oauth/token', auth: 'post', answer: { token_type: 'bearer', expires_in: 43199, scope: 'account_email profile' },
    profile: { url: 'https://kapi.kakao.com/v2/user/me?property_keys=%5B%22kakao_account.email%22%5D' },
    sample: { id: 123456789, kakao_account: { is_email_valid: true, is_email_verified: true, email: 'sample@app.example' } },
    unverified: { kakao_account: { is_email_valid: false, is_email_verified: true, email: 'sample@app.example' } },
    user: ['123456789', 'sample@app.example'],
    revoke: { url: 'https://kapi.kakao.com/v1/user/unlink', bearer: true, body: '' },
  },
  {
    name: 'naver', at: 'https://nid.naver.com/oauth2.0/authorize', params: {},
    token: 'https://nid.naver.com/oauth2.0/token', auth: 'post', answer: { token_type: 'bearer', expires_in: '3600' },
    profile: { url: 'https://openapi.naver.com/v1/nid/me' },
    sample: { resultcode: '00', message: 'success', response: { id: '32742776', email: 'openapi@app.example' } }, user: ['32742776', 'openapi@app.example'],
    revoke: {
      url: 'https://nid.naver.com/oauth2.0/token',
      form: { grant_type: 'delete', access_token: 'the-token', service_provider: 'NAVER', client_id: 'client-id', client_secret: 'client-secret-value' },
    },
  },
  {
    name: 'franceconnect', at: 'https://oidc.franceconnect.gouv.fr/api/v2/authorize', params: { scope: 'openid email', acr_values: 'eidas1' },
    token: 'https://oidc.franceconnect.gouv.fr/api/v2/token', auth: 'post', issuer: 'https://oidc.franceconnect.gouv.fr/api/v2',
    keys: 'https://oidc.franceconnect.gouv.fr/api/v2/jwks', alg: 'ES256', signedProfile: true,
    profile: { url: 'https://oidc.franceconnect.gouv.fr/api/v2/userinfo', accept: 'application/jwt' },
    sample: { sub: '93b1b2bf30db78a4c74df9c36afde68806411fda1c8952ed1051ce410040952ev1', email: 'angela@app.example' },
    user: ['93b1b2bf30db78a4c74df9c36afde68806411fda1c8952ed1051ce410040952ev1', 'angela@app.example'],
  },
  {
    name: 'shopify', own: { shop: 'a-shop' }, at: 'https://a-shop.myshopify.com/admin/oauth/authorize', params: { scope: 'read_orders' },
    token: 'https://a-shop.myshopify.com/admin/oauth/access_token', auth: 'post', answer: { token_type: null, scope: 'read_orders' },
    profile: { url: 'https://a-shop.myshopify.com/admin/api/2026-10/shop.json', headers: { 'x-shopify-access-token': 'the-access-token' }, bare: true },
    sample: { shop: { id: 548380009, name: 'A Shop', email: 'super@app.example' } }, user: ['548380009', 'super@app.example'],
  },
  {
    name: 'apple', at: 'https://appleid.apple.com/auth/authorize', params: { scope: 'openid email name', response_mode: 'form_post' },
    token: 'https://appleid.apple.com/auth/token', auth: 'post', issuer: 'https://appleid.apple.com', keys: 'https://appleid.apple.com/auth/keys',
    ...openid({ sub: '000792.d71059495fa24644b94e4a644e2e3b4a.0638', email: 'relay@app.example', email_verified: 'true' }),
    user: ['000792.d71059495fa24644b94e4a644e2e3b4a.0638', 'relay@app.example'],
    revoke: { url: 'https://appleid.apple.com/auth/revoke', form: { token: 'the-token', client_id: 'client-id', client_secret: 'client-secret-value' } },
  },
  {
    name: 'gitlab', at: 'https://gitlab.com/oauth/authorize', params: { scope: 'openid profile email' },
    token: 'https://gitlab.com/oauth/token', auth: 'basic', issuer: 'https://gitlab.com', keys: 'https://gitlab.com/oauth/discovery/keys',
    profile: { url: 'https://gitlab.com/oauth/userinfo' },
    sample: { sub: '1', email: 'alice@app.example', email_verified: true }, unverified: { email_verified: false }, user: ['1', 'alice@app.example'],
    revoke: { url: 'https://gitlab.com/oauth/revoke', basic: true, form: { token: 'the-token' } },
  },
  {
    name: 'auth0', own: { domain: 'tenant.auth0.example' }, issuer: 'https://tenant.auth0.example/', discovery: true, params: { scope: 'openid profile email' }, auth: 'basic',
    sample: { sub: 'auth0|5f7c', email: 'john@app.example', email_verified: true }, unverified: { email_verified: false }, user: ['auth0|5f7c', 'john@app.example'],
  },
  {
    name: 'keycloak', own: { url: 'https://sso.example', realm: 'demo' }, issuer: 'https://sso.example/realms/demo', discovery: true, params: { scope: 'openid profile email' }, auth: 'basic',
    sample: { sub: 'f:8', email: 'user@app.example', email_verified: true }, unverified: { email_verified: false }, user: ['f:8', 'user@app.example'],
  },
  {
    name: 'cognito', own: { region: 'eu-west-1', userPoolId: 'eu-west-1_EXAMPLE' }, issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_EXAMPLE', discovery: true,
    params: { scope: 'openid profile email' }, auth: 'basic',
    sample: { sub: 'a1b2', email: 'janedoe@app.example', email_verified: 'true' }, unverified: { email_verified: 'false' }, user: ['a1b2', 'janedoe@app.example'],
  },
  {
    name: 'twitch', at: 'https://id.twitch.tv/oauth2/authorize',
    params: { scope: 'openid user:read:email', claims: '{"id_token":{"email":null,"email_verified":null},"userinfo":{"email":null,"email_verified":null}}' },
    token: 'https://id.twitch.tv/oauth2/token', auth: 'post', answer: { token_type: 'bearer', scope: ['openid', 'user:read:email'] }, scope: 'openid user:read:email',
    issuer: 'https://id.twitch.tv/oauth2', keys: 'https://id.twitch.tv/oauth2/keys',
    profile: { url: 'https://id.twitch.tv/oauth2/userinfo' },
    sample: { sub: '713936733', email: 'twitch@app.example', email_verified: true }, unverified: { email_verified: false }, user: ['713936733', 'twitch@app.example'],
    revoke: { url: 'https://id.twitch.tv/oauth2/revoke', form: { token: 'the-token', client_id: 'client-id' } },
  },
  {
    name: 'slack', at: 'https://slack.com/openid/connect/authorize', params: { scope: 'openid profile email' },
    token: 'https://slack.com/api/openid.connect.token', auth: 'post', answer: { ok: true }, issuer: 'https://slack.com', keys: 'https://slack.com/openid/connect/keys',
    profile: { url: 'https://slack.com/api/openid.connect.userInfo' },
    sample: { ok: true, sub: 'U0R7JM', email: 'krane@app.example', email_verified: true }, unverified: { email_verified: false }, user: ['U0R7JM', 'krane@app.example'],
  },
  {
    name: 'spotify', at: 'https://accounts.spotify.com/authorize', params: { scope: 'user-read-email' },
    token: 'https://accounts.spotify.com/api/token', auth: 'basic', answer: { expires_in: 3600 },
    profile: { url: 'https://api.spotify.com/v1/me' },
    sample: { id: 'smedjan', email: 'smedjan@app.example' }, user: ['smedjan', 'smedjan@app.example'],
  },
  {
    name: 'notion', at: 'https://api.notion.com/v1/oauth/authorize', params: { owner: 'user' },
    token: 'https://api.notion.com/v1/oauth/token', auth: 'basic', answer: { token_type: 'bearer', bot_id: 'b3414d659', owner: {} },
    profile: { url: 'https://api.notion.com/v1/users/me', headers: { 'notion-version': '2022-06-28' } },
    sample: {
      object: 'user', id: '16d84278-ab0e-484c-9bdd-b35da3bd8905', type: 'bot',
      bot: { owner: { type: 'user', user: { object: 'user', id: '5389a034-eb5c-47b5-8a9e-f79c99ef166c', person: { email: 'christine@app.example' } } } },
    },
    user: ['5389a034-eb5c-47b5-8a9e-f79c99ef166c', 'christine@app.example'],
    revoke: { url: 'https://api.notion.com/v1/oauth/revoke', basic: true, body: '{"token":"the-token"}' },
  },
  {
    name: 'x', at: 'https://x.com/i/oauth2/authorize', params: { scope: 'users.read tweet.read users.email' },
    token: 'https://api.x.com/2/oauth2/token', auth: 'basic', answer: { token_type: 'bearer', expires_in: 7200 },
    profile: { url: 'https://api.x.com/2/users/me?user.fields=confirmed_email' },
    sample: { data: { id: '2244994945', username: 'XDevelopers', confirmed_email: 'dev@app.example' } }, user: ['2244994945', 'dev@app.example'],
    revoke: { url: 'https://api.x.com/2/oauth2/revoke', basic: true, form: { token: 'the-token' } },
  },
  {
    name: 'bitbucket', at: 'https://bitbucket.org/site/oauth2/authorize', params: { scope: 'account email' },
    token: 'https://bitbucket.org/site/oauth2/access_token', auth: 'basic', answer: { token_type: 'bearer', scopes: 'account email' },
    profile: { url: 'https://api.bitbucket.org/2.0/user' },
    emails: { url: 'https://api.bitbucket.org/2.0/user/emails', answer: { values: [{ email: 'old@app.example', is_primary: false, is_confirmed: true }, { email: 'erik@app.example', is_primary: true, is_confirmed: true }] } },
    sample: { account_id: '557058:c0b7', uuid: '{e0}' }, user: ['557058:c0b7', 'erik@app.example'],
  },
  {
    name: 'dropbox', at: 'https://www.dropbox.com/oauth2/authorize', params: { scope: 'account_info.read', token_access_type: 'offline' },
    token: 'https://api.dropboxapi.com/oauth2/token', auth: 'post', answer: { token_type: 'bearer', account_id: 'dbid:AAH4' },
    profile: { url: 'https://api.dropboxapi.com/2/users/get_current_account', method: 'POST', headers: { 'content-type': 'application/json' }, body: 'null' },
    sample: { account_id: 'dbid:AAH4', email: 'franz@app.example', email_verified: true }, unverified: { email_verified: false }, user: ['dbid:AAH4', 'franz@app.example'],
    revoke: { url: 'https://api.dropboxapi.com/2/auth/token/revoke', bearer: true, body: 'null', type: 'application/json' },
  },
  {
    name: 'zoom', at: 'https://zoom.us/oauth/authorize', params: {},
    token: 'https://zoom.us/oauth/token', auth: 'basic', answer: { token_type: 'bearer', expires_in: 3599 },
    profile: { url: 'https://api.zoom.us/v2/users/me' },
    sample: { id: 'KDcuGIm1QgePTO8WbOqwIQ', email: 'jchill@app.example', verified: 1 }, unverified: { verified: 0 }, user: ['KDcuGIm1QgePTO8WbOqwIQ', 'jchill@app.example'],
    revoke: { url: 'https://zoom.us/oauth/revoke', basic: true, form: { token: 'the-token' } },
  },
  {
    name: 'salesforce', issuer: 'https://login.salesforce.com', discovery: true, params: { scope: 'openid profile email' }, auth: 'basic',
    sample: { sub: 'https://login.salesforce.com/id/00Dx/005x', email: 'admin@app.example', email_verified: true }, unverified: { email_verified: false },
    user: ['https://login.salesforce.com/id/00Dx/005x', 'admin@app.example'],
  },
  {
    name: 'yahoo', at: 'https://api.login.yahoo.com/oauth2/request_auth', params: { scope: 'openid profile email' }, pkce: false,
    token: 'https://api.login.yahoo.com/oauth2/get_token', auth: 'basic', answer: { token_type: 'bearer' }, issuer: 'https://api.login.yahoo.com',
    keys: 'https://api.login.yahoo.com/openid/v1/certs', alg: 'ES256',
    profile: { url: 'https://api.login.yahoo.com/openid/v1/userinfo' },
    sample: { sub: 'FSVIDUW3D7FSVIDUW3D72F2F', email: 'jane@app.example', email_verified: true }, unverified: { email_verified: false }, user: ['FSVIDUW3D7FSVIDUW3D72F2F', 'jane@app.example'],
    revoke: { url: 'https://api.login.yahoo.com/oauth2/revoke', basic: true, form: { token: 'the-token' } },
  },
  {
    name: 'yandex', at: 'https://oauth.yandex.com/authorize', params: { scope: 'login:email login:info' },
    token: 'https://oauth.yandex.com/token', auth: 'post', answer: { token_type: 'bearer', expires_in: 124234123534 },
    profile: { url: 'https://login.yandex.ru/info?format=json', scheme: 'OAuth' },
    sample: { id: '1000034426', login: 'vasya', default_email: 'test@app.example' }, user: ['1000034426', 'test@app.example'],
    revoke: { url: 'https://oauth.yandex.com/revoke_token', form: { access_token: 'the-token', client_id: 'client-id', client_secret: 'client-secret-value' } },
  },
  {
    name: 'line', at: 'https://access.line.me/oauth2/v2.1/authorize', params: { scope: 'openid profile email' },
    token: 'https://api.line.me/oauth2/v2.1/token', auth: 'post', issuer: 'https://access.line.me', keys: 'https://api.line.me/oauth2/v2.1/certs', alg: 'HS256',
    ...openid({ sub: 'U1234567890abcdef1234567890abcdef', email: 'taro@app.example' }), user: ['U1234567890abcdef1234567890abcdef', 'taro@app.example'],
    revoke: { url: 'https://api.line.me/oauth2/v2.1/revoke', form: { access_token: 'the-token', client_id: 'client-id', client_secret: 'client-secret-value' } },
  },
  {
    name: 'wechat', at: 'https://open.weixin.qq.com/connect/qrconnect', order: ['appid', 'redirect_uri', 'response_type', 'scope', 'state'], hash: '#wechat_redirect',
    params: { scope: 'snsapi_login', appid: 'client-id', client_id: null }, pkce: false,
    token: 'https://api.weixin.qq.com/sns/oauth2/access_token', auth: 'wechat', type: 'text/plain', answer: { token_type: null, expires_in: 7200, openid: 'OPENID/1', unionid: 'o6_bmasdasdsad6_2sgVt7hMZOPfL' },
    profile: { url: 'https://api.weixin.qq.com/sns/userinfo?openid=OPENID%2F1&lang=en&access_token=the-access-token', type: 'text/plain' },
    sample: { openid: 'OPENID/1', nickname: 'NICKNAME', unionid: 'o6_bmasdasdsad6_2sgVt7hMZOPfL' }, user: ['o6_bmasdasdsad6_2sgVt7hMZOPfL', null],
  },
];
