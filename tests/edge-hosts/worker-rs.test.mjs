// The Worker in Rust of www/worker-rs, in workerd, at a real provider: the crate without its JavaScript.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { join } from 'node:path'
import { startProvider } from '../../www/server/provider.mjs'
import { startWorker } from '../hostile/workerd.mjs'
import { root } from '../packaging/support.mjs'

const resource = 'https://orders.example.com/'
const glue = process.env.KEYWARD_WORKER_RS ?? join(root, 'target/worker-rs/glue')
let provider
let worker

before(async () => {
  provider = await startProvider({
    clients: [{ client_id: 'app', client_secret: 'secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] }],
    resources: {
      [resource]: { scope: 'orders:read orders:write', alg: 'ES256' },
      'https://api.example/other': { scope: 'orders:read' },
    },
  })
  // What worker-build writes, and the variables that wrangler sets.
  const contents = `
    import module from './keyward_worker_rs_bg.wasm'
    import { fetch, initSync } from './keyward_worker_rs.js'
    initSync({ module })
    const env = ${JSON.stringify({ ISSUER: provider.issuer, RESOURCE: resource })}
    export default { fetch: (request, _env, context) => fetch(request, env, context) }`
  worker = await startWorker({ stdin: { contents, resolveDir: glue } }, 'keyward_worker_rs_bg.wasm')
})

after(async () => {
  await worker?.stop()
  await provider?.close()
})

async function tokenOf(audience, scope) {
  const response = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('app:secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience, scope }),
  })
  return (await response.json()).access_token
}

const ask = (token, path = 'api/orders') => fetch(worker.url + path, { headers: token ? { authorization: `Bearer ${token}` } : {} })

test('a token for this API is good, as often as it comes and for many at once', async () => {
  const token = await tokenOf(resource, 'orders:read')
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(token)))
  assert.deepEqual(answers.map(({ status }) => status), Array(20).fill(200))
  assert.deepEqual(await answers[0].json(), { subject: 'app', orders: ['Brass key', 'Ledger'] })
})

test('every other is refused as RFC 6750 says', async () => {
  const good = await tokenOf(resource, 'orders:read')
  const [header, , signature] = good.split('.')
  const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(good.split('.')[1], 'base64url')), sub: 'mira' })).toString('base64url')
  for (const [what, token, status, challenge] of [
    ['none', undefined, 401, 'Bearer realm="api"'],
    ['forged', `${header}.${forged}.${signature}`, 401, /^Bearer error="invalid_token"/],
    ['for another API', await tokenOf('https://api.example/other', 'orders:read'), 401, /^Bearer error="invalid_token"/],
    ['opaque', 'abc', 401, /^Bearer error="invalid_token"/],
    ['with another scope', await tokenOf(resource, 'orders:write'), 403, /^Bearer error="insufficient_scope".*scope="orders:read"/],
  ]) {
    const response = await ask(token)
    assert.equal(response.status, status, what)
    assert.match(response.headers.get('www-authenticate'), typeof challenge === 'string' ? new RegExp(`^${challenge}$`) : challenge, what)
    assert.equal(response.headers.get('cache-control'), 'no-store')
  }
  assert.equal((await ask(good)).status, 200)
  assert.equal((await ask(good, 'elsewhere')).status, 404)
})
