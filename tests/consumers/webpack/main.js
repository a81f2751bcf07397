import { start } from '../app.js'

globalThis.started = start().catch((error) => (globalThis.failure = error))
