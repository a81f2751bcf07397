// The second tab of the demo page at a GenAuth of our own, used as a person uses it.
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { USER } from '../../www/server/genauth.mjs'
import { startDemo } from '../../www/server/main.mjs'
import { generateJwks, people } from '../../www/server/provider.mjs'
import { launch } from './browser.mjs'

const [mira] = people
const jwks = generateJwks()

let browser
before(async () => {
  browser = await launch()
})
after(() => browser?.close())

let demo
let context
let page
let problems
beforeEach(async () => {
  demo = await startDemo({ provider: { jwks } })
  context = await browser.newContext()
  context.setDefaultTimeout(15_000)
  problems = []
  context.on('weberror', (error) => problems.push(String(error.error())))
  context.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(message.text())
  })
  page = await context.newPage()
})
afterEach(async () => {
  await context?.close()
  await demo?.close()
  assert.deepEqual(problems, [])
})

const at = (name) => page.getByTestId(`genauth-${name}`)
const state = (name, of = page) => of.locator(`[data-testid=panel-genauth][data-state=${name}]`).waitFor()
const text = (name) => at(name).textContent()

async function open() {
  await page.goto(demo.url)
  await page.getByTestId('tab-genauth').click()
  await state('signed-out')
}

/** At the page that GenAuth hosts. */
async function signInHosted(password = USER.password) {
  await at('sign-in').click()
  await page.getByTestId('hosted-password').fill(password)
  await page.getByTestId('hosted-submit').click()
}

async function signIn() {
  await open()
  await signInHosted()
  await state('signed-in')
}

async function fails(code) {
  await at('error').waitFor()
  assert.equal(await text('error-code'), code)
  assert.notEqual(await text('error-next'), '')
}

const sent = (path) => demo.genauth.seen.filter((request) => request.path === path && request.method !== 'OPTIONS')
const kept = () => page.evaluate(() => sessionStorage.getItem('keyward-demo.genauth'))

test('sign in at the hosted page with PKCE, change the profile, reload, log out', async () => {
  await signIn()
  assert.equal(page.url(), `${demo.url}#genauth`)
  const asked = sent('/oidc/auth')[0].url.searchParams
  assert.equal(asked.get('code_challenge_method'), 'S256')
  assert.equal(asked.get('prompt'), 'consent')
  const grant = new URLSearchParams(sent('/oidc/token')[0].text)
  assert.equal(grant.get('code_verifier').length, 43)
  assert.equal(grant.has('client_secret'), false)
  assert.match(await text('user'), new RegExp(USER.id))

  await at('nickname').fill('Ada Lovelace')
  await at('city').fill('London')
  await at('save').click()
  await at('name').getByText('Ada Lovelace').waitFor()
  assert.deepEqual(JSON.parse(sent('/api/v3/update-profile')[0].text), { nickname: 'Ada Lovelace', city: 'London' })

  await page.reload()
  await state('signed-in')
  await at('name').getByText('Ada Lovelace').waitFor()
  assert.equal(await at('city').inputValue(), 'London')
  assert.equal(sent('/oidc/token').length, 1)

  const { access_token: access, refresh_token: refresh } = JSON.parse(await kept())
  await at('log-out').click()
  await state('signed-out')
  assert.equal(page.url(), `${demo.url}#genauth`)
  assert.deepEqual(sent('/oidc/token/revocation').map((request) => new URLSearchParams(request.text).get('token')), [refresh, access])
  assert.equal(await kept(), null)
  // GenAuth has forgotten the person too.
  await at('sign-in').click()
  await page.getByTestId('hosted-password').waitFor()
})

test('a log-out with the ID token comes back as well, and what was revoked is over', async () => {
  await signIn()
  const { id_token: id } = JSON.parse(await kept())
  await at('log-out-oidc').click()
  await state('signed-out')
  const { searchParams } = sent('/oidc/session/end')[0].url
  assert.equal(searchParams.get('id_token_hint'), id)
  assert.equal(searchParams.get('post_logout_redirect_uri'), `${demo.url}genauth`)
  assert.equal(demo.genauth.sessions.size, 0)
  assert.equal(demo.genauth.accessTokens.size, 0)
})

test('a login page of one’s own, and its wrong password', async () => {
  await open()
  await at('password').fill('not the one')
  await at('submit').click()
  await fails('server_error_response')
  assert.match(await text('error-server'), /wrong account or password · statusCode 403 · apiCode 2333 · requestId \w+/)
  assert.match(await text('error-next'), /password is wrong/)
  await at('error-dismiss').click()
  assert.equal(await at('submit').evaluate((button) => button === document.activeElement), true)

  await at('password').fill(USER.password)
  await at('password').press('Enter')
  await state('signed-in')
  const { passwordPayload, client_secret: secret } = JSON.parse(sent('/api/v3/signin').at(-1).text)
  assert.deepEqual(passwordPayload, { email: USER.email, password: USER.password })
  assert.equal(secret, undefined)
  assert.match(await text('renewable'), /none/)
  assert.equal(await at('refresh').getAttribute('aria-disabled'), 'true')
})

test('tokens are renewed, verified here and there, and introspected', async () => {
  await signIn()
  const before = JSON.parse(await kept())
  await at('refresh').click()
  await page.waitForFunction((old) => JSON.parse(sessionStorage.getItem('keyward-demo.genauth')).access_token !== old, before.access_token)
  const grant = new URLSearchParams(sent('/oidc/token').at(-1).text)
  assert.equal(grant.get('grant_type'), 'refresh_token')
  assert.equal(grant.get('refresh_token'), before.refresh_token)
  for (const [button, title, word] of [
    ['validate', 'Verified in this page', '"aud"'],
    ['validate-remote', 'GenAuth says', '"aud"'],
    ['introspect', 'Introspection says', '"active": true'],
  ]) {
    await at(button).click()
    await at('answer-title').getByText(title).waitFor()
    assert.ok((await text('answer')).includes(word), button)
  }
  assert.equal(sent('/api/v2/oidc/validate_token').length, 1)
  // A token that is over: what to do next is to sign in.
  demo.genauth.accessTokens.clear()
  await at('read').click()
  await fails('server_error_response')
  assert.match(await text('error-server'), /statusCode 401 · apiCode 2020/)
  await at('error-sign-in').click()
  await page.getByTestId('hosted-continue').click()
  await state('signed-in')
})

test('what is published is heard', async () => {
  await signIn()
  await at('listen').click()
  await page.waitForFunction(() => document.querySelector('[data-testid=genauth-publish]').ariaDisabled === 'false')
  const deadline = Date.now() + 10_000
  while (demo.genauth.sockets.size === 0) {
    assert.ok(Date.now() < deadline, 'no socket was opened')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await at('publish').click()
  assert.match(await page.getByTestId('genauth-event').first().textContent(), /authing\.user\.updated/)
})

test('what goes wrong is said in codes', async () => {
  await open()
  await at('manage').click()
  await fails('not_supported')
  await at('wrong-password').click()
  await fails('server_error_response')
  await signInHosted()
  await state('signed-in')
  await at('tamper').click()
  await fails('bad_signature')
  await page.goto(`${demo.url}genauth?code=x&state=y`)
  await fails('state_mismatch')
  // The person stays who they were.
  await state('signed-in')
})

test('who says no, or is signed in already, comes back with an answer', async () => {
  await open()
  await at('sign-in').click()
  await page.getByTestId('hosted-cancel').click()
  await fails('server_error_response')
  assert.match(await text('error-server'), /access_denied/)
  await signInHosted('wrong')
  await page.getByText('is wrong').waitFor()
  await page.getByTestId('hosted-password').fill(USER.password)
  await page.getByTestId('hosted-submit').click()
  await state('signed-in')
  await at('log-out').click()
  await state('signed-out')
  // Without consent there is nothing to ask of whoever is signed in there.
  await at('offline').uncheck()
  await signInHosted()
  await state('signed-in')
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await state('signed-out')
  await at('offline').uncheck()
  await at('sign-in').click()
  await state('signed-in')
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await state('signed-out')
  await at('force').check()
  await at('sign-in').click()
  await page.getByTestId('hosted-password').waitFor()
})

test('the tabs are worked by keys, the address names one, and each keeps its own person', async () => {
  await page.goto(demo.url)
  await page.locator('[data-testid=app][data-state=signed-out]').waitFor()
  const [first, second] = [page.getByTestId('tab-oidc'), page.getByTestId('tab-genauth')]
  const chosen = async () => [await first.getAttribute('aria-selected'), await second.getAttribute('aria-selected')]
  assert.deepEqual(await chosen(), ['true', 'false'])
  await first.focus()
  for (const [key, result] of [['ArrowRight', 'second'], ['ArrowRight', 'first'], ['ArrowLeft', 'second'], ['Home', 'first'], ['End', 'second']]) {
    await page.keyboard.press(key)
    assert.deepEqual(await chosen(), result === 'first' ? ['true', 'false'] : ['false', 'true'], key)
    const focused = result === 'first' ? first : second
    assert.equal(await focused.evaluate((tab) => tab === document.activeElement && tab.tabIndex === 0), true, key)
  }
  assert.equal(page.url(), `${demo.url}#genauth`)
  assert.equal(await page.getByTestId('panel-oidc').isHidden(), true)
  await page.keyboard.press('Tab')
  assert.equal(await page.getByTestId('panel-genauth').evaluate((panel) => panel === document.activeElement), true)

  await state('signed-out')
  await signInHosted()
  await state('signed-in')
  await first.click()
  assert.equal(page.url(), demo.url)
  await page.getByTestId('sign-in').click()
  await page.getByTestId(`login-as-${mira.sub}`).click()
  await page.getByTestId('consent-allow').click()
  await page.locator('[data-testid=app][data-state=signed-in]').waitFor()
  assert.equal(await page.getByTestId('profile-name').textContent(), mira.claims.name)
  await second.click()
  await state('signed-in')
  // Both modules were wanted; the session lives on in the larger one.
  await first.click()
  await page.getByTestId('refresh').click()
  await page.getByTestId('event-refresh').first().waitFor()
})
