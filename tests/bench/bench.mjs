// keyward beside others: every library in a process of its own, rounds interleaved, so that what disturbs the machine
// disturbs all of them. `cargo xtask bench` builds the package and starts this.
//   bench.mjs [--only case,…] [--hosts node,chromium,workerd] [--rounds N]
import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CASES, COLD, HOSTS, LIBRARIES, MEMORY, NAMES, workOf } from './cases.mjs'
import { inNode, nodeHost } from './hosts/node.mjs'
import { makeInputs } from './inputs.mjs'
import { picture } from './picture.mjs'
import { agrees } from './statistics.mjs'
import { table } from './table.mjs'
import { judge } from './targets.mjs'

const LOGINS = 100_000
// Where the rounds do not agree because others were on the machine, there are up to this many times as many.
const MOST = 2
const OTHER_HOSTS = { chromium: 'chromiumHost', workerd: 'workerdHost' }

const { values } = parseArgs({
  options: { only: { type: 'string' }, hosts: { type: 'string' }, rounds: { type: 'string', default: '5' } },
})
const only = listed(values.only, NAMES)
const hostNames = listed(values.hosts, Object.keys(HOSTS))
const rounds = Number(values.rounds)
if (!(Number.isInteger(rounds) && rounds > 0)) throw new Error('--rounds is a number above 0')

function listed(text, all) {
  const names = text?.split(',') ?? all
  for (const name of names) if (!all.includes(name)) throw new Error(`no ${name}; there are ${all.join(', ')}`)
  return names
}

const started = performance.now()
const progress = (words) => console.error(`[${((performance.now() - started) / 1e3).toFixed(0).padStart(4)} s] ${words}`)

const directory = await mkdtemp(join(tmpdir(), 'keyward-bench-'))
const hosts = {}
try {
  const inputs = await makeInputs()
  const inputsFile = join(directory, 'inputs.json')
  await writeFile(inputsFile, JSON.stringify(inputs))
  const load = [loadavg()[0]]
  for (const name of hostNames) {
    const start = name === 'node' ? nodeHost : (await import(`./hosts/${name}.mjs`))[OTHER_HOSTS[name]]
    hosts[name] = await start({ directory, inputs, inputsFile })
  }

  const results = { hosts: {} }
  const cases = Object.keys(CASES).filter((name) => only.includes(workOf(name)))
  for (const name of hostNames) {
    // The other hosts say whether Node is an exception: fewer rounds are enough for that.
    const count = name === 'node' ? rounds : Math.ceil(rounds / 2)
    const measured = cases.filter((work) => HOSTS[name].includes(work))
    if (!measured.length) continue
    const sleep = hosts[name].keepAwake?.()
    results.hosts[name] = await inRounds(hosts[name], name, measured, count).finally(sleep)
  }
  if (only.includes('cold')) results.cold = await cold()
  if (only.includes('flat') && hosts.node) {
    progress('flat: 1,000,000 logins, 1,000 keys')
    results.flat = await inNode(['flat', inputsFile])
  }
  if (only.includes('memory') && hosts.node) results.memory = await memory(inputsFile)

  load.push(loadavg()[0])
  const about = await describe(load)
  console.log(`\n${table(results)}`)
  // A part of the cases says nothing that should stay.
  if (!values.only && !values.hosts) await keep({ ...about, ...results, targets: judge({ ...results.hosts, ...results }) })
} finally {
  for (const host of Object.values(hosts)) await host.stop()
  await rm(directory, { recursive: true, force: true, maxRetries: 5 })
}

/** `{ case: [{ library: { nanoseconds, cpu, operations } }, … one for each round] }` */
async function inRounds(host, name, measured, count) {
  const found = Object.fromEntries(measured.map((work) => [work, []]))
  // Only Node has a process for each case, so that one case can be measured again.
  const most = name === 'node' ? count * MOST : count
  for (let round = 0; round < most; round += 1) {
    const open = measured.filter((work) => !isMeasured(found[work], count))
    if (!open.length) break
    progress(`${name}: round ${round + 1}${round < count ? ` of ${count}` : `, again: ${open.join(', ')}`}`)
    const libraries = [...new Set(open.flatMap((work) => CASES[work]))]
    // Libraries of one case follow each other at once where they can.
    const steps =
      name === 'node'
        ? open.flatMap((work) => turned(CASES[work], round).map((library) => [library, [work]]))
        : turned(libraries, round).map((library) => [library, open.filter((work) => CASES[work].includes(library))])
    // In the order of the list, whoever comes first.
    for (const work of open) found[work].push(Object.fromEntries(CASES[work].map((library) => [library, undefined])))
    for (const [library, works] of steps) {
      for await (const [work, result] of host.measure(library, works)) found[work].at(-1)[library] = result
    }
  }
  return found
}

/** Whether there are as many rounds as wanted, and it is known what each library takes. */
function isMeasured(rounds, count) {
  const columns = Object.keys(rounds[0] ?? {}).map((library) => rounds.map((round) => round[library].nanoseconds))
  return rounds.length >= count && columns.every(agrees)
}

/** Another one begins each round. */
function turned(list, by) {
  return list.map((_, at) => list[(at + by) % list.length])
}

async function cold() {
  const found = {}
  for (const [name, host] of Object.entries(hosts)) {
    progress(`cold: ${name}`)
    const count = name === 'node' ? rounds * 3 : rounds
    found[name] = Object.fromEntries(COLD.map((library) => [library, []]))
    for (let round = 0; round < count; round += 1) {
      for (const library of turned(COLD, round)) found[name][library].push(await host.cold(library))
    }
  }
  return found
}

async function memory(inputsFile) {
  const found = {}
  for (const library of MEMORY) {
    progress(`memory: ${library}`)
    found[library] = { logins: LOGINS, ...(await inNode(['memory', library, inputsFile, LOGINS], { flags: ['--expose-gc'] })) }
  }
  return found
}

async function describe(load) {
  const libraries = {}
  for (const name of LIBRARIES) {
    const folder = name === 'auth0-spa-js' ? '@auth0/auth0-spa-js' : name
    const manifest = new URL(`node_modules/${folder}/package.json`, import.meta.url)
    libraries[name] = JSON.parse(await readFile(manifest, 'utf8')).version
  }
  const [{ model }] = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    // How busy the machine was tells how far to trust times; CPU times suffer less.
    machine: { cpu: model.trim(), cores: cpus().length, memory: `${Math.round(totalmem() / 2 ** 30)} GiB`, system: `${type()} ${release()}`, load },
    versions: Object.fromEntries(Object.entries(hosts).map(([name, { version }]) => [name, version])),
    libraries,
    rounds,
  }
}

async function keep(results) {
  const file = `tests/bench/results/${results.date}.json`
  const folder = new URL('results/', import.meta.url)
  await mkdir(folder, { recursive: true })
  // A line for every round is enough to read.
  const text = JSON.stringify(results, rounded, 1).replaceAll(/\n {4,}/g, ' ').replaceAll(/ ?\n {3}\]/g, '\n   ]')
  await writeFile(new URL(`${results.date}.json`, folder), `${text}\n`)
  await writeFile(new URL('../../docs/speed.svg', import.meta.url), picture(results.hosts, { date: results.date, hosts: results.versions }))
  console.log(`written: ${file}, docs/speed.svg`)
}

function rounded(_, value) {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value
}
