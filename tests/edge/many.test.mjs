// Many users at once in one isolate, a third of whom go away half way, while keys are replaced: nobody gets
// what is another's, nobody waits for ever, and nobody who stays sees an error.
//
//   SOAK_ROUNDS=50 node --test tests/edge/many.test.mjs       # all of it; 5 rounds by default
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Browser, origin } from './browser.mjs'
import { createProject, hosts } from './hosts.mjs'
import { startQuickProvider } from './quick-provider.mjs'

const ROUNDS = Number(process.env.SOAK_ROUNDS ?? 5)
const USERS = 200
const directory = await createProject()
let provider

before(async () => {
  provider = await startQuickProvider()
})

after(async () => {
  await provider?.close()
})

for (const host of hosts) {
  describe(host.name, () => {
    let app
    before(async () => {
      app = await host.start(directory, 'site')
      for (const [site, store] of [['cookies'], ['store', 'memory']]) {
        await fetch(`${app.url}/-/site`, {
          method: 'POST',
          headers: { 'x-site': site },
          body: JSON.stringify({
            store,
            session: {
              issuer: provider.issuer,
              clientId: 'site',
              clientSecret: 'secret',
              cookieSecrets: ['secret of the cookies, long enough'],
              origin,
              // As much as a busy machine takes for all of them at once.
              timeout: 60_000,
            },
          }),
        })
      }
    })
    after(() => app?.stop())

    test(`${ROUNDS} rounds of ${USERS} users`, { timeout: 900_000 }, async (t) => {
      let stayed = 0
      let left = 0
      for (let round = 0; round < ROUNDS; round += 1) {
        const site = round % 2 ? 'store' : 'cookies'
        const seconds = (amount) => fetch(`${app.url}/-/move?seconds=${provider.ahead + amount}`, { headers: { 'x-site': site } })
        // New keys are looked for twice a minute at most: those of the round before, then those of this one, by a
        // clock that goes ahead by one within a round.
        provider.ahead = round * 200
        await seconds(0)
        const first = new Browser(app.url, site)
        await first.open(provider.signIn((await first.open('/auth/login')).headers.get('location'), 'first'))
        assert.equal(await first.who(), 'first')
        provider.ahead += 100
        await seconds(0)
        await Promise.all(Array.from({ length: USERS }, async (_, at) => {
          const sub = `user-${round}-${at}`
          const browser = new Browser(app.url, site)
          const begun = await browser.open('/auth/login?returnTo=/home')
          const callback = provider.signIn(begun.headers.get('location'), sub)
          if (at === 50) provider.rotate()
          if (at % 3 === 0) {
            const signal = AbortSignal.timeout(1 + Math.floor(Math.random() * 15))
            await browser.open(callback, { signal }).catch(() => {})
            left += 1
            return
          }
          const signal = AbortSignal.timeout(90_000)
          const back = await browser.open(callback, { signal })
          assert.equal(back.status, 303, `${sub}: ${back.status} ${await back.clone().text()}`)
          assert.equal(await browser.who(), sub)
          // Their token is due, for several requests at once, one of which goes away.
          if (at % 10 === 1) {
            await seconds(60)
            const cookies = new Map(browser.cookies)
            const tabs = Array.from({ length: 4 }, () => Object.assign(new Browser(app.url, site), { cookies: new Map(cookies) }))
            const gone = tabs[3].open('/who', { signal: AbortSignal.timeout(3) }).catch(() => {})
            assert.deepEqual(await Promise.all(tabs.slice(0, 3).map((tab) => tab.who())), [sub, sub, sub])
            await gone
          }
          stayed += 1
        }))
      }
      t.diagnostic(`${stayed} stayed, ${left} left, ${provider.requests.length} requests at the provider`)
    })
  })
}
