import { test } from 'node:test'
import assert from 'node:assert/strict'
import { AuthenticationClient, ProtocolClient } from '../../pkg/entry/genauth-node.js'
import { app, CALLBACK, fails, genAuth, query } from './support.mjs'
import { APP, SERVICE, USER } from '../../www/server/genauth.mjs'

for (const method of ['client_secret_post', 'client_secret_basic', 'none']) {
  test(`the app shows who it is by ${method}, at every endpoint and where it signs users in`, async () => {
    const server = await genAuth({ authMethod: method, idTokenAlg: 'RS256' })
    const client = app(server, {
      appSecret: method === 'none' ? undefined : APP.secret,
      tokenEndPointAuthMethod: method,
      introspectionEndPointAuthMethod: method,
      revocationEndPointAuthMethod: method,
      // A user's token is never sent in place of the app's own credentials.
      accessToken: 'somebody',
    })
    const { code } = server.signInAt(client.buildAuthorizeUrl({ scope: 'openid offline_access' }))
    const { refresh_token } = await client.getAccessTokenByCode(code)
    const tokens = await client.getNewAccessTokenByRefreshToken(refresh_token)
    assert.equal((await client.introspectToken(tokens.access_token)).active, true)
    assert.equal(await client.revokeToken(tokens.access_token), true)
    const signIns = [
      client.signInByEmailPassword({ email: USER.email, password: USER.password }),
      client.signInByCredentials({ connection: 'PASSWORD', passwordPayload: { username: 'test', password: USER.password } }),
      client.signInByMobile({ extIdpConnidentifier: 'x', connection: 'wechat', wechatPayload: { code: 'c' } }),
      client.exchangeTokenSetWithQrCodeTicket({ ticket: 't' }),
    ]
    for (const answer of await Promise.all(signIns)) assert.equal(answer.statusCode, 200, answer.message)
  })
}

test('methods of the three endpoints are chosen one by one', async () => {
  const server = await genAuth({ authMethod: 'client_secret_basic' })
  const client = app(server, { introspectionEndPointAuthMethod: 'client_secret_basic' })
  assert.deepEqual(await client.introspectToken('x'), { active: false })
  await fails(client.revokeToken('x'), 'server_error_response', { error: 'invalid_client', status: 401 })
  for (const name of ['tokenEndPointAuthMethod', 'introspectionEndPointAuthMethod', 'revocationEndPointAuthMethod']) {
    assert.throws(() => app(server, { [name]: 'private_key_jwt' }), { code: 'invalid_config' })
    assert.throws(() => app(server, { [name]: 'client_secret_basic', appSecret: undefined }), { code: 'invalid_config' })
  }
})

test('an ID token is verified with the key that its algorithm has, and a page is told what to switch', async () => {
  const signIn = async (client, server) => client.getAccessTokenByCode(server.signInAt(client.buildAuthorizeUrl()).code)
  const preset = await genAuth()
  const switched = await genAuth({ idTokenAlg: 'RS256' })
  assert.equal((await signIn(app(preset), preset)).claims.sub, USER.id)
  assert.equal((await signIn(app(switched), switched)).claims.sub, USER.id)
  await fails(signIn(app(preset, { idTokenSignedResponseAlg: 'RS256' }), preset), 'alg_not_allowed')

  const open = (server) => {
    server.authMethod = 'none'
    return app(server, { appSecret: undefined })
  }
  assert.equal((await signIn(open(switched), switched)).claims.sub, USER.id)
  const error = await fails(signIn(open(preset), preset), 'alg_not_allowed')
  assert.match(error.message, /RS256 in the console/)
  const again = await fails(open(preset).validateToken({ idToken: preset.tokensFor('openid').id_token }), 'alg_not_allowed')
  assert.match(again.message, /RS256 in the console/)
  // Signed with HS256 and the public key as its secret.
  const forged = preset.hs256({ sub: 'root', iss: `${switched.url}/oidc`, aud: APP.id, iat: 1, exp: 9e9 })
  await fails(open(switched).validateToken({ idToken: forged }), 'alg_not_allowed')
  await fails(app(switched, { appSecret: 'another secret' }).validateToken({ idToken: forged }), 'bad_signature')
})

test('claims of a token are judged', async () => {
  const server = await genAuth()
  const client = app(server)
  const now = Math.floor(Date.now() / 1000)
  const token = (changes) => server.rs256({ sub: 'u', iss: `${server.url}/oidc`, aud: APP.id, iat: now, exp: now + 60, ...changes })
  assert.equal((await client.validateToken({ accessToken: token({}) })).sub, 'u')
  await fails(client.validateToken({ accessToken: token({ iss: 'https://other.example/oidc' }) }), 'issuer_mismatch')
  await fails(client.validateToken({ accessToken: token({ aud: 'other' }) }), 'claim_mismatch')
  await fails(client.validateToken({ accessToken: token({ exp: now - 600 }) }), 'token_expired')
  await fails(client.validateToken({ idToken: token({ nonce: 'a' }), nonce: 'b' }), 'nonce_mismatch')
  const elsewhere = app(server, { issuer: 'https://core.littleimp.cn/oidc' })
  assert.equal((await elsewhere.validateToken({ accessToken: token({ iss: 'https://core.littleimp.cn/oidc' }) })).sub, 'u')
})

test('SAML and CAS begin at their own places', () => {
  const at = (protocol, params) => app({ url: 'https://app.genauth.ai' }, { protocol }).buildAuthorizeUrl(params)
  assert.equal(at('saml'), `https://app.genauth.ai/api/v2/saml-idp/${APP.id}`)
  assert.equal(at('cas'), `https://app.genauth.ai/cas-idp/${APP.id}`)
  assert.equal(new URL(at('cas', { service: SERVICE })).searchParams.get('service'), SERVICE)
  assert.throws(() => app({ url: 'https://a.example' }, { protocol: 'ldap' }), { code: 'invalid_config' })
})

test('CAS tickets of both versions, in every format', async () => {
  const server = await genAuth()
  const client = app(server, { protocol: 'cas' })
  const ticket = () => {
    const next = `ST-${server.tickets.size}-${Math.random()}`
    server.tickets.set(next, 'user-1')
    return next
  }
  assert.deepEqual(await client.validateTicketV1(ticket(), SERVICE), { valid: true, user: 'user-1' })
  assert.equal((await client.validateTicketV1('unknown', SERVICE)).valid, false)
  for (const format of ['JSON', 'XML', undefined]) {
    assert.deepEqual(await client.validateTicketV2(ticket(), SERVICE, format), { valid: true, user: 'user-1', attributes: { email: 'a&b@example.com' } })
    assert.deepEqual(await client.validateTicketV2('unknown', SERVICE, format), { valid: false, code: 'INVALID_TICKET', message: 'Ticket not recognized' })
    assert.equal((await client.validateTicketV2(ticket(), 'https://other.example', format)).valid, false)
  }
  await fails(client.validateTicketV2(ticket(), SERVICE, 'YAML'), 'invalid_config')
  server.script.set(`/cas-idp/${APP.id}/validate`, [{ text: '<html>' }, { status: 302, headers: { location: '/' }, text: '' }, { status: 500, text: 'yes\nroot\n' }])
  await fails(client.validateTicketV1('t', SERVICE), 'invalid_response')
  await fails(client.validateTicketV1('t', SERVICE), 'redirect_refused')
  await fails(client.validateTicketV1('t', SERVICE), 'http_error')
})

test('consent is asked for with offline_access as a word, sign-in when it is forced', () => {
  const prompt = (params) => query(app({ url: 'https://a.example' }).buildAuthorizeUrl(params)).prompt
  assert.equal(prompt({ scope: 'openid offline_access' }), 'consent')
  assert.equal(prompt({ scope: ['openid', 'offline_access'] }), 'consent')
  assert.equal(prompt({ scope: 'openid xoffline_access offline_accessx' }), undefined)
  assert.equal(prompt({ forceLogin: true }), 'login')
  assert.equal(prompt({ forceLogin: true, scope: 'openid offline_access' }), 'login consent')
  assert.equal(prompt({ prompt: 'none' }), 'none')
  const client = app({ url: 'https://a.example' }, { scope: 'openid offline_access' })
  assert.equal(query(client.buildAuthorizeUrl()).prompt, 'consent')
})

test('known values pass, unknown ones are refused', () => {
  const client = app({ url: 'https://a.example' })
  const types = ['code', 'code id_token token', 'code id_token', 'code token', 'id_token token', 'id_token', 'none', 'token id_token code']
  for (const responseType of types) assert.equal(query(client.buildAuthorizeUrl({ responseType })).response_type, responseType)
  for (const responseType of ['token', 'password', 'code none', '', 'code  id_token']) {
    assert.throws(() => client.buildAuthorizeUrl({ responseType }), { code: 'invalid_config' }, responseType)
  }
  for (const responseMode of ['query', 'fragment', 'form_post']) assert.equal(query(client.buildAuthorizeUrl({ responseMode })).response_mode, responseMode)
  assert.throws(() => client.buildAuthorizeUrl({ responseMode: 'post' }), { code: 'invalid_config' })
  assert.throws(() => client.buildAuthorizeUrl({ codeChallenge: 'short' }), { code: 'invalid_config' })
  assert.throws(() => client.buildAuthorizeUrl({ codeChallenge: 'a'.repeat(43), codeChallengeMethod: 'S512' }), { code: 'invalid_config' })
  assert.throws(() => app({ url: 'https://a.example' }, { redirectUri: undefined }).buildAuthorizeUrl(), { code: 'invalid_config' })
})

test('tenant, language and brand go where the server looks for them', async () => {
  for (const brand of ['genauth', 'authing']) {
    const server = await genAuth({ brand })
    const client = app(server, { tenantId: 'tenant-1', lang: 'zh-TW' })
    assert.equal(query(client.buildAuthorizeUrl()).tenantId, 'tenant-1')
    assert.equal(query(client.buildAuthorizeUrl({ tenantId: 'tenant-2' })).tenantId, 'tenant-2')
    await client.getCountryList()
    const { headers } = server.seen.at(-1)
    assert.equal(headers[`x-${brand}-app-id`], APP.id)
    assert.equal(headers[`x-${brand}-app-tenant-id`], 'tenant-1')
    assert.equal(headers[`x-${brand}-lang`], 'zh-TW')
    await client.getCountryList({}, { lang: 'en-US' })
    assert.equal(server.seen.at(-1).headers[`x-${brand}-lang`], 'en-US')
  }
})

test('hosts are taken as the console shows them, and never without https', () => {
  const url = (appHost, options) => new AuthenticationClient({ appId: 'a', appHost, redirectUri: CALLBACK, ...options }).buildAuthorizeUrl()
  assert.match(url('example.genauth.ai'), /^https:\/\/example\.genauth\.ai\/oidc\/auth\?/)
  assert.match(url('https://id.example/genauth//'), /^https:\/\/id\.example\/genauth\/oidc\/auth\?/)
  assert.match(url('http://localhost:3000/'), /^http:\/\/localhost:3000\/oidc\/auth\?/)
  for (const wrong of ['http://id.example', 'https://user@id.example', 'javascript://x']) {
    assert.throws(() => url(wrong), { code: 'insecure_url' }, wrong)
  }
  assert.match(url('http://id.example', { allowInsecure: true }), /^http:/)
  assert.throws(() => url(undefined), { code: 'invalid_config' })
  assert.throws(() => new AuthenticationClient(), { code: 'invalid_config' })
})

test("the user's token goes with API calls, in a header that it cannot break out of", async () => {
  const server = await genAuth()
  const client = app(server)
  await client.getProfile()
  assert.equal(server.seen.at(-1).headers.authorization, undefined)
  client.setAccessToken('a.b.c')
  await client.getProfile({ withCustomData: true })
  assert.equal(server.seen.at(-1).headers.authorization, 'Bearer a.b.c')
  assert.equal(server.seen.at(-1).url.search, '?withCustomData=true')
  client.setAccessToken('a\r\nx-other: 1')
  await fails(client.getProfile(), 'invalid_config')
  client.setAccessToken(undefined)
  await client.getProfile()
  assert.equal(server.seen.at(-1).headers.authorization, undefined)
})

test('what the vendor loses on the way is sent: placeholders, and the token of MFA', async () => {
  const server = await genAuth()
  const client = app(server)
  const echo = async (promise) => (await promise).data
  assert.equal((await echo(client.removeCredential({ credentialId: 'a/b' }))).path, '/api/v3/webauthn/remove-credential/a%2Fb')
  assert.deepEqual(await echo(client.updateWebAuthnCredential({ credentialId: 'c', name: 'n' })), { method: 'PUT', path: '/api/v3/webauthn/credentials/c', query: {}, body: { name: 'n' } })
  assert.equal((await echo(client.deleteWebAuthnAdminCredential({ credentialId: 'c', userId: 'u', appId: 'p' }))).path, '/api/v3/webauthn/admin/credentials/c/u/p')
  assert.deepEqual((await echo(client.verifyMfaToken({ token: 't' }))).body, { token: 't' })
  await fails(client.removeCredential({}), 'invalid_config')
})

test('every sign-in and sign-up helper says what it stands for', async () => {
  const server = await genAuth()
  const client = app(server)
  const bodies = async (name, params) => {
    await client[name](params)
    const { client_id: _, client_secret: __, ...body } = JSON.parse(server.seen.at(-1).text)
    return body
  }
  const options = { scope: 'openid' }
  const profile = { nickname: 'n' }
  const password = (payload, more) => ({ connection: 'PASSWORD', passwordPayload: payload, ...more })
  const passCode = (payload, more) => ({ connection: 'PASSCODE', passCodePayload: payload, ...more })
  for (const [name, params, body] of [
    ['signInByEmailPassword', { email: 'e', password: 'p', options }, password({ email: 'e', password: 'p' }, { options })],
    ['signInByPhonePassword', { phone: '1', password: 'p' }, password({ phone: '1', password: 'p' })],
    ['signInByUsernamePassword', { username: 'u', password: 'p' }, password({ username: 'u', password: 'p' })],
    ['signInByAccountPassword', { account: 'a', password: 'p' }, password({ account: 'a', password: 'p' })],
    ['signInByEmailPassCode', { email: 'e', passCode: 'c' }, passCode({ email: 'e', passCode: 'c' })],
    ['signInByPhonePassCode', { phone: '1', passCode: 'c', phoneCountryCode: '+86' }, passCode({ phone: '1', passCode: 'c', phoneCountryCode: '+86' })],
    ['signInByAD', { sAMAccountName: 's', password: 'p' }, { connection: 'AD', adPayload: { sAMAccountName: 's', password: 'p' } }],
    ['signInByLDAP', { sAMAccountName: 's', password: 'p' }, { connection: 'LDAP', ldapPayload: { sAMAccountName: 's', password: 'p' } }],
    ['signUpByEmailPassword', { email: 'e', password: 'p', profile, options }, password({ email: 'e', password: 'p' }, { profile, options })],
    ['signUpByUsernamePassword', { username: 'u', password: 'p' }, password({ username: 'u', password: 'p' })],
    ['signUpByEmailCode', { email: 'e', passCode: 'c', profile }, passCode({ email: 'e', passCode: 'c' }, { profile })],
    ['signUpByPhoneCode', { phone: '1', passCode: 'c' }, passCode({ phone: '1', passCode: 'c' })],
    ['signUp', { connection: 'PASSWORD', passwordPayload: { email: 'e', password: 'p' } }, password({ email: 'e', password: 'p' })],
  ]) {
    assert.deepEqual(await bodies(name, params), body, name)
  }
})

test('an error repeats nothing that was secret in the call', async () => {
  const server = await genAuth()
  const client = app(server, { throwOnError: true })
  const password = 'correct horse battery staple'
  server.script.set('/api/v3/signin', [{ body: { statusCode: 400, message: `no user with ${password} and ${APP.secret}`, requestId: password } }])
  const error = await fails(client.signInByEmailPassword({ email: USER.email, password }), 'server_error_response', { statusCode: 400 })
  assert.ok(!JSON.stringify(error).includes('battery'))
  server.script.set('/api/v3/get-profile', [{ status: 302, headers: { location: 'https://evil.example' }, text: '' }])
  await fails(client.getProfile(), 'redirect_refused')
  server.script.set('/api/v3/get-profile', [{ type: 'text/html', text: '<html>' }, { text: '{' }, { text: 'x'.repeat(1 << 21) }])
  await fails(client.getProfile(), 'wrong_content_type')
  await fails(client.getProfile(), 'invalid_json')
  await fails(client.getProfile(), 'response_too_large')
})

test('the protocol part is a class of its own, and the whole is one of it', () => {
  assert.ok(app({ url: 'https://a.example' }) instanceof ProtocolClient)
  assert.equal(AuthenticationClient.name, 'AuthenticationClient')
  for (const name of ['getProfile', 'request', 'sub']) assert.ok(!(name in ProtocolClient.prototype), name)
})
