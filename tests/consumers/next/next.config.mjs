import { fileURLToPath } from 'node:url'

/** Where the node_modules lie: without it, Next takes the lock file that is farthest up. The page is built as a copy, in dist/. */
const root = fileURLToPath(new URL('../..', import.meta.url))

export default { output: 'export', turbopack: { root }, outputFileTracingRoot: root }
