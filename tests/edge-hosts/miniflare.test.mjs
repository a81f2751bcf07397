// The suites of the guard and of sessions in the Workers simulator, with Workers KV, Durable Objects and the Cache API,
// at a real provider.
import assert from 'node:assert/strict'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { startProvider } from '../../www/server/provider.mjs'
import { Browser, origin } from '../edge/browser.mjs'
import { guardSuite } from '../edge/guard-suite.mjs'
import { sessionSuite } from '../edge/session-suite.mjs'
import { project, root, scratch } from '../packaging/support.mjs'

const directory = await scratch('miniflare')
await project(directory)
for (const file of ['edge/site.mjs', 'edge-hosts/worker.mjs']) await copyFile(join(root, 'tests', file), join(directory, file.split('/')[1]))
await build({
  entryPoints: [join(directory, 'worker.mjs')],
  outfile: join(directory, 'worker/index.mjs'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  conditions: ['workerd', 'worker', 'browser'],
  loader: { '.wasm': 'copy' },
  assetNames: '[name]',
})

async function start() {
  const worker = new Miniflare({
    modules: true,
    modulesRoot: join(directory, 'worker'),
    scriptPath: join(directory, 'worker/index.mjs'),
    modulesRules: [{ type: 'CompiledWasm', include: ['**/*.wasm'] }, { type: 'ESModule', include: ['**/*.mjs'] }],
    compatibilityDate: '2026-04-01',
    cf: false,
    kvNamespaces: ['SESSIONS', 'DOCUMENTS'],
    durableObjects: { OBJECTS: 'SessionObject' },
  })
  const url = String(await worker.ready).replace(/\/$/, '')
  return { url, stop: () => worker.dispose() }
}

const miniflare = { name: 'Miniflare', stores: ['memory', 'kv', 'objects'], caches: ['memory', 'kv', 'api'], start }
sessionSuite([miniflare])
guardSuite([miniflare])

describe('several isolates', () => {
  const resource = 'https://api.example'
  let provider
  let app
  before(async () => {
    app = await start()
    provider = await startProvider({
      clients: [{
        client_id: 'site',
        client_secret: 'secret',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${origin}/auth/callback`],
      }],
      resources: { [resource]: { scope: 'orders:read', ttl: 2 } },
    })
    // Each isolate has a session of its own, with nothing in common but the store.
    for (let isolate = 0; isolate < 5; isolate += 1) {
      const session = {
        issuer: provider.issuer,
        clientId: 'site',
        clientSecret: 'secret',
        cookieSecrets: ['secret of the cookies, long enough'],
        origin,
        resource,
        scope: 'openid profile orders:read',
        // Due at once, half of a token's life at most.
        leeway: 100_000,
      }
      await fetch(`${app.url}/-/site`, {
        method: 'POST',
        headers: { 'x-site': `isolate-${isolate}` },
        body: JSON.stringify({ session, store: 'objects' }),
      })
    }
  })
  after(async () => {
    await app?.stop()
    await provider?.close()
  })

  test('an object renews its session once for all isolates', async () => {
    const browser = new Browser(app.url, 'isolate-0')
    await browser.signIn(provider)
    await new Promise((done) => setTimeout(done, 1100))
    const grants = provider.grants.length
    const found = await Promise.all(Array.from({ length: 20 }, (_, at) => {
      const other = new Browser(app.url, `isolate-${at % 5}`)
      other.cookies = new Map(browser.cookies)
      return other.who()
    }))
    assert.deepEqual(new Set(found), new Set(['mira']))
    assert.deepEqual(provider.grants.slice(grants), [{ grant_type: 'refresh_token', ok: true }])
  })
})
