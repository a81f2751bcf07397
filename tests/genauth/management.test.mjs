import { test } from 'node:test'
import assert from 'node:assert/strict'
import { ManagementClient } from '../../pkg/entry/genauth-node.js'
import { fails, genAuth, management } from './support.mjs'
import { KEYS } from '../../www/server/genauth.mjs'

test('one token for many callers, kept until a minute before its end', async () => {
  const server = await genAuth()
  let now = Date.now()
  const client = management(server, { auth: 'token', now: () => now, throwOnError: true })
  await Promise.all(Array.from({ length: 20 }, () => client.listUsers()))
  assert.equal(server.managementTokenCalls, 1)
  assert.match(server.seen.at(-1).headers.authorization, /^Bearer /)
  assert.equal(server.seen.at(-1).headers['x-genauth-userpool-id'], KEYS.id)
  assert.equal(server.seen.at(-1).headers['x-genauth-signature-nonce'], undefined)
  now += (7200 - 61) * 1000
  await client.listUsers()
  assert.equal(server.managementTokenCalls, 1)
  now += 2000
  await client.listUsers()
  assert.equal(server.managementTokenCalls, 2)
})

test('a token that is refused is replaced once', async () => {
  const server = await genAuth()
  const client = management(server, { auth: 'token' })
  await client.listUsers()
  server.managementTokens.clear()
  const answers = await Promise.all([client.listUsers(), client.createRole({ code: 'a' }), client.listUsers()])
  assert.deepEqual(answers.map(({ statusCode }) => statusCode), [200, 200, 200])
  assert.equal(server.managementTokenCalls, 2)
  // Refused again: told, not repeated for ever.
  for (const path of ['/api/v3/list-users']) server.script.set(path, [401, 401, 401].map((statusCode) => ({ body: { statusCode, message: 'no' } })))
  assert.equal((await client.listUsers()).statusCode, 401)
  assert.equal(server.script.get('/api/v3/list-users').length, 1)
})

test('keys that are wrong are an error of the call, whichever it was', async () => {
  const server = await genAuth()
  await fails(management(server, { auth: 'token', accessKeySecret: 'wrong-secret' }).listUsers(), 'server_error_response', { statusCode: 401, apiCode: 2020 })
  server.script.set('/api/v3/get-management-token', [{ body: { statusCode: 200, data: {} } }])
  await fails(management(server, { auth: 'token' }).listUsers(), 'token_missing')
})

test('a caller who gives up leaves the token to the others', async () => {
  const server = await genAuth()
  const client = management(server, { auth: 'token' })
  const giveUp = new AbortController()
  const first = client.listUsers({}, { signal: giveUp.signal })
  const second = client.listUsers()
  giveUp.abort()
  await fails(first, 'aborted')
  assert.equal((await second).statusCode, 200)
  assert.equal(server.managementTokenCalls, 1)
})

test('only a read is repeated, and only when the server says when', async () => {
  const server = await genAuth()
  const client = management(server)
  const busy = (status, headers = { 'retry-after': '0' }) => ({ status, headers, body: { statusCode: status, message: 'busy' } })
  const path = '/api/v3/get-user'
  const run = async (...answers) => {
    server.script.set(path, answers)
    const { statusCode } = await client.getUser({ userId: 'x' })
    return [statusCode, server.script.get(path).length]
  }
  assert.deepEqual(await run(busy(429), busy(503)), [200, 0])
  assert.deepEqual(await run(busy(429), busy(429), busy(429), busy(429)), [429, 1])
  assert.deepEqual(await run(busy(503, {})), [503, 0])
  assert.deepEqual(await run(busy(503, { 'retry-after': '3600' }), busy(503)), [503, 1])
  assert.deepEqual(await run(busy(500)), [500, 0])
  // In an envelope alone, too.
  const inside = { status: 200, headers: { 'retry-after': '0' }, body: { statusCode: 429, message: 'busy' } }
  assert.deepEqual(await run(inside), [200, 0])
  const strict = await fails(
    (server.script.set(path, [{ ...inside, headers: { 'retry-after': '7200' } }]), client.getUser({ userId: 'x' }, { throwOnError: true })),
    'server_error_response',
    { retryable: true, retryAfter: 7200, statusCode: 429 },
  )
  assert.equal(strict.status, 200)
  server.script.set('/api/v3/create-role', [busy(503), busy(503)])
  assert.equal((await client.createRole({ code: 'z' })).statusCode, 503)
  assert.equal(server.script.get('/api/v3/create-role').length, 1)
  const nonces = server.seen.map(({ headers }) => headers['x-genauth-signature-nonce'])
  assert.equal(new Set(nonces).size, nonces.length, 'a signature is used once')
})

test('lists page by page', async () => {
  const server = await genAuth()
  const client = management(server)
  const all = async (...args) => {
    const items = []
    for await (const item of client.paginate(...args)) items.push(item)
    return items
  }
  assert.equal((await all('listUsers')).length, 23)
  const asked = server.seen.length
  const users = await all('listUsers', { options: { pagination: { limit: 10 }, withCustomData: true } })
  assert.deepEqual(users.map(({ userId }) => userId), server.users.map(({ userId }) => userId))
  assert.equal(server.seen.length - asked, 3)
  assert.equal(JSON.parse(server.seen.at(-1).text).options.withCustomData, true)
  server.users = Array.from({ length: 120 }, (_, index) => ({ userId: `u${index}` }))
  // The server gives 50 at most, whatever was asked for.
  for (let index = 0; index < 45; index += 1) await client.createRole({ code: `r${index}` })
  assert.equal((await all('listRoles', { limit: 20 })).length, 45)
  assert.equal((await all('listRoles', { limit: 20, page: 3 })).length, 5)
  await assert.rejects(all('createRole'), { code: 'invalid_config' })
  server.script.set('/api/v3/list-roles', [{ body: { statusCode: 403, message: 'no' } }])
  await fails(all('listRoles'), 'server_error_response', { statusCode: 403 })
})

test('a call that has no method yet, and paths that are none', async () => {
  const server = await genAuth()
  const client = management(server)
  const { data } = await client.request({ method: 'PUT', path: '/api/v3/new/{id}', params: { id: 'a/b', x: 1 } })
  assert.deepEqual(data, { method: 'PUT', path: '/api/v3/new/a%2Fb', query: {}, body: { x: 1 } })
  for (const path of ['//evil.example/x', 'https://evil.example/', 'x', '/a/../b', '/a?b=c', '/a#b', '/{id}', '\\\\evil.example', '']) {
    await fails(client.request({ path }), 'invalid_config')
  }
  await fails(client.request({ path: '/{id}', params: { id: '..' } }), 'invalid_config')
})

test('placeholders are filled, lists go as the server reads them', async () => {
  const server = await genAuth()
  const client = management(server, { throwOnError: true })
  assert.equal((await client.deleteById({ id: 'x y' })).data.path, '/api/v3/ip-list/x%20y')
  assert.deepEqual((await client.deleteAuth({ authIds: ['a', 'b'] })).data.query, { authIds: ['a', 'b'] })
  assert.deepEqual((await client.getUserBatch({ userIds: ['a', 'b'], withCustomData: true })).data.query, { userIds: ['a', 'b'], withCustomData: 'true' })
  assert.equal((await client.getRowBatch({ rowIds: [], modelId: 'm' })).data.path, '/get-row-batch')
})

test('headers that every request has', async () => {
  for (const [brand, scheme] of [['genauth', 'GenAuth'], ['authing', 'authing']]) {
    const server = await genAuth({ brand })
    await management(server, { tenantId: 't-1' }).listUsers()
    const { headers } = server.seen.at(-1)
    assert.match(headers.authorization, new RegExp(`^${scheme} ${KEYS.id}:[\\w+/]{27}=$`))
    assert.equal(headers[`x-${brand}-lang`], 'zh-CN')
    assert.equal(headers[`x-${brand}-app-id`], 't-1')
    assert.match(headers[`x-${brand}-sdk-version`], /^keyward:/)
    assert.match(headers.date, / GMT$/)
    await management(server, { lang: 'en-US' }).listUsers()
    assert.equal(server.seen.at(-1).headers[`x-${brand}-lang`], 'en-US')
  }
})

test('a page is refused, and so are options that are none', () => {
  const keys = { accessKeyId: 'a', accessKeySecret: 'b' }
  globalThis.window = globalThis
  try {
    assert.throws(() => new ManagementClient(keys), { code: 'not_supported' })
  } finally {
    delete globalThis.window
  }
  assert.throws(() => new ManagementClient(), { code: 'invalid_config' })
  assert.throws(() => new ManagementClient({ accessKeyId: 'a' }), { code: 'invalid_config' })
  assert.throws(() => new ManagementClient({ ...keys, brand: 'other' }), { code: 'invalid_config' })
  assert.throws(() => new ManagementClient({ ...keys, auth: 'none' }), { code: 'invalid_config' })
})

test('a host without https is refused', async () => {
  const client = new ManagementClient({ accessKeyId: 'a', accessKeySecret: 'b', host: 'http://api.example' })
  await fails(client.listUsers(), 'insecure_url')
})

test('time limits and signals end a call', async () => {
  const client = new ManagementClient({ accessKeyId: 'a', accessKeySecret: 'b', fetch: () => new Promise(() => {}), timeout: 50 })
  await fails(client.listUsers(), 'timeout')
  await fails(client.listUsers({}, { signal: AbortSignal.abort() }), 'aborted')
})
