import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { app, genAuth, management } from './support.mjs'
import { USER } from '../../www/server/genauth.mjs'

// A WebSocket for hosts that have none that sends headers; as little of RFC 6455 as short texts need.
function webSocket(url, headers) {
  const target = new EventTarget()
  const socket = { readyState: 0, addEventListener: target.addEventListener.bind(target), close: () => (socket.wire ? socket.wire.end(Buffer.from([0x88, 0x80, 0, 0, 0, 0])) : opening.destroy()) }
  const tell = (type, fields) => target.dispatchEvent(Object.assign(new Event(type), fields))
  const key = randomBytes(16).toString('base64')
  const opening = request(url.replace(/^ws/, 'http'), {
    headers: { ...headers, connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': key },
  })
  opening.on('upgrade', (response, wire) => {
    assert.equal(response.headers['sec-websocket-accept'], createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64'))
    socket.wire = wire
    socket.readyState = 1
    wire.on('data', (frame) => tell('message', { data: frame.subarray(2).toString() }))
    wire.on('error', () => {})
    wire.on('close', () => tell('close'))
    tell('open')
  })
  opening.on('response', () => tell('error', { error: new Error('refused') }))
  opening.on('error', (error) => tell('error', { error }))
  opening.end()
  return socket
}

const until = async (condition) => {
  for (let round = 0; !condition(); round += 1) {
    assert.ok(round < 500, 'it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const options = (server) => ({ webSocket, socketUri: server.url.replace('http', 'ws') })

test('a user hears what is published, and nothing after the end', async () => {
  const server = await genAuth()
  const client = app(server, options(server))
  const { data } = await client.signInByEmailPassword({ email: USER.email, password: USER.password })
  client.setAccessToken(data.access_token)
  const heard = []
  const subscription = client.sub('authing.user.updated', (text) => heard.push(JSON.parse(text)))
  await until(() => server.sockets.size === 1)
  const { url } = server.seen.at(-1)
  assert.equal(url.searchParams.get('code'), 'authing.user.updated')
  assert.equal(url.searchParams.get('token'), data.access_token)
  await client.pub({ eventType: 'authing.user.updated', source: 'test', eventData: { a: 1 } })
  await until(() => heard.length === 1)
  assert.deepEqual(heard[0].eventData, { a: 1 })
  subscription.close()
  await subscription.closed
  await until(() => server.sockets.size === 0)
})

test('an administrator signs the greeting, in both brands', async () => {
  for (const brand of ['genauth', 'authing']) {
    const server = await genAuth({ brand })
    const client = management(server, options(server))
    const heard = []
    const subscription = client.sub('x', (text) => heard.push(text))
    await until(() => server.sockets.size === 1)
    await client.pub({ eventType: 'x', source: 's', eventData: 'd' })
    await until(() => heard.length === 1)
    subscription.close()
  }
})

test('a connection that breaks is opened again, with pauses that grow, until it is given up', async () => {
  const server = await genAuth()
  const client = management(server, options(server))
  const errors = []
  const subscription = client.sub('x', () => {}, { pause: 20, retryTimes: 3, onError: (error) => errors.push(error) })
  await until(() => server.sockets.size === 1)
  for (let round = 2; round <= 4; round += 1) {
    for (const socket of server.sockets) socket.destroy()
    // It works each time, so the failures are not in a row.
    await until(() => server.seen.filter(({ method }) => method === 'WEBSOCKET').length === round && server.sockets.size === 1)
  }
  server.refuseSockets = true
  const began = Date.now()
  for (const socket of server.sockets) socket.destroy()
  await subscription.closed
  // 20, 40 and 80 ms, at least half of each.
  assert.ok(Date.now() - began >= 70, `${Date.now() - began}`)
  assert.equal(server.seen.filter(({ method }) => method === 'WEBSOCKET').length, 7)
  assert.deepEqual(errors.map(({ code }) => code), ['network_error'])
})

test('a signal ends it, also before it began', async () => {
  const server = await genAuth()
  const client = management(server, options(server))
  await client.sub('x', () => {}, { signal: AbortSignal.abort() }).closed
  const controller = new AbortController()
  const subscription = client.sub('x', () => {}, { signal: controller.signal })
  await until(() => server.sockets.size === 1)
  controller.abort()
  await subscription.closed
  await until(() => server.sockets.size === 0)
})

test('events come from the public hosts unless another is named, and never without TLS', () => {
  const asked = []
  const seen = (url) => {
    asked.push(url)
    return { readyState: 1, addEventListener() {}, close() {} }
  }
  const keys = { accessKeyId: 'a', accessKeySecret: 'b', webSocket: seen }
  for (const brand of ['genauth', 'authing']) {
    management({ url: 'https://a.example', brand }, { ...keys, brand }).sub('c d', () => {}).close()
    app({ url: 'https://a.example', brand }, { webSocket: seen, accessToken: 't' }).sub('c', () => {}).close()
  }
  assert.deepEqual(asked.map((url) => new URL(url).host), ['openevent.genauth.ai', 'openevent.genauth.ai', 'openevent.authing.cn', 'openevent.authing.cn'])
  assert.match(asked[0], /\/events\/v1\/management\/sub\?code=c\+d$/)
  assert.throws(() => management({ url: 'https://a.example' }, { ...keys, brand: 'genauth', socketUri: 'ws://events.example' }).sub('x', () => {}), { code: 'insecure_url' })
})

