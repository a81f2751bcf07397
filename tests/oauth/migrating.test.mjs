// docs/migrating.md: every row names a test that is there; and what no other test of this directory exercises.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { readFile } from 'node:fs/promises'
import { OAuth2Client, OAuth2Session } from '../../pkg/entry/node.js'
import { scenarios } from '../hostile/scenarios.mjs'
import { failure, record, tokens } from './server.mjs'

const server = await record()
after(() => server.close())
const redirectUri = 'https://app.example/callback'
const clientOf = (options) => new OAuth2Client({ clientId: 'app', redirectUri, metadata: server.metadata, ...options })

const read = (path) => readFile(new URL(path, import.meta.url), 'utf8')

/** The titles in a file of tests; `${…}` of a template stands for anything. */
async function titlesOf(file) {
  const source = await read(file)
  const literals = [...source.matchAll(/\btest\(\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`)/g)].map(([, literal]) => literal)
  assert.ok(literals.length, `no tests in ${file}`)
  return literals.map((literal) => {
    const title = literal.slice(1, -1).replaceAll(/\\(.)/g, '$1')
    const pieces = literal[0] === '`' ? title.split(/\$\{[^}]*\}/) : [title]
    return new RegExp(`^${pieces.map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`)
  })
}

test('every row of docs/migrating.md names a test that is there', async () => {
  const files = new Map()
  let count = 0
  for (const section of (await read('../../docs/migrating.md')).split(/^## /m)) {
    const rows = section.split('\n').filter((line) => /^\| (?!---)/.test(line)).map((line) => line.slice(2, -2).split(' | '))
    const seen = new Set()
    for (const [name, ...cells] of rows.slice(1)) {
      count += 1
      assert.equal(cells.length, 3, `the row ${name}`)
      assert.ok(!seen.has(name), `two rows for ${name}`)
      seen.add(name)
      const [, file, title] = /^`([\w-]+)` "(.+)"$/.exec(cells[2]) ?? []
      assert.ok(title, `no test in the row ${name}`)
      if (file === 'hostile') {
        assert.ok(scenarios.some(({ id }) => id === title), `there is no scenario ${title}`)
        continue
      }
      const path = file === 'providers' ? '../providers/providers.test.mjs' : `${file}.test.mjs`
      if (!files.has(path)) files.set(path, await titlesOf(path))
      assert.ok(files.get(path).some((pattern) => pattern.test(title)), `there is no test "${title}" in ${path}`)
    }
  }
  assert.ok(count > 100, `${count} rows`)
})

test('a client is made from addresses by hand, or from what its server says', async () => {
  const asked = []
  const fetch = async (url) => {
    asked.push(new URL(url).pathname)
    return url.endsWith('openid-configuration') ? Response.json(server.metadata) : Response.json(tokens())
  }
  const { token_endpoint, authorization_endpoint } = server.metadata
  const byHand = clientOf({ fetch, metadata: { token_endpoint, authorization_endpoint } })
  await byHand.clientCredentials()
  assert.deepEqual([asked, byHand.metadata], [['/token'], { token_endpoint, authorization_endpoint }])
  const discovered = await OAuth2Client.discover(server.origin, { clientId: 'app', fetch })
  await discovered.clientCredentials()
  assert.deepEqual(asked.slice(1), ['/.well-known/openid-configuration', '/token'])
  assert.equal(discovered.metadata.revocation_endpoint, server.metadata.revocation_endpoint)
})

test('what an authorization request can say is said in camelCase', () => {
  const request = clientOf().createAuthorizationUrl({
    responseType: 'code id_token', responseMode: 'form_post', scope: ['openid', 'a'], redirectUri: 'https://app.example/other',
    state: 'own-state', nonce: 'own-nonce', prompt: 'consent', loginHint: 'mira', maxAge: 0, resource: ['https://a.example', 'https://b.example'],
    extra: { access_type: 'offline', allow_signup: 'false', several: ['1', '2'] },
  })
  const query = new URL(request.url).searchParams
  const expected = {
    response_type: 'code id_token', response_mode: 'form_post', scope: 'openid a', redirect_uri: 'https://app.example/other', state: 'own-state',
    nonce: 'own-nonce', prompt: 'consent', login_hint: 'mira', max_age: '0', access_type: 'offline', allow_signup: 'false',
  }
  for (const [name, value] of Object.entries(expected)) assert.deepEqual(query.getAll(name), [value], name)
  assert.deepEqual([query.getAll('resource'), query.getAll('several')], [['https://a.example', 'https://b.example'], ['1', '2']])
  const plain = clientOf({ scope: 'openid' }).createAuthorizationUrl()
  assert.ok(plain.state.length >= 22 && plain.nonce.length >= 22)
})

test('a request is plain data that survives storage', async () => {
  const stored = JSON.stringify(clientOf().createAuthorizationUrl())
  server.answer()
  const request = JSON.parse(stored)
  const answer = await clientOf().exchangeCode(`${redirectUri}?code=c&state=${request.state}`, request)
  assert.equal(answer.access_token, tokens().access_token)
  assert.equal(server.last.form.get('code_verifier'), request.codeVerifier)
})

test('a time limit is one of the client or of a call', async () => {
  const never = () => new Promise(() => {})
  server.answer(never)
  assert.equal((await failure(clientOf({ timeout: 30 }).clientCredentials())).code, 'timeout')
  for (const call of [
    (one) => one.fetchToken({ grant_type: 'x' }, { timeout: 30 }), (one) => one.clientCredentials({ timeout: 30 }),
    (one) => one.refreshToken('r', { timeout: 30 }), (one) => one.revokeToken('t', { timeout: 30 }),
  ]) {
    assert.equal((await failure(call(clientOf()))).code, 'timeout')
  }
})

test('a fetch of the application\'s own makes the requests', async () => {
  const inits = []
  const fetch = async (url, init) => {
    inits.push([url, init.method, init.redirect, String(init.body)])
    return Response.json(tokens())
  }
  await clientOf({ fetch }).refreshToken('r')
  assert.deepEqual(inits, [[server.metadata.token_endpoint, 'POST', 'manual', 'grant_type=refresh_token&refresh_token=r&client_id=app']])
})

test('a server without an endpoint is said so', async () => {
  const bare = clientOf({ metadata: {} })
  assert.equal((await failure(bare.revokeToken('t'))).code, 'revocation_not_supported')
  assert.equal((await failure(bare.introspectToken('t'))).code, 'introspection_not_supported')
  assert.equal((await failure(bare.requestDeviceCode())).code, 'metadata_invalid')
  assert.throws(() => bare.createLogoutUrl(), { code: 'not_supported' })
})

test('a session without a refresh token cannot refresh', async () => {
  const session = new OAuth2Session(clientOf(), { token: tokens() })
  assert.equal((await failure(session.refresh())).code, 'refresh_not_supported')
})
