// The guard beside jose's `jwtVerify` with a remote key set that is cached, in one run, in Node and in workerd:
//
//   node tests/edge/bench.mjs
//
// Times are taken outside, because a Worker's clock stands still; what a request itself costs is taken off.
import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { tool } from '../packaging/support.mjs'
import { createProject, hosts } from './hosts.mjs'

const ALGS = {
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
}
const TOKENS = 200
const ROUNDS = 7
const WARM_UP = 8

const directory = await createProject()
await mkdir(join(directory, 'node_modules'), { recursive: true })
await symlink(tool('jose'), join(directory, 'node_modules/jose'))

for (const host of hosts) {
  const app = await host.start(directory, 'bench-app')
  for (const [alg, generate] of Object.entries(ALGS)) {
    const { issuer, token, close } = await startIssuer(alg, generate())
    const tokens = Array.from({ length: TOKENS }, (_, at) => token(at))
    const run = async (name, given, times) => {
      const started = performance.now()
      const response = await fetch(app.url, { method: 'POST', body: JSON.stringify({ name, issuer, tokens: given, times }) })
      if (Number(await response.text()) !== given.length * times) throw new Error(`${name} in ${host.name} failed`)
      return performance.now() - started
    }
    // Microseconds for one call: a long run less a short one.
    const each = async (name, given, few, many) => (((await run(name, given, many)) - (await run(name, given, few))) * 1_000) / (given.length * (many - few))
    const cases = {
      jose: () => each('jose', tokens, 1, 4),
      first: () => each('first', tokens, 1, 4),
      kept: () => each('kept', tokens, 1, 4),
      again: () => each('again', tokens, 1, 60),
    }
    // Until the compiler is done with all of them.
    for (let time = 0; time < WARM_UP; time += 1) for (const one of Object.values(cases)) await one()
    const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]))
    for (let round = 0; round < ROUNDS; round += 1) for (const [name, one] of Object.entries(cases)) times[name].push(await one())
    const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
    const [jose, first, kept, again] = ['jose', 'first', 'kept', 'again'].map((name) => median(times[name]))
    const beside = (time, digits, fraction) => `${time.toFixed(digits)} | ${(jose / time).toFixed(fraction)} ×`
    console.log(`| ${host.name} | ${alg} | ${jose.toFixed(1)} | ${beside(first, 1, 2)} | ${beside(kept, 1, 2)} | ${beside(again, 2, 1)} |`)
    await close()
  }
  await app.stop()
}

async function startIssuer(alg, { privateKey, publicKey }) {
  const own = {}
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'a', alg, use: 'sig' }]
  const server = createServer((request, response) => {
    const body = request.url === '/jwks' ? { keys } : { issuer: own.issuer, jwks_uri: `${own.issuer}/jwks` }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  own.issuer = `http://127.0.0.1:${server.address().port}`
  own.close = () => new Promise((done) => (server.close(done), server.closeAllConnections()))
  own.token = (at) => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: own.issuer, aud: 'https://api.example', sub: 'u', client_id: 'c', jti: `j-${at}`, iat: now, exp: now + 3600, scope: 'read' }
    const text = [{ alg, kid: 'a', typ: 'at+jwt' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    return `${text}.${signature.toString('base64url')}`
  }
  return own
}
