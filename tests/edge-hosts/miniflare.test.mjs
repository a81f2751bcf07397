// Sessions in Workers KV and in Durable Objects, in the Workers simulator, at a real provider.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { startProvider } from '../../www/server/provider.mjs'
import { Browser, origin } from '../edge/browser.mjs'
import { project, root, scratch } from '../packaging/support.mjs'

const resource = 'https://api.example'
const directory = await scratch('miniflare')
await project(directory)
let provider
let worker
let url

before(async () => {
  await build({
    stdin: { contents: await readFile(join(root, 'tests/edge-hosts/worker.mjs'), 'utf8'), resolveDir: directory },
    outfile: join(directory, 'worker/index.mjs'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy' },
    assetNames: '[name]',
  })
  let backchannel = 'http://127.0.0.1/'
  provider = await startProvider({
    clients: [{
      client_id: 'site',
      client_secret: 'secret',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [`${origin}/auth/callback`],
      backchannel_logout_uri: 'https://app.example/auth/backchannel-logout?site=objects',
      backchannel_logout_session_required: true,
    }],
    resources: { [resource]: { scope: 'orders:read' } },
    configuration: {
      features: { backchannelLogout: { enabled: true } },
      fetch: (target, { dispatcher, ...init }) => fetch(String(target).replace(origin, backchannel), init),
    },
  })
  worker = new Miniflare({
    modules: true,
    modulesRoot: join(directory, 'worker'),
    scriptPath: join(directory, 'worker/index.mjs'),
    modulesRules: [{ type: 'CompiledWasm', include: ['**/*.wasm'] }, { type: 'ESModule', include: ['**/*.mjs'] }],
    compatibilityDate: '2026-04-01',
    cf: false,
    kvNamespaces: ['SESSIONS'],
    durableObjects: { OBJECTS: 'SessionObject' },
    bindings: { ISSUER: provider.issuer, RESOURCE: resource },
  })
  url = String(await worker.ready).replace(/\/$/, '')
  backchannel = url
})

after(async () => {
  await worker?.dispose()
  await provider?.close()
})

for (const site of ['kv', 'objects', 'none']) {
  describe(`sessions in ${site}`, () => {
    test('sign-in, renewal, an API and sign-out', async () => {
      const browser = new Browser(url, site)
      await browser.signIn(provider, { account: 'zoe' })
      assert.equal(await browser.who(), 'zoe')
      const { access_token: token } = await (await browser.open('/auth/token', { method: 'POST' })).json()
      const guarded = await fetch(`${url}/api`, { headers: { authorization: `Bearer ${token}` } })
      assert.equal((await guarded.json()).sub, 'zoe')
      assert.equal((await fetch(`${url}/api`)).status, 401)
      const cookies = new Map(browser.cookies)
      await browser.open('/auth/logout', { method: 'POST' })
      assert.equal(await browser.who(), null)
      browser.cookies = cookies
      if (site !== 'none') assert.equal(await browser.who(), null)
    })
  })
}

test('an object renews its session once for all isolates', async () => {
  provider.settings.resources[resource].ttl = 2
  const browser = new Browser(url, 'objects')
  await browser.signIn(provider)
  await new Promise((done) => setTimeout(done, 1100))
  const grants = provider.grants.length
  const found = await Promise.all(Array.from({ length: 20 }, async (_, at) => {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${url}/who`, { headers: { 'x-site': 'objects', 'x-isolate': String(at % 5), cookie } })
    return (await response.json()).sub
  }))
  assert.deepEqual(new Set(found), new Set(['mira']))
  assert.deepEqual(provider.grants.slice(grants), [{ grant_type: 'refresh_token', ok: true }])
  provider.settings.resources[resource].ttl = undefined
})

test('the provider ends a session that an object holds', async () => {
  const browser = new Browser(url, 'objects')
  await browser.signIn(provider)
  await provider.endSession(`${provider.issuer}/session/end?client_id=site`, { jar: browser.provider })
  for (let tries = 0; tries < 40 && (await browser.who()) !== null; tries += 1) await new Promise((done) => setTimeout(done, 50))
  assert.equal(await browser.who(), null)
})
