/** The value below which a share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)]
  return low + (sorted[Math.ceil(at)] - low) * (at - Math.floor(at))
}

/** How much slower than at its best whoever was disturbed most was in a round, by the best of all `rounds`. */
export function disturbances(rounds) {
  const best = (library) => Math.min(...rounds.map((round) => round[library].nanoseconds))
  const bests = Object.fromEntries(Object.keys(rounds[0]).map((library) => [library, best(library)]))
  return rounds.map((round) => Math.max(...Object.entries(round).map(([library, { nanoseconds }]) => nanoseconds / bests[library])))
}

export const median = (values) => quantile(values, 0.5)

/** How far apart the middle half of the values lies, in parts of the median. */
export const spread = (values) => (quantile(values, 0.75) - quantile(values, 0.25)) / median(values)
