// The examples of docs/edge.md as they stand there, each in a program of its own, and what each must do.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startProvider } from '../../www/server/provider.mjs'
import { root } from '../packaging/support.mjs'
import { Browser, origin } from './browser.mjs'

const resource = 'https://api.example'

/** An example, by the word that its first line begins with. */
export async function example(host) {
  const text = await readFile(join(root, 'docs/edge.md'), 'utf8')
  const found = [...text.matchAll(/^```js\n\/\/ ([^\n]*)\n([^]*?)^```$/gm)].find(([, about]) => about.startsWith(host))
  if (!found) throw new Error(`docs/edge.md has no example for ${host}`)
  return found[2]
}

/** A provider that knows the site; `declared` is what the examples take as given. */
export async function startExampleProvider() {
  const provider = await startProvider({
    clients: [
      {
        client_id: 'site',
        client_secret: 'secret',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${origin}/auth/callback`],
      },
      { client_id: 'app', client_secret: 'secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
    ],
    resources: { [resource]: { scope: 'orders:read' } },
  })
  const declared = `import { createEdgeSession, createGuard } from 'keyward/edge'
const auth = createEdgeSession({
  issuer: '${provider.issuer}',
  clientId: 'site',
  clientSecret: 'secret',
  cookieSecrets: ['secret of the cookies, long enough'],
  origin: '${origin}',
})
const guard = createGuard({ issuer: '${provider.issuer}', audience: '${resource}', requiredScope: 'orders:read' })
const page = (user) => (user ? user.commit(new Response('Hello ' + user.claims.sub)) : new Response('Hello nobody'))
`
  return { provider, declared }
}

/** Somebody signs in at the page of an example, and out again. */
export async function signsInAndOut(url, provider) {
  const browser = new Browser(url, '')
  const page = async () => (await browser.open('/')).text()
  assert.equal(await page(), 'Hello nobody')
  await browser.signIn(provider, { account: 'zoe' })
  assert.equal(await page(), 'Hello zoe')
  const { user } = await (await browser.open('/auth/me')).json()
  assert.equal(user.sub, 'zoe')
  assert.equal((await browser.open('/auth/logout', { method: 'POST' })).status, 303)
  assert.equal(await page(), 'Hello nobody')
}

/** The API of an example takes a good token and no other. */
export async function guards(url, provider) {
  const granted = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('app:secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource, scope: 'orders:read' }),
  })
  const { access_token: token } = await granted.json()
  const ask = (authorization) => fetch(`${url}/api/orders`, { headers: authorization ? { authorization } : {} })
  const good = await ask(`Bearer ${token}`)
  assert.deepEqual([good.status, await good.json()], [200, { hello: 'app' }])
  for (const [authorization, challenge] of [[undefined, /^Bearer resource_metadata=/], [`Bearer ${token.slice(0, -4)}AAAA`, /error="invalid_token"/]]) {
    const refused = await ask(authorization)
    assert.equal(refused.status, 401)
    assert.match(refused.headers.get('www-authenticate'), challenge)
  }
}

/** Resolves once something answers there. */
export async function isUp(url) {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      return await fetch(url)
    } catch {
      await new Promise((done) => setTimeout(done, 50))
    }
  }
  throw new Error(`nothing answers at ${url}`)
}
