// The installed package in a page, by each way that people bring one into a browser: the README's lines as they stand
// there, in Chromium, against a real provider behind the name that the lines give it.
import { after, test } from 'node:test'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { people, startProvider } from '../../www/server/provider.mjs'
import { launch } from '../e2e/browser.mjs'
import { selfSigned } from '../e2e/certificate.mjs'
import { sessionMembers } from '../types/names.mjs'
import { freePort, project, readmeLines, scratch, serve, succeed, tool } from './support.mjs'

const lines = await readmeLines()
const named = (option) => new RegExp(`\\b${option}: '([^']+)'`).exec(lines)?.[1]
const issuer = new URL(named('issuer'))
const apis = [...lines.matchAll(/https:\/\/[\w.-]+/g)].map(([origin]) => origin).filter((origin) => origin !== issuer.origin)
// What the tests look at; the lines themselves are not touched.
const main = `${lines}\nglobalThis.session = session\n`

const directory = await scratch('pages')
const installed = await project(directory)
const { exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))

const sites = { build: await serve(), plain: await serve(), esbuild: await serve(), init: await serve(), sync: await serve() }
const devPort = await freePort()
const devUrl = `http://127.0.0.1:${devPort}/`

const provider = await startProvider({
  tls: selfSigned([issuer.hostname]),
  origin: issuer.origin,
  path: issuer.pathname.replace(/^\/$/, ''),
  clientId: named('clientId'),
  redirectUris: [devUrl, ...Object.values(sites).map((site) => site.url)],
  autoLogin: people[0].sub,
})
after(() => provider.close())
const browser = await launch({ hosts: { [issuer.hostname]: `127.0.0.1:${provider.port}` } })
after(() => browser.close())

/** A page in a browser of its own; `problems` is what its console says. */
async function open(t) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  t.after(() => context.close())
  const calls = []
  for (const api of apis) {
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' }
    await context.route(`${api}/**`, (route) => {
      if (route.request().method() !== 'OPTIONS') calls.push(route.request().headers().authorization)
      return route.fulfill({ status: 200, headers, json: [] })
    })
  }
  const page = await context.newPage()
  const problems = []
  const loads = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('request', (request) => request.url().includes('.wasm') && loads.push(request.url()))
  return { page, problems, calls, loads }
}

/** The app at `url` comes back from the provider signed in, with a clean address, and lives through a reload. */
async function mainJob(t, url) {
  const grants = provider.grants.length
  const { page, problems, calls, loads } = await open(t)
  const thrown = new Promise((_, reject) => page.on('pageerror', reject))
  thrown.catch(() => {})
  const signedIn = async () => {
    const wait = page.waitForFunction(() => globalThis.session?.user, null, { timeout: 30_000 })
    await Promise.race([wait, thrown]).catch((error) => assert.fail(`${error.message}\n${page.url()}\n${problems.join('\n')}`))
  }
  await page.goto(url)
  await signedIn()
  const state = await page.evaluate(async () => ({
    sub: session.user.sub,
    token: typeof (await session.getAccessToken()),
    profile: (await session.userInfo()).sub,
    expires: session.expiresAt > Date.now() / 1000,
    local: localStorage.length,
    isEventTarget: session instanceof EventTarget,
  }))
  const { sub } = people[0]
  assert.deepEqual(state, { sub, token: 'string', profile: sub, expires: true, local: 0, isEventTarget: true })
  assert.equal(page.url(), url, 'the address is clean again')
  assert.deepEqual(provider.grants.slice(grants), [{ grant_type: 'authorization_code', ok: true }])
  assert.equal(loads.length, 2, `one load of the module per page: ${loads}`)
  // The lines may call an API: then with the token.
  for (const authorization of calls) assert.match(authorization, /^Bearer \S+$/)
  await page.reload()
  await signedIn()
  assert.equal(provider.grants.length, grants + 1, 'a reload asks nobody')
  assert.deepEqual(problems, [])
}

const PAGE = (head) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>app</title><link rel="icon" href="data:,">${head}</head>
<body></body></html>
`
const WITH_MAIN = PAGE('<script type="module" src="/main.js"></script>')

/** A project that has the package installed. */
async function app(name, files) {
  const at = join(directory, name)
  await cp(join(directory, 'node_modules'), join(at, 'node_modules'), { recursive: true })
  await writeFile(join(at, 'package.json'), '{ "name": "app", "private": true, "type": "module" }\n')
  for (const [path, text] of Object.entries(files)) await writeFile(join(at, path), text)
  return at
}

test('Vite 8, `vite build`, without any configuration', async (t) => {
  const at = await app('vite-build', { 'index.html': WITH_MAIN, 'main.js': main })
  const { output } = await succeed(process.execPath, [tool('vite/bin/vite.js'), 'build'], { cwd: at })
  assert.doesNotMatch(output, /\bwarn|externalized/i)
  const assets = await readdir(join(at, 'dist/assets'))
  assert.equal(assets.filter((name) => name.endsWith('.wasm')).length, 1, `one module among ${assets}`)
  sites.build.directory = join(at, 'dist')
  await mainJob(t, sites.build.url)
})

test('Vite 8, `vite`, without any configuration', async (t) => {
  const at = await app('vite-dev', { 'index.html': WITH_MAIN, 'main.js': main })
  const args = [tool('vite/bin/vite.js'), '--host', '127.0.0.1', '--port', String(devPort), '--strictPort']
  const vite = spawn(process.execPath, args, { cwd: at, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => vite.on('close', resolve))
  t.after(async () => {
    vite.kill()
    await ended
  })
  let output = ''
  await new Promise((resolve, reject) => {
    for (const stream of [vite.stdout, vite.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
        if (/ready in/.test(output)) resolve()
      })
    }
    vite.on('close', (code) => reject(new Error(`vite ended with ${code}\n${output}`)))
  })
  await mainJob(t, devUrl)
})

let plainHead

test('no bundler: an import map, and a policy that allows WebAssembly and no code from text', async (t) => {
  const path = (entry) => `/node_modules/keyward/${exports[entry].browser.replace('./', '')}`
  const map = JSON.stringify({ imports: { keyward: path('.'), 'keyward/browser': path('./browser') } })
  plainHead = `<script type="importmap">${map}</script>`
  const head = `${plainHead}<script type="module" src="/main.js"></script>`
  sites.plain.directory = await app('plain', { 'index.html': PAGE(head), 'main.js': main })
  const hash = createHash('sha256').update(map).digest('base64')
  sites.plain.headers['content-security-policy'] = [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`,
    `connect-src 'self' ${[issuer.origin, ...apis].join(' ')}`,
    `img-src data:`,
    `require-trusted-types-for 'script'`,
  ].join('; ')
  await mainJob(t, sites.plain.url)
})

test('a page loads one module: the smaller, or the one that can do all', async (t) => {
  const { page, problems, loads } = await open(t)
  const script = (url) => page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: PAGE(plainHead) }))
  const empty = `${sites.plain.url}empty`
  await script(empty)
  const named = () => loads.map((url) => url.replace(/.*\//, ''))
  await page.goto(empty)
  assert.equal(await page.evaluate(async () => {
    const { createSession } = await import('keyward/browser')
    const { OAuth2Client } = await import('keyward')
    await createSession({ issuer: 'https://id.example', clientId: 'app' })
    return typeof new OAuth2Client({ clientId: 'app' }).introspectToken
  }), 'function')
  assert.deepEqual(named(), ['keyward_bg.wasm'], 'both imported before the first call')

  loads.length = 0
  await page.goto(empty)
  const late = await page.evaluate(async (issuer) => {
    const { createSession } = await import('keyward/browser')
    let answer
    const held = new Promise((resolve) => (answer = resolve))
    const fetch = async (url, init) => {
      await held
      throw new TypeError('no network')
    }
    const session = await createSession({ issuer, clientId: 'app', fetch })
    // Under way in the smaller module while the larger one is on its way.
    const signingIn = session.signIn().catch((error) => error.code)
    const { OAuth2Client, init } = await import('keyward')
    const initialised = init().then(() => 'ready')
    const first = await Promise.race([initialised, new Promise((resolve) => setTimeout(resolve, 300, 'waits'))])
    answer()
    const outcome = [first, await initialised, await signingIn]
    const client = new OAuth2Client({ clientId: 'app', metadata: { issuer, introspection_endpoint: `${issuer}/x` } })
    const refused = await client.introspectToken('', {}).catch((error) => error.code)
    // The session goes on in the new instance.
    return [...outcome, refused, session.user, await session.getAccessToken().catch((error) => error.code)]
  }, issuer.href.replace(/\/$/, ''))
  assert.deepEqual(late, ['waits', 'ready', 'network_error', 'invalid_config', null, 'login_required'])
  assert.deepEqual(named(), ['session_bg.wasm', 'keyward_bg.wasm'])
  assert.deepEqual(problems, [])
})

test('esbuild, with the module copied beside the script', async (t) => {
  const at = await app('esbuild', { 'main.js': main })
  const out = join(at, 'out')
  const { warnings } = await build({
    absWorkingDir: at,
    entryPoints: ['main.js'],
    bundle: true,
    minify: true,
    format: 'esm',
    outdir: 'out',
    logLevel: 'silent',
  })
  assert.deepEqual(warnings, [])
  assert.deepEqual(await readdir(out), ['main.js'], 'esbuild does not copy it by itself: else say so in the README')
  await copyFile(join(installed, 'wasm/session_bg.wasm'), join(out, 'session_bg.wasm'))
  await writeFile(join(out, 'index.html'), WITH_MAIN)
  sites.esbuild.directory = out
  await mainJob(t, sites.esbuild.url)
})

test('esbuild, with the module given to init', async (t) => {
  const before = `import { init } from 'keyward'\nimport wasm from 'keyward/wasm'\nawait init(new URL(wasm, import.meta.url))\n`
  const at = await app('esbuild-init', { 'main.js': before + main })
  await build({
    absWorkingDir: at,
    entryPoints: ['main.js'],
    bundle: true,
    format: 'esm',
    loader: { '.wasm': 'file' },
    outdir: 'out',
    logLevel: 'silent',
  })
  await writeFile(join(at, 'out/index.html'), WITH_MAIN)
  sites.init.directory = join(at, 'out')
  await mainJob(t, sites.init.url)
})

test('a session has the members of the contract, and no others', async (t) => {
  const { page, problems } = await open(t)
  const map = JSON.stringify({ imports: { keyward: `/node_modules/keyward/${exports['./browser'].browser.replace('./', '')}` } })
  sites.sync.directory = await app('members', {
    'index.html': PAGE(`<script type="importmap">${map}</script><script type="module" src="/main.js"></script>`),
    'main.js': `
      import { createSession } from 'keyward'
      const session = await createSession({ issuer: '${issuer.href}', clientId: 'app' })
      const members = Object.getOwnPropertyNames(Object.getPrototypeOf(session))
      globalThis.result = {
        members: members.filter((name) => name !== 'constructor').sort(), own: Reflect.ownKeys(session),
        inherited: Object.getPrototypeOf(Object.getPrototypeOf(session)) === EventTarget.prototype,
        nobody: [session.user, session.expiresAt],
      }
    `,
  })
  await page.goto(sites.sync.url)
  await page.waitForFunction(() => globalThis.result)
  const inherited = ['addEventListener', 'dispatchEvent', 'removeEventListener']
  const members = sessionMembers.filter((name) => !inherited.includes(name)).sort()
  const expected = { members, own: [], inherited: true, nobody: [null, null] }
  assert.deepEqual(await page.evaluate(() => globalThis.result), expected)
  assert.deepEqual(problems, [])
})

test('the synchronous functions say what they lack before init, and work after it; the module loads once', async (t) => {
  const map = JSON.stringify({ imports: { keyward: `/node_modules/keyward/${exports['.'].browser.replace('./', '')}` } })
  const head = `<script type="importmap">${map}</script><script type="module" src="/main.js"></script>`
  sites.sync.directory = await app('sync', {
    'index.html': PAGE(head),
    'main.js': `
      import * as keyward from 'keyward'
      let early
      try { keyward.generateState() } catch (error) { early = [error instanceof keyward.OAuthError, error.code] }
      await Promise.all([keyward.init(), keyward.init(), keyward.init()])
      await keyward.init()
      globalThis.result = { early, challenge: keyward.createCodeChallenge('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk') }
    `,
  })
  const { page, problems, loads } = await open(t)
  await page.goto(sites.sync.url)
  await page.waitForFunction(() => globalThis.result)
  assert.deepEqual(await page.evaluate(() => globalThis.result), {
    early: [true, 'invalid_config'],
    challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  })
  assert.equal(loads.length, 1)
  assert.deepEqual(problems, [])
})
