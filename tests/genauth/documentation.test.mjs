// Every example of the vendor's documentation of its Python SDK, in its order, against a server of our own.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { ManagementClient } from '../../pkg/entry/genauth-node.js'
import { app, CALLBACK, fails, genAuth, management, query } from './support.mjs'
import { APP, KEYS, PROGRAM, USER } from '../../www/server/genauth.mjs'

const server = await genAuth()

// --- the OIDC module ---

test('an authorization URL for the code flow', () => {
  const url = app(server, { tokenEndPointAuthMethod: 'client_secret_basic' }).buildAuthorizeUrl({ responseMode: 'form_post' })
  const params = query(url)
  assert.ok(url.startsWith(`${server.url}/oidc/auth?`))
  assert.ok(params.nonce && params.state)
  assert.equal(params.scope, 'openid profile email phone address')
  assert.equal(params.client_id, APP.id)
  assert.equal(params.redirect_uri, CALLBACK)
  assert.equal(params.response_type, 'code')
  assert.equal(params.response_mode, 'form_post')
  assert.equal(params.code_challenge, undefined)
  assert.equal(params.prompt, undefined)
})

test('an authorization URL for the implicit flow, and its answer', async () => {
  const client = app(server)
  assert.equal(query(client.buildAuthorizeUrl({ responseType: 'id_token token' })).response_type, 'id_token token')
  const request = client.createAuthorizationRequest({ responseType: 'id_token token' })
  const tokens = await client.exchangeCode(server.signInImplicitly(request.url), request)
  assert.equal(tokens.claims.sub, USER.id)
})

test('an authorization URL that asks for a refresh token', () => {
  const url = app(server).buildAuthorizeUrl({ scope: 'openid profile offline_access' })
  assert.equal(query(url).prompt, 'consent')
})

for (const method of ['S256', 'plain']) {
  test(`an authorization URL with PKCE ${method}, and its code`, async () => {
    const client = app(server)
    const verifier = client.generateCodeChallenge()
    const codeChallenge = client.generateCodeChallengeDigest({ codeChallenge: verifier, method })
    const url = client.buildAuthorizeUrl({ codeChallenge, codeChallengeMethod: method, scope: 'openid profile offline_access' })
    const params = query(url)
    assert.equal(params.code_challenge, codeChallenge)
    assert.equal(params.code_challenge_method, method)
    assert.equal(params.prompt, 'consent')
    const { code } = server.signInAt(url)
    const tokens = await client.getAccessTokenByCode(code, { codeVerifier: verifier, nonce: params.nonce })
    assert.equal(tokens.claims.nonce, params.nonce)
    assert.ok(tokens.refresh_token)
  })
}

test('the URL of the sample data, parameter for parameter', () => {
  const client = app(server, { redirectUri: 'https://baidu.com' })
  const url = client.buildAuthorizeUrl({ nonce: '5485323897342262', state: '7400704296715694', scope: 'openid profile offline_access', responseMode: 'query' })
  const sample =
    'https://oidc1.authing.cn/oidc/auth?nonce=5485323897342262&state=7400704296715694&scope=openid+profile+offline_access&client_id=5f17a529f64fb009b794a2ff&response_mode=query&redirect_uri=https%3A%2F%2Fbaidu.com&response_type=code&prompt=consent'
  assert.deepEqual(query(url), query(sample))
})

test('a code for tokens, with and without PKCE', async () => {
  const client = app(server)
  const { code } = server.signInAt(client.buildAuthorizeUrl())
  const tokens = await client.getAccessTokenByCode(code)
  assert.equal(tokens.token_type, 'Bearer')
  assert.equal(tokens.expires_in, 3600)
  await fails(client.getAccessTokenByCode(code), 'server_error_response', { error: 'invalid_grant' })

  const request = client.createAuthorizationRequest()
  assert.equal(query(request.url).code_challenge_method, 'S256')
  const other = server.signInAt(request.url)
  await fails(client.getAccessTokenByCode(other.code), 'server_error_response')
  const again = client.createAuthorizationRequest()
  const { code: third } = server.signInAt(again.url)
  assert.ok((await client.getAccessTokenByCode(third, again)).id_token)
})

test('a callback as a whole', async () => {
  const client = app(server)
  const request = client.createAuthorizationRequest()
  const { callback } = server.signInAt(request.url)
  await fails(client.exchangeCode(callback.replace(/state=.*/, 'state=x'), request), 'state_mismatch')
  assert.equal((await client.exchangeCode(callback, request)).claims.sub, USER.id)
})

test('a token for the user', async () => {
  const client = app(server)
  const { code } = server.signInAt(client.buildAuthorizeUrl())
  const { access_token: token } = await client.getAccessTokenByCode(code)
  for (const params of [undefined, { method: 'POST' }, { tokenPlace: 'query' }, { method: 'POST', tokenPlace: 'body' }]) {
    const user = await client.getUserInfoByAccessToken(token, params)
    assert.equal(user.sub, USER.id)
    assert.equal(user.updated_at, '2021-03-03T06:17:14.485Z')
  }
  await fails(client.getUserInfoByAccessToken(token, { method: 'GET', tokenPlace: 'body' }), 'invalid_config')
  await fails(client.getUserInfoByAccessToken('unknown'), 'server_error_response', { error: 'invalid_token' })
})

test('fresh tokens', async () => {
  const client = app(server)
  const { code } = server.signInAt(client.buildAuthorizeUrl({ scope: 'openid offline_access' }))
  const { refresh_token: old } = await client.getAccessTokenByCode(code)
  const fresh = await client.getNewAccessTokenByRefreshToken(old)
  assert.ok(fresh.access_token && fresh.id_token && fresh.refresh_token)
  const of = (sub) => client.getNewAccessTokenByRefreshToken(fresh.refresh_token, { previousClaims: { ...fresh.claims, sub } })
  assert.equal((await of(USER.id)).claims.sub, USER.id)
  await fails(of('somebody else'), 'sub_mismatch')
})

test('the state of a token', async () => {
  const client = app(server)
  const { access_token } = server.tokensFor('openid profile')
  const state = await client.introspectToken(access_token)
  assert.equal(state.active, true)
  assert.equal(state.client_id, APP.id)
  assert.deepEqual(await client.introspectToken('unknown'), { active: false })
  server.authMethod = 'client_secret_basic'
  await fails(client.introspectToken(access_token), 'server_error_response', { error: 'invalid_client' })
  server.authMethod = 'client_secret_post'
})

test('the validity of an ID token and of an access token, here and there', async () => {
  const client = app(server)
  const { id_token: idToken, access_token: accessToken } = server.tokensFor('openid', { nonce: 'CQsguqUdl7' })
  for (const remote of [false, true]) {
    assert.equal((await client.validateToken({ idToken, remote })).nonce, 'CQsguqUdl7')
    assert.equal((await client.validateToken({ accessToken, remote })).aud, APP.id)
  }
  const broken = `${idToken.slice(0, -4)}AAAA`
  await fails(client.validateToken({ idToken: broken }), 'bad_signature')
  const refused = await fails(client.validateToken({ idToken: broken, remote: true }), 'server_error_response')
  assert.match(refused.errorDescription, /id_token 不合法/)
  await fails(client.validateToken({ accessToken: 'x', remote: true }), 'server_error_response')
  await fails(client.validateToken({ accessToken: idToken }), 'claim_mismatch')
  await fails(client.validateToken({}), 'invalid_config')
  await fails(client.validateToken({ idToken, accessToken }), 'invalid_config')
})

test('the end of a token', async () => {
  const client = app(server)
  const { access_token } = server.tokensFor('openid')
  assert.equal(await client.revokeToken(access_token), true)
  assert.deepEqual(await client.introspectToken(access_token), { active: false })
})

test('three kinds of logout URL', () => {
  const client = app(server, { redirectUri: 'http://localhost:3000' })
  const at = (url) => url.slice(server.url.length)
  assert.equal(at(client.buildLogoutUrl({ redirectUri: 'https://authing.cn' })), '/login/profile/logout?redirect_uri=https%3A%2F%2Fauthing.cn')
  assert.equal(at(client.buildLogoutUrl()), '/login/profile/logout')
  assert.equal(
    at(client.buildLogoutUrl({ expert: true, idToken: 'a.b.c', redirectUri: 'http://localhost:3000', state: 's' })),
    '/oidc/session/end?id_token_hint=a.b.c&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A3000&state=s',
  )
  assert.throws(() => client.buildLogoutUrl({ expert: true, redirectUri: 'http://localhost:3000' }), { code: 'invalid_config' })
  const back = app(server, { logoutRedirectUri: 'https://b.example/?c=d&e' })
  assert.equal(at(back.buildLogoutUrl({ expert: true })), '/oidc/session/end')
  assert.equal(query(back.buildLogoutUrl({ idToken: 'i' })).post_logout_redirect_uri, 'https://b.example/?c=d&e')
  assert.equal(query(back.buildLogoutUrl({ idToken: 'i', expert: false })).redirect_uri, 'https://b.example/?c=d&e')
  const cas = app(server, { protocol: 'cas' })
  assert.equal(at(cas.buildLogoutUrl({ redirectUri: 'https://a.example' })), '/cas-idp/logout?url=https%3A%2F%2Fa.example')
  assert.throws(() => cas.buildLogoutUrl({ expert: true }), { code: 'invalid_config' })
})

test('a token for a program', async () => {
  const client = app(server, { tokenEndPointAuthMethod: 'client_secret_basic' })
  const tokens = await client.getAccessTokenByClientCredentials('email openid profile phone', { accessKey: PROGRAM.key, accessSecret: PROGRAM.secret })
  assert.equal(tokens.scope, 'email openid profile phone')
  assert.equal(new URLSearchParams(server.seen.at(-1).text).get('client_id'), PROGRAM.key)
  assert.ok((await client.getAccessTokenByClientCredentials('a')).access_token)
  await fails(client.getAccessTokenByClientCredentials(''), 'invalid_config')
  await fails(app(server, { appSecret: undefined }).getAccessTokenByClientCredentials('a'), 'invalid_config')
})

test('a code verifier and its challenge, between 43 and 128 characters', () => {
  const client = app(server)
  for (const length of [undefined, 43, 100, 128]) assert.match(client.generateCodeChallenge(length), new RegExp(`^[\\w-]{${length ?? 43}}$`))
  for (const length of [42, 129, 43.5, '43', 0]) assert.throws(() => client.generateCodeChallenge(length), { code: 'invalid_config' })
  const digest = (codeChallenge, method) => client.generateCodeChallengeDigest({ codeChallenge, method })
  assert.equal(digest('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
  // The sample data of the documentation, whose two strings do not belong together: this is the right one.
  assert.equal(digest('VrpGRU_3FQ5au1TqCvzeh1nTij7HkcnpP1qWzJMGX_Y', 'S256'), 'ITGiZ1EWMTR0IvqMnutS8x8U6SiHaQHa-cq1h-k3Yjw')
  assert.equal(digest('a'.repeat(43), 'plain'), 'a'.repeat(43))
  for (const wrong of ['a'.repeat(42), 'a'.repeat(129)]) assert.throws(() => digest(wrong), { code: 'invalid_config' })
  assert.throws(() => digest('a'.repeat(43), 'S512'), { code: 'invalid_config' })
})

// --- the OAuth 2.0 module ---

test('OAuth 2.0 from the URL to the logout', async () => {
  const client = app(server, { protocol: 'oauth' })
  const url = client.buildAuthorizeUrl({ scope: 'user', state: '7400704296715694' })
  assert.deepEqual(query(url), { state: '7400704296715694', scope: 'user', client_id: APP.id, redirect_uri: CALLBACK, response_type: 'code' })
  assert.equal(query(client.buildAuthorizeUrl()).scope, 'user')
  assert.equal(query(client.buildAuthorizeUrl({ responseType: 'token' })).response_type, 'token')
  assert.throws(() => client.buildAuthorizeUrl({ responseType: 'id_token' }), { code: 'invalid_config' })
  const { code } = server.signInAt(url)
  const tokens = await client.getAccessTokenByCode(code)
  assert.equal(tokens.expires_in, 1209599)
  assert.equal((await client.getUserInfoByAccessToken(tokens.access_token)).sub, USER.id)
  const fresh = await client.getNewAccessTokenByRefreshToken(tokens.refresh_token)
  assert.equal((await client.introspectToken(fresh.access_token)).active, true)
  assert.equal(await client.revokeToken(fresh.access_token), true)
  assert.equal((await client.introspectToken(fresh.access_token)).active, false)
  assert.ok(server.seen.slice(-6).every(({ path }) => path.startsWith('/oauth/')))
  assert.equal(client.buildLogoutUrl({ redirectUri: 'http://localhost:3000' }), `${server.url}/login/profile/logout?redirect_uri=http%3A%2F%2Flocalhost%3A3000`)
})

// --- the overview: both clients ---

test('e-mail and password, then a change to the profile', async () => {
  const client = app(server)
  const answer = await client.signInByEmailPassword({ email: 'test@example.com', password: 'passw0rd' })
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.data.expires_in, answer.data.expire_in)
  assert.ok(Math.abs(answer.data.expires_at - Date.now() / 1000 - 3600) < 5)
  const body = JSON.parse(server.seen.at(-1).text)
  assert.equal(body.connection, 'PASSWORD')
  assert.deepEqual(body.passwordPayload, { email: 'test@example.com', password: 'passw0rd' })
  client.setAccessToken(answer.data.access_token)
  const changed = await client.updateProfile({ nickname: 'xxx' })
  assert.equal(changed.data.nickname, 'xxx')
  assert.equal((await client.getProfile()).data.nickname, 'xxx')
  assert.equal((await client.getUserInfoByAccessToken()).sub, USER.id)
})

test('a list of users, and a new role', async () => {
  const client = management(server)
  const users = await client.listUsers({ options: { pagination: { page: 1, limit: 10 } } })
  assert.equal(users.data.totalCount, 23)
  assert.equal(users.data.list.length, 10)
  const role = await client.createRole({ code: 'admin', description: 'Admin' })
  assert.equal(role.data.code, 'admin')
})

test('an error is an envelope, unless it shall be thrown', async () => {
  const client = app(server, { lang: 'ja-JP' })
  const wrong = { email: 'test@example.com', password: 'wrong password' }
  const answer = await client.signInByEmailPassword(wrong)
  assert.equal(answer.statusCode, 403)
  assert.equal(answer.apiCode, 2333)
  assert.match(answer.message, /^\[ja-JP\]/)
  assert.ok(answer.requestId)
  const error = await fails(client.signInByEmailPassword(wrong, { throwOnError: true }), 'server_error_response', { phase: 'api', statusCode: 403, apiCode: 2333, status: 200, retryable: false })
  assert.match(error.errorDescription, /wrong account or password/)
  assert.ok(error.requestId)
  const strict = app(server, { throwOnError: true })
  await fails(strict.getProfile(), 'server_error_response', { statusCode: 401, apiCode: 2020 })
})

test('a private deployment', async () => {
  const asked = []
  const fetch = async (url) => {
    asked.push(url)
    return Response.json({ statusCode: 200, message: '', data: {} })
  }
  const keys = { accessKeyId: KEYS.id, accessKeySecret: KEYS.secret, fetch }
  await new ManagementClient({ ...keys, host: 'https://api.your-authing-service.com/' }).listUsers()
  await new ManagementClient(keys).listUsers()
  await new ManagementClient({ ...keys, brand: 'authing' }).listUsers()
  assert.deepEqual(asked, ['https://api.your-authing-service.com', 'https://api.genauth.ai', 'https://api.authing.cn'].map((host) => `${host}/api/v3/list-users`))
})
