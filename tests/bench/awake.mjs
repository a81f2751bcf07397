// Keeps the processors awake. A virtual one that has nothing to do is taken off its machine, and what another thread then
// hands to it waits up to 250 µs: for whoever verifies by WebCrypto in Node that is as long again as all of the rest, in some minutes
// and not in others. Whatever else wants to run takes precedence over these loops.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

// They end with whoever started them, however that ends.
const LOOP = `
  const { setPriority, constants } = process.getBuiltinModule('node:os')
  setPriority(constants.priority.PRIORITY_LOW)
  const parent = process.ppid
  while (process.ppid === parent) for (let i = 0; i < 1e8; i += 1);
`

/** @returns {() => void} lets them sleep again */
export function keepAwake() {
  const loops = Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', LOOP], { stdio: 'ignore' }))
  return () => loops.forEach((loop) => loop.kill())
}
