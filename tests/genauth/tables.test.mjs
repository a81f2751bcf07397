// The two tables against what is generated from them, what the classes have, and what the types say.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { generate, rows } from '../../xtask/genauth.mjs'
import { AuthenticationClient, ManagementClient, ProtocolClient } from '../../pkg/entry/genauth-node.js'
import { app, genAuth, management } from './support.mjs'

const root = new URL('../../', import.meta.url)
const TABLES = [
  { table: 'authentication-api', count: 134, Class: AuthenticationClient, types: 'pkg/genauth-authentication.d.ts', make: app },
  { table: 'management-api', count: 497, Class: ManagementClient, types: 'pkg/genauth-management.d.ts', make: management },
]

test('what is generated is up to date: node xtask/genauth.mjs', async () => {
  for (const [path, text] of Object.entries(generate())) assert.equal(await readFile(new URL(path, root), 'utf8'), text, path)
})

for (const { table, count, Class, types, make } of TABLES) {
  const all = rows(table)

  test(`${table}: ${count} rows, each a method and a type with its parameters`, async () => {
    assert.equal(all.length, count)
    assert.equal(new Set(all.map(({ method }) => method)).size, count)
    const text = await readFile(new URL(types, root), 'utf8')
    const declared = new Map()
    for (const [, name, params] of text.matchAll(/^  (\w+)\(params\??: (\{\n[^]*?\n  \}|Record<string, unknown>), options\?/gm)) {
      declared.set(name, [...params.matchAll(/^    (\w+\??): /gm)].map(([, field]) => field))
    }
    assert.deepEqual([...declared.keys()].sort(), all.map(({ method }) => method).sort())
    for (const { method, parameters } of all) {
      assert.deepEqual(declared.get(method), parameters.map(({ name, optional }) => `${name}${optional ? '?' : ''}`), method)
      assert.equal(typeof Class.prototype[method], 'function', method)
      assert.equal(Class.prototype[method].name, method)
      assert.ok(Object.hasOwn(Class.prototype, method))
    }
    const own = ['constructor', 'request', 'paginate', 'sub', 'validateTicketV1', 'validateTicketV2']
    const others = Object.getOwnPropertyNames(Class.prototype).filter((name) => !declared.has(name) && !own.includes(name))
    assert.deepEqual(others, [], 'no method without a row')
    assert.deepEqual(own.filter((name) => declared.has(name)), [], 'no row hides a method of the class')
    for (const name of Object.getOwnPropertyNames(ProtocolClient.prototype)) {
      if (name !== 'constructor') assert.ok(!declared.has(name), `a row hides ${name}`)
    }
  })

  test(`${table}: every row goes to its path by its method`, async () => {
    const server = await genAuth()
    const client = make(server)
    for (const { method, http, path, parameters } of all) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name.toLowerCase())
      const params = Object.fromEntries(parameters.map(({ name }) => [name, inPath.includes(name.toLowerCase()) ? 'in path' : name]))
      await client[method](params)
      const sent = server.seen.at(-1)
      assert.equal(sent.method, http, method)
      assert.equal(sent.path, path.replaceAll(/\{\w+\}/g, 'in%20path'), method)
      const rest = parameters.map(({ name }) => name).filter((name) => !inPath.includes(name.toLowerCase()))
      if (http === 'GET' || http === 'DELETE') {
        assert.deepEqual([...sent.url.searchParams.keys()], rest, method)
        assert.equal(sent.text, '', method)
      } else if (!/^sign(In|Up)By(Email|Phone|Username|Account|AD|LDAP)/.test(method)) {
        const body = JSON.parse(sent.text)
        for (const name of rest) assert.equal(body[name], name, method)
      }
    }
  })
}
