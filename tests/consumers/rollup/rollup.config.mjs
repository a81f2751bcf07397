import { nodeResolve } from '@rollup/plugin-node-resolve'
import { importMetaAssets } from '@web/rollup-plugin-import-meta-assets'

// Rollup itself emits no module: with this plugin it does, and `keyward/inline` needs none.
const plugins = [nodeResolve({ browser: true })]
export default [
  { input: 'main.js', output: { dir: 'dist', format: 'es' }, plugins: [...plugins, importMetaAssets()] },
]
