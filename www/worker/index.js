// A site and an API in one Worker: the page never sees a token, the API takes nothing else.
import { createEdgeSession, createGuard, OAuthError } from 'keyward/edge';
import { page } from './page.js';

// Made with the first request, because a Worker knows its settings only then; kept for the next ones.
let auth;
let guard;

function open(env) {
  auth ??= createEdgeSession({
    issuer: env.ISSUER,
    clientId: env.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET,
    cookieSecrets: [env.COOKIE_SECRET],
    scope: 'openid profile email orders:read',
    resource: env.RESOURCE,
    origin: env.ORIGIN,
    // With a Durable Object: store: durableObjectStore(env.SESSIONS), and export { SessionObject }.
  });
  guard ??= createGuard({ issuer: env.ISSUER, audience: env.RESOURCE, requiredScope: 'orders:read' });
}

export default {
  async fetch(request, env, context) {
    open(env);
    const { pathname } = new URL(request.url);
    if (pathname === '/api/orders') return orders(request);
    const answer = guard.protectedResourceMetadata(request) ?? (await auth.handle(request, context));
    if (answer) return answer;
    if (pathname !== '/') return new Response('No such page', { status: 404 });

    const user = await auth.getSession(request, context);
    if (!user) return page({ user: null });
    // What a page would fetch is asked for here, with the user's token. This API is next door; one elsewhere is called
    // by `user.fetch`, which adds the token for the origins in `allowedOrigins`.
    const token = await user.getAccessToken();
    const response = await orders(new Request(new URL('/api/orders', request.url), { headers: { authorization: `Bearer ${token}` } }));
    return user.commit(page({ user: user.claims, orders: response.ok ? await response.json() : [] }));
  },
};

async function orders(request) {
  try {
    await guard.authenticate(request);
    return Response.json([{ id: 'A-1042', item: 'Brass key, antique' }, { id: 'A-1057', item: 'Ledger, 200 pages' }]);
  } catch (error) {
    if (error instanceof OAuthError && error.toResponse) return error.toResponse();
    throw error;
  }
}
