// What was promised, as ratios within one run; the numbers are those of the issue that asked for them.
import { median, typical } from './statistics.mjs'

/**
 * Keyward's speed in parts of another's.
 * @param {'nanoseconds' | 'cpu'} unit
 */
export function ratio(rounds, other, unit = 'nanoseconds') {
  const pairs = rounds.filter((round) => round.keyward?.[unit] && round[other]?.[unit])
  const takes = (library) => typical(pairs.map((round) => round[library][unit]))
  return pairs.length ? takes(other) / takes('keyward') : undefined
}

const peers = (rounds) => Object.keys(rounds[0] ?? {}).filter((name) => !['keyward', 'platform', 'webcrypto'].includes(name))

/** Against the peer that is fastest. */
function fastest(rounds, unit) {
  const ratios = peers(rounds).map((name) => ratio(rounds, name, unit)).filter((value) => value !== undefined)
  return ratios.length ? Math.min(...ratios) : undefined
}

const against = (work, other, least) => ({
  target: `${work}: at least ${least} × ${other}`,
  value: ({ node }, unit) => ratio(node?.[work] ?? [], other, unit),
  met: (value) => value >= least,
})

export const TARGETS = [
  against('pkce', 'arctic', 1.5),
  against('pkce', 'oauth4webapi', 5),
  {
    target: 'login: at least 1.2 × the fastest peer',
    value: ({ node }, unit) => fastest(node?.login ?? [], unit),
    met: (value) => value >= 1.2,
  },
  against('callback-RS256', 'oauth4webapi', 1.5),
  against('idToken-RS256', 'jose', 1.2),
  against('idToken-ES256', 'jose', 1.2),
  against('idToken-RS256', 'webcrypto', 0.85),
  against('idToken-ES256', 'webcrypto', 0.85),
  {
    target: 'cold in Node: at most 5 ms',
    unit: 'ms',
    value: ({ cold }, unit) => {
      const runs = cold?.node?.keyward
      return runs && median(runs.map((run) => (unit === 'cpu' ? run.cpuMilliseconds : run.milliseconds)))
    },
    met: (value) => value <= 5,
  },
  {
    target: 'login: the last of 10^6 costs at most 1.25 × the cheapest before',
    value: ({ flat }, unit) => {
      // The first hundred are the compiler's.
      const costs = flat?.operations?.filter(({ upTo }) => upTo > 100).map((row) => row[unit])
      return costs && costs.at(-1) / Math.min(...costs.slice(0, -1))
    },
    met: (value) => value <= 1.25,
  },
  {
    target: 'idToken: with 100 keys (more are refused) at most 1.25 × with one',
    value: ({ flat }, unit) => {
      const rows = flat?.keys.filter(({ refused }) => !refused)
      return rows && rows.at(-1)[unit] / rows[0][unit]
    },
    met: (value) => value <= 1.25,
  },
]

/** Every target with what was measured; `cpu` is the same by CPU time, which others on the machine disturb less. */
export function judge(results) {
  return TARGETS.map(({ target, unit, value, met }) => {
    const [time, cpu] = [value(results, 'nanoseconds'), value(results, 'cpu')]
    const verdict = (found) => (found === undefined || Number.isNaN(found) ? undefined : met(found) ? 'met' : 'missed')
    return { target, unit, time, verdict: verdict(time), cpu, cpuVerdict: verdict(cpu) }
  })
}
