// Processor time of the host for a callback and for a guard's warm call, in workerd and in Node (Linux):
//
//   node tests/edge/cpu.mjs
//
// All of the process counts, with its HTTP server and what other threads do; a request for which nothing is done beside it
// says how much of that there is. Reported and not asserted: the aims are 5 ms for a callback and 1 ms for a warm guard call.
import { readFile } from 'node:fs/promises'
import { Browser, origin } from './browser.mjs'
import { createProject, hosts } from './hosts.mjs'
import { startQuickProvider } from './quick-provider.mjs'

const CALLBACKS = 300
const CALLS = 3_000
const AT_ONCE = 10
const resource = 'https://api.example'

const directory = await createProject()
const provider = await startQuickProvider()
console.log('| host | callback | warm guard call | a request for nothing |')
console.log('| --- | ---: | ---: | ---: |')
for (const host of hosts) {
  const app = await host.start(directory, 'site')
  const headers = { 'x-site': 'site' }
  const session = {
    issuer: provider.issuer,
    clientId: 'site',
    clientSecret: 'secret',
    cookieSecrets: ['secret of the cookies, long enough'],
    origin,
  }
  const guard = { issuer: provider.issuer, audience: resource, requiredScope: 'read' }
  await fetch(`${app.url}/-/site`, { method: 'POST', headers, body: JSON.stringify({ session, guard }) })

  /** Milliseconds for each of so many calls, some at once; the first ones make everything warm. */
  const each = async (count, prepare, call) => {
    const run = async (prepared) => {
      const queue = [...prepared]
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        for (let one = queue.pop(); one; one = queue.pop()) await call(one)
      }))
    }
    const some = async (amount) => {
      const prepared = []
      while (prepared.length < amount) prepared.push(await prepare())
      return prepared
    }
    await run(await some(Math.ceil(count / 5)))
    const prepared = await some(count)
    const before = await spent(app.pid)
    await run(prepared)
    return (await spent(app.pid) - before) / count
  }
  const expect = async (response, status) => {
    if (response.status !== status) throw new Error(`${host.name} answered ${response.status}: ${await response.text()}`)
    await response.arrayBuffer()
  }

  const begin = async () => {
    const browser = new Browser(app.url, 'site')
    const begun = await browser.open('/auth/login')
    return { browser, callback: provider.signIn(begun.headers.get('location'), 'user') }
  }
  const callback = await each(CALLBACKS, begin, async (one) => expect(await one.browser.open(one.callback), 303))
  const authorization = `Bearer ${provider.accessToken(resource)}`
  const warm = await each(CALLS, () => true, async () => expect(await fetch(`${app.url}/api`, { headers: { ...headers, authorization } }), 200))
  const nothing = await each(CALLS, () => true, async () => expect(await fetch(`${app.url}/-/count`, { headers }), 200))
  console.log(`| ${host.name} | ${callback.toFixed(2)} ms | ${warm.toFixed(2)} ms | ${nothing.toFixed(2)} ms |`)
  await app.stop()
}
await provider.close()

/** Processor time of a process so far, in milliseconds: a hundredth of a second is the least that Linux tells. */
async function spent(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  // After the name, which may hold anything: utime and stime are fields 14 and 15 (proc(5)).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
