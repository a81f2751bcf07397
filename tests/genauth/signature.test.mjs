// The signature of a management request, against vectors of the vendor's own client and against a check that
// shares no code with the package.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { signRequest } from '../../pkg/entry/genauth-node.js'
import { genAuth, management } from './support.mjs'

const headers = {
  accept: 'application/json',
  'content-type': 'application/json',
  'user-agent': 'x',
  date: 'Fri, 20 Nov 2026 13:48:20 GMT',
  'x-authing-lang': 'zh-CN',
  'x-authing-sdk-version': 'authing-node-sdk:4.0.1',
  'x-authing-signature-method': 'HMAC-SHA1',
  'x-authing-signature-nonce': '0123456789abcdef0123456789abcdef',
  'x-authing-signature-version': '1.0',
}
const sign = (call) => signRequest({ accessKeySecret: 'SK', headers, ...call })

// Computed with the vendor's own client (4.0.1), and a second time by hand.
const VECTORS = [
  ['KNLNYpqqYANir6vgzghU90FvM9c=', { method: 'POST', path: '/api/v3/list-users', params: { options: { pagination: { page: 1, limit: 10 } } } }],
  ['98iEC/frcgtrREK0+YZJ3LXNz5s=', { method: 'POST', path: '/api/v3/create-role', params: { code: 'admin', description: 'Admin' } }],
  ['AJIF5uu1FXG9PsnQmEF6f8hvkko=', { method: 'GET', path: '/api/v3/system' }],
]

test("the vendor's own signatures", () => {
  for (const [signature, call] of VECTORS) assert.equal(sign(call), signature)
  assert.equal(signRequest({ accessKeySecret: 'SK', method: 'websocket' }), 'zZwj0JJ1+QXFdfL4VWfx1nlSm2M=')
})

test('what is signed, written out', () => {
  const canonical = Object.keys(headers).filter((name) => name === 'date' || name.startsWith('x-')).sort().map((name) => `${name}:${headers[name]}\n`).join('')
  const expected = (method, resource, head = canonical) => createHmac('sha1', 'SK').update(`${method}\n${head}${resource}`).digest('base64')
  const is = (params, resource, method = 'POST') => assert.equal(sign({ method, path: '/p', params }), expected(method, resource), resource)
  is({ b: null, a: true, c: [1, { z: 1, a: 'é' }], d: 1e21, e: '' }, '/p?a=true&b=null&c=[1,{"z":1,"a":"é"}]&d=1e+21&e=')
  is({ q: 'a b&c=d%20' }, '/p?q=a b&c=d%20', 'GET')
  is({ b: undefined, a: 1 }, '/p?a=1')
  is({}, '/p')
  // Names without any value: as the vendor's clients sign them.
  is({ a: undefined }, '/p?')
  is({ 名: '值', '😀': 1, '～': 2 }, '/p?名=值&😀=1&～=2')
  const spaced = { DATE: headers.date, 'X-Authing-Lang': '\tzh-CN\t \n', other: 'x' }
  assert.equal(sign({ method: 'get', path: '/p', headers: spaced }), expected('GET', '/p', `date:${headers.date}\nx-authing-lang:zh-CN\n`))
})

// --- 1,000 requests that nobody wrote ---

let seed = 20261120
const random = (below) => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed % below
}
const pick = (list) => list[random(list.length)]
const TEXTS = ['', 'a', 'plain', 'a b', 'a&b=c', '中文', 'Ünïcödé', '😀🎉', '\u2028', '"quoted"', '\\', 'line\nbreak', '\u0001', '100%', '+', 'null', '~!*()\'']
const KEYS = ['a', 'Z', 'list', 'options', 'withCustomData', '名字', 'é', 'x-y', 'a.b', '😀', '10', '9', '_', 'a b']

const scalar = () => pick([() => pick(TEXTS), () => random(1e9), () => -1 - random(1000) / 8, () => random(2) === 1, () => null])()
function value(depth) {
  const kind = random(depth > 0 ? 6 : 3)
  if (kind < 3) return scalar()
  if (kind === 3) return Array.from({ length: random(4) }, () => value(depth - 1))
  return object(depth - 1)
}
const object = (depth) => Object.fromEntries(Array.from({ length: random(6) }, () => [pick(KEYS), value(depth)]))

for (const brand of ['genauth', 'authing']) {
  test(`1,000 random requests are accepted by an independent check (${brand})`, async () => {
    const server = await genAuth({ brand })
    const client = management(server, { tenantId: 'tenant', throwOnError: true })
    let writes = 0
    for (let count = 0; count < 1_000; count += 1) {
      const method = pick(['POST', 'POST', 'POST', 'GET', 'PUT', 'DELETE'])
      // In a query, a number within brackets is a place in a list: nobody can tell it from a name.
      const params = method === 'GET' ? { ...object(0), list: [{ a: 1, é: [true, '😀'] }, { a: 2 }], o: { x: { y: pick(TEXTS) } } } : object(3)
      const { data } = await client.request({ method, path: `/api/v3/anything-${random(9)}`, params }).catch((error) => assert.fail(`${method} ${JSON.stringify(params)}: ${error}`))
      if (method === 'POST' || method === 'PUT') {
        writes += 1
        assert.deepEqual(data.body, params)
      }
    }
    assert.ok(writes > 500)
    assert.equal(server.nonces.size, 1_000)
    server.seen.length = 0
  })
}

test('the check would have noticed', async () => {
  const server = await genAuth()
  const wrong = [
    [management(server, { accessKeySecret: 'other' }), 1300],
    [management(server, { brand: 'authing' }), 1301],
    [management(server, { now: () => Date.now() - 3_600_000 }), 1305],
  ]
  for (const [client, apiCode] of wrong) {
    const answer = await client.request({ path: '/api/v3/get-user', method: 'GET', headers: {}, params: { userId: 'x' } })
    assert.deepEqual([answer.statusCode, answer.apiCode], [apiCode === 1301 ? 400 : 401, apiCode === 1301 ? 2011 : apiCode])
  }
})
