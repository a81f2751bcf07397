// The first lines of JavaScript in README.md, exactly as they stand there, show the person who signed in. How each
// bundler brings the package into a page, tests/packaging/pages.test.mjs tries.
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { people, startProvider } from '../../www/server/provider.mjs'
import { project, readmeLines, scratch, serve } from '../packaging/support.mjs'
import { launch } from './browser.mjs'
import { selfSigned } from './certificate.mjs'

const lines = await readmeLines()
const named = (option) => new RegExp(`\\b${option}: '([^']+)'`).exec(lines)?.[1]
const issuer = new URL(named('issuer'))
const apis = [...lines.matchAll(/https:\/\/[\w.-]+/g)].map(([origin]) => origin).filter((origin) => origin !== issuer.origin)
const directory = await scratch('readme')
const installed = await project(directory)
const app = await serve()

test('the main job takes at most eight lines', () => {
  assert.ok(lines.split('\n').filter((line) => line.trim()).length <= 8, lines)
})

test('the lines sign somebody in, say who it is and call the API', async (t) => {
  const provider = await startProvider({
    tls: selfSigned([issuer.hostname]),
    origin: issuer.origin,
    path: issuer.pathname.replace(/^\/$/, ''),
    clientId: named('clientId'),
    redirectUris: [app.url],
    autoLogin: people[0].sub,
  })
  t.after(() => provider.close())
  const browser = await launch({ hosts: { [issuer.hostname]: `127.0.0.1:${provider.port}` }, whole: true })
  t.after(() => browser.close())
  const page = await browser.newPage({ ignoreHTTPSErrors: true })
  const problems = []
  page.on('pageerror', (error) => problems.push(String(error)))
  // Whatever API the lines call.
  const callers = []
  for (const api of apis) {
    await page.route(`${api}/**`, (route) => {
      callers.push(route.request().headers().authorization)
      const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' }
      return route.fulfill({ headers, json: [] })
    })
  }

  const { exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  const path = (entry) => exports[entry].browser.replace('./', '/node_modules/keyward/')
  const imports = JSON.stringify({ imports: { keyward: path('.'), 'keyward/browser': path('./browser') } })
  const script = '<script type="module" src="/main.js"></script>'
  await writeFile(join(directory, 'index.html'), `<script type="importmap">${imports}</script><body>${script}`)
  await writeFile(join(directory, 'main.js'), lines)
  app.directory = directory

  await page.goto(app.url)
  const greeting = page.getByText(people[0].claims.name)
  await greeting.waitFor({ timeout: 30_000 }).catch((error) => {
    assert.fail(`${error.message}\n${page.url()}\n${problems.join('\n')}`)
  })
  assert.equal(page.url(), app.url)
  assert.deepEqual(provider.grants, [{ grant_type: 'authorization_code', ok: true }])
  if (apis.length > 0) {
    await page.waitForLoadState('networkidle')
    assert.ok(callers.some((authorization) => authorization?.startsWith('Bearer ')))
  }
})
