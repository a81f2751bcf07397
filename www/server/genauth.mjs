// A GenAuth of our own, for the demo and the tests. What it expects is what the vendor documents and what the
// vendor's own clients send, written down here a second time: nothing is imported from the package. Everything
// lives in memory.
import { createHash, createHmac, createSign, generateKeyPairSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { close, listen } from './listen.mjs';
import { PAGE_HEADERS, errorPage, hostedPage, messagePage } from './pages.mjs';

export const APP = { id: '5f17a529f64fb009b794a2ff', secret: 'app-secret+/=: %' };
export const PROGRAM = { key: 'program-key', secret: 'program-secret' };
export const KEYS = { id: 'user-pool-id', secret: 'user-pool-secret' };
export const USER = { id: '603f184cec4505e2868431fc', email: 'test@example.com', password: 'passw0rd' };
export const SERVICE = 'https://service.example/cas?x=1&y=2';

const BRANDS = {
  genauth: { prefix: 'x-genauth-', scheme: 'GenAuth' },
  authing: { prefix: 'x-authing-', scheme: 'authing' },
};

const base64url = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

const COOKIE = 'genauth_session';
const IN_COOKIE = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`);

// Made once: an RSA key takes longer to make than all of a server's start.
let pair;

/**
 * Starts the server; `seen` are the requests that came, newest last. `idTokenAlg` and `authMethod` are what the
 * console sets for the app; `redirectUris` are those that its hosted page sends people back to.
 */
export async function startGenAuth({
  brand = 'genauth',
  idTokenAlg = 'HS256',
  authMethod = 'client_secret_post',
  redirectUris = [],
  host = '127.0.0.1',
  now = Date.now,
} = {}) {
  const { privateKey, publicKey } = (pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1', use: 'sig', alg: 'RS256' };
  const state = {
    brand,
    idTokenAlg,
    authMethod,
    seen: [],
    codes: new Map(),
    refreshTokens: new Map(),
    accessTokens: new Map(),
    managementTokens: new Set(),
    managementTokenCalls: 0,
    nonces: new Set(),
    tickets: new Map(),
    sockets: new Set(),
    // Browsers in which the user is signed in on the hosted page.
    sessions: new Set(),
    profile: { userId: USER.id, email: USER.email, nickname: null, city: null },
    roles: [],
    users: Array.from({ length: 23 }, (_, index) => ({ userId: `user-${index + 1}`, email: `user${index + 1}@example.com` })),
    // What the next requests to a path are answered with instead: [path, answers].
    script: new Map(),
    managementTokenLife: 7200,
    skew: 5 * 60_000,
  };

  const seconds = () => Math.floor(now() / 1000);

  function rs256(payload) {
    const head = `${base64url({ alg: 'RS256', typ: 'JWT', kid: 'key-1' })}.${base64url(payload)}`;
    return `${head}.${createSign('sha256').update(head).sign(privateKey).toString('base64url')}`;
  }

  function hs256(payload) {
    const head = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(payload)}`;
    return `${head}.${createHmac('sha256', APP.secret).update(head).digest('base64url')}`;
  }

  function tokensFor(scope, { nonce, root = 'oidc', user = USER.id } = {}) {
    const iat = seconds();
    if (root === 'oauth') {
      const access_token = randomBytes(20).toString('hex');
      const refresh_token = randomBytes(20).toString('hex');
      state.accessTokens.set(access_token, { scope, user, exp: iat + 1209599 });
      state.refreshTokens.set(refresh_token, { scope, root, user });
      return { access_token, token_type: 'Bearer', expires_in: 1209599, refresh_token, scope };
    }
    const words = scope.split(' ');
    const claims = { jti: randomBytes(12).toString('base64url'), sub: user, iat, exp: iat + 3600, scope, iss: `${state.url}/oidc`, aud: APP.id };
    const access_token = rs256(claims);
    state.accessTokens.set(access_token, { scope, user, exp: claims.exp, jti: claims.jti });
    const answer = { access_token, expires_in: 3600, scope, token_type: 'Bearer' };
    if (words.includes('openid')) {
      const at_hash = createHash('sha256').update(access_token).digest().subarray(0, 16).toString('base64url');
      const idClaims = { sub: user, email: USER.email, ...(nonce ? { nonce } : {}), at_hash, iss: `${state.url}/oidc`, aud: APP.id, iat, exp: iat + 3600 };
      answer.id_token = state.idTokenAlg === 'HS256' ? hs256(idClaims) : rs256(idClaims);
    }
    if (words.includes('offline_access')) {
      answer.refresh_token = randomBytes(24).toString('base64url');
      state.refreshTokens.set(answer.refresh_token, { scope, root, nonce, user });
    }
    return answer;
  }

  /** What the user's sign-in on the hosted page leads to: a code, as the callback brings it. */
  state.signInAt = (url) => {
    const { pathname, searchParams } = new URL(url);
    const root = pathname.split('/')[1];
    if (pathname !== `/${root}/auth` || !['oidc', 'oauth'].includes(root)) throw new Error(`no page at ${pathname}`);
    if (searchParams.get('client_id') !== APP.id) throw new Error('unknown client_id');
    const scope = searchParams.get('scope');
    if (root === 'oidc' && scope.split(' ').includes('offline_access') !== (searchParams.get('prompt') ?? '').split(' ').includes('consent')) {
      throw new Error('offline_access and consent belong together');
    }
    const code = randomBytes(16).toString('base64url');
    state.codes.set(code, { scope, root, nonce: searchParams.get('nonce'), redirectUri: searchParams.get('redirect_uri'), challenge: searchParams.get('code_challenge'), method: searchParams.get('code_challenge_method') });
    return { code, callback: `${searchParams.get('redirect_uri')}?code=${code}&state=${searchParams.get('state')}` };
  };
  /** The same for an implicit answer. */
  state.signInImplicitly = (url) => {
    const { searchParams } = new URL(url);
    const tokens = tokensFor(searchParams.get('scope'), { nonce: searchParams.get('nonce') });
    const answer = new URLSearchParams({ state: searchParams.get('state') });
    for (const kind of searchParams.get('response_type').split(' ')) {
      if (kind === 'id_token') answer.set('id_token', tokens.id_token);
      else for (const name of ['access_token', 'token_type', 'expires_in']) answer.set(name, tokens[name]);
    }
    return `${searchParams.get('redirect_uri')}#${answer}`;
  };
  state.tokensFor = tokensFor;
  state.rs256 = rs256;
  state.hs256 = hs256;

  // --- the pages that GenAuth hosts ---

  const page = (status, html) => ({ status, type: 'text/html; charset=utf-8', headers: PAGE_HEADERS, text: html });
  const redirect = (location, headers = {}) => ({ status: 303, headers: { location, ...headers }, text: '' });
  const unknownPlace = () => page(400, errorPage({ error: 'invalid_request', error_description: 'The app has no such redirect URI.' }));
  const sessionOf = (request) => IN_COOKIE.exec(request.headers.cookie ?? '')?.[1];
  const isKnown = (request) => state.sessions.has(sessionOf(request));
  const isUser = ({ email, username, password }) => (email === USER.email || username === 'test') && password === USER.password;

  function hosted(request, url, form) {
    const asked = url.searchParams;
    const back = asked.get('redirect_uri');
    if (asked.get('client_id') !== APP.id || !redirectUris.includes(back)) return unknownPlace();
    const refuse = (error) => redirect(`${back}?${new URLSearchParams({ error, state: asked.get('state') ?? '' })}`);
    const prompts = (asked.get('prompt') ?? '').split(' ');
    const here = isKnown(request) && !prompts.includes('login');
    const proceed = (headers) =>
      redirect(asked.get('response_type') === 'code' ? state.signInAt(url).callback : state.signInImplicitly(url), headers);
    const scopes = (asked.get('scope') ?? '').split(' ');
    const show = (problem) => page(200, hostedPage({ scopes, account: here ? USER.email : null, hint: USER, problem }));
    if (request.method !== 'POST') {
      if (prompts.includes('none')) return here ? proceed() : refuse('login_required');
      return here && !prompts.includes('consent') ? proceed() : show();
    }
    if (form.has('cancel')) return refuse('access_denied');
    if (here && form.has('continue')) return proceed();
    if (!isUser(Object.fromEntries(form))) return show('The e-mail address or the password is wrong.');
    const session = randomBytes(16).toString('hex');
    state.sessions.add(session);
    return proceed({ 'set-cookie': `${COOKIE}=${session}; Path=/; HttpOnly; SameSite=Lax` });
  }

  // `to` is where the page may go afterwards, or null.
  function signedOut(request, to) {
    state.sessions.delete(sessionOf(request));
    const headers = { 'set-cookie': `${COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax` };
    return to ? redirect(to, headers) : { ...page(200, messagePage('Signed out', 'You can close this page.')), headers: { ...PAGE_HEADERS, ...headers } };
  }

  function endOfSession(request, url) {
    const to = url.searchParams.get('post_logout_redirect_uri');
    if (to && !(redirectUris.includes(to) && url.searchParams.get('id_token_hint'))) return unknownPlace();
    const given = url.searchParams.get('state');
    return signedOut(request, to && given ? `${to}?state=${encodeURIComponent(given)}` : to);
  }

  // --- client authentication, as the console sets it for all three endpoints ---

  function authenticates(request, form) {
    const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '');
    switch (state.authMethod) {
      case 'none':
        return !basic && !form.has('client_secret') && form.get('client_id') === APP.id;
      case 'client_secret_basic':
        // The halves as they are, without any percent-encoding; nothing of them in the body.
        return basic?.[1] === Buffer.from(`${APP.id}:${APP.secret}`).toString('base64') && !form.has('client_id') && !form.has('client_secret');
      default:
        return !basic && form.get('client_id') === APP.id && form.get('client_secret') === APP.secret;
    }
  }

  const oauthError = (error, error_description) => ({ status: error === 'invalid_client' ? 401 : 400, body: { error, error_description } });

  function token(request, form, root) {
    const grant = form.get('grant_type');
    if (grant === 'client_credentials') {
      const pair = `${form.get('client_id')}:${form.get('client_secret')}`;
      const known = [`${PROGRAM.key}:${PROGRAM.secret}`, `${APP.id}:${APP.secret}`];
      if (request.headers.authorization || !known.includes(pair)) return oauthError('invalid_client', 'unknown key');
      const { id_token: _, ...answer } = tokensFor(form.get('scope'));
      return { body: answer };
    }
    if (!authenticates(request, form)) return oauthError('invalid_client', 'client authentication failed');
    if (grant === 'refresh_token') {
      const kept = state.refreshTokens.get(form.get('refresh_token'));
      if (!kept || kept.root !== root) return oauthError('invalid_grant', 'unknown refresh_token');
      return { body: tokensFor(kept.scope, { root, user: kept.user }) };
    }
    if (grant !== 'authorization_code') return oauthError('unsupported_grant_type', grant);
    const kept = state.codes.get(form.get('code'));
    state.codes.delete(form.get('code'));
    if (!kept || kept.root !== root) return oauthError('invalid_grant', 'unknown code');
    if (form.get('redirect_uri') !== kept.redirectUri) return oauthError('invalid_grant', 'another redirect_uri');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = kept.method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
    if (kept.challenge ? challenge !== kept.challenge : verifier) return oauthError('invalid_grant', 'PKCE failed');
    return { body: tokensFor(kept.scope, { root, nonce: kept.nonce }) };
  }

  function userInfo(request, url, form) {
    const given = [/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1], url.searchParams.get('access_token'), form.get('access_token')].filter(Boolean);
    const known = state.accessTokens.get(given[0]);
    if (given.length !== 1 || !known) return { status: 401, body: { error: 'invalid_token', error_description: 'the token is unknown' } };
    return { body: { sub: known.user, email: USER.email, email_verified: false, nickname: state.profile.nickname, updated_at: '2021-03-03T06:17:14.485Z', address: { country: null } } };
  }

  // --- the JSON APIs ---

  const envelope = (data) => ({ body: { statusCode: 200, message: 'ok', ...(data === undefined ? {} : { data }) } });
  const failure = (statusCode, apiCode, message, lang) => ({
    body: { statusCode, apiCode, message: lang === 'en-US' || !lang ? message : `[${lang}] ${message}`, requestId: randomBytes(8).toString('hex') },
  });
  state.envelope = envelope;

  const { prefix, scheme } = BRANDS[brand];

  /** Null where the signature is right; recomputed from what arrived on the wire. */
  function signatureFault(request, url, body) {
    const { headers } = request;
    if (headers[`${prefix}signature-method`] !== 'HMAC-SHA1') return [1301, 'signature method'];
    if (headers[`${prefix}signature-version`] !== '1.0') return [1302, 'signature version'];
    if (!headers.date) return [1304, 'no date'];
    if (Number.isNaN(Date.parse(headers.date)) || !headers.date.endsWith(' GMT')) return [1303, 'date format'];
    if (Math.abs(Date.parse(headers.date) - now()) > state.skew) return [1305, 'clock skew'];
    const nonce = headers[`${prefix}signature-nonce`];
    if (!/^[0-9a-f]{32}$/.test(nonce ?? '')) return [1300, 'nonce'];
    if (state.nonces.has(nonce)) return [1306, 'replayed'];
    const [, sentScheme, id, signature] = /^(\S+) ([^:]+):(.+)$/.exec(headers.authorization ?? '') ?? [];
    const canonical = Object.keys(headers)
      .filter((name) => name.startsWith(prefix) || name === 'date')
      .sort()
      .map((name) => `${name}:${headers[name].replace(/[\t\n\f\r]/g, ' ').trim()}\n`)
      .join('');
    const params = request.method === 'GET' ? parsedQuery(url) : (body ?? {});
    const resource = Object.keys(params)
      .sort()
      .map((name) => `${name}=${params[name] !== null && typeof params[name] === 'object' ? JSON.stringify(params[name]) : String(params[name])}`)
      .join('&');
    const text = `${request.method}\n${canonical}${url.pathname}${resource ? `?${resource}` : ''}`;
    const expected = createHmac('sha1', KEYS.secret).update(text, 'utf8').digest();
    const given = Buffer.from(signature ?? '', 'base64');
    if (sentScheme !== scheme || id !== KEYS.id || given.length !== expected.length || !timingSafeEqual(given, expected)) return [1300, 'signature'];
    state.nonces.add(nonce);
    return null;
  }

  // As a server with `qs` reads it: `a[]=x` and `a[0]=x` are lists, `a[b]=x` an object.
  function parsedQuery(url) {
    const query = {};
    const isPlace = (key) => key === '' || /^\d+$/.test(key ?? '');
    for (const [name, value] of url.searchParams) {
      const keys = [name.split('[')[0], ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key)];
      let at = query;
      keys.forEach((key, index) => {
        const place = Array.isArray(at) && key === '' ? at.length : key;
        if (index === keys.length - 1) at[place] = value;
        else at = at[place] ??= isPlace(keys[index + 1]) ? [] : {};
      });
    }
    return query;
  }

  function management(request, url, body) {
    const { headers } = request;
    const lang = headers[`${prefix}lang`];
    if (url.pathname === '/api/v3/get-management-token') {
      state.managementTokenCalls += 1;
      if (body.accessKeyId !== KEYS.id || body.accessKeySecret !== KEYS.secret) return failure(401, 2020, 'wrong key', lang);
      const token = rs256({ scoped_userpool_id: KEYS.id, exp: seconds() + state.managementTokenLife, jti: randomBytes(8).toString('hex') });
      state.managementTokens.add(token);
      return envelope({ access_token: token, expires_in: state.managementTokenLife });
    }
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    if (bearer) {
      if (!state.managementTokens.has(bearer) || headers[`${prefix}userpool-id`] !== KEYS.id) return failure(401, 2020, 'not signed in', lang);
    } else {
      const fault = signatureFault(request, url, body);
      if (fault) return failure(401, fault[0], fault[1], lang);
    }
    const query = parsedQuery(url);
    switch (`${request.method} ${url.pathname}`) {
      case 'POST /api/v3/list-users': {
        const { page = 1, limit = 10 } = body.options?.pagination ?? {};
        const size = Math.min(limit, 50);
        return envelope({ totalCount: state.users.length, list: state.users.slice((page - 1) * size, page * size) });
      }
      case 'GET /api/v3/list-roles': {
        const page = Number(query.page ?? 1);
        const limit = Number(query.limit ?? 10);
        return envelope({ totalCount: state.roles.length, list: state.roles.slice((page - 1) * limit, page * limit) });
      }
      case 'POST /api/v3/create-role': {
        if (!body.code) return failure(400, undefined, 'code is required', lang);
        if (state.roles.some(({ code }) => code === body.code)) return failure(409, 2004, 'the role exists', lang);
        const role = { id: randomBytes(6).toString('hex'), namespace: 'default', ...body };
        state.roles.push(role);
        return envelope(role);
      }
      case 'POST /api/v3/pub-event':
        for (const socket of state.sockets) socket.send(JSON.stringify(body));
        return envelope({ success: true });
      default:
        return envelope({ method: request.method, path: url.pathname, query, body });
    }
  }

  function userOf(request) {
    const token = request.headers.authorization?.replace(/^Bearer /, '');
    return state.accessTokens.get(token);
  }

  function application(request, url, body) {
    const { headers } = request;
    const lang = headers[`${prefix}lang`];
    if (headers[`${prefix}app-id`] !== APP.id) return failure(400, 2011, 'unknown app', lang);
    const here = `${request.method} ${url.pathname}`;
    if (here === 'GET /api/v2/oidc/validate_token') {
      const [[kind, token]] = [...url.searchParams];
      if (token.split('.').length !== 3) return { body: { code: 400, message: `${kind} 格式有误` } };
      const [head, payload, signature] = token.split('.');
      const { alg } = JSON.parse(Buffer.from(head, 'base64url'));
      const claims = JSON.parse(Buffer.from(payload, 'base64url'));
      const again = alg === 'HS256' ? hs256(claims) : rs256(claims);
      return again.split('.')[2] === signature ? { body: claims } : { body: { code: 400, message: `${kind} 不合法` } };
    }
    if (['/api/v3/signin', '/api/v3/signin-by-mobile', '/api/v3/exchange-tokenset-with-qrcode-ticket'].includes(url.pathname)) {
      const basic = headers.authorization;
      const right = {
        client_secret_post: !basic && body.client_id === APP.id && body.client_secret === APP.secret,
        client_secret_basic: basic === `Basic ${Buffer.from(`${APP.id}:${APP.secret}`).toString('base64')}` && !('client_secret' in body),
        none: !('client_secret' in body) && !('client_id' in body),
      }[state.authMethod];
      if (!right) return failure(401, 2006, 'client authentication failed', lang);
      if (url.pathname === '/api/v3/signin' && body.connection === 'PASSWORD') {
        if (!isUser(body.passwordPayload ?? {})) return failure(403, 2333, 'wrong account or password', lang);
      }
      const { expires_in: expire_in, ...tokens } = tokensFor(body.options?.scope ?? 'openid profile');
      return envelope({ ...tokens, expire_in });
    }
    if (url.pathname === '/api/v3/get-profile' || url.pathname === '/api/v3/update-profile') {
      if (!userOf(request)) return failure(401, 2020, 'not signed in', lang);
      if (request.method === 'POST') Object.assign(state.profile, body);
      return envelope(state.profile);
    }
    if (here === 'POST /api/v3/pub-userEvent') {
      for (const socket of state.sockets) socket.send(JSON.stringify(body));
      return envelope();
    }
    return envelope({ method: request.method, path: url.pathname, query: parsedQuery(url), body });
  }

  // --- CAS ---

  function cas(url) {
    const ticket = state.tickets.get(url.searchParams.get('ticket'));
    const valid = ticket && url.searchParams.get('service') === SERVICE;
    state.tickets.delete(url.searchParams.get('ticket'));
    if (url.pathname.endsWith('/validate')) return { type: 'text/plain', text: valid ? `yes\n${ticket}\n` : 'no\n\n' };
    if (url.searchParams.get('format') === 'XML') {
      const inner = valid
        ? `<cas:authenticationSuccess>\n<cas:user>${ticket}</cas:user>\n<cas:attributes><cas:email>a&amp;b@example.com</cas:email></cas:attributes>\n</cas:authenticationSuccess>`
        : '<cas:authenticationFailure code="INVALID_TICKET">Ticket not recognized</cas:authenticationFailure>';
      return { type: 'application/xml', text: `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">\n${inner}\n</cas:serviceResponse>\n` };
    }
    const inner = valid
      ? { authenticationSuccess: { user: ticket, attributes: { email: 'a&b@example.com' } } }
      : { authenticationFailure: { code: 'INVALID_TICKET', description: 'Ticket not recognized' } };
    return { body: { serviceResponse: inner } };
  }

  function answer(request, url, text) {
    const form = new URLSearchParams(/urlencoded/.test(request.headers['content-type'] ?? '') ? text : '');
    const body = /json/.test(request.headers['content-type'] ?? '') ? JSON.parse(text) : undefined;
    const [, root, ...rest] = url.pathname.split('/');
    const place = rest.join('/');
    if (root === 'oidc' && place === '.well-known/jwks.json') return { body: { keys: [jwk] } };
    if (root === 'oidc' && place === 'session/end') return endOfSession(request, url);
    if (url.pathname === '/login/profile/logout') return signedOut(request, url.searchParams.get('redirect_uri'));
    if (['oidc', 'oauth'].includes(root) && place === 'auth') return hosted(request, url, form);
    if (['oidc', 'oauth'].includes(root)) {
      if (place === 'token') return token(request, form, root);
      if (place === 'me') return userInfo(request, url, form);
      if (['token/introspection', 'token/revocation'].includes(place)) {
        if (!authenticates(request, form)) return oauthError('invalid_client', 'client authentication failed');
        const sent = form.get('token');
        if (place === 'token/revocation') {
          state.accessTokens.delete(sent);
          state.refreshTokens.delete(sent);
          return { text: '' };
        }
        const known = state.accessTokens.get(sent) ?? state.refreshTokens.get(sent);
        if (!known) return { body: { active: false } };
        return { body: { active: true, sub: known.user, client_id: APP.id, exp: known.exp, iss: `${state.url}/${root}`, scope: known.scope, token_type: 'Bearer' } };
      }
    }
    if (root === 'cas-idp' && rest[0] === APP.id) return cas(url);
    if (root === 'api' || root === 'mfa' || place === '') {
      const own = request.headers.authorization?.startsWith(`${scheme} `) || request.headers[`${prefix}userpool-id`] || place === 'v3/get-management-token';
      return own ? management(request, url, body) : application(request, url, body);
    }
    return { status: 404, body: { error: 'not_found' } };
  }

  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const url = new URL(request.url, state.url);
      state.seen.push({ method: request.method, url, path: url.pathname, headers: request.headers, text });
      response.setHeader('access-control-allow-origin', '*');
      if (request.method === 'OPTIONS') {
        response.setHeader('access-control-allow-headers', '*, authorization');
        response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE');
        return response.writeHead(204).end();
      }
      let result;
      try {
        const scripted = state.script.get(url.pathname)?.shift();
        result = (typeof scripted === 'function' ? scripted() : scripted) ?? answer(request, url, text);
      } catch (error) {
        result = { status: 500, body: { statusCode: 500, message: String(error.stack) } };
      }
      const { status = 200, body, type = 'application/json; charset=utf-8', headers = {} } = result;
      const out = result.text ?? JSON.stringify(body);
      response.writeHead(status, { 'content-type': type, ...headers }).end(out);
    });
  });
  server.on('upgrade', (request, socket) => accept(state, request, socket, { prefix, scheme }));
  await listen(server, 0, host);
  state.url = `http://${host}:${server.address().port}`;
  state.close = () => {
    for (const socket of state.sockets) socket.destroy();
    return close(server);
  };
  return state;
}

// --- events (RFC 6455), as much as it takes to send short texts ---

function accept(state, request, socket, { scheme }) {
  const url = new URL(request.url, state.url);
  const kind = /^\/events\/v1\/(authentication|management)\/sub$/.exec(url.pathname)?.[1];
  const signature = createHmac('sha1', KEYS.secret).update('websocket\n').digest('base64');
  const known =
    kind === 'management'
      ? request.headers.authorization === `${scheme} ${KEYS.id}:${signature}`
      : kind && state.accessTokens.has(url.searchParams.get('token'));
  state.seen.push({ method: 'WEBSOCKET', url, path: url.pathname, headers: request.headers, text: '' });
  socket.on('error', () => {});
  if (!known || !url.searchParams.get('code') || state.refuseSockets) return socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n');
  const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${key}\r\n\r\n`);
  socket.send = (text) => {
    const payload = Buffer.from(text);
    // Above 125 bytes the length stands in the two that follow.
    const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 255];
    socket.write(Buffer.concat([Buffer.from([0x81, ...length]), payload]));
  };
  state.sockets.add(socket);
  // Whatever a client says is a goodbye, which is answered in kind.
  socket.on('data', () => socket.end(Buffer.from([0x88, 0])));
  socket.on('close', () => state.sockets.delete(socket));
}
