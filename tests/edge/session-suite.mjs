// A site's session, in whatever hosts a test file names, at a real provider: in cookies, and in stores.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { startApi } from '../../www/server/api.mjs'
import { people, startProvider } from '../../www/server/provider.mjs'
import { Browser, origin } from './browser.mjs'

const resource = 'https://api.example'
const STORES = ['memory']
// Whose ID tokens take several cookies, and more than there may be.
const named = (sub, length) => ({ ...people[0], sub, claims: { ...people[0].claims, given_name: 'x'.repeat(length) } })
const accounts = [...people, named('long', 2_000), named('endless', 20_000)]
const secrets = ['current secret of the cookies, 1234', 'retired secret of the cookies, 1234']

/**
 * Hosts that run site.mjs, with the stores that they have.
 * @param {{ name: string, stores?: string[], start(): Promise<{ url: string, stop(): Promise<unknown> }> }[]} hosts
 */
export function sessionSuite(hosts) {
  const running = []
  let provider
  let api

  before(async () => {
    for (const host of hosts) running.push(await host.start())
    provider = await startProvider({
      accounts,
      clients: hosts.flatMap(({ stores = STORES }, index) => ['cookies', ...stores].map((site) => ({
        client_id: `${site}-${index}`,
        client_secret: 'secret',
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${origin}/auth/callback`],
        post_logout_redirect_uris: [`${origin}/bye`],
        backchannel_logout_uri: `${running[index].url}/auth/backchannel-logout?site=${site}`,
        backchannel_logout_session_required: true,
      }))),
      resources: { [resource]: { scope: 'orders:read' } },
      configuration: {
        features: { backchannelLogout: { enabled: true } },
        // Its own refuses to talk to this machine.
        fetch: (target, { dispatcher, ...init }) => fetch(target, init),
      },
    })
    api = await startApi({ issuer: provider.issuer, audience: resource })
  })

  after(async () => {
    for (const host of running) await host.stop()
    await provider?.close()
    await api?.close()
  })

  for (const [index, { name, stores = STORES }] of hosts.entries()) {
    describe(name, () => {
      let url
      const optionsOf = (store, more) => ({
        issuer: provider.issuer,
        clientId: `${store}-${index}`,
        clientSecret: 'secret',
        cookieSecrets: [secrets[0]],
        origin,
        resource,
        scope: 'openid profile email orders:read',
        allowedOrigins: [new URL(api.url).origin],
        postLogoutRedirectUri: `${origin}/bye`,
        routes: { token: '/auth/token' },
        ...more,
      })
      const setUp = async (site, session, store = 'cookies') => {
        const response = await fetch(`${url}/-/site`, {
          method: 'POST',
          headers: { 'x-site': site },
          body: JSON.stringify({ session: optionsOf(store, session), store }),
        })
        assert.equal(await response.text(), 'ok')
      }
      const control = async (site, what) => (await fetch(`${url}/-/${what}`, { headers: { 'x-site': site } })).json()

      before(async () => {
        url = running[index].url
        for (const site of ['cookies', ...stores]) await setUp(site, {}, site)
      })

      for (const site of ['cookies', ...stores]) {
        describe(`a session in ${site}`, () => {
          test('sign-in, renewal, a call of an API and sign-out', async () => {
            const browser = new Browser(url, site)
            assert.equal(await browser.who(), null)
            const { response } = await browser.signIn(provider, { account: 'jonas' })
            assert.equal(response.headers.get('location'), `${origin}/orders`)
            assert.equal(await browser.who(), 'jonas')
            assert.ok([...browser.cookies.keys()].every((cookie) => cookie.startsWith('__Host-keyward.')))
            for (const line of response.headers.getSetCookie()) {
              assert.match(line, /; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
            }

            const me = await browser.open('/auth/me')
            assert.equal((await me.json()).user.name, 'Jonas Lindqvist')
            const before = await browser.open('/auth/token', { method: 'POST' })
            const { access_token: first } = await before.json()

            const grants = provider.grants.length
            await control(site, 'move?seconds=100')
            assert.equal(await browser.who(), 'jonas')
            assert.deepEqual(provider.grants.slice(grants), [{ grant_type: 'refresh_token', ok: true }])
            const renewed = await (await browser.open('/auth/token', { method: 'POST' })).json()
            assert.notEqual(renewed.access_token, first)
            assert.equal(provider.grants.length, grants + 1)
            await control(site, 'move?seconds=0')

            const called = await (await browser.open(`/call?url=${api.url}/api/orders`)).json()
            assert.equal(called.status, 200)
            assert.equal(JSON.parse(called.body).subject, 'jonas')
            // Another origin gets no token.
            const greeted = await (await browser.open(`/call?url=${provider.issuer}/me`)).json()
            assert.ok(greeted.status >= 400)

            const kept = new Map(browser.cookies)
            const out = await browser.open('/auth/logout', { method: 'POST' })
            assert.ok(out.headers.get('location').startsWith(`${provider.issuer}/session/end?`))
            assert.equal(browser.cookies.size, 0)
            assert.equal(await browser.who(), null)
            // Cookies of before: with a store they are worth nothing any more.
            browser.cookies = kept
            assert.equal(await browser.who(), site === 'cookies' ? 'jonas' : null)
          })

          test('users who sign in at the same time are themselves', async () => {
            const accounts = Array.from({ length: 12 }, (_, at) => ['mira', 'jonas', 'zoe'][at % 3])
            const found = await Promise.all(
              accounts.map(async (account) => {
                const browser = new Browser(url, site)
                await browser.signIn(provider, { account })
                return browser.who()
              }),
            )
            assert.deepEqual(found, accounts)
          })

          test('many requests whose token is due make one refresh', async () => {
            const browser = new Browser(url, site)
            await browser.signIn(provider)
            await control(site, 'move?seconds=100')
            const grants = provider.grants.length
            const cookies = new Map(browser.cookies)
            const found = await Promise.all(Array.from({ length: 20 }, async () => {
              const other = new Browser(url, site)
              other.cookies = new Map(cookies)
              return other.who()
            }))
            assert.deepEqual(new Set(found), new Set(['mira']))
            assert.deepEqual(provider.grants.slice(grants), [{ grant_type: 'refresh_token', ok: true }])
            // Over, not only due: who comes with the cookies of before waits for the one.
            await control(site, 'move?seconds=400')
            const fresh = new Browser(url, site)
            fresh.cookies = cookies
            assert.equal(await fresh.who(), 'mira')
            await control(site, 'move?seconds=0')
          })

          test('a callback counts once, and in the browser that began it', async () => {
            const browser = new Browser(url, site)
            const callback = await browser.askProvider(provider)
            const grants = provider.grants.length
            const stranger = new Browser(url, site)
            const refused = await stranger.open(callback)
            assert.equal(refused.status, 400)
            assert.match(await refused.text(), /state_unknown/)
            assert.equal(provider.grants.length, grants)

            // Twice at the same time: one token request, and both are signed in.
            const twin = new Browser(url, site)
            twin.cookies = new Map(browser.cookies)
            const both = await Promise.all([browser.open(callback), twin.open(callback)])
            assert.deepEqual(both.map(({ status }) => status), [303, 303])
            assert.deepEqual([await browser.who(), await twin.who()], ['mira', 'mira'])
            assert.equal(provider.grants.length, grants + 1)

            // And once more afterwards: swallowed.
            const again = await browser.open(callback)
            assert.equal(again.status, 303)
            assert.equal(provider.grants.length, grants + 1)
            assert.equal(await browser.who(), 'mira')
          })

          test('a refusal of the provider is said without its words, and ends the login', async () => {
            const browser = new Browser(url, site)
            const begun = await browser.open('/auth/login')
            const { searchParams } = new URL(begun.headers.get('location'))
            const answer = new URLSearchParams({ error: 'access_denied', error_description: '<b>no</b>', state: searchParams.get('state'), iss: provider.issuer })
            const refused = await browser.open(`/auth/callback?${answer}`)
            assert.equal(refused.status, 400)
            assert.equal(await refused.text(), 'The sign-in did not succeed: server_error_response\n')
            assert.equal(browser.cookies.size, 0)
          })

          test('users return to this site only', async () => {
            const browser = new Browser(url, site)
            for (const target of ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/%2fevil.example']) {
              const response = await browser.open(`/auth/login?returnTo=${encodeURIComponent(target)}`)
              assert.equal(response.status, 400, target)
            }
          })

          test('several logins may be open, old ones give way', async () => {
            const browser = new Browser(url, site)
            const first = await browser.askProvider(provider, { path: '/auth/login?returnTo=/first' })
            const second = await browser.askProvider(provider, { path: '/auth/login?returnTo=/second' })
            assert.equal((await browser.open(first)).headers.get('location'), `${origin}/first`)
            assert.equal((await browser.open(second)).headers.get('location'), `${origin}/second`)
            for (let count = 0; count < 9; count += 1) await browser.open('/auth/login')
            assert.equal([...browser.cookies.keys()].filter((cookie) => cookie.includes('login')).length, 5)
          })

          test('a login that took more than ten minutes is over', async () => {
            const browser = new Browser(url, site)
            const callback = await browser.askProvider(provider)
            await control(site, 'move?seconds=601')
            const response = await browser.open(callback)
            await control(site, 'move?seconds=0')
            assert.match(await response.text(), /state_expired/)
          })

          test('other sites change nothing', async () => {
            const browser = new Browser(url, site)
            await browser.signIn(provider)
            for (const [path, how] of [
              ['/auth/logout', {}],
              ['/auth/logout', { method: 'POST', headers: { origin: 'https://evil.example' } }],
              ['/auth/logout', { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }],
              ['/auth/logout', { method: 'POST', headers: { 'sec-fetch-site': 'same-site' } }],
              ['/auth/logout', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } }],
              ['/auth/token', { method: 'POST', headers: { origin: 'null' } }],
            ]) {
              const response = await browser.open(path, how)
              assert.equal(response.status, 403, JSON.stringify([path, how]))
              assert.equal(response.headers.getSetCookie().length, 0)
            }
            assert.equal((await browser.open('/auth/token')).status, 405)
            assert.equal((await browser.open('/auth/login', { method: 'POST' })).status, 405)
            assert.equal(await browser.who(), 'mira')
          })

          test('no answer is for a cache', async () => {
            const browser = new Browser(url, site)
            const { callback } = await browser.signIn(provider)
            for (const [path, how] of [
              ['/auth/me'],
              ['/who'],
              [callback],
              ['/auth/login'],
              ['/auth/callback?state=x&code=y'],
              ['/auth/logout'],
              ['/auth/token', { method: 'POST' }],
              ['/auth/logout', { method: 'POST' }],
              ['/auth/me'],
              ['/auth/backchannel-logout', { method: 'POST', body: new URLSearchParams({ logout_token: 'x' }) }],
            ]) {
              const response = await browser.open(path, how)
              assert.equal(response.headers.get('cache-control'), 'no-store', path)
              assert.match(response.headers.get('vary'), /Cookie/, path)
            }
          })

          test('cookies that are not as they were set are nobody\'s', async () => {
            const [mira, jonas] = [new Browser(url, site), new Browser(url, site)]
            await mira.signIn(provider, { account: 'mira' })
            await jonas.signIn(provider, { account: 'jonas' })
            await jonas.askProvider(provider)
            const value = mira.cookies.get('__Host-keyward.0')
            const login = [...jonas.cookies].find(([cookie]) => cookie.includes('login'))
            const flip = (at) => value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1)
            const wrong = [
              ...[2, 4, 12, 30, 60, value.length - 30].map((at) => [['__Host-keyward.0', flip(at)]]),
              [['__Host-keyward.0', value.slice(0, -1)]],
              [['__Host-keyward.0', value.slice(0, 20)]],
              [['__Host-keyward.0', `${value}A`]],
              [['__Host-keyward.0', `2~${value.slice(2)}`]],
              [['__Host-keyward.0', `1000~${value.slice(2)}`]],
              [['__Host-keyward.1', value]],
              [['__Host-keyward.0', `1~${login[1]}`]],
              [['__Host-keyward.0', '1~']],
              [['__Host-keyward.0', `1~${'A'.repeat(7_000)}`]],
              Array.from({ length: 200 }, (_, at) => [`__Host-keyward.${at}`, at ? 'A' : '1000~A']),
            ]
            for (const cookies of wrong) {
              const thief = new Browser(url, site)
              thief.cookies = new Map(cookies)
              assert.equal(await thief.who(), null, JSON.stringify(cookies).slice(0, 100))
            }
            // A session is no login either.
            const swapped = new Browser(url, site)
            const callback = await swapped.askProvider(provider)
            const [cookie] = [...swapped.cookies.keys()]
            for (const taken of [value.slice(2), login[1]]) {
              swapped.cookies = new Map([[cookie, taken]])
              assert.match(await (await swapped.open(callback)).text(), /state_unknown/)
            }
            assert.deepEqual([await mira.who(), await jonas.who()], ['mira', 'jonas'])
          })

          test('a session takes several cookies, which belong together, and no more than four', async () => {
            const [mira, long, other] = Array.from({ length: 3 }, () => new Browser(url, site))
            await mira.signIn(provider)
            for (const browser of [long, other]) await browser.signIn(provider, { account: 'long' })
            assert.equal(await long.who(), 'long')
            const whole = new Map(long.cookies)
            if (site === 'cookies') {
              assert.ok(whole.size > 1 && whole.size <= 4, `${whole.size} cookies`)
              const [first, second] = ['__Host-keyward.0', '__Host-keyward.1']
              const without = new Map(whole)
              without.delete(second)
              for (const cookies of [
                new Map([...whole, [first, whole.get(second)], [second, whole.get(first)]]),
                new Map([...whole, [second, other.cookies.get(second)]]),
                new Map([...whole, [second, whole.get(second).slice(0, -1)]]),
                without,
              ]) {
                long.cookies = cookies
                assert.equal(await long.who(), null)
              }
              long.cookies = new Map(whole)
              assert.equal(await long.who(), 'long')
            }

            const endless = new Browser(url, site)
            const response = await endless.open(await endless.askProvider(provider, { account: 'endless' }))
            if (site === 'cookies') {
              assert.equal(response.status, 500)
              assert.match(await response.text(), /storage_unavailable/)
              assert.equal(endless.cookies.size, 0)
            } else {
              assert.equal(response.status, 303)
            }
            assert.deepEqual([await endless.who(), await mira.who()], [site === 'cookies' ? null : 'endless', 'mira'])

            // A smaller one, after the larger one, in the same browser.
            long.provider.clear()
            await long.signIn(provider, { account: 'jonas' })
            assert.equal(await long.who(), 'jonas')
            assert.equal(long.cookies.size, 1)
          })

          test('a session ends by its own time', async () => {
            const browser = new Browser(url, site)
            await browser.signIn(provider)
            await control(site, 'move?seconds=604801')
            assert.equal(await browser.who(), null)
            await control(site, 'move?seconds=0')
          })

          test('a provider that refuses to refresh ends the session, one that is away does not', async () => {
            const browser = new Browser(url, site)
            await browser.signIn(provider)
            await control(site, 'move?seconds=100')
            provider.settings.intercept = (request, response) => {
              if (request.url !== '/token') return false
              response.writeHead(503).end()
              return true
            }
            assert.equal(await browser.who(), 'mira')
            provider.settings.intercept = (request, response) => {
              if (request.url !== '/token') return false
              response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
              return true
            }
            assert.equal(await browser.who(), null)
            provider.settings.intercept = null
            await control(site, 'move?seconds=0')
          })
        })
      }

      test('secrets are rotated: an earlier one opens until it is withdrawn', async () => {
        await setUp('old', { cookieSecrets: [secrets[1]] })
        const browser = new Browser(url, 'old')
        await browser.signIn(provider)
        const before = browser.cookies.get('__Host-keyward.0')
        await setUp('old', { cookieSecrets: secrets })
        assert.equal(await browser.who(), 'mira')
        assert.notEqual(browser.cookies.get('__Host-keyward.0').slice(2, 8), before.slice(2, 8))
        await setUp('old', { cookieSecrets: [secrets[0]] })
        assert.equal(await browser.who(), 'mira')
        browser.cookies.set('__Host-keyward.0', before)
        assert.equal(await browser.who(), null)
      })

      for (const store of stores) test(`the provider ends a session in the store (${store})`, async () => {
        const [mira, other] = [new Browser(url, store), new Browser(url, store)]
        await mira.signIn(provider)
        await other.signIn(provider)
        const out = await mira.open('/auth/logout', { method: 'POST', headers: { accept: 'application/json' } })
        const kept = new Browser(url, store)
        await kept.signIn(provider)
        const { url: there } = await out.json()
        await provider.endSession(there, { jar: mira.provider })
        assert.equal(await other.who(), 'mira')
        // Signed out at the provider alone, not here.
        const end = new URL(there)
        end.searchParams.delete('id_token_hint')
        await provider.endSession(end.href, { jar: kept.provider })
        for (let tries = 0; tries < 40 && (await kept.who()) !== null; tries += 1) await new Promise((done) => setTimeout(done, 50))
        assert.equal(await kept.who(), null)
        assert.equal(await other.who(), 'mira')
      })

      test('a cold sign-in takes three requests, a warm one one', async () => {
        await setUp('count')
        const browser = new Browser(url, 'count')
        await browser.signIn(provider)
        const cold = await control('count', 'count')
        await new Browser(url, 'count').signIn(provider)
        const warm = await control('count', 'count')
        assert.deepEqual([cold.subrequests, warm.subrequests], [3, 1])
      })

      test('a renewal and a sign-out take one request, a renewal in a new instance three', async () => {
        await setUp('count')
        const browser = new Browser(url, 'count')
        await browser.signIn(provider)
        await control('count', 'move?seconds=100')
        assert.equal(await browser.who(), 'mira')
        const warm = await control('count', 'move?seconds=0')
        // Nothing of the first one is left but what the cookies hold.
        await setUp('count')
        await control('count', 'move?seconds=200')
        assert.equal(await browser.who(), 'mira')
        const cold = await control('count', 'count')
        await browser.open('/auth/logout', { method: 'POST' })
        const out = await control('count', 'move?seconds=0')
        assert.deepEqual([warm, cold, out].map(({ subrequests }) => subrequests), [1, 3, 1])
      })
    })
  }
}
