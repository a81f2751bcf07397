// The tarball that npm would publish, and nothing of the tree around it.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readdir, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { pack, project, root, run, scratch, tool } from './support.mjs'

const directory = await scratch('tarball')
const { tarball, files } = await pack(directory)
const installed = await project(directory, { tarball })
const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))

// A file more is published by mistake, a file less is missed by somebody.
const EXPECTED = [
  'LICENSE-APACHE',
  'LICENSE-MIT',
  'README.md',
  'browser.d.ts',
  'edge.d.ts',
  'entry/browser.js',
  'entry/edge-default.js',
  'entry/edge-edge-light.js',
  'entry/edge-light.js',
  'entry/edge-workerd.js',
  'entry/genauth-browser.js',
  'entry/genauth-edge-light.js',
  'entry/genauth-workerd.js',
  'entry/providers-browser.js',
  'entry/providers-edge-light.js',
  'entry/providers-workerd.js',
  'entry/session-browser.js',
  'entry/session-edge-light.js',
  'entry/session-workerd.js',
  'entry/workerd.js',
  'errors.d.ts',
  'genauth-authentication.d.ts',
  'genauth-management.d.ts',
  'genauth-models.d.ts',
  'genauth.d.ts',
  'genauth/api.js',
  'genauth/authentication-api.js',
  'genauth/authentication.js',
  'genauth/events.js',
  'genauth/management-api.js',
  'genauth/management.js',
  'genauth/methods.js',
  'genauth/page.js',
  'genauth/protocol.js',
  'genauth/server.js',
  'host.d.ts',
  'index.d.ts',
  'package.json',
  'providers.d.ts',
  'providers/apple.js',
  'providers/auth0.js',
  'providers/bitbucket.js',
  'providers/cognito.js',
  'providers/discord.js',
  'providers/dropbox.js',
  'providers/facebook.js',
  'providers/franceconnect.js',
  'providers/github.js',
  'providers/gitlab.js',
  'providers/google.js',
  'providers/index.js',
  'providers/kakao.js',
  'providers/keycloak.js',
  'providers/line.js',
  'providers/linkedin.js',
  'providers/microsoft.js',
  'providers/naver.js',
  'providers/notion.js',
  'providers/okta.js',
  'providers/openid.js',
  'providers/reddit.js',
  'providers/salesforce.js',
  'providers/shopify.js',
  'providers/slack.js',
  'providers/spotify.js',
  'providers/twitch.js',
  'providers/wechat.js',
  'providers/x.js',
  'providers/yahoo.js',
  'providers/yandex.js',
  'providers/zoom.js',
  'src/ask.js',
  'src/client.js',
  'src/documents.js',
  'src/edge-session.js',
  'src/edge-user.js',
  'src/edge.js',
  'src/errors.js',
  'src/flight.js',
  'src/glance.js',
  'src/guard.js',
  'src/index.js',
  'src/instance.js',
  'src/issuer.js',
  'src/lock.js',
  'src/oauth-flight.js',
  'src/oauth.js',
  'src/pkce.js',
  'src/provider-quirks.js',
  'src/provider.js',
  'node/browser.js',
  'node/edge.js',
  'node/genauth.js',
  'node/keyward.js',
  'node/providers.js',
  'node/shared.js',
  'src/fingerprints.js',
  'src/node-verifier.js',
  'src/private-response.js',
  'src/renewal.js',
  'src/seal.js',
  'src/session-object.js',
  'src/session.js',
  'src/storage.js',
  'src/stores.js',
  'src/token-session.js',
  'token-sessions.d.ts',
  'wasm.d.ts',
  'wasm/edge_bg.wasm',
  'wasm/inline.js',
  'inline.d.ts',
  'entry/inline.js',
  'wasm/keyward.js',
  'wasm/keyward_bg.wasm',
  'wasm/keyward_url.js',
  'wasm/session_bg.wasm',
  'wasm/session_url.js',
]

test('the tarball holds exactly these files', () => {
  // What Node's entries share bears a hash in its name.
  const found = files.map((file) => file.replace(/^node\/shared-\w+\.js$/, 'node/shared.js'))
  assert.deepEqual(found, EXPECTED.sort())
})

test('it installs in an empty project, alone', async () => {
  const packages = (await readdir(join(directory, 'node_modules'))).filter((name) => !name.startsWith('.'))
  assert.deepEqual(packages, ['keyward'])
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundledDependencies', 'scripts', 'bin']) {
    assert.equal(manifest[kind], undefined, kind)
  }
})

test('every path of the manifest leads to a file, types first', async () => {
  const targets = []
  const walk = (target, at) => {
    if (typeof target === 'string') return targets.push([at, target])
    if ('types' in target) assert.equal(Object.keys(target)[0], 'types', at)
    if (at !== './package.json') assert.equal(Object.keys(target).at(-1), 'default', at)
    for (const [condition, next] of Object.entries(target)) walk(next, `${at} ${condition}`)
  }
  for (const [entry, target] of Object.entries(manifest.exports)) walk(target, entry)
  for (const [at, target] of [...targets, ['types', manifest.types]]) {
    assert.ok((await stat(join(installed, target)).catch(() => null))?.isFile(), `${at}: ${target}`)
  }
  for (const entry of ['.', './browser', './edge', './genauth', './providers']) {
    for (const host of ['workerd', 'edge-light', 'deno', 'bun', 'node', 'browser']) {
      // No page imports what is for servers.
      if (entry === './edge' && host === 'browser') continue
      assert.ok(manifest.exports[entry][host], `${entry} on ${host}`)
    }
  }
})

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true })
  assert.deepEqual(messages, [])
})

test('the types resolve in every way that TypeScript knows', async () => {
  // The wasm entry is for bundlers only: Node does not import such a file.
  const args = [tool('@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only', '--exclude-entrypoints', 'wasm']
  const { code, output } = await run(process.execPath, [...args, '--no-color', '--no-emoji'], { cwd: directory })
  assert.equal(code, 0, output)
})

const texts = await Promise.all(
  files.filter((name) => /\.(js|ts|json|md)$/.test(name)).map(async (name) => [name, await readFile(join(installed, name), 'utf8')]),
)

test('no script makes code from text', () => {
  for (const [name, text] of texts.filter(([name]) => name.endsWith('.js'))) {
    const code = text.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
    assert.doesNotMatch(code, /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(|\bsetTimeout\s*\(\s*['"`]/, name)
  }
})

test('no file names the machine that it was built on', async () => {
  const wasm = await readFile(join(installed, 'wasm/keyward_bg.wasm'), 'latin1')
  const secrets = [root.replace(/\/$/, ''), join(homedir(), '.'), '.cargo/registry', 'index.crates.io']
  for (const [name, text] of [...texts, ['wasm/keyward_bg.wasm', wasm]]) {
    for (const secret of secrets) {
      // A home directory as short as `/` says nothing.
      if (secret.length > 3) assert.ok(!text.includes(`${secret}/`) && !text.includes(`${secret}-`), `${name} holds ${secret}`)
    }
  }
})

test('the links of the README lead somewhere outside the repository too', () => {
  const [, readme] = texts.find(([name]) => name === 'README.md') ?? []
  assert.ok(readme, 'README.md')
  const relative = [...readme.matchAll(/\]\((?!https?:|#)([^)\s]+)\)/g)].map(([, target]) => target.split('#')[0])
  for (const target of relative) {
    assert.ok(files.includes(target.replace(/^\.\//, '')), `README.md links to ${target}, which is not in the package`)
  }
})
