// Does an operation cost the same when many went before it, and when the server has many keys?
import { measure } from './measure.mjs'
import { repeat, setUp } from './setup.mjs'
import { median, quantile } from './statistics.mjs'
import * as keyward from './libraries/keyward.mjs'

const DECADES = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

/** Nanoseconds of a login, within each decade of logins of one client in one process. */
export async function operations(inputs, cpu) {
  const run = await setUp(keyward, 'login', inputs)
  const decades = []
  let done = 0
  for (const upTo of DECADES) {
    const slices = Math.min(1_000, Math.ceil((upTo - done) / 100))
    const count = Math.round((upTo - done) / slices)
    const taken = { nanoseconds: [], cpu: [] }
    for (let i = 0; i < slices; i += 1) {
      const used = cpu()
      const before = performance.now()
      await repeat(run, count)
      taken.nanoseconds.push(((performance.now() - before) * 1e6) / count)
      taken.cpu.push(((cpu() - used) * 1e3) / count)
    }
    // The slices that nobody interrupted, as in measure.mjs.
    decades.push({ upTo, nanoseconds: quantile(taken.nanoseconds, 0.1), cpu: quantile(taken.cpu, 0.1) })
    done = upTo
  }
  return decades
}

const KEYS = [1, 10, 100, 1_000]
const ROUNDS = 5

/** Nanoseconds of an ID token (ES256, so that the signature hides the least) whose key is the last of that many. */
export async function keys(inputs, cpu) {
  const runs = new Map()
  for (const count of KEYS) {
    const given = await withKeys(inputs, count)
    // A rule of SECURITY.md refuses a set of more than 100 keys: that is a result, too.
    const run = await setUp(keyward, 'idToken-ES256', given).catch((error) => {
      if (error.code !== 'jwks_unavailable') throw error
    })
    runs.set(count, run)
  }
  const measured = new Map(KEYS.map((count) => [count, []]))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [count, run] of runs) if (run) measured.get(count).push(await measure(run, cpu))
  }
  return KEYS.map((count) => {
    const rounds = measured.get(count)
    if (!rounds.length) return { keys: count, refused: true }
    const middle = (unit) => median(rounds.map((round) => round[unit]))
    return { keys: count, nanoseconds: middle('nanoseconds'), cpu: middle('cpu') }
  })
}

async function withKeys(inputs, count) {
  const { ES256 } = inputs.algs
  const others = []
  for (let i = 1; i < count; i += 1) {
    const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey)
    others.push({ kty, crv, x, y, kid: `other-${i}`, use: 'sig', alg: 'ES256' })
  }
  const jwks = { keys: [...others, ...ES256.jwks.keys] }
  return { ...inputs, algs: { ...inputs.algs, ES256: { ...ES256, jwks } } }
}
