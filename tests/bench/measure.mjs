// How long one operation takes: enough of them at once that the clock's steps do not matter, and few enough that a sample
// often passes without being interrupted.
import { repeat } from './setup.mjs'
import { quantile } from './statistics.mjs'

export const WARM_UP = 250
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

/** Nanoseconds for one operation. Others on the machine make samples slower, none faster: the lower tenth counts. */
export async function sample(run, count) {
  const samples = []
  for (let i = 0; i < SAMPLES; i += 1) {
    const before = performance.now()
    await repeat(run, count)
    samples.push(((performance.now() - before) * 1e6) / count)
  }
  return { nanoseconds: quantile(samples, 0.1), operations: count * SAMPLES }
}

/** Both, with the nanoseconds of CPU time for one operation where the host knows microseconds of it. */
export async function measure(run, cpuMicroseconds) {
  const count = await warmUp(run)
  const before = cpuMicroseconds()
  const result = await sample(run, count)
  return { ...result, cpu: ((cpuMicroseconds() - before) * 1e3) / result.operations }
}
