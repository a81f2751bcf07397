// The examples of docs/edge.md for Hono and for node:http; those for other hosts are run in tests/edge-hosts.
import { spawn } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startWorker } from '../hostile/workerd.mjs'
import { freePort, project, scratch, tool } from '../packaging/support.mjs'
import { example, guards, isUp, signsInAndOut, startExampleProvider } from './examples.mjs'

const directory = await scratch('examples')
await project(directory)
await mkdir(join(directory, 'node_modules'), { recursive: true })
await symlink(tool('hono'), join(directory, 'node_modules/hono'))
let provider
let declared
before(async () => {
  ;({ provider, declared } = await startExampleProvider())
})
after(() => provider?.close())

test('Hono, in workerd', async (t) => {
  const contents = `import { Hono } from 'hono'
${declared}
const app = new Hono()
${await example('Hono')}
app.get('/', async (c) => page(await auth.getSession(c.req.raw)))
export default app`
  const worker = await startWorker({ stdin: { contents, resolveDir: directory } })
  t.after(() => worker.stop())
  const url = worker.url.replace(/\/$/, '')
  await signsInAndOut(url, provider)
  await guards(url, provider)
})

test('node:http', async (t) => {
  const port = await freePort()
  await writeFile(join(directory, 'node.mjs'), `import * as http from 'node:http'
${declared}
const createServer = (handler) => http.createServer(handler).listen(${port}, '127.0.0.1')
${await example('node:http')}`)
  const child = spawn(process.execPath, ['node.mjs'], { cwd: directory, stdio: ['ignore', 'inherit', 'inherit'] })
  t.after(() => child.kill())
  const url = `http://127.0.0.1:${port}`
  await isUp(url)
  await guards(url, provider)
})
