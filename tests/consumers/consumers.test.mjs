// The packed package with every bundler that people use: built as a user builds it, and loaded in Chromium, where
// somebody signs in at a real provider.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { people, startProvider } from '../../www/server/provider.mjs'
import { launch } from '../e2e/browser.mjs'
import { Browser } from '../edge/browser.mjs'
import { example, isUp, startExampleProvider } from '../edge/examples.mjs'
import { freePort, pack, scratch, serve, succeed } from '../packaging/support.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const modules = join(here, 'node_modules')
const directory = await scratch('consumers')

// What `npm install` does with a tarball that has no dependencies and no scripts, without the registry.
const installed = join(modules, 'keyward')
const { tarball } = await pack(directory)
await rm(installed, { recursive: true, force: true })
await mkdir(installed, { recursive: true })
await succeed('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'])
const { exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))

const browser = await launch()
after(() => browser.close())

/** Somebody signs in at the page in `output`; `headers` are those of the site. */
async function signsIn(t, output, { headers = {} } = {}) {
  const { page, failure } = await load(t, output, headers)
  const user = page.waitForFunction(() => globalThis.session?.user ?? globalThis.failure, null, { timeout: 30_000 })
  await Promise.race([user, failure])
  const sub = await page.evaluate(() => {
    if (globalThis.failure) throw globalThis.failure
    return session.user.sub
  })
  assert.equal(sub, people[0].sub)
  return page
}

/** Opens the page, and tells it and the provider of each other. */
async function load(t, output, headers) {
  const site = Object.assign(await serve(), { directory: output, headers })
  const provider = await startProvider({ clientId: 'app', redirectUris: [site.url], autoLogin: people[0].sub })
  t.after(() => provider.close())
  await writeFile(join(output, 'issuer'), provider.issuer)
  if (headers['content-security-policy']) headers['content-security-policy'] += `; connect-src 'self' ${provider.issuer}`
  const context = await browser.newContext()
  t.after(() => context.close())
  const page = await context.newPage()
  const failure = new Promise((_, reject) => page.on('pageerror', reject))
  failure.catch(() => {})
  await page.goto(site.url)
  return { page, failure }
}

/** A copy of a page's folder, where the bundler's modules and app.js are found above it. */
async function project(name, from = name) {
  const at = join(here, 'dist', name)
  await rm(at, { recursive: true, force: true })
  await cp(join(here, from), at, { recursive: true })
  await cp(join(here, 'app.js'), join(here, 'dist/app.js'))
  return at
}

const node = (script, args, cwd, env) => succeed(process.execPath, [join(modules, script), ...args], { cwd, env })

/** One .wasm among the files below a folder: the one that pages of keyward/browser load. */
async function emitted(output) {
  const files = await readdir(output, { recursive: true })
  return files.filter((name) => name.endsWith('.wasm'))
}

for (const version of ['8', '7']) {
  test(`Vite ${version}, without any configuration`, async (t) => {
    const at = await project(`vite${version}`, 'vite')
    const { output } = await node(`vite${version}/bin/vite.js`, ['build'], at)
    assert.doesNotMatch(output, /\bwarn|externalized/i)
    assert.equal((await emitted(join(at, 'dist'))).length, 1)
    await signsIn(t, join(at, 'dist'))
  })
}

const PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>app</title><link rel="icon" href="data:,">'
const withScript = (name) => `${PAGE}<script type="module" src="/${name}"></script>`

test('webpack 5, without a rule for the module', async (t) => {
  const at = await project('webpack')
  const webpack = (await import('webpack')).default
  const config = (await import(join(at, 'webpack.config.cjs'))).default
  const stats = await new Promise((resolve, reject) =>
    webpack({ ...config, context: at, output: { ...config.output, path: join(at, 'dist') } }, (error, stats) => (error ? reject(error) : resolve(stats))),
  )
  const { errors, warnings } = stats.toJson({ errors: true, warnings: true })
  assert.deepEqual([...errors, ...warnings].map(({ message }) => message), [])
  assert.equal((await emitted(join(at, 'dist'))).length, 1)
  await writeFile(join(at, 'dist/index.html'), withScript('main.mjs'))
  await signsIn(t, join(at, 'dist'))
})

test('esbuild, with the module as a file of its own', async (t) => {
  const at = await project('esbuild')
  const { warnings } = await build({
    absWorkingDir: at,
    entryPoints: ['main.js'],
    bundle: true,
    minify: true,
    format: 'esm',
    loader: { '.wasm': 'file' },
    outdir: 'dist',
    logLevel: 'silent',
  })
  assert.deepEqual(warnings, [])
  await writeFile(join(at, 'dist/index.html'), withScript('main.js'))
  await signsIn(t, join(at, 'dist'))
})

test('Rollup, with the plugin that emits what `new URL` names', async (t) => {
  const at = await project('rollup')
  const { output } = await node('rollup/dist/bin/rollup', ['--config', 'rollup.config.mjs'], at)
  assert.doesNotMatch(output, /\(!\)/)
  assert.equal((await emitted(join(at, 'dist'))).length, 1)
  await writeFile(join(at, 'dist/index.html'), withScript('main.js'))
  await signsIn(t, join(at, 'dist'))
})

for (const [name, flags] of [['Turbopack', []], ['webpack', ['--webpack']]]) {
  const nextBuild = (at) => node('next/dist/bin/next', ['build', ...flags], at, { NEXT_TELEMETRY_DISABLED: '1' })

  test(`Next 16 with ${name}, imported by a client component when it runs`, async (t) => {
    const at = await project(`next-${name}`, 'next')
    await nextBuild(at)
    await signsIn(t, join(at, 'out'))
  })

  // The page is rendered on the server first, with the `node` entry inside of Next's bundle.
  test(`Next 16 with ${name}, imported at the top of a client component`, async (t) => {
    const at = await project(`next-${name}-top`, 'next')
    const page = await readFile(join(at, 'app/page.js'), 'utf8')
    const atTheTop = page
      .replace("'use client'\n", "'use client'\nimport { start } from '../../app.js'\n")
      .replace("import('../../app.js').then(({ start }) => start())", 'start()')
    assert.ok(atTheTop.includes('started ??= start()'))
    await writeFile(join(at, 'app/page.js'), atTheTop)
    await nextBuild(at)
    await signsIn(t, join(at, 'out'))
  })
}

// The example of docs/edge.md as it stands there, in Next's edge runtime, which takes the module in a way of its own.
for (const [name, flags] of [['Turbopack', []], ['webpack', ['--webpack']]]) {
  test(`Next 16 with ${name}, keyward/edge in its middleware`, async (t) => {
    const at = await project(`next-middleware-${name}`, 'next-middleware')
    const { provider, declared } = await startExampleProvider()
    t.after(() => provider.close())
    const program = `import { NextResponse } from 'next/server'\n${declared}\n${await example('Next')}`
    await writeFile(join(at, 'middleware.js'), program)
    const env = { NEXT_TELEMETRY_DISABLED: '1' }
    await node('next/dist/bin/next', ['build', ...flags], at, env)
    const port = await freePort()
    const server = spawn(process.execPath, [join(modules, 'next/dist/bin/next'), 'start', '--port', String(port), '--hostname', '127.0.0.1'], {
      cwd: at,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    t.after(() => server.kill())
    const url = `http://127.0.0.1:${port}`
    await isUp(url)
    const browser = new Browser(url, '')
    const callback = await browser.askProvider(provider, { account: 'zoe', path: '/' })
    assert.equal((await browser.open(callback)).status, 303)
    const page = await browser.open('/')
    assert.match(await page.text(), /for those who are signed in/)
    assert.equal(page.headers.get('cache-control'), 'no-store')
    assert.equal((await (await browser.open('/auth/me')).json()).user.sub, 'zoe')
    assert.equal((await browser.open('/auth/logout', { method: 'POST' })).status, 303)
    assert.equal((await browser.open('/')).status, 303)
  })
}

const path = (entry) => `/node_modules/keyward/${exports[entry].browser.replace('./', '')}`
const MAP = JSON.stringify({ imports: { keyward: path('.'), 'keyward/browser': path('./browser') } })
const MAP_HASH = `'sha256-${createHash('sha256').update(MAP).digest('base64')}'`

/** No bundler: the installed files, an import map and a policy. */
async function plain(name) {
  const at = join(here, 'dist', name)
  await rm(at, { recursive: true, force: true })
  await cp(installed, join(at, 'node_modules/keyward'), { recursive: true })
  await cp(join(here, 'app.js'), join(at, 'app.js'))
  await writeFile(join(at, 'index.html'), `${PAGE}<script type="importmap">${MAP}</script><script type="module" src="/main.js"></script>`)
  const main = await readFile(join(here, 'vite/main.js'), 'utf8')
  await writeFile(join(at, 'main.js'), main.replace('../app.js', '/app.js'))
  return at
}

const policy = (scripts) => ({
  'content-security-policy': `default-src 'none'; script-src 'self' ${scripts} ${MAP_HASH}; img-src data:; require-trusted-types-for 'script'`,
})

test('no bundler, and a policy that allows WebAssembly and no code from text', async (t) => {
  await signsIn(t, await plain('plain'), { headers: policy(`'wasm-unsafe-eval'`) })
})

test('a policy that forbids WebAssembly is named, with the directive to add', async (t) => {
  const { page } = await load(t, await plain('forbidden'), policy(''))
  await page.waitForFunction(() => globalThis.failure)
  const error = await page.evaluate(() => ({ code: failure.code, message: failure.message, cause: String(failure.cause) }))
  t.diagnostic(JSON.stringify(error))
  assert.match(error.message, /script-src.*'wasm-unsafe-eval'/)
})

// ---- bytes inside the JavaScript ------------------------------------------------------------------------------------------

async function inlined(t, at) {
  assert.deepEqual(await emitted(join(at, 'dist')), [], 'no file beside the script')
  await writeFile(join(at, 'dist/index.html'), withScript('main.js'))
  const page = await signsIn(t, join(at, 'dist'))
  assert.equal(await page.evaluate(() => challenge), 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
}

test('esbuild with keyward/inline, and nothing else', async (t) => {
  const at = await project('esbuild-inline', 'inline')
  await build({ absWorkingDir: at, entryPoints: ['main.js'], bundle: true, format: 'esm', outdir: 'dist', logLevel: 'silent' })
  await inlined(t, at)
})

test('Rollup with keyward/inline, and the plugin that finds packages', async (t) => {
  const at = await project('rollup-inline', 'inline')
  const { rollup } = await import('rollup')
  const { nodeResolve } = await import('@rollup/plugin-node-resolve')
  const bundle = await rollup({ input: join(at, 'main.js'), plugins: [nodeResolve({ browser: true })] })
  await bundle.write({ dir: join(at, 'dist'), format: 'es' })
  await bundle.close()
  await inlined(t, at)
})
