// The first lines of JavaScript in README.md, exactly as they stand there, show the person who signed in. How each
// bundler brings the package into a page, tests/packaging/pages.test.mjs tries.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { people, spaClient, startProvider } from '../../www/server/provider.mjs'
import { project, readmeLines, scratch } from '../packaging/support.mjs'
import { launch } from './browser.mjs'
import { selfSigned } from './certificate.mjs'

const lines = await readmeLines()
const installed = await project(await scratch('readme'))
const named = (option) => new RegExp(`\\b${option}: '([^']+)'`).exec(lines)?.[1]
const issuer = new URL(named('issuer'))
const app = new URL(named('redirectUri') ?? 'https://app.example/')

test('the main job takes at most eight lines', () => {
  assert.ok(lines.split('\n').filter((line) => line.trim()).length <= 8, lines)
})

test('the lines sign somebody in, say who it is and call the API', async (t) => {
  const { exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  const provider = await startProvider({
    tls: selfSigned([issuer.hostname]),
    origin: issuer.origin,
    path: issuer.pathname.replace(/^\/$/, ''),
    clients: [spaClient({ clientId: named('clientId'), redirectUris: [app.href] })],
    autoLogin: people[0].sub,
  })
  t.after(() => provider.close())
  const browser = await launch({ hosts: { [issuer.hostname]: `127.0.0.1:${provider.port}` } })
  t.after(() => browser.close())
  const page = await browser.newPage({ ignoreHTTPSErrors: true })
  const problems = []
  page.on('pageerror', (error) => problems.push(String(error)))

  const path = (entry) => exports[entry].browser.replace('./', '/keyward/')
  const imports = JSON.stringify({ imports: { keyward: path('.'), 'keyward/browser': path('./browser') } })
  await page.route(`${app.origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/main.js') return route.fulfill({ contentType: 'text/javascript', body: lines })
    if (pathname.startsWith('/keyward/')) return route.fulfill({ path: join(installed, pathname.slice('/keyward/'.length)) })
    const script = '<script type="module" src="/main.js"></script>'
    return route.fulfill({ contentType: 'text/html', body: `<script type="importmap">${imports}</script><body>${script}` })
  })
  // Whatever API the lines call.
  const callers = []
  const apis = [...lines.matchAll(/https:\/\/[\w.-]+/g)].map(([origin]) => origin).filter((origin) => origin !== issuer.origin)
  for (const api of apis) {
    await page.route(`${api}/**`, (route) => {
      callers.push(route.request().headers().authorization)
      const headers = { 'access-control-allow-origin': app.origin, 'access-control-allow-headers': 'authorization' }
      return route.fulfill({ headers, json: [] })
    })
  }

  await page.goto(app.href)
  await page.getByText(people[0].claims.name).waitFor({ timeout: 30_000 }).catch((error) => {
    assert.fail(`${error.message}\n${page.url()}\n${problems.join('\n')}`)
  })
  assert.equal(page.url(), app.href)
  assert.deepEqual(provider.grants, [{ grant_type: 'authorization_code', ok: true }])
  if (apis.length > 0) {
    await page.waitForLoadState('networkidle')
    assert.ok(callers.some((authorization) => authorization?.startsWith('Bearer ')))
  }
  assert.deepEqual(problems, [])
})
