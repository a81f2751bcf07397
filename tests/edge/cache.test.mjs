// A shared cache in front of a site: nobody gets another one's answer or cookies from it. The cache is undici's, which
// keeps to RFC 9111 and runs wherever the tests do. Where an answer says nothing of caches it is told to keep it, as
// proxies are that "cache everything"; what would then happen without the headers of the helpers is shown as well.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { Agent, cacheStores, DecoratorHandler, interceptors, request } from 'undici'
import { startProvider } from '../../www/server/provider.mjs'
import { Browser, origin } from './browser.mjs'
import { sites } from './hosts.mjs'

const resource = 'https://api.example/orders'

/** A proxy before `target`; `forget` names headers of the answers that the cache is not shown. */
async function startProxy(target, forget = []) {
  const own = { asked: [] }
  const rules = (dispatch) => (options, handler) => {
    own.asked.push(`${options.method} ${options.path}`)
    return dispatch(options, new (class extends DecoratorHandler {
      onResponseStart(controller, status, headers, message) {
        const shown = { ...headers }
        for (const name of forget) delete shown[name]
        shown['cache-control'] ??= 'max-age=300'
        return super.onResponseStart(controller, status, shown, message)
      }
    })(handler))
  }
  const agent = new Agent()
  const dispatcher = agent.compose(rules, interceptors.cache({ type: 'shared', store: new cacheStores.MemoryCacheStore() }))
  const server = createServer(async (incoming, response) => {
    const { method, url, headers: { host, connection, ...headers } } = incoming
    const body = method === 'POST' ? incoming : undefined
    const answer = await request(target + url, { method, headers, body, dispatcher })
    response.writeHead(answer.statusCode, answer.headers)
    answer.body.pipe(response)
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  own.url = `http://127.0.0.1:${server.address().port}`
  own.close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    await agent.close()
  }
  return own
}

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

for (const host of await sites()) {
  describe(host.name, () => {
    let app
    before(async () => {
      app = await host.start()
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
      await fetch(`${app.url}/-/site`, { method: 'POST', headers: { 'x-site': 'site' }, body: JSON.stringify({ session, guard }) })
    })
    after(() => app?.stop())

    async function proxy(t, forget) {
      const started = await startProxy(app.url, forget)
      t.after(() => started.close())
      return started
    }
    const me = async (browser) => {
      const response = await browser.open('/auth/me')
      return response.status === 200 ? (await response.json()).user.sub : response.status
    }
    const move = (seconds) => fetch(`${app.url}/-/move?seconds=${seconds}`, { headers: { 'x-site': 'site' } })

    test('everybody has answers and cookies of their own', async (t) => {
      const { url, asked } = await proxy(t)
      const [mira, jonas, nobody] = Array.from({ length: 3 }, () => new Browser(url, 'site'))
      assert.equal(await me(nobody), 401)
      const { callback } = await mira.signIn(provider, { account: 'mira', path: '/auth/login' })
      await jonas.signIn(provider, { account: 'jonas', path: '/auth/login' })
      for (let round = 0; round < 2; round += 1) {
        assert.deepEqual([await me(mira), await me(jonas), await me(nobody)], ['mira', 'jonas', 401])
        assert.deepEqual([await mira.who(), await jonas.who()], ['mira', 'jonas'])
      }

      // Two logins are two, also in one browser.
      const [first, second] = [await nobody.open('/auth/login'), await nobody.open('/auth/login')]
      const state = (response) => new URL(response.headers.get('location')).searchParams.get('state')
      assert.notEqual(state(first), state(second))
      assert.equal(nobody.cookies.size, 2)
      // The callback of another, which a cache has seen.
      const stranger = new Browser(url, 'site')
      assert.equal((await stranger.open(callback)).status, 400)
      assert.equal(stranger.cookies.size, 0)

      // A page whose answer renews the session: the new cookies are hers.
      await move(100)
      const before = new Map(mira.cookies)
      assert.equal(await mira.who(), 'mira')
      assert.notDeepEqual(mira.cookies, before)
      const kept = new Map(jonas.cookies)
      assert.equal(await jonas.who(), 'jonas')
      assert.notDeepEqual(jonas.cookies, kept)
      assert.notEqual(jonas.cookies.get('__Host-keyward.0'), mira.cookies.get('__Host-keyward.0'))
      await move(0)

      const token = async (browser) => (await (await browser.open('/auth/token', { method: 'POST' })).json()).access_token
      assert.notEqual(await token(mira), await token(jonas))
      assert.equal((await mira.open('/auth/logout', { method: 'POST' })).status, 303)
      assert.equal(mira.cookies.size, 0)
      assert.deepEqual([await me(mira), await me(jonas)], [401, 'jonas'])
      // All of it was asked of the site itself.
      assert.equal(asked.filter((line) => line === 'GET /auth/me').length, 9)
    })

    test('refusals of a guard are for whoever got them, its description is for everybody', async (t) => {
      const { url, asked } = await proxy(t)
      const mira = new Browser(url, 'site')
      await mira.signIn(provider, { account: 'mira', path: '/auth/login' })
      const { access_token: token } = await (await mira.open('/auth/token', { method: 'POST' })).json()
      const ask = async (text, at = url) => {
        const response = await fetch(`${at}/api`, { headers: { 'x-site': 'site', ...(text && { authorization: `Bearer ${text}` }) } })
        return response.status
      }
      assert.deepEqual([await ask(), await ask(token), await ask('x'), await ask(), await ask(token)], [401, 200, 401, 401, 200])
      // One that was kept would be everybody's.
      const { url: forgetful } = await proxy(t, ['cache-control'])
      assert.deepEqual([await ask(undefined, forgetful), await ask(token, forgetful)], [401, 401])
      for (let count = 0; count < 3; count += 1) {
        const described = await fetch(`${url}/.well-known/oauth-protected-resource/orders`, { headers: { 'x-site': 'site' } })
        assert.equal((await described.json()).resource, resource)
      }
      assert.equal(asked.filter((line) => line.includes('oauth-protected-resource')).length, 1)
    })

    test('without what the answers say of caches they would be mixed up', async (t) => {
      const sub = async (forget) => {
        const { url } = await proxy(t, forget)
        const [mira, jonas] = [new Browser(app.url, 'site'), new Browser(app.url, 'site')]
        await mira.signIn(provider, { account: 'mira', path: '/auth/login' })
        await jonas.signIn(provider, { account: 'jonas', path: '/auth/login' })
        mira.url = jonas.url = url
        return [await me(mira), await me(jonas)]
      }
      assert.deepEqual(await sub(['cache-control', 'vary']), ['mira', 'mira'])
      // Each of the two is enough.
      assert.deepEqual(await sub(['cache-control']), ['mira', 'jonas'])
      assert.deepEqual(await sub(['vary']), ['mira', 'jonas'])

      const { url } = await proxy(t, ['cache-control', 'vary'])
      const [one, other] = [new Browser(url, 'site'), new Browser(url, 'site')]
      await one.open('/auth/login')
      await other.open('/auth/login')
      assert.deepEqual(one.cookies, other.cookies)
      assert.ok(one.cookies.size > 0)
    })
  })
}
