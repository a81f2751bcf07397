// A Worker with what only Workers have: KV, Durable Objects, the Cache API.
import { cacheApiCache, createEdgeSession, createGuard, durableObjectStore, kvStore, SessionObject } from 'keyward/edge'

export { SessionObject }

const sessions = new Map()
let guard

const storeOf = { kv: (env) => kvStore(env.SESSIONS), objects: (env) => durableObjectStore(env.OBJECTS), none: () => undefined }

export default {
  async fetch(request, env, context) {
    const site = request.headers.get('x-site') ?? new URL(request.url).searchParams.get('site')
    const { pathname } = new URL(request.url)
    if (pathname === '/api') {
      guard ??= createGuard({ issuer: env.ISSUER, audience: env.RESOURCE, jwksCache: cacheApiCache() })
      try {
        return Response.json((await guard.authenticate(request)).claims)
      } catch (error) {
        return error.toResponse()
      }
    }
    // Each isolate has sessions of its own: a name more plays another isolate.
    const name = `${site} ${request.headers.get('x-isolate') ?? ''}`
    if (!sessions.has(name)) {
      sessions.set(name, createEdgeSession({
        issuer: env.ISSUER,
        clientId: 'site',
        clientSecret: 'secret',
        cookieSecrets: ['secret of the cookies, long enough'],
        origin: 'https://app.example',
        resource: env.RESOURCE,
        scope: 'openid profile orders:read',
        routes: { token: '/auth/token' },
        // Due at once, half of a token's life at most.
        leeway: 100_000,
        store: storeOf[site](env),
        jwksCache: kvStore(env.SESSIONS),
      }))
    }
    const auth = sessions.get(name)
    const answer = await auth.handle(request, context)
    if (answer) return answer
    const user = await auth.getSession(request, context)
    return user ? user.commit(Response.json({ sub: user.claims.sub })) : new Response('nobody', { status: 401 })
  },
}
