// Management and CAS in a Worker: signatures with a `date` header, the token, and a WebSocket with headers.
import { after, test } from 'node:test'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import workerd from 'workerd'
import { genAuth } from './support-page.mjs'
import { APP, KEYS, SERVICE } from '../../www/server/genauth.mjs'

const APPLICATION = `
import { AuthenticationClient, ManagementClient } from ${JSON.stringify(fileURLToPath(new URL('../../pkg/entry/genauth-workerd.js', import.meta.url)))}
const steps = {
  async management({ keys }) {
    const client = new ManagementClient({ ...keys, throwOnError: true })
    const role = await client.createRole({ code: 'r' + Math.random(), description: '中文' })
    const users = []
    for await (const { userId } of client.paginate('listUsers', { options: { pagination: { limit: 10 } } })) users.push(userId)
    return { role: role.data.description, users: users.length }
  },
  async ticket({ app, ticket, service }) {
    return new AuthenticationClient(app).validateTicketV2(ticket, service, 'XML')
  },
  async events({ keys }) {
    const client = new ManagementClient(keys)
    let subscription
    const heard = await new Promise((resolve, reject) => {
      subscription = client.sub('x', resolve, { onError: reject, retryTimes: 0 })
      setTimeout(() => client.pub({ eventType: 'x', source: 's', eventData: 'd' }), 300)
    })
    subscription.close()
    return JSON.parse(heard)
  },
}
export default {
  async fetch(request) {
    try {
      return Response.json(await steps[new URL(request.url).pathname.slice(1)](await request.json()))
    } catch (error) {
      return Response.json({ failed: String(error?.stack ?? error), code: error?.code }, { status: 500 })
    }
  },
}
`
const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "app", worker = (
      modules = [
        (name = "app.js", esModule = embed "app.js"),
        (name = "edge_bg.wasm", wasm = embed "edge_bg.wasm"),
      ],
      compatibilityDate = "2026-08-01",
    )),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "app")],
);
`

const directory = await mkdtemp(join(tmpdir(), 'keyward-genauth-worker-'))
after(() => rm(directory, { recursive: true, force: true }))
await build({
  stdin: { contents: APPLICATION, resolveDir: directory, loader: 'js' },
  outfile: join(directory, 'app.js'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['workerd', 'worker', 'browser'],
  loader: { '.wasm': 'copy' },
  assetNames: '[name]',
  logLevel: 'warning',
})
await writeFile(join(directory, 'config.capnp'), CONFIG)
const child = spawn(workerd.default ?? workerd, ['serve', join(directory, 'config.capnp'), '--control-fd=1'], { stdio: ['ignore', 'pipe', 'inherit'] })
after(() => child.kill())
const port = await new Promise((resolve, reject) => {
  child.once('exit', (status) => reject(new Error(`workerd ended with ${status}`)))
  createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{"event":"listen"') && resolve(JSON.parse(line).port))
})
const ask = async (step, input) => (await fetch(`http://127.0.0.1:${port}/${step}`, { method: 'POST', body: JSON.stringify(input) })).json()
const keysOf = (server) => ({ accessKeyId: KEYS.id, accessKeySecret: KEYS.secret, host: server.url, socketUri: server.url.replace('http', 'ws') })

test('a Worker signs its management calls, and carries a token where it is told to', async () => {
  const server = await genAuth()
  assert.deepEqual(await ask('management', { keys: keysOf(server) }), { role: '中文', users: 23 })
  assert.deepEqual(await ask('management', { keys: { ...keysOf(server), auth: 'token' } }), { role: '中文', users: 23 })
  assert.equal(server.managementTokenCalls, 1)
})

test('a Worker judges CAS tickets', async () => {
  const server = await genAuth()
  server.tickets.set('ST-1', 'user-1')
  const app = { appId: APP.id, appHost: server.url, protocol: 'cas' }
  assert.deepEqual(await ask('ticket', { app, ticket: 'ST-1', service: SERVICE }), { valid: true, user: 'user-1', attributes: { email: 'a&b@example.com' } })
})

test('a Worker hears events', async () => {
  const server = await genAuth()
  assert.deepEqual(await ask('events', { keys: keysOf(server) }), { eventType: 'x', source: 's', eventData: 'd' })
})
