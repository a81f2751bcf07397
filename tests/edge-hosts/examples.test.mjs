// The examples of docs/edge.md for Deno and for Bun.
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { example, isUp, signsInAndOut, startExampleProvider } from '../edge/examples.mjs'
import { freePort, project, scratch } from '../packaging/support.mjs'
import { bun, deno } from './programs.mjs'

const directory = await scratch('examples')
await project(directory)
let provider
let declared
before(async () => {
  ;({ provider, declared } = await startExampleProvider())
})
after(() => provider?.close())

for (const [name, command, args, place] of [
  ['Deno', deno, ['run', '--allow-net', '--allow-read', '--allow-env'], (port) => ({ DENO_SERVE_ADDRESS: `tcp:127.0.0.1:${port}` })],
  ['Bun', bun, [], (port) => ({ BUN_PORT: String(port) })],
]) {
  test(name, async (t) => {
    const port = await freePort()
    const file = `${name.toLowerCase()}.mjs`
    await writeFile(join(directory, file), `${declared}\n${await example(name)}`)
    const env = { ...process.env, ...place(port) }
    const child = spawn(command, [...args, file], { cwd: directory, env, stdio: ['ignore', 'ignore', 'inherit'] })
    t.after(() => child.kill())
    const url = `http://127.0.0.1:${port}`
    await isUp(url)
    await signsInAndOut(url, provider)
  })
}
