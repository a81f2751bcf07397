/** The value below which a share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)]
  return low + (sorted[Math.ceil(at)] - low) * (at - Math.floor(at))
}

export const median = (values) => quantile(values, 0.5)

/** How far apart the middle half of the values lies, in parts of the median. */
export const spread = (values) => (quantile(values, 0.75) - quantile(values, 0.25)) / median(values)

/** Rounds of which the median counts: others on the machine make some slower, for minutes at times, and none faster. */
const BEST = 3
/** How much longer than the best of them the others of these may take. */
const APART = 1.08

const best = (values) => [...values].sort((a, b) => a - b).slice(0, BEST)

/** What a library takes: the median of its three best rounds. */
export const typical = (values) => median(best(values))

/** Whether the three best agree: if not, it is not known yet what the library takes. */
export const agrees = (values) => values.length >= BEST && best(values).at(-1) <= best(values)[0] * APART
