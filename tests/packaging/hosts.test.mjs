// The installed package on hosts without a page: ready when the import returns.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import workerd from 'workerd'
import * as names from '../types/names.mjs'
import { project, scratch, succeed, tool } from './support.mjs'

const directory = await scratch('hosts')
const installed = await project(directory)

// RFC 7636 appendix B
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

// Synchronous, right after the import, with nothing awaited in between.
const PKCE = `
import * as keyward from 'keyward'
const challenge = keyward.createCodeChallenge('${VERIFIER}')
const plain = keyward.createCodeChallenge('${VERIFIER}', 'plain')
let refused
try { keyward.createCodeChallenge('short') } catch (error) { refused = error }
const random = () => [
  keyward.generateCodeVerifier(), keyward.generateCodeVerifier(128), keyward.generateState(), keyward.generateNonce(),
]
const result = () => ({
  challenge, plain, random: random(), again: random(), names: Object.keys(keyward).sort(),
  refused: [refused instanceof keyward.OAuthError, refused instanceof Error, refused.name, refused.code, refused.phase],
})
`

function checkPkce(result) {
  assert.equal(result.challenge, CHALLENGE)
  assert.equal(result.plain, VERIFIER)
  assert.deepEqual(result.random.slice(0, 2).map((text) => text.length), [43, 128])
  for (const text of result.random) assert.match(text, /^[A-Za-z0-9._~-]{22,128}$/)
  assert.equal(new Set([...result.random, ...result.again]).size, 8)
  assert.deepEqual(result.refused, [true, true, 'OAuthError', 'invalid_config', 'config'])
  assert.deepEqual(result.names, [...names.keyward].sort())
}

const nodes = [['this Node', process.execPath]]
if (process.platform === 'linux' && process.arch === 'x64') nodes.push(['Node 22', tool('node22/bin/node')])

for (const [name, node] of nodes) {
  const evaluate = async (source) => {
    const { stdout, stderr } = await succeed(node, ['--input-type=module', '--eval', source], { cwd: directory })
    assert.equal(stderr, '', 'nothing is printed, no warning either')
    return JSON.parse(stdout)
  }

  test(`${name}: keyward/edge right after the import`, async () => {
    const source = `
import * as edge from 'keyward/edge'
const guard = edge.createGuard({ issuer: 'https://id.example', audience: 'https://api.example' })
const refused = await guard.authenticate(new Request('https://api.example/')).catch((error) => error)
console.log(JSON.stringify({ names: Object.keys(edge).sort(), status: refused.toResponse().status, code: refused.code }))`
    assert.deepEqual(await evaluate(source), { names: [...names.edge].sort(), status: 401, code: 'token_missing' })
  })

  test(`${name}: PKCE right after the import`, async () => {
    if (name === 'Node 22') assert.match((await succeed(node, ['--version'])).stdout, /^v22\./)
    checkPkce(await evaluate(`${PKCE}\nconsole.log(JSON.stringify(result()))`))
  })

  test(`${name}: keyward/browser can be imported where there is no page`, async () => {
    const result = await evaluate(`
      import * as browser from 'keyward/browser'
      import { OAuthError } from 'keyward'
      const error = await browser.createSession({ issuer: 'https://id.invalid', clientId: 'app' }).catch((error) => error)
      console.log(JSON.stringify({
        names: Object.keys(browser).sort(), same: browser.OAuthError === OAuthError,
        error: [error instanceof OAuthError, error.code],
      }))`)
    assert.deepEqual(result.names, [...names.browser].sort())
    assert.equal(result.same, true, 'one OAuthError, whichever entry it comes from')
    assert.deepEqual(result.error, [true, 'not_supported'])
  })
}

test('classes have the members of the contract, and no others', async () => {
  const { stdout } = await succeed(
    process.execPath,
    ['--input-type=module', '--eval', `
      import { OAuth2Client, OAuthError } from 'keyward'
      const own = (object) => Object.getOwnPropertyNames(object).filter((name) => name !== 'constructor').sort()
      const bare = ['length', 'name', 'prototype']
      // With what it inherits, up to what every class has.
      const all = (object, end) => object === end ? [] : [...new Set([...own(object), ...all(Object.getPrototypeOf(object), end)])].sort()
      const client = new OAuth2Client({ clientId: 'app', metadata: { issuer: 'https://id.example' } })
      console.log(JSON.stringify({
        prototype: all(OAuth2Client.prototype, Object.prototype),
        statics: all(OAuth2Client, Function.prototype).filter((name) => !bare.includes(name)),
        instance: own(client), enumerable: Object.keys(client), metadata: typeof client.metadata,
        unchanged: [() => (client.metadata = {}), () => (client.metadata.issuer = 'x')].map((change) => {
          try { change() } catch {}
          return client.metadata.issuer
        }),
        error: OAuthError.prototype instanceof Error,
      }))`],
    { cwd: directory },
  )
  const result = JSON.parse(stdout)
  const properties = names.clientProperties.filter((name) => !result.instance.includes(name))
  assert.deepEqual(result.prototype, [...names.clientMethods, ...properties].sort())
  assert.deepEqual(result.statics, [...names.clientStatics].sort())
  assert.deepEqual(result.instance.filter((name) => !names.clientProperties.includes(name)), [], 'private means private')
  assert.equal(result.metadata, 'object')
  assert.deepEqual(result.unchanged, ['https://id.example', 'https://id.example'], 'immutable')
  assert.equal(result.error, true)
})

test('an import touches no global, network or storage', async () => {
  const source = `
    const touched = []
    const trap = (name) => Object.defineProperty(globalThis, name, {
      configurable: true, get() { touched.push(name); throw new Error(name) },
    })
    // fetch and WebAssembly themselves belong to the loader of Node, which reads its file
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'location', 'history', 'document', 'window',
      'BroadcastChannel', 'addEventListener', 'fetch', 'setTimeout', 'setInterval', 'crypto']) trap(name)
    Date.now = performance.now = () => { touched.push('clock'); return 0 }
    const before = Reflect.ownKeys(globalThis).map(String)
    await import('keyward')
    await import('keyward/browser')
    await import('keyward/edge')
    const after = Reflect.ownKeys(globalThis).map(String)
    process.stdout.write(JSON.stringify({ touched, added: after.filter((name) => !before.includes(name)) }))`
  const { stdout } = await succeed(process.execPath, ['--input-type=module', '--eval', source], { cwd: directory })
  assert.deepEqual(JSON.parse(stdout), { touched: [], added: [] })
})

// ---- workerd ---------------------------------------------------------------------------------------------------------------

const CONFIG = (modules) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [${modules.map(({ name, kind }) => `(name = "${name}", ${kind} = embed "${name}")`).join(', ')}],
  compatibilityDate = "2026-08-01",
);`

/** Starts a worker and asks it once. */
async function worker(t, cwd, modules) {
  await writeFile(join(cwd, 'config.capnp'), CONFIG(modules))
  // The binary itself: .bin/workerd is a script that starts it, and would leave it behind when killed.
  const child = spawn(workerd.default ?? workerd, ['serve', 'config.capnp', '--control-fd=3'], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => child.on('close', resolve))
  t.after(async () => {
    child.kill()
    await ended
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const port = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdio[3] }).on('line', (line) => {
      const message = JSON.parse(line)
      if (message.event === 'listen') resolve(message.port)
    })
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`workerd ended with ${code}\n${output}`)))
  })
  const response = await fetch(`http://127.0.0.1:${port}/`)
  const text = await response.text()
  assert.equal(response.status, 200, `${text}\n${output}`)
  return JSON.parse(text)
}

// The challenge is made while the worker starts, where workerd allows no randomness, time or I/O.
const WORKER = `${PKCE}
import * as browser from 'keyward/browser'
export default {
  async fetch() {
    const error = await browser.createSession({ issuer: 'https://id.invalid', clientId: 'app' }).catch((error) => error)
    return Response.json({ ...result(), session: error.code })
  },
}
`

test('workerd, the modules of the package as they are', async (t) => {
  const cwd = join(directory, 'worker-modules')
  await mkdir(cwd)
  const modules = [{ name: 'main.js', kind: 'esModule' }]
  const { exports } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  const at = (entry) => `'./keyward/${exports[entry].workerd.replace('./', '')}'`
  const source = WORKER.replace(`'keyward'`, at('.')).replace(`'keyward/browser'`, at('./browser'))
  await writeFile(join(cwd, 'main.js'), source)
  for (const entry of await readdir(installed, { recursive: true, withFileTypes: true })) {
    const kind = /\.js$/.test(entry.name) ? 'esModule' : /\.wasm$/.test(entry.name) ? 'wasm' : undefined
    if (!kind) continue
    const path = relative(installed, join(entry.parentPath, entry.name))
    modules.push({ name: `keyward/${path}`, kind })
    await mkdir(join(cwd, 'keyward', path, '..'), { recursive: true })
    await writeFile(join(cwd, 'keyward', path), await readFile(join(installed, path)))
  }
  const answer = await worker(t, cwd, modules)
  checkPkce(answer)
  assert.equal(answer.session, 'not_supported')
})

test('workerd, an esbuild bundle with the module beside it', async (t) => {
  const cwd = join(directory, 'worker-bundle')
  await mkdir(cwd)
  await writeFile(join(cwd, 'main.js'), WORKER)
  const { outputFiles } = await build({
    absWorkingDir: cwd,
    entryPoints: ['main.js'],
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker'],
    loader: { '.wasm': 'copy' },
    outdir: 'out',
    write: false,
    logLevel: 'silent',
  })
  const modules = []
  for (const file of outputFiles) {
    const name = relative(join(cwd, 'out'), file.path)
    modules.push({ name, kind: name.endsWith('.wasm') ? 'wasm' : 'esModule' })
    await writeFile(join(cwd, name), file.contents)
  }
  modules.sort((a, b) => (b.name === 'main.js') - (a.name === 'main.js'))
  assert.equal(modules.length, 2, 'one script, one module, and nothing of the other hosts')
  const answer = await worker(t, cwd, modules)
  checkPkce(answer)
  assert.equal(answer.session, 'not_supported')
})
