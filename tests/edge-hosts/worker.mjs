// site.mjs as a Worker, with what only Workers have: KV, Durable Objects, the Cache API.
export { SessionObject } from 'keyward/edge'
export { default } from './site.mjs'
