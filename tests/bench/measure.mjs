// How long one operation takes: enough of them at once that the clock's steps do not matter, and few enough that a sample
// often passes without being interrupted.
import { repeat } from './setup.mjs'
import { quantile } from './statistics.mjs'

// Milliseconds. The compiler is at work for one second with keyward and for three with oauth4webapi; where the clock
// started in the middle of that, verdicts differed from run to run.
export const WARM_UP = 700
const LONGEST_WARM_UP = 4_000
const STEP = 100
/** How many steps on end must bring nothing more, and what in parts of the time is nothing. */
const STEADY = 5
const GAIN = 0.02
const SAMPLES = 40
const SAMPLE = 9

/** Runs until the compiler is done with it: until it gets no faster. How many operations fill a sample. */
export async function warmUp(run) {
  let count = 1
  let best = Number.POSITIVE_INFINITY
  let steady = 0
  let took = 0
  const started = performance.now()
  for (let step = 1; ; step += 1) {
    let each = Number.POSITIVE_INFINITY
    while (performance.now() < started + step * STEP || took < SAMPLE / 2) {
      const before = performance.now()
      await repeat(run, count)
      took = performance.now() - before
      // A browser's clock goes in steps: what took less says nothing.
      if (took < SAMPLE / 2) count *= 2
      else each = Math.min(each, took / count)
    }
    steady = each < best * (1 - GAIN) ? 0 : steady + 1
    best = Math.min(best, each)
    const passed = performance.now() - started
    if ((passed >= WARM_UP && steady >= STEADY) || passed >= LONGEST_WARM_UP) return Math.max(1, Math.round(SAMPLE / best))
  }
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
