// What a session does in a page that the demo does not show: several callers, races, storage and networks that fail.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { generateJwks, people, startProvider } from '../../www/server/provider.mjs'
import { project, scratch, serve } from '../packaging/support.mjs'
import { launch } from './browser.mjs'

const [mira] = people
// Made once: an RSA key takes longer to make than a page to load.
const jwks = generateJwks()
const directory = await scratch('session')
await project(directory)
const imports = JSON.stringify({ imports: { 'keyward/browser': '/node_modules/keyward/entry/session-browser.js' } })
await writeFile(
  join(directory, 'index.html'),
  `<!doctype html><title>app</title><link rel="icon" href="data:,"><script type="importmap">${imports}</script>
<script type="module">globalThis.keyward = await import('keyward/browser')</script>`,
)
const app = Object.assign(await serve(), { directory })

let browser
before(async () => {
  browser = await launch()
})
after(() => browser?.close())

let provider
let page
beforeEach(async () => {
  provider = await startProvider({ clientId: 'app', redirectUris: [app.url], autoLogin: mira.sub, jwks })
  const context = await browser.newContext()
  context.setDefaultTimeout(15_000)
  page = await context.newPage()
  await open()
})
afterEach(async () => {
  await page?.context().close()
  await provider?.close()
})

const options = (more) => ({ issuer: provider.issuer, clientId: 'app', ...more })

async function open(address = app.url) {
  await page.goto(address)
  await page.waitForFunction(() => globalThis.keyward)
}

/** Makes `globalThis.session`; its user, or the code of the error. */
function start(more) {
  return page.evaluate(async (options) => {
    try {
      globalThis.session = await keyward.createSession(options)
      return { sub: session.user?.sub ?? null }
    } catch (error) {
      return { code: error.code }
    }
  }, options(more))
}

/** Leaves with `signIn(params)` and comes back, the callback not yet handled. */
async function leave(params, more) {
  await start(more)
  const back = page.waitForURL(/[?&](code|error)=/)
  await page.evaluate((params) => session.signIn(params), params)
  await back
  await page.waitForFunction(() => globalThis.keyward)
}

async function signIn(params, more) {
  await leave(params, more)
  assert.deepEqual(await start(more), { sub: mira.sub })
}

const codeOf = (work, argument) =>
  page.evaluate(
    async ([work, argument]) => {
      try {
        await new Function('argument', `return (${work})(argument)`)(argument)
        return null
      } catch (error) {
        return error.code
      }
    },
    [String(work), argument],
  )

const refreshes = () => provider.grants.filter(({ grant_type: type }) => type === 'refresh_token').length

/** Holds answers of the token endpoint back until `release` is called. */
function holdTokens() {
  let release
  const released = new Promise((resolve) => (release = resolve))
  let arrived
  const held = new Promise((resolve) => (arrived = resolve))
  provider.settings.intercept = async (request) => {
    if (request.method !== 'POST' || !request.url.startsWith('/token')) return false
    arrived()
    await released
    return false
  }
  return { held, release }
}

test('a callback handled twice at once signs in once, and both see the user', async () => {
  await leave()
  const subs = await page.evaluate(async (options) => {
    const sessions = await Promise.all([keyward.createSession(options), keyward.createSession(options)])
    return sessions.map((session) => session.user?.sub)
  }, options())
  assert.deepEqual(subs, [mira.sub, mira.sub])
  assert.equal(provider.grants.length, 1)
  assert.equal(page.url(), app.url)
})

test('the address is clean before the code is exchanged', async () => {
  await leave()
  const { held, release } = holdTokens()
  const started = start()
  await held
  // The page itself is asked: what the driver knows of its address comes later.
  assert.equal(await page.evaluate(() => location.href), app.url)
  release()
  assert.deepEqual(await started, { sub: mira.sub })
})

test('a sign-in returns to where it was asked for, and nowhere else', async () => {
  await signIn({ returnTo: '/orders/7?tab=items#last' })
  assert.equal(page.url(), new URL('/orders/7?tab=items#last', app.url).href)

  await open(`${app.url}?list=open#/route`)
  await signIn({})
  assert.equal(page.url(), `${app.url}?list=open#/route`)
  for (const returnTo of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
    assert.equal(await codeOf((returnTo) => session.signIn({ returnTo }), returnTo), 'invalid_config', returnTo)
  }
})

test('twenty callers make one refresh', async () => {
  await signIn()
  const tokens = await page.evaluate(() =>
    Promise.all(Array.from({ length: 20 }, () => session.getAccessToken({ forceRefresh: true }))),
  )
  assert.equal(new Set(tokens).size, 1)
  assert.equal(refreshes(), 1)
})

test('a caller who gives up leaves the refresh to the others', async () => {
  await signIn()
  const { held, release } = holdTokens()
  const answers = page.evaluate(async () => {
    const patient = session.getAccessToken({ forceRefresh: true })
    const hasty = session.getAccessToken({ forceRefresh: true, signal: AbortSignal.timeout(100) })
    return Promise.all([patient.then((token) => typeof token), hasty.catch((error) => error.code)])
  })
  await held
  await page.waitForTimeout(300)
  release()
  const [patient, hasty] = await answers
  assert.equal(patient, 'string')
  assert.match(hasty, /^(aborted|timeout)$/)
  assert.equal(refreshes(), 1)
})

test('who signs out during a refresh stays signed out', async () => {
  await signIn()
  const { held, release } = holdTokens()
  const refreshed = page.evaluate(() => session.getAccessToken({ forceRefresh: true }).catch((error) => error.code))
  await held
  await page.evaluate(() => session.signOut({ local: true }))
  assert.equal(await page.evaluate(() => session.user), null)
  release()
  await refreshed
  assert.equal(await page.evaluate(() => session.user), null)
  assert.deepEqual(await start(), { sub: null })
})

test('the token goes to listed origins only', async () => {
  const api = 'http://127.0.0.1:9'
  const other = 'http://localhost:9'
  const seen = {}
  await page.route(/:9\//, (route) => {
    const request = route.request()
    seen[new URL(request.url()).origin] = request.headers().authorization
    return route.fulfill({ headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' }, json: {} })
  })
  await signIn({}, { allowedOrigins: [api] })
  const token = await page.evaluate(async ([api, other]) => {
    await session.fetch(`${api}/a`)
    await session.fetch(`${other}/b`)
    return session.getAccessToken()
  }, [api, other])
  assert.deepEqual(seen, { [api]: `Bearer ${token}`, [other]: undefined })
})

test('without a network the session goes on', async () => {
  await signIn()
  await page.context().setOffline(true)
  const failure = await page.evaluate(() =>
    session.getAccessToken({ forceRefresh: true }).catch(({ code, retryable }) => ({ code, retryable })),
  )
  assert.deepEqual(failure, { code: 'network_error', retryable: true })
  assert.equal(await page.evaluate(() => session.user.sub), mira.sub)
  await page.context().setOffline(false)
  assert.equal(await codeOf(() => session.getAccessToken({ forceRefresh: true })), null)
})

test('five sign-ins in a minute without a session are a loop', async () => {
  await page.route(`${provider.issuer}/auth?*`, (route) => route.fulfill({ status: 204 }))
  await start()
  const codes = []
  for (let attempt = 0; attempt < 6; attempt += 1) codes.push(await codeOf(() => session.signIn()))
  assert.deepEqual(codes, [null, null, null, null, null, 'redirect_loop'])
})

test('a state that names a member of every object is state_unknown like any other', async () => {
  for (const state of ['constructor', '__proto__', 'toString']) {
    await open(`${app.url}?code=x&state=${state}`)
    assert.deepEqual(await start(), { code: 'state_unknown' }, state)
  }
})

test('a sign-in that took longer than ten minutes is state_expired', async () => {
  await leave()
  const later = Date.now() + 601_000
  const code = await page.evaluate(
    async ([options, later]) => keyward.createSession({ ...options, now: () => later }).catch((error) => error.code),
    [options(), later],
  )
  assert.equal(code, 'state_expired')
  assert.deepEqual(provider.grants, [])
})

test('storage that throws is storage_unavailable, and memory works without any', async () => {
  await page.addInitScript(() => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(globalThis, name, { get: () => { throw new DOMException('denied', 'SecurityError') } })
    }
  })
  await open()
  const { code } = await start()
  assert.equal(code ?? (await codeOf(() => session.signIn())), 'storage_unavailable')
})

test('events tell what happened, and a closed session is silent', async () => {
  await signIn()
  const heard = await page.evaluate(async () => {
    const heard = []
    for (const type of ['change', 'refresh', 'signout', 'error']) {
      session.addEventListener(type, ({ type, detail }) => heard.push([type, Object.keys(detail).sort().join()]))
    }
    await session.getAccessToken({ forceRefresh: true })
    await session.signOut({ local: true })
    session.close()
    session.close()
    return heard
  })
  assert.deepEqual(heard.filter(([type]) => type !== 'change'), [['refresh', 'expiresAt'], ['signout', 'error']])
  assert.ok(heard.some(([type, detail]) => type === 'change' && detail === 'user'))
})
