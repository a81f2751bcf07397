// What a session does in a page that the demo does not show: several callers, races, storage and networks that fail.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
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

/**
 * Makes `globalThis.session`, with the page's `ahead` in seconds as the only difference between its clock and the
 * real one; its user, or the code of the error. What it tells is in the page's `heard`.
 */
function start(more) {
  return page.evaluate(async (options) => {
    globalThis.ahead = 0
    globalThis.heard = []
    try {
      globalThis.session = await keyward.createSession({ ...options, now: () => Date.now() + ahead * 1_000 })
      for (const type of ['change', 'refresh', 'signout', 'error']) {
        session.addEventListener(type, ({ type, detail }) => {
          heard.push(detail.error ? `${type} ${detail.error.code} in ${detail.error.phase}` : type)
        })
      }
      return { sub: session.user?.sub ?? null }
    } catch (error) {
      return { code: error.code }
    }
  }, options(more))
}

const heard = () => page.evaluate(() => globalThis.heard)

/** Lets the session's clock go on by so many seconds, as it does while a machine sleeps. */
const sleep = (seconds) => page.evaluate((seconds) => void (globalThis.ahead += seconds), seconds)

/** What a browser tells a page that is looked at again, or no more. */
const show = (state = 'visible') =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: state })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)

/** Waits until the session told this. */
const hears = (what) => page.waitForFunction((what) => heard.includes(what), what)

/** Time for a request that must not come. */
const settle = () => page.waitForTimeout(300)

/** Lets the token endpoint, or another one, answer like this until the tests say otherwise. */
function answerWith(status, body = {}, path = '/token') {
  const requests = []
  provider.settings.intercept = (request, response) => {
    if (request.method !== 'POST' || request.url !== path) return false
    requests.push(request.url)
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': new URL(app.url).origin }
    response.writeHead(status, headers).end(JSON.stringify(body))
    return true
  }
  return requests
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

test('a page that slept renews its session when somebody looks at it, and not before', async () => {
  await signIn()
  await show()
  await settle()
  assert.equal(refreshes(), 0, 'a token that is not due is left alone')
  await sleep(3_000)
  await show('hidden')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await settle()
  assert.equal(refreshes(), 0, 'nobody looks')
  await show()
  await hears('refresh')
  assert.equal(refreshes(), 1)
  assert.equal(await page.evaluate(() => session.user.sub), mira.sub)
  assert.deepEqual((await heard()).filter((what) => what !== 'change'), ['refresh'])
})

test('a session that lost its network is renewed when the network is back', async () => {
  await signIn()
  await sleep(3_000)
  await page.context().setOffline(true)
  await show()
  await hears('error network_error in refresh')
  assert.equal(await page.evaluate(() => session.user.sub), mira.sub)
  await page.context().setOffline(false)
  // A machine without any network but its own loopback stays offline.
  await page.evaluate(() => navigator.onLine || dispatchEvent(new Event('online')))
  await hears('refresh')
  assert.equal(refreshes(), 1)
})

test('a provider that is busy is asked again after a rest, however often the page is looked at', async () => {
  await signIn()
  await sleep(3_000)
  const refused = answerWith(503)
  for (let times = 0; times < 5; times += 1) {
    await show()
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await hears('error http_error in refresh')
  }
  await settle()
  assert.equal(refused.length, 1)
  assert.deepEqual(await heard(), ['error http_error in refresh'])
  assert.equal(await page.evaluate(() => session.user.sub), mira.sub)
  // Who needs the token does not wait, and is told as ever.
  assert.equal(await codeOf(() => session.getAccessToken()), 'http_error')
  assert.equal(refused.length, 2)
  provider.settings.intercept = null
  await hears('refresh')
  assert.equal(refreshes(), 1)
  assert.equal(await codeOf(() => session.getAccessToken()), null)
  assert.equal(refreshes(), 1)
})

test('a refresh ahead of time that fails is told as an event, and the token that is still good is given', async () => {
  await signIn()
  const token = await page.evaluate(() => session.getAccessToken())
  await sleep(70)
  const refused = answerWith(503)
  assert.equal(await page.evaluate(() => session.getAccessToken()), token)
  assert.deepEqual(await heard(), ['error http_error in refresh'])
  // The next ones do not wait for the same again.
  for (let times = 0; times < 5; times += 1) assert.equal(await page.evaluate(() => session.getAccessToken()), token)
  assert.equal(refused.length, 1)
})

test('a provider that refuses to refresh ends the session, also where nobody asked', async () => {
  await signIn()
  await sleep(3_000)
  answerWith(400, { error: 'invalid_grant' })
  await show()
  await hears('signout session_ended in session')
  assert.equal(await page.evaluate(() => session.user), null)
  assert.ok(!(await heard()).some((what) => what.startsWith('error')), 'whoever listens to signout knows')
  assert.deepEqual(await start(), { sub: null })
})

test('a session that was ended in another page of the tab is seen to be over', async () => {
  await signIn()
  await page.evaluate(async (options) => (await keyward.createSession(options)).signOut({ local: true }), options())
  await show()
  await hears('signout')
  assert.equal(await page.evaluate(() => session.user), null)
})

test('a closed session does nothing on its own, and leaves no listener', async () => {
  await signIn()
  const target = await page.context().newCDPSession(page)
  const listeners = async () => {
    const { result } = await target.send('Runtime.evaluate', { expression: 'window' })
    const { listeners } = await target.send('DOMDebugger.getEventListeners', { objectId: result.objectId })
    return listeners.map(({ type }) => type).filter((type) => ['online', 'visibilitychange'].includes(type)).sort()
  }
  assert.deepEqual(await listeners(), ['online', 'visibilitychange'])
  await sleep(3_000)
  const refused = answerWith(503)
  await show()
  await hears('error http_error in refresh')
  // It would try again in two seconds.
  await page.evaluate(() => session.close())
  assert.deepEqual(await listeners(), [])
  await show()
  await page.waitForTimeout(2_500)
  assert.equal(refused.length, 1)
  assert.equal(await page.evaluate(() => session.user.sub), mira.sub)
})

test('what fails while nobody waits for it is told as an event', async () => {
  await signIn()
  answerWith(503)
  await page.route('**/orders', (route) => route.fulfill({ status: 401, json: {} }))
  assert.equal(await page.evaluate(async () => (await session.fetch('/orders')).status), 401)
  assert.deepEqual(await heard(), ['error http_error in refresh'])

  answerWith(503, {}, '/token/revocation')
  await page.evaluate(() => session.signOut({ local: true, revoke: true }))
  const events = (await heard()).filter((what) => what !== 'change')
  assert.deepEqual(events, ['error http_error in refresh', 'signout', 'error http_error in revoke'])
})

test('a redirect takes the token nowhere else, and in a browser that would take it along, nowhere at all', async (t) => {
  const arrivals = []
  const origin = async (name, answer) => {
    const server = createServer((request, response) => {
      response.setHeader('access-control-allow-origin', '*')
      response.setHeader('access-control-allow-headers', 'authorization')
      if (request.method === 'OPTIONS') return response.writeHead(204).end()
      arrivals.push(`${name}${request.url} ${request.headers.authorization ? 'with' : 'without'} a token`)
      answer(request, response)
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    t.after(() => server.close().closeAllConnections())
    return `http://127.0.0.1:${server.address().port}`
  }
  const other = await origin('other', (_, response) => response.end('{}'))
  const api = await origin('api', (request, response) => {
    const location = { '/moved': '/orders', '/away': `${other}/orders` }[request.url]
    if (location) response.writeHead(307, { location }).end()
    else response.end('{}')
  })
  await signIn({}, { allowedOrigins: [api] })
  const ask = async (path, init) => {
    arrivals.length = 0
    return page.evaluate(
      ([url, init]) => session.fetch(url, init).then(({ status }) => status, ({ name }) => name),
      [api + path, init],
    )
  }
  assert.equal(await ask('/moved'), 200)
  assert.deepEqual(arrivals, ['api/moved with a token', 'api/orders with a token'])
  assert.equal(await ask('/away'), 200)
  assert.deepEqual(arrivals, ['api/away with a token', 'other/orders without a token'])

  // Browsers from before the Fetch standard said so are told by what else they lack.
  await page.evaluate(() => { CSS.supports = () => false })
  assert.equal(await ask('/orders'), 200)
  for (const path of ['/moved', '/away']) {
    assert.equal(await ask(path), 'TypeError')
    assert.deepEqual(arrivals, [`api${path} with a token`])
  }
  assert.equal(await ask('/moved', { redirect: 'follow' }), 200)
  assert.deepEqual(arrivals, ['api/moved with a token', 'api/orders with a token'])
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
