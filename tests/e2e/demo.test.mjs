// The demo page at the real provider, used as a person uses it.
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { startDemo } from '../../www/server/main.mjs'
import { generateJwks, people } from '../../www/server/provider.mjs'
import { launch } from './browser.mjs'

const [mira, jonas] = people
// Made once: an RSA key takes longer to make than a page to load.
const jwks = generateJwks()

let browser
before(async () => {
  browser = await launch()
})
after(() => browser?.close())

let demo
let context
let problems
beforeEach(async () => {
  demo = await startDemo({ provider: { jwks } })
  context = await browser.newContext()
  context.setDefaultTimeout(15_000)
  problems = []
  context.on('weberror', (error) => problems.push(String(error.error())))
  context.on('console', (message) => {
    // Chromium reports every answer of 400 and more; which ones may come, the tests say.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(message.text())
  })
})
afterEach(async () => {
  await context?.close()
  await demo?.close()
  assert.deepEqual(problems, [])
})

const state = (page, name) => page.locator(`[data-testid=app][data-state=${name}]`).waitFor()

async function open(address = demo.url) {
  const page = await context.newPage()
  await page.goto(address)
  return page
}

async function signIn(page, person = mira) {
  await state(page, 'signed-out')
  await page.getByTestId('sign-in').click()
  await logIn(page, person)
}

/** At the provider's pages. */
async function logIn(page, person) {
  await page.getByTestId(`login-as-${person.sub}`).click()
  await page.getByTestId('consent-allow').click()
  await isSignedIn(page, person)
}

async function isSignedIn(page, { claims }) {
  await state(page, 'signed-in')
  assert.equal(await page.getByTestId('profile-name').textContent(), claims.name)
}

async function getsOrders(page) {
  await page.getByTestId('call-api').click()
  await page.getByTestId('api-order').first().waitFor()
  assert.match(await page.getByTestId('api-status').textContent(), /200/)
}

async function fails(page, code) {
  await page.getByTestId('error').waitFor()
  assert.equal(await page.getByTestId('error-code').textContent(), code)
  assert.notEqual(await page.getByTestId('error-next').textContent(), '')
}

/** The next address with a `code` or `error` that the page is sent to. */
function callbackOf(page) {
  return page
    .waitForRequest((request) => request.isNavigationRequest() && /[?&](code|error)=/.test(request.url()) && request.url().startsWith(demo.url))
    .then((request) => request.url())
}

const grants = () => demo.provider.grants.map(({ grant_type: type, ok }) => `${type} ${ok ? 'ok' : 'refused'}`)

test('sign in, see who one is, call the API, reload, sign out', async () => {
  const page = await open()
  const callback = callbackOf(page)
  await signIn(page)
  assert.match(await callback, /[?&]code=/)
  assert.equal(page.url(), demo.url)
  assert.match(await page.getByTestId('claim-sub').textContent(), new RegExp(mira.sub))
  await getsOrders(page)

  await page.reload()
  await isSignedIn(page, mira)
  await getsOrders(page)
  await page.getByTestId('user-info').click()
  await page.getByTestId('user-info-result').getByText(mira.claims.email).waitFor()
  assert.deepEqual(grants(), ['authorization_code ok'])

  await page.getByTestId('sign-out').click()
  await state(page, 'signed-out')
  assert.equal(new URL(page.url()).origin, new URL(demo.url).origin)
  assert.ok(demo.provider.requests.some(({ path, status }) => path === '/token/revocation' && status === 200))
  await page.reload()
  await state(page, 'signed-out')
  // The provider has forgotten the person too.
  await page.getByTestId('sign-in').click()
  await page.getByTestId(`login-as-${jonas.sub}`).waitFor()
})

test('no token is left in the browser after a sign-out', async () => {
  const page = await open()
  await signIn(page)
  const held = () => page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))
  const { access_token: access, refresh_token: refresh, id_token: id } = await page.evaluate(() =>
    Object.values(sessionStorage).map((text) => JSON.parse(text)).find((value) => value.access_token),
  )
  assert.equal(await page.evaluate(() => localStorage.length), 0)
  await page.getByTestId('sign-out-local').click()
  await state(page, 'signed-out')
  for (const token of [access, refresh, id, mira.claims.email]) assert.ok(!(await held()).includes(token), token)
})

test('an expired token is refreshed by the next call, and the person stays', async () => {
  demo.provider.settings.accessTokenTtl = 2
  const page = await open()
  await signIn(page)
  await page.locator('[data-testid=token-bar][data-level=expired]').waitFor()
  demo.provider.settings.accessTokenTtl = 120
  await getsOrders(page)
  await isSignedIn(page, mira)
  assert.deepEqual(grants(), ['authorization_code ok', 'refresh_token ok'])
  await page.locator('[data-testid=token-bar][data-level=good]').waitFor()
  await page.getByTestId('event-refresh').first().waitFor()
})

test('an API that refuses the token gets a new one, once', async () => {
  const page = await open()
  await signIn(page)
  demo.api.settings.refuse = 1
  await getsOrders(page)
  assert.deepEqual(grants(), ['authorization_code ok', 'refresh_token ok'])

  demo.api.settings.refuse = 5
  await page.getByTestId('call-api').click()
  await page.getByTestId('api-status').getByText('401').waitFor()
  assert.equal(demo.api.settings.refuse, 3)
  await isSignedIn(page, mira)
})

test('a refused refresh ends the session, a broken one does not', async () => {
  const page = await open()
  await signIn(page)
  const answers = [
    [503, 'text/plain', 'busy'],
    [400, 'application/json', '{"error":"invalid_grant"}'],
  ]
  demo.provider.settings.intercept = (request, response) => {
    if (request.method !== 'POST' || !request.url.startsWith('/token')) return false
    const [status, type, body] = answers.shift()
    response.writeHead(status, { 'content-type': type, 'access-control-allow-origin': new URL(demo.url).origin }).end(body)
    return true
  }
  await page.getByTestId('refresh').click()
  await fails(page, 'http_error')
  await isSignedIn(page, mira)
  await page.getByTestId('error-dismiss').click()
  await page.getByTestId('refresh').click()
  await fails(page, 'session_ended')
  await state(page, 'signed-out')
})

test('the back button after a sign-in shows the session, not a sign-in page that is over', async () => {
  const page = await open()
  demo.provider.settings.autoLogin = mira.sub
  await state(page, 'signed-out')
  await page.getByTestId('sign-in').click()
  await isSignedIn(page, mira)
  await page.goBack()
  await isSignedIn(page, mira)
  await page.goForward()
  await isSignedIn(page, mira)
  assert.deepEqual(grants(), ['authorization_code ok'])
})

test('the back button after the pages of the provider leads to no second code exchange', async () => {
  const page = await open()
  await signIn(page)
  for (let step = 0; step < 3; step += 1) await page.goBack()
  await isSignedIn(page, mira)
  assert.equal(page.url(), demo.url)
  assert.deepEqual(grants(), ['authorization_code ok'])
})

test('a callback that was used before is swallowed where there is a session', async () => {
  const page = await open()
  const used = callbackOf(page)
  await signIn(page)
  await page.goto(await used)
  await isSignedIn(page, mira)
  assert.equal(page.url(), demo.url)
  assert.equal(await page.getByTestId('error').isHidden(), true)
  assert.deepEqual(grants(), ['authorization_code ok'])
})

test('a callback that was used before is state_unknown where there is none', async () => {
  const page = await open()
  const used = callbackOf(page)
  await signIn(page)
  await page.getByTestId('sign-out-local').click()
  await state(page, 'signed-out')
  await page.goto(await used)
  await fails(page, 'state_unknown')
  assert.equal(page.url(), demo.url)
  assert.deepEqual(grants(), ['authorization_code ok'])
})

test('a callback is no use to another browser', async () => {
  const page = await open()
  await state(page, 'signed-out')
  const asked = page.waitForRequest((request) => request.url().startsWith(`${demo.provider.issuer}/auth?`))
  await page.getByTestId('sign-in').click()
  const callback = await demo.provider.authorize((await asked).url(), { account: mira.sub })
  const elsewhere = await browser.newContext()
  try {
    const thief = await elsewhere.newPage()
    await thief.goto(callback)
    await fails(thief, 'state_unknown')
    assert.deepEqual(grants(), [])
  } finally {
    await elsewhere.close()
  }
  // In the browser that began it, it is good.
  await page.goto(callback)
  await isSignedIn(page, mira)
})

test('two tabs sign in at the same time, as different people', async () => {
  const pages = [await open(), await open()]
  for (const page of pages) {
    // As a person does: the browser draws a tab in the background once a second.
    await page.bringToFront()
    await state(page, 'signed-out')
    await page.getByTestId('sign-in').click()
    await page.getByTestId(`login-as-${mira.sub}`).waitFor()
  }
  await logIn(pages[1], jonas)
  await pages[0].bringToFront()
  await logIn(pages[0], mira)
  await pages[1].bringToFront()
  await pages[1].reload()
  await isSignedIn(pages[1], jonas)
  for (const page of pages) {
    await page.bringToFront()
    await getsOrders(page)
  }
})

for (const [where, path] of [
  ['the login page', ['login-cancel']],
  ['the consent page', [`login-as-${mira.sub}`, 'consent-deny']],
]) {
  test(`somebody who says no at ${where} comes back to access_denied`, async () => {
    const page = await open()
    await state(page, 'signed-out')
    await page.getByTestId('sign-in').click()
    for (const button of path) await page.getByTestId(button).click()
    await fails(page, 'server_error_response')
    assert.match(await page.getByTestId('error-server').textContent(), /access_denied/)
    assert.equal(page.url(), demo.url)
    await page.getByTestId('error-sign-in').click()
    await page.getByTestId('login-cancel').or(page.getByTestId('consent-allow')).first().waitFor()
  })
}

test('silent sign-in finds the session at the provider, or says login_required', async () => {
  const page = await open()
  await state(page, 'signed-out')
  await page.getByTestId('sign-in-silent').click()
  await fails(page, 'server_error_response')
  assert.match(await page.getByTestId('error-server').textContent(), /login_required/)

  await page.getByTestId('error-dismiss').click()
  await signIn(page)
  // Revoked tokens take the consent with them.
  await page.getByTestId('revoke').uncheck()
  await page.getByTestId('sign-out-local').click()
  await state(page, 'signed-out')
  await page.getByTestId('sign-in-silent').click()
  await isSignedIn(page, mira)
})

test('what a page does wrong is said in codes', async () => {
  const page = await open()
  await state(page, 'signed-out')
  await page.getByTestId('wrong-issuer').click()
  await fails(page, 'issuer_mismatch')
  await page.getByTestId('forge-callback').click()
  await fails(page, 'state_unknown')
  assert.equal(page.url(), demo.url)
})
