// The entry of a page, with the module that a page loads: what is in it, and what is not.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { AuthenticationClient, init, ManagementClient, ProtocolClient, signRequest } from '../../pkg/entry/genauth-browser.js'
import { CALLBACK, genAuth } from './support-page.mjs'
import { APP, SERVICE, USER } from '../../www/server/genauth.mjs'

const module = await readFile(new URL('../../pkg/wasm/keyward_bg.wasm', import.meta.url))

test('a page signs in, calls the API and signs out', async () => {
  const server = await genAuth({ authMethod: 'none', idTokenAlg: 'RS256' })
  const options = { appId: APP.id, appHost: server.url, redirectUri: CALLBACK }
  // Made before the module is there; what needs it says so.
  const client = new AuthenticationClient(options)
  assert.throws(() => client.buildAuthorizeUrl(), { code: 'invalid_config' })
  await init(module)
  for (const each of [client, new ProtocolClient(options)]) {
    const request = each.createAuthorizationRequest({ scope: 'openid offline_access' })
    const tokens = await each.exchangeCode(server.signInAt(request.url).callback, request)
    assert.equal(tokens.claims.sub, USER.id)
    assert.equal((await each.getUserInfoByAccessToken(tokens.access_token)).sub, USER.id)
    assert.ok((await each.getNewAccessTokenByRefreshToken(tokens.refresh_token)).access_token)
    assert.equal((await each.validateToken({ accessToken: tokens.access_token })).aud, APP.id)
    assert.equal((await each.validateToken({ idToken: tokens.id_token, remote: true })).sub, USER.id)
    assert.equal(await each.revokeToken(tokens.access_token), true)
    assert.match(each.buildLogoutUrl({ idToken: tokens.id_token }), /session\/end\?id_token_hint=/)
  }
  const { data } = await client.signInByEmailPassword({ email: USER.email, password: USER.password })
  client.setAccessToken(data.access_token)
  assert.equal((await client.updateProfile({ nickname: 'page' })).data.nickname, 'page')
  assert.equal((await client.updateWebAuthnCredential({ credentialId: 'c', name: 'n' })).data.method, 'PUT')
})

test('what needs a secret is not in a page', async () => {
  await init(module)
  assert.throws(() => new ManagementClient({ accessKeyId: 'a', accessKeySecret: 'b' }), { code: 'not_supported' })
  assert.throws(() => signRequest({ accessKeySecret: 's', method: 'GET' }), { code: 'not_supported' })
})

test('a page judges CAS tickets, in every format', async () => {
  const server = await genAuth()
  const options = { appId: APP.id, appHost: server.url, protocol: 'cas' }
  for (const client of [new ProtocolClient(options), new AuthenticationClient(options)]) {
    for (const [format, more] of [[undefined, {}], ['JSON', { attributes: { email: 'a&b@example.com' } }], ['XML', { attributes: { email: 'a&b@example.com' } }]]) {
      const ask = (ticket) => (format ? client.validateTicketV2(ticket, SERVICE, format) : client.validateTicketV1(ticket, SERVICE))
      server.tickets.set('ST-1', 'user-1')
      assert.deepEqual(await ask('ST-1'), { valid: true, user: 'user-1', ...more })
      assert.equal((await ask('ST-1')).valid, false)
    }
  }
})
