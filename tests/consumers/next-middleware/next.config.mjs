import { fileURLToPath } from 'node:url'

/** Where the node_modules lie, as for the page in ../next. */
const root = fileURLToPath(new URL('../..', import.meta.url))

export default { turbopack: { root }, outputFileTracingRoot: root }
