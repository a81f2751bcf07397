// The guard and a session in Deno, in Bun and in Vercel's edge runtime, at a real provider.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, test } from 'node:test'
import { EdgeRuntime } from 'edge-runtime'
import { build } from 'esbuild'
import { startProvider } from '../../www/server/provider.mjs'
import { Browser, origin } from '../edge/browser.mjs'
import { project, root, scratch } from '../packaging/support.mjs'

const resource = 'https://api.example'
const directory = await scratch('others')
await project(directory)
await copyFile(join(root, 'tests/edge/site.mjs'), join(directory, 'site.mjs'))
await writeFile(join(directory, 'deno.mjs'), `import { answer } from './site.mjs'
Deno.serve({ hostname: '127.0.0.1', port: 0, onListen: ({ port }) => console.log(JSON.stringify({ port })) }, (request) => answer(request))
`)
await writeFile(join(directory, 'bun.mjs'), `import { answer } from './site.mjs'
const { port } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: (request) => answer(request) })
console.log(JSON.stringify({ port }))
`)
const tool = (path) => join(root, 'tests/edge-hosts/node_modules', path)

const listening = (command, args) => async () => {
  const child = spawn(command, args, { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise((done) => child.once('exit', done))
  const port = await new Promise((found, fail) => {
    child.once('error', fail)
    child.once('exit', (status) => fail(new Error(`${command} ended with ${status}`)))
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{"port"') && found(JSON.parse(line).port))
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => (child.kill(), ended) }
}

/** Vercel's edge runtime gets the module from outside: it is of another realm. */
async function edgeRuntime() {
  const { outputFiles } = await build({
    stdin: { contents: `import { answer } from './site.mjs'\naddEventListener('fetch', (event) => event.respondWith(answer(event.request)))`, resolveDir: directory },
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['edge-light', 'worker'],
    plugins: [{
      name: 'a module from outside',
      setup: ({ onResolve, onLoad }) => {
        onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path, namespace: 'outside' }))
        onLoad({ filter: /.*/, namespace: 'outside' }, () => ({ contents: 'export default globalThis.MODULE' }))
      },
    }],
  })
  const module = new WebAssembly.Module(await readFile(join(directory, 'node_modules/keyward/wasm/edge_bg.wasm')))
  const runtime = new EdgeRuntime({ extend: (context) => Object.assign(context, { MODULE: module }), initialCode: outputFiles[0].text })
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const { method, headers } = request
    const answered = await runtime.dispatchFetch(`http://${headers.host}${request.url}`, {
      method,
      headers: Object.entries(headers).filter(([name]) => !['connection', 'content-length', 'transfer-encoding'].includes(name)),
      body: method === 'GET' ? undefined : Buffer.concat(chunks),
    })
    response.writeHead(answered.status, [...answered.headers].flat())
    response.end(Buffer.from(await answered.arrayBuffer()))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise((done) => (server.close(done), server.closeAllConnections())) }
}

const hosts = [
  ['Deno', listening(tool('@deno/linux-x64-glibc/deno'), ['run', '--allow-net', '--allow-read', '--allow-env', 'deno.mjs'])],
  // Its install script, where it may run, moves it.
  ['Bun', listening(['@oven/bun-linux-x64/bin/bun', 'bun/bin/bun.exe'].map(tool).find(existsSync), ['bun.mjs'])],
  ['edge-runtime', edgeRuntime],
]

let provider
before(async () => {
  provider = await startProvider({
    clients: [{
      client_id: 'site',
      client_secret: 'secret',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${origin}/auth/callback`],
    }],
    resources: { [resource]: { scope: 'orders:read' } },
  })
})
after(() => provider?.close())

for (const [name, start] of hosts) {
  describe(name, () => {
    let host
    before(async () => {
      host = await start()
      for (const [site, store] of [['cookies'], ['store', 'memory']]) {
        const session = {
          issuer: provider.issuer,
          clientId: 'site',
          clientSecret: 'secret',
          cookieSecrets: ['secret of the cookies, long enough'],
          origin,
          resource,
          scope: 'openid profile orders:read',
          routes: { token: '/auth/token' },
        }
        const guard = { issuer: provider.issuer, audience: resource, requiredScope: 'orders:read' }
        const response = await fetch(`${host.url}/-/site`, { method: 'POST', headers: { 'x-site': site }, body: JSON.stringify({ session, guard, store }) })
        assert.equal(await response.text(), 'ok')
      }
    })
    after(() => host?.stop())

    for (const site of ['cookies', 'store']) {
      test(`sign-in, renewal, guard and sign-out, in ${site}`, async () => {
        const browser = new Browser(host.url, site)
        assert.equal(await browser.who(), null)
        await browser.signIn(provider, { account: 'zoe' })
        assert.equal(await browser.who(), 'zoe')
        const { access_token: token } = await (await browser.open('/auth/token', { method: 'POST' })).json()
        const ask = (authorization) => fetch(`${host.url}/api`, { headers: { 'x-site': site, ...(authorization && { authorization }) } })
        for (let count = 0; count < 3; count += 1) assert.equal((await (await ask(`Bearer ${token}`)).json()).claims.sub, 'zoe')
        const refused = await ask(`Bearer ${token.slice(0, -4)}AAAA`)
        assert.equal(refused.status, 401)
        assert.match(refused.headers.get('www-authenticate'), /^Bearer error="invalid_token"/)
        assert.match((await ask()).headers.get('www-authenticate'), /^Bearer resource_metadata=/)

        const grants = provider.grants.length
        await fetch(`${host.url}/-/move?seconds=100`, { headers: { 'x-site': site } })
        assert.equal(await browser.who(), 'zoe')
        await fetch(`${host.url}/-/move?seconds=0`, { headers: { 'x-site': site } })
        assert.deepEqual(provider.grants.slice(grants), [{ grant_type: 'refresh_token', ok: true }])

        assert.equal((await browser.open('/auth/logout', { method: 'POST', headers: { origin: 'https://evil.example' } })).status, 403)
        assert.equal((await browser.open('/auth/logout', { method: 'POST' })).status, 303)
        assert.equal(await browser.who(), null)
      })
    }
  })
}
