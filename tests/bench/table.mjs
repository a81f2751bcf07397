// The results as one table, for a terminal and for docs/speed.md.
import { judge, ratio } from './targets.mjs'
import { median, spread, typical } from './statistics.mjs'

const thousands = (number) => Math.round(number).toLocaleString('en')
const percent = (share) => (Number.isFinite(share) ? `${Math.round(share * 100)} %` : '')
const times = (value) => (value === undefined ? '' : `${value.toFixed(2)} ×`)
const microseconds = (nanoseconds) => (nanoseconds === undefined ? '' : `${(nanoseconds / 1e3).toFixed(1)} µs`)

function* measured(host, cases) {
  for (const [work, rounds] of Object.entries(cases)) {
    for (const library of Object.keys(rounds[0])) {
      const column = (unit) => rounds.map((round) => round[library]?.[unit]).filter((value) => value !== undefined)
      const nanoseconds = column('nanoseconds')
      const cpu = column('cpu')
      const compared = library !== 'keyward'
      yield [
        host,
        work,
        library === 'platform' ? 'platform (floor)' : library === 'webcrypto' ? 'WebCrypto alone' : library,
        `${thousands(1e9 / typical(nanoseconds))}/s`,
        percent(spread(nanoseconds)),
        cpu.length ? microseconds(typical(cpu)) : '',
        compared ? times(ratio(rounds, library)) : '',
        compared && cpu.length ? times(ratio(rounds, library, 'cpu')) : '',
      ]
    }
  }
}

export function table({ hosts = {}, ...rest }) {
  const lines = []
  const rows = Object.entries(hosts).flatMap(([host, cases]) => [...measured(host, cases)])
  if (rows.length) {
    const head = ['host', 'case', 'library', 'operations', 'spread', 'CPU time', 'keyward is', 'by CPU time']
    lines.push(...aligned(head, rows, 3), '')
  }
  if (rest.cold) {
    const rows = Object.entries(rest.cold).flatMap(([host, libraries]) =>
      Object.entries(libraries).map(([library, runs]) => {
        const milliseconds = runs.map((run) => run.milliseconds)
        const cpu = runs.map((run) => run.cpuMilliseconds).filter((value) => value !== undefined)
        return [host, library, `${median(milliseconds).toFixed(1)} ms`, percent(spread(milliseconds)), cpu.length ? `${median(cpu).toFixed(1)} ms` : '']
      }),
    )
    lines.push(...aligned(['host', 'cold: import to first URL', 'time', 'spread', 'CPU time'], rows, 2), '')
  }
  if (rest.memory) {
    const rows = Object.entries(rest.memory).map(([library, { logins, kept, rss, total }]) => [
      library, thousands(logins), `${thousands(kept / 1e3)} kB`, `${thousands(rss / 1e3)} kB`, `${thousands(total / 1e6)} MB`,
    ])
    lines.push(...aligned(['memory, Node', 'logins', 'kept after them', 'resident growth', 'resident'], rows, 1), '')
  }
  if (rest.flat) {
    const rows = [
      ...rest.flat.operations.map(({ upTo, nanoseconds, cpu }) => ['login', `up to ${thousands(upTo)}`, microseconds(nanoseconds), microseconds(cpu)]),
      ...rest.flat.keys.map(({ keys, refused, nanoseconds, cpu }) => [
        'idToken-ES256', `${thousands(keys)} keys`, refused ? 'refused' : microseconds(nanoseconds), microseconds(cpu),
      ]),
    ]
    lines.push(...aligned(['flat, keyward in Node', 'with', 'time', 'CPU time'], rows, 2), '')
  }
  const judged = judge({ ...hosts, ...rest }).filter(({ verdict }) => verdict)
  if (judged.length) {
    const shown = (value, unit) => (unit === 'ms' ? `${value.toFixed(1)} ms` : times(value))
    const rows = judged.map(({ target, unit, time, verdict, cpu, cpuVerdict }) => [
      target, shown(time, unit), verdict, cpuVerdict ? shown(cpu, unit) : '', cpuVerdict ?? '',
    ])
    lines.push(...aligned(['target', 'measured', 'verdict', 'by CPU time', 'verdict'], rows, 1), '')
  }
  return lines.join('\n')
}

/** A Markdown table that can be read as it is; the first `left` columns are words. */
function aligned(head, rows, left) {
  const widths = head.map((name, at) => Math.max(...[head, ...rows].map((row) => [...row[at]].length)))
  const line = (row) => `| ${row.map((cell, at) => (at < left ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`
  const rule = `|${widths.map((width, at) => (at < left ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [line(head), rule, ...rows.map(line)]
}
