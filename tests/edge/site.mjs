// A site and an API that are nothing but `keyward/edge`, the same in every host. A test sets sites up by
// name and talks to one by `x-site`, or `site` in the query where a provider talks.
import { createEdgeSession, createGuard, memoryStore, OAuthError } from 'keyward/edge'

const sites = new Map()
// What instances would share.
const documents = memoryStore()

function site({ session, guard, store, moved = 0 }) {
  const own = { moved, subrequests: 0 }
  const lent = {
    now: () => Date.now() + own.moved * 1000,
    fetch: (input, init) => {
      own.subrequests += 1
      return fetch(input, init)
    },
  }
  const kept = typeof store === 'string' ? memoryStore({ now: lent.now }) : undefined
  if (session) own.auth = createEdgeSession({ ...session, ...lent, store: kept })
  if (guard) own.guard = createGuard({ ...guard, ...lent, jwksCache: guard.jwksCache ? documents : undefined })
  return own
}

export async function answer(request, _env, context) {
  try {
    return await served(request, context)
  } catch (error) {
    if (error instanceof OAuthError) return error.toResponse?.() ?? Response.json({ code: error.code }, { status: 400 })
    return Response.json({ bug: String(error?.stack ?? error) }, { status: 500 })
  }
}

async function served(request, context) {
  const { pathname, searchParams } = new URL(request.url)
  const name = request.headers.get('x-site') ?? searchParams.get('site')
  if (pathname === '/-/site') {
    sites.set(name, site(await request.json()))
    return new Response('ok')
  }
  const own = sites.get(name)
  if (pathname === '/-/move') own.moved = Number(searchParams.get('seconds'))
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
