// A site and an API that are nothing but `keyward/edge`, the same in every host. A test sets sites up by
// name and talks to one by `x-site`, or `site` in the query where a provider talks.
import { cacheApiCache, createEdgeSession, createGuard, durableObjectStore, kvStore, memoryStore, OAuthError } from 'keyward/edge'

const sites = new Map()

// What instances would share: metadata and keys.
const shared = memoryStore()
const documents = {
  memory: () => shared,
  kv: (env) => kvStore(env.DOCUMENTS),
  api: () => cacheApiCache('documents of a test'),
}

// An object that holds a session has no clock but everybody's.
const { now: clock } = Date
let ahead = 0
Date.now = () => clock() + ahead * 1000

const stores = {
  cookies: () => undefined,
  memory: (_env, now) => memoryStore({ now }),
  kv: (env) => kvStore(env.SESSIONS),
  objects: (env) => durableObjectStore(env.OBJECTS),
}

function site({ session, guard, store = 'cookies', moved = 0 }, env) {
  const own = { moved, subrequests: 0, isMovedByAll: store === 'objects' }
  const lent = {
    now: () => Date.now() + own.moved * 1000,
    fetch: (input, init) => {
      own.subrequests += 1
      return fetch(input, init)
    },
  }
  // With a `fetch` of its own, a session would not leave its renewal to its object.
  const means = own.isMovedByAll ? {} : lent
  if (session) own.auth = createEdgeSession({ ...session, ...means, store: stores[store](env, lent.now) })
  if (guard) own.guard = createGuard({ ...guard, ...lent, jwksCache: documents[guard.jwksCache]?.(env) })
  return own
}

export async function answer(request, env, context) {
  try {
    return await served(request, env, context)
  } catch (error) {
    if (error instanceof OAuthError) return error.toResponse?.() ?? Response.json({ code: error.code }, { status: 400 })
    return Response.json({ bug: String(error?.stack ?? error) }, { status: 500 })
  }
}

async function served(request, env, context) {
  const { pathname, searchParams } = new URL(request.url)
  const name = request.headers.get('x-site') ?? searchParams.get('site')
  if (pathname === '/-/site') {
    sites.set(name, site(await request.json(), env))
    return new Response('ok')
  }
  const own = sites.get(name)
  if (pathname === '/-/move') {
    const seconds = Number(searchParams.get('seconds'))
    if (own.isMovedByAll) ahead = seconds
    else own.moved = seconds
  }
  if (pathname === '/-/count' || pathname === '/-/move') {
    const { subrequests } = own
    own.subrequests = 0
    return Response.json({ subrequests })
  }
  if (own.guard && pathname === '/api') {
    const demands = request.headers.get('x-demands')
    const { claims, token } = await own.guard.authenticate(request, demands ? JSON.parse(demands) : undefined)
    return Response.json({ claims, token })
  }
  const metadata = own.guard?.protectedResourceMetadata(request)
  if (metadata) return metadata
  const handled = await own.auth?.handle(request, context)
  if (handled) return handled
  const user = await own.auth.getSession(request, context)
  if (!user) return new Response('nobody', { status: 401 })
  if (pathname === '/call') {
    const response = await user.fetch(searchParams.get('url'))
    return user.commit(Response.json({ status: response.status, body: await response.text() }))
  }
  return user.commit(Response.json({ sub: user.claims.sub, name: user.claims.name }))
}

export default { fetch: answer }
