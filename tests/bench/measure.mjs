// How long one operation takes: enough of them at once that the clock's steps do not matter, and few enough that a sample
// often passes without being interrupted.
import { repeat } from './setup.mjs'
import { quantile } from './statistics.mjs'

// Milliseconds. After 250, most of WebAssembly and of the libraries still waited for the optimising compiler, and what it
// was at when the clock started made verdicts differ from run to run.
export const WARM_UP = 700
const SAMPLES = 40
const SAMPLE = 9

/** Runs until the compiler is done with it; how many operations fill a sample. */
export async function warmUp(run) {
  let count = 1
  let took = 0
  const until = performance.now() + WARM_UP
  while (performance.now() < until || took < SAMPLE / 2) {
    const before = performance.now()
    await repeat(run, count)
    took = performance.now() - before
    if (took < SAMPLE / 2) count *= 2
  }
  return Math.max(1, Math.round((count * SAMPLE) / took))
}

/**
 * Nanoseconds for one operation, and of CPU time where the host knows microseconds of it. Others on the machine make samples
 * slower, none faster: the lower tenth counts.
 */
export async function sample(run, count, cpuMicroseconds = () => Number.NaN) {
  const samples = []
  const cpu = []
  for (let i = 0; i < SAMPLES; i += 1) {
    const used = cpuMicroseconds()
    const before = performance.now()
    await repeat(run, count)
    samples.push(((performance.now() - before) * 1e6) / count)
    cpu.push(((cpuMicroseconds() - used) * 1e3) / count)
  }
  return { nanoseconds: quantile(samples, 0.1), cpu: quantile(cpu, 0.1), operations: count * SAMPLES }
}

/** Both. */
export async function measure(run, cpuMicroseconds) {
  return sample(run, await warmUp(run), cpuMicroseconds)
}
