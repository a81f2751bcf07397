// The contract in pkg/*.d.ts compiles as users compile it, accepts what it should and refuses what it should not.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = join(here, '../..')
const tsc = join(root, 'tests/node_modules/typescript/bin/tsc')

// A project that has the package installed, so that `exports` is what leads to the types.
const project = await mkdtemp(join(tmpdir(), 'keyward-types-'))
test.after(() => rm(project, { recursive: true, force: true }))
const installed = join(project, 'node_modules/keyward')
await mkdir(installed, { recursive: true })
for (const name of await readdir(join(root, 'pkg'))) {
  if (name === 'package.json' || name.endsWith('.d.ts')) await cp(join(root, 'pkg', name), join(installed, name))
}
await cp(here, join(project, 'types'), { recursive: true })
await writeFile(join(project, 'package.json'), '{ "type": "module", "private": true }')

async function compile(name, files, compilerOptions) {
  const config = join(project, `${name}.json`)
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: 'ES2022',
    types: [],
    skipLibCheck: false,
    allowJs: true,
    ...compilerOptions,
  }
  await writeFile(config, JSON.stringify({ compilerOptions: options, files }))
  const child = spawn(process.execPath, [tsc, '--project', config, '--pretty', 'false'], { cwd: project })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const code = await new Promise((resolve) => child.on('close', resolve))
  return { code, output }
}

const platforms = [
  { name: 'with the DOM library', lib: ['ES2022', 'DOM'], files: ['types/contract.ts', 'types/providers.ts', 'types/with-dom.ts'] },
  { name: 'without the DOM library', lib: ['ES2022'], files: ['types/contract.ts', 'types/providers.ts', 'types/without-dom.ts'] },
  { name: 'on a platform of classes', lib: ['ES2022'], files: ['types/classes/classes.ts'] },
]
const resolutions = [
  { module: 'ESNext', moduleResolution: 'bundler' },
  { module: 'NodeNext', moduleResolution: 'nodenext' },
]

for (const { name, lib, files } of platforms) {
  for (const resolution of resolutions) {
    const title = `the types hold ${name}, moduleResolution ${resolution.moduleResolution}`
    test(title, async () => {
      const { code, output } = await compile(title.replaceAll(/\W+/g, '-'), files, { lib, ...resolution })
      assert.equal(code, 0, output)
    })
  }
}

test('a wrong use is seen: what these tests stand on', async () => {
  const source = `import { generateState } from 'keyward'\nexport const state: number = generateState()\n`
  await writeFile(join(project, 'wrong.ts'), source)
  const { code, output } = await compile('wrong', ['wrong.ts'], { lib: ['ES2022'], ...resolutions[1] })
  assert.notEqual(code, 0)
  assert.match(output, /^wrong\.ts\(2,14\): error TS2322/m)
})

test('the examples in the declarations compile', async () => {
  await mkdir(join(project, 'examples'))
  // What an example may take for granted; whatever it declares itself goes first.
  const given = `
    import type * as keyward from 'keyward'
    import type * as browser from 'keyward/browser'
    import type * as genauth from 'keyward/genauth'
    import type * as edge from 'keyward/edge'
    type Names = Omit<typeof keyward, never> & Omit<typeof browser, never>
    declare global {
      var OAuth2Client: Names['OAuth2Client']
      var OAuthError: Names['OAuthError']
      var createCodeChallenge: Names['createCodeChallenge']
      var createSession: Names['createSession']
      var OAuth2Session: typeof keyward.OAuth2Session
      var AssertionSession: typeof keyward.AssertionSession
      var privateJwk: { kty: string }
      var storage: { get(name: string): Promise<string>; set(name: string, text: string): Promise<void> }
      var client: keyward.OAuth2Client
      var session: browser.BrowserSession
      var management: genauth.ManagementClient
      var tokens: keyward.TokenSet & { claims: keyward.IdTokenClaims }
      var options: browser.SessionOptions
      var callbackUrl: string
      var refreshToken: string
      var env: { CLIENT_SECRET: string; COOKIE_SECRET: string }
      var guard: edge.BearerGuard
      var auth: edge.EdgeSession
      var shortLived: string
      var callersToken: string
      var button: HTMLButtonElement
      var router: { replace(path: string): void }
      function signInAgain(): void
      function tryLater(seconds: number): void
    }`
  await writeFile(join(project, 'examples/given.d.ts'), given)
  const files = ['examples/given.d.ts']
  for (const name of (await readdir(installed)).filter((name) => name.endsWith('.d.ts'))) {
    const text = await readFile(join(installed, name), 'utf8')
    for (const [index, [, block]] of [...text.matchAll(/^ *\* ```js\n([^]*?)^ *\* ```$/gm)].entries()) {
      const file = `examples/${name.replace('.d.ts', '')}-${index}.js`
      await writeFile(join(project, file), `${block.replaceAll(/^ *\* ?/gm, '')}\nexport {}\n`)
      files.push(file)
    }
  }
  assert.ok(files.length > 8, `${files.length - 1} examples found`)
  const { code, output } = await compile('examples', files, {
    lib: ['ES2022', 'DOM'],
    checkJs: true,
    noImplicitAny: false,
    ...resolutions[0],
  })
  assert.equal(code, 0, output)
})

// ---- the facade ------------------------------------------------------------------------------------------------------

test('the JavaScript of the package passes the check that its files ask for, and has the shape of the contract', async () => {
  for (const name of ['src', 'entry', 'genauth', 'providers', 'wasm']) await cp(join(root, 'pkg', name), join(project, 'facade', name), { recursive: true })
  const source = `
    import * as contract from 'keyward'
    import * as browser from 'keyward/browser'
    import * as facade from './src/index.js'
    import * as genauth from 'keyward/genauth'
    import * as session from './src/session.js'
    import * as server from './genauth/server.js'
    import * as page from './genauth/page.js'
    import * as catalogue from 'keyward/providers'
    import * as providers from './providers/index.js'
    import * as servers from 'keyward/edge'
    import * as edge from './src/edge.js'
    new facade.OAuth2Client({}) satisfies contract.OAuth2Client
    facade.OAuth2Client.discover satisfies typeof contract.OAuth2Client.discover
    facade.init satisfies typeof contract.init
    facade.initSync satisfies typeof contract.initSync
    facade.createCodeChallenge satisfies typeof contract.createCodeChallenge
    facade.generateCodeVerifier satisfies typeof contract.generateCodeVerifier
    facade.generateState satisfies typeof contract.generateState
    facade.generateNonce satisfies typeof contract.generateNonce
    session.createSession satisfies typeof browser.createSession
    new server.AuthenticationClient({}) satisfies genauth.ProtocolClient
    new page.AuthenticationClient({}) satisfies genauth.ProtocolClient
    server.signRequest satisfies typeof genauth.signRequest
    new server.ManagementClient({}).sub satisfies genauth.ManagementClient['sub']
    providers satisfies typeof catalogue
    edge.createGuard satisfies (options: servers.GuardOptions) => object
    edge.createEdgeSession satisfies (options: servers.EdgeSessionOptions) => object
    edge.memoryStore satisfies typeof servers.memoryStore
    edge.kvStore satisfies typeof servers.kvStore
    edge.durableObjectStore satisfies typeof servers.durableObjectStore
  `
  await writeFile(join(project, 'facade/shape.ts'), source)
  const scripts = [
    'entry/browser.js',
    'entry/session-browser.js',
    'entry/providers-browser.js',
    'entry/edge-default.js',
    'entry/genauth-browser.js',
    'genauth/server.js',
    'src/index.js',
    'src/session.js',
  ]
  const { code, output } = await compile('facade', ['facade/shape.ts', ...scripts.map((name) => `facade/${name}`)], {
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    skipLibCheck: true,
    exactOptionalPropertyTypes: false,
    noUncheckedIndexedAccess: false,
    ...resolutions[1],
  })
  assert.equal(code, 0, output)
})

// ---- codes and phases: one list in Rust, one in the types ----------------------------------------------------------------

const texts = ['pkg/errors.d.ts', 'pkg/index.d.ts'].map((path) => readFile(join(root, path), 'utf8'))
const declarations = (await Promise.all(texts)).join('\n')
const rust = await readFile(join(root, 'src/core/error.rs'), 'utf8')

function union(name) {
  const [, body] = new RegExp(`export type ${name} =\\n((?:  (?:\\||/\\*\\*).*\\n)+)`).exec(declarations) ?? []
  assert.ok(body, `no union ${name} in the types`)
  return [...body.matchAll(/^ {2}\| '(\w+)'$/gm)].map(([, name]) => name)
}

function list(macro) {
  const [, body] = new RegExp(`^${macro}! \\{\\n([^]*?)^\\}`, 'm').exec(rust) ?? []
  assert.ok(body, `no ${macro}! in src/core/error.rs`)
  return [...body.matchAll(/^\s*\w+ = "([a-z_]+)"/gm)].map(([, name]) => name)
}

test('the codes of the types are those of the core', () => {
  assert.ok(list('codes').length > 50)
  assert.deepEqual(union('OAuthErrorCode'), list('codes'))
})

test('the package names codes and phases in the order of the core, whose errors carry their numbers', async () => {
  const facade = await readFile(join(root, 'pkg/src/errors.js'), 'utf8')
  const names = (list) => new RegExp('^const ' + list + ' = \\(([^)]*)\\)', 'm').exec(facade)[1].match(/[a-z_]+/g)
  assert.deepEqual(names('CODES'), list('codes'))
  assert.deepEqual(names('PHASES'), list('phases'))
})

test('the phases of the types are those of the core', () => {
  assert.equal(list('phases').length, 13)
  assert.deepEqual(union('OAuthErrorPhase'), list('phases'))
})

test('the signature algorithms of the types are those that the core verifies', async () => {
  const algorithms = await readFile(join(root, 'src/core/jose/alg.rs'), 'utf8')
  const known = [...algorithms.matchAll(/^\s*\w+ = "(\w+)", KeyType::/gm)].map(([, name]) => name)
  assert.ok(known.length > 10)
  assert.deepEqual(union('SignatureAlgorithm').sort(), known.sort())
})

test('JavaScript names no code or phase that the core does not know', async () => {
  const known = new Set([...list('codes'), ...list('phases')])
  for (const directory of ['pkg/src', 'pkg/entry', 'pkg/genauth']) {
    for (const name of await readdir(join(root, directory))) {
      const text = await readFile(join(root, directory, name), 'utf8')
      // `code: 'x'`, `phase: 'x'`, `code = 'x'`, `code === 'x'`, in object literals, comparisons and comments of types
      for (const [where, word] of text.matchAll(/\b(?:code|phase)\b['"]?\s*(?::|===?|!==?)\s*['"]([a-z_]+)['"]/g)) {
        assert.ok(known.has(word), `${directory}/${name}: ${where}`)
      }
    }
  }
})
