// Node: a fresh process for every number.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { keepAwake } from '../awake.mjs'

const child = fileURLToPath(new URL('node-child.mjs', import.meta.url))
const execute = promisify(execFile)

export async function inNode(args, { flags = [] } = {}) {
  const { stdout } = await execute(process.execPath, [...flags, child, ...args.map(String)], { maxBuffer: 1 << 24 })
  return JSON.parse(stdout)
}

export const nodeHost = async ({ inputsFile }) => ({
  version: `Node ${process.versions.node}`,
  /** For the rounds: only here does cryptography wait for another thread. */
  keepAwake,
  /** Cases of one library, in this host's processes. */
  async *measure(library, cases) {
    for (const work of cases) yield [work, await inNode(['measure', library, work, inputsFile])]
  },
  cold: (library) => inNode(['cold', library, inputsFile]),
  async stop() {},
})
