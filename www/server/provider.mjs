// The OpenID provider of the demo and of the tests: npm `oidc-provider` with people, pages and
// switches of our own. Everything lives in memory. `settings` on the returned handle is read at
// every request, so a test may change the life of a token or who is signed in while it runs.
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { verifySignature } from './jws.mjs';
import { close, listen } from './listen.mjs';
import { PAGE_HEADERS, consentPage, errorPage, loginPage, logoutPage, messagePage, portrait } from './pages.mjs';

/** The people who can sign in, with any password. */
export const people = [
  {
    sub: 'mira',
    look: { backdrop: '#f4c95d', clothes: '#2f5d50', skin: '#7a4a2d', hair: '#1d1512', cut: 1 },
    claims: {
      name: 'Mira Okafor',
      given_name: 'Mira',
      family_name: 'Okafor',
      preferred_username: 'mira',
      locale: 'en-GB',
      zoneinfo: 'Europe/London',
      updated_at: 1767225600,
      email: 'mira.okafor@example.com',
      email_verified: true,
    },
  },
  {
    sub: 'jonas',
    look: { backdrop: '#9cc7e8', clothes: '#34495e', skin: '#f1c9a5', hair: '#8a5a2b', cut: 0 },
    claims: {
      name: 'Jonas Lindqvist',
      given_name: 'Jonas',
      family_name: 'Lindqvist',
      preferred_username: 'jonas',
      locale: 'sv-SE',
      zoneinfo: 'Europe/Stockholm',
      updated_at: 1769904000,
      email: 'jonas.lindqvist@example.com',
      email_verified: true,
    },
  },
  {
    sub: 'zoe',
    look: { backdrop: '#e7a9b4', clothes: '#5b3f73', skin: '#e8b98f', hair: '#5a3a22', cut: 2 },
    claims: {
      name: 'Zoë Brandt-Møller',
      given_name: 'Zoë',
      family_name: 'Brandt-Møller',
      preferred_username: 'zoe',
      locale: 'da-DK',
      zoneinfo: 'Europe/Copenhagen',
      updated_at: 1772323200,
      email: 'zoe@example.com',
      email_verified: false,
    },
  },
];

/** Private signing keys for every algorithm offered: `await startProvider({ jwks })` keeps them over a restart. */
export function generateJwks() {
  const keys = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ed25519'),
  ];
  return { keys: keys.map(({ privateKey }) => ({ ...privateKey.export({ format: 'jwk' }), use: 'sig' })) };
}

/** Client metadata of a single-page app: public, code flow, refresh tokens. */
export function spaClient({ clientId = 'keyward-demo', redirectUris, postLogoutRedirectUris = redirectUris, ...rest }) {
  return {
    client_id: clientId,
    client_name: 'Keyward demo',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: redirectUris,
    post_logout_redirect_uris: postLogoutRedirectUris,
    ...rest,
  };
}

const ALL_ALGS = ['RS256', 'PS256', 'ES256', 'Ed25519', 'EdDSA'];

/**
 * Starts a provider and resolves once it listens.
 *
 * Options read once, at the start:
 *   port, host          0 (any free one) and 127.0.0.1
 *   tls, origin         { key, cert } for https; the origin that browsers know it by, where a test maps that here
 *   path                path of the issuer: '' | '/tenant' | '/tenant/' (a trailing slash is part of the issuer)
 *   clients             oidc-provider client metadata; or
 *   redirectUris        of one client made by spaClient({ clientId, redirectUris })
 *   accounts            like `people`
 *   jwks, cookieKeys    to keep keys over a restart
 *   idTokenAlg          RS256 | PS256 | ES256 | EdDSA | Ed25519, of clients that do not say;
 *                       advertisedIdTokenAlgs is what the metadata lists (all for RS256, else that one)
 *   userinfoAlg         signs UserInfo answers of clients that do not say (off)
 *   claimsInIdToken     true: profile and e-mail are in the ID token, not only at UserInfo
 *   dpop                false; true or the feature's own settings
 *   features            merged over the features below; `configuration` over all of it
 * Options that are also `settings`, read at every request:
 *   accessTokenTtl 120, idTokenTtl 3600, refreshTokenTtl 86400, codeTtl 60, sessionTtl 86400   (seconds)
 *   rotateRefreshTokens true (a used one that comes back revokes the family)
 *   refreshTokens       'always' (every client with that grant) | 'offline_access' (that scope and prompt=consent)
 *   resources           { [indicator]: { scope, audience?, format = 'jwt', alg = 'RS256', ttl? } }
 *   defaultResource     the indicator of requests that name none
 *   userinfoAcceptsJwt  true: a JWT access token with `openid` is good at UserInfo too, as at Auth0, Okta, Keycloak
 *   corsOrigins         [] besides the origins of a public client's redirect URIs; '*' allows all
 *   autoLogin           null (pages) | a sub | true (login_hint, else the first) | (params) => sub or null
 *   autoConsent         true when autoLogin answers the login, or for good
 *   logout              'hint' (at once with an id_token_hint, else asks) | 'always' (at once) | 'ask'
 *   intercept           async (req, res) => true when it answered the request itself (faults, delays)
 */
export async function startProvider(options = {}) {
  const { port = 0, host = '127.0.0.1', path = '', accounts = people, idTokenAlg = 'RS256' } = options;
  const settings = {
    accessTokenTtl: 120,
    idTokenTtl: 3600,
    refreshTokenTtl: 86400,
    codeTtl: 60,
    sessionTtl: 86400,
    rotateRefreshTokens: true,
    refreshTokens: 'always',
    resources: {},
    defaultResource: undefined,
    userinfoAcceptsJwt: true,
    corsOrigins: [],
    autoLogin: null,
    autoConsent: false,
    logout: 'hint',
    intercept: null,
  };
  for (const name of Object.keys(settings)) {
    if (options[name] !== undefined) settings[name] = options[name];
  }

  let handle = (_req, res) => res.writeHead(503).end();
  const listener = (req, res) => handle(req, res);
  const server = options.tls ? createSecureServer(options.tls, listener) : createServer(listener);
  await listen(server, port, host);
  const url = options.origin ?? `${options.tls ? 'https' : 'http'}://${host}:${server.address().port}`;
  const issuer = url + path;
  const base = path.replace(/\/$/, '');

  const jwks = options.jwks ?? generateJwks();
  const clients = options.clients ?? [spaClient({ clientId: options.clientId, redirectUris: options.redirectUris ?? [] })];
  const records = accounts.map((account) => ({
    ...account,
    claims: { picture: `${url}${base}/people/${account.sub}.svg`, ...account.claims },
  }));

  const configuration = merge(
    {
      clients,
      jwks,
      clientDefaults: {
        id_token_signed_response_alg: idTokenAlg,
        ...(options.userinfoAlg ? { userinfo_signed_response_alg: options.userinfoAlg } : {}),
      },
      enabledJWA: {
        idTokenSigningAlgValues: options.advertisedIdTokenAlgs ?? (idTokenAlg === 'RS256' ? ALL_ALGS : [idTokenAlg]),
        userinfoSigningAlgValues: ALL_ALGS,
      },
      claims: {
        openid: ['sub'],
        profile: ['name', 'given_name', 'family_name', 'preferred_username', 'picture', 'locale', 'zoneinfo', 'updated_at'],
        email: ['email', 'email_verified'],
      },
      conformIdTokenClaims: options.claimsInIdToken === false,
      acrValues: ['urn:example:password', 'urn:example:two-factor'],
      cookies: {
        // Cookies know no ports: providers on one host would overwrite each other's without this.
        names: Object.fromEntries(
          ['session', 'interaction', 'resume'].map((name) => [name, `op${server.address().port}_${name}`]),
        ),
        keys: options.cookieKeys ?? [randomBytes(32).toString('base64url')],
      },
      ttl: {
        AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? settings.accessTokenTtl,
        AuthorizationCode: () => settings.codeTtl,
        ClientCredentials: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? settings.accessTokenTtl,
        Grant: () => settings.sessionTtl,
        IdToken: () => settings.idTokenTtl,
        Interaction: () => 3600,
        RefreshToken: (ctx) => ctx?.oidc?.entities.RotatedRefreshToken?.remainingTTL ?? settings.refreshTokenTtl,
        Session: () => settings.sessionTtl,
      },
      clientBasedCORS: (_ctx, origin, client) =>
        settings.corsOrigins === '*' ||
        settings.corsOrigins.includes(origin) ||
        (client.clientAuthMethod === 'none' && client.redirectUris.some((uri) => new URL(uri).origin === origin)),
      issueRefreshToken: (_ctx, client, source) =>
        client.grantTypeAllowed('refresh_token') &&
        (settings.refreshTokens === 'always' || source.scopes.has('offline_access')),
      rotateRefreshToken: () => settings.rotateRefreshTokens,
      findAccount: (_ctx, sub) => {
        const account = records.find((each) => each.sub === sub);
        return account && { accountId: sub, claims: () => ({ sub, ...account.claims }) };
      },
      interactions: { url: (_ctx, interaction) => `${base}/interaction/${interaction.uid}` },
      renderError: (ctx, out) => {
        ctx.type = 'html';
        ctx.set(PAGE_HEADERS);
        ctx.body = errorPage(out);
      },
      features: {
        devInteractions: { enabled: false },
        dPoP: options.dpop ? { enabled: true, ...(options.dpop === true ? {} : options.dpop) } : { enabled: false },
        claimsParameter: { enabled: true },
        clientCredentials: { enabled: true },
        jwtUserinfo: { enabled: true },
        introspection: {
          enabled: true,
          allowedPolicy: (_ctx, client, token) =>
            client.clientAuthMethod !== 'none' || token.clientId === client.clientId,
        },
        revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
        resourceIndicators: {
          enabled: true,
          defaultResource: (_ctx, _client, oneOf) => oneOf ?? settings.defaultResource,
          useGrantedResource: () => true,
          getResourceServerInfo: (_ctx, indicator) => {
            const resource = settings.resources[indicator];
            if (!resource) throw new oidc.errors.InvalidTarget();
            const { scope, audience = indicator, format = 'jwt', alg = 'RS256', ttl } = resource;
            return {
              scope,
              audience,
              accessTokenTTL: ttl,
              accessTokenFormat: format,
              ...(format === 'jwt' ? { jwt: { sign: { alg } } } : {}),
            };
          },
        },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (ctx, form) => {
            const action = /action="([^"]+)"/.exec(form)[1];
            const xsrf = /value="([^"]+)"/.exec(form)[1];
            const atOnce = settings.logout === 'always' || (settings.logout === 'hint' && ctx.oidc.entities.IdTokenHint);
            ctx.type = 'html';
            ctx.set(PAGE_HEADERS);
            ctx.body = logoutPage({ action, xsrf, atOnce });
          },
          postLogoutSuccessSource: (ctx) => {
            ctx.type = 'html';
            ctx.set(PAGE_HEADERS);
            ctx.body = messagePage('You are signed out', 'You can close this page now.');
          },
        },
      },
    },
    { features: options.features ?? {} },
    options.configuration ?? {},
  );

  const oidc = await loadOidcProvider();
  const provider = await quietly(() => new oidc.Provider(issuer, configuration));
  acceptJwtAtUserinfo(provider, jwks, settings);

  const requests = [];
  const grants = [];
  provider.on('grant.success', (ctx) => grants.push({ grant_type: ctx.oidc.params.grant_type, ok: true }));
  provider.on('grant.error', (ctx, error) =>
    grants.push({
      grant_type: ctx.oidc?.params?.grant_type,
      ok: false,
      error: error.error ?? error.message,
      error_description: error.error_description,
    }),
  );
  provider.on('server_error', (_ctx, error) => requests.push({ server_error: String(error?.stack ?? error) }));

  const callback = provider.callback();
  const interaction = createInteraction({ provider, settings, records, base });
  handle = async (req, res) => {
    const record = { method: req.method, path: req.url.split('?')[0], origin: req.headers.origin };
    requests.push(record);
    if (requests.length > 5000) requests.shift();
    res.on('close', () => (record.status = res.statusCode));
    try {
      if (settings.intercept && (await settings.intercept(req, res))) return;
      const wellKnown = '/.well-known/oauth-authorization-server';
      if (base && record.path === wellKnown + base) req.url = base + wellKnown;
      if (base && !`${req.url}/`.startsWith(`${base}/`) && !req.url.startsWith(`${base}?`)) {
        res.writeHead(404, { 'content-type': 'text/plain' }).end('No such page');
        return;
      }
      req.originalUrl = req.url;
      req.url = req.url.slice(base.length).replace(/^\/?/, '/');
      const [, place, name] = req.url.split('?')[0].split('/');
      if (place === 'people') servePortrait(records, name, res);
      else if (place === 'interaction') await interaction(req, res, name);
      else if (req.url === '/') page(res, 200, messagePage('Demo ID', 'An OpenID provider for trying things out.'));
      else callback(req, res);
    } catch (error) {
      requests.push({ server_error: String(error?.stack ?? error) });
      if (!res.headersSent) {
        const expired = error?.name === 'SessionNotFound';
        const text = expired ? 'This sign-in has ended or was begun in another browser.' : 'Something went wrong here.';
        page(res, expired ? 400 : 500, errorPage({ error: error?.message ?? 'server_error', error_description: text }));
      }
    }
  };

  return {
    issuer,
    url,
    port: server.address().port,
    settings,
    provider,
    jwks,
    accounts: records,
    /** The last requests: { method, path, origin, status }, never a query or a body. */
    requests,
    /** Token requests judged: { grant_type, ok, error? }. */
    grants,
    authorize: (authorizationUrl, how) => authorize({ url, base, settings }, authorizationUrl, how),
    endSession: (logoutUrl, how) => endSession(logoutUrl, how),
    close: () => close(server),
  };
}

// ---- signing in ---------------------------------------------------------------------------

function createInteraction({ provider, settings, records, base }) {
  return async function interaction(req, res, uid) {
    const details = await provider.interactionDetails(req, res);
    const { prompt, params, session, grantId } = details;
    const client = await provider.Client.find(params.client_id);
    const finish = (result, options) => provider.interactionFinished(req, res, result, options);
    const deny = () =>
      finish({ error: 'access_denied', error_description: 'The person said no' }, { mergeWithLastSubmission: false });
    const login = (sub) =>
      finish({ login: { accountId: sub, amr: ['pwd'], acr: 'urn:example:password' } }, { mergeWithLastSubmission: false });
    const form = req.method === 'POST' ? await readForm(req) : null;

    if (prompt.name === 'login') {
      const automatic = autoLogin(settings, params, records);
      if (automatic) return login(automatic);
      if (form?.get('cancel')) return deny();
      const typed = form?.get('login')?.trim();
      const account = typed && findPerson(records, typed);
      if (account) return login(account.sub);
      return page(
        res,
        200,
        loginPage({
          client: client.clientName ?? client.clientId,
          people: records,
          hint: typed ?? params.login_hint,
          problem: typed === undefined ? null : `There is nobody called “${typed}” here. Try ${records[0].claims.email}.`,
          returning: Boolean(session?.accountId),
        }),
      );
    }

    const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = prompt.details;
    const allow = async () => {
      const grant = grantId
        ? await provider.Grant.find(grantId)
        : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
      if (missingOIDCScope.length) grant.addOIDCScope(missingOIDCScope.join(' '));
      if (missingOIDCClaims.length) grant.addOIDCClaims(missingOIDCClaims);
      for (const [indicator, scopes] of Object.entries(missingResourceScopes)) {
        grant.addResourceScope(indicator, scopes.join(' '));
      }
      return finish({ consent: { grantId: await grant.save() } });
    };
    if (settings.autoConsent || autoLogin(settings, params, records)) return allow();
    if (form?.get('consent') === 'allow') return allow();
    if (form?.get('consent') === 'deny') return deny();
    const person = records.find(({ sub }) => sub === session.accountId);
    const known = new Set(missingOIDCScope);
    return page(
      res,
      200,
      consentPage({
        client: client.clientName ?? client.clientId,
        person: person?.claims.name ?? session.accountId,
        scopes: missingOIDCScope,
        claims: missingOIDCClaims,
        resources: Object.entries(missingResourceScopes)
          .map(([indicator, scopes]) => [indicator, scopes.filter((scope) => !known.has(scope))])
          .filter(([, scopes]) => scopes.length),
      }),
    );
  };
}

function autoLogin({ autoLogin: who }, params, records) {
  if (typeof who === 'function') return who(params);
  if (who !== true) return who;
  return (findPerson(records, params.login_hint ?? '') ?? records[0]).sub;
}

function findPerson(records, typed) {
  const name = typed.toLowerCase();
  return records.find(({ sub, claims }) => sub === name || claims.email?.toLowerCase() === name);
}

function servePortrait(records, file, res) {
  const account = records.find(({ sub }) => `${sub}.svg` === file);
  if (!account) return page(res, 404, messagePage('Nobody here', 'There is no such picture.'));
  res.writeHead(200, {
    'content-type': 'image/svg+xml',
    'content-security-policy': "default-src 'none'",
    'cross-origin-resource-policy': 'cross-origin',
  });
  res.end(portrait(account.look));
}

function page(res, status, html) {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...PAGE_HEADERS });
  res.end(html);
}

async function readForm(req) {
  let text = '';
  for await (const chunk of req) {
    text += chunk;
    if (text.length > 20_000) throw new Error('form too large');
  }
  return new URLSearchParams(text);
}

// ---- one access token for the API and UserInfo --------------------------------------------

// oidc-provider keeps no record of JWT access tokens and refuses audiences at UserInfo. Most large
// providers accept there the token that they issued for an API, so this one does as well: it
// remembers what it issued, checks the signature, and hands the certified code the token's record.
function acceptJwtAtUserinfo(provider, jwks, settings) {
  const issued = new Map();
  provider.on('access_token.issued', (token) => {
    const now = Date.now() / 1000;
    for (const [jti, { until }] of issued) if (until < now) issued.delete(jti);
    issued.set(token.jti, { token, until: now + token.expiration });
  });
  const keys = jwks.keys.map(({ d, p, q, dp, dq, qi, ...jwk }) => createPublicKey({ key: jwk, format: 'jwk' }));
  const { AccessToken } = provider;
  const find = AccessToken.find;
  AccessToken.find = async function findJwtToo(value, options) {
    const parts = typeof value === 'string' ? value.split('.') : [];
    if (!settings.userinfoAcceptsJwt || parts.length !== 3) return find.call(this, value, options);
    const payload = JSON.parse(Buffer.from(parts[1], 'base64url').toString());
    const record = issued.get(payload.jti);
    if (!record || payload.exp <= Date.now() / 1000) return undefined;
    const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
    const signature = Buffer.from(parts[2], 'base64url');
    const { alg } = JSON.parse(Buffer.from(parts[0], 'base64url').toString());
    if (!keys.some((key) => verifySignature(alg, key, signed, signature))) return undefined;
    const { clientId, accountId, grantId, scope, claims, sid, gty, jkt } = record.token;
    return Object.assign(new AccessToken({ clientId, accountId, grantId, scope, claims, sid, gty, jkt }), {
      jti: payload.jti,
      iat: payload.iat,
      exp: payload.exp,
    });
  };
}

// ---- a browser of a few lines, for tests without one --------------------------------------

/**
 * Plays the browser: follows an authorization URL through login and consent and returns the
 * callback URL, or { action, params } of a form_post answer. `account` is who signs in; `jar` (a Map)
 * keeps the provider's session for a next time.
 */
async function authorize({ url, base, settings }, authorizationUrl, { account = 'mira', jar = new Map() } = {}) {
  let next = new URL(authorizationUrl);
  let body;
  for (let step = 0; step < 12; step += 1) {
    const response = await visit(next, jar, body);
    body = undefined;
    const location = response.headers.get('location');
    if (location) {
      next = new URL(location, next);
      if (next.origin !== url) return next.href;
      continue;
    }
    const html = await response.text();
    if (!next.pathname.startsWith(`${base}/interaction/`)) {
      const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1];
      if (!action) throw new Error(`the provider answered ${response.status}: ${errorOf(html)}`);
      const form = { action: decode(action), params: hiddenInputs(html) };
      if (new URL(form.action, next).origin !== url) return form;
      // Another person signs in: the provider first ends the session of the one before.
      next = new URL(form.action, next);
      body = form.params;
      continue;
    }
    if (response.status !== 200) throw new Error(`the provider answered ${response.status}: ${errorOf(html)}`);
    body = html.includes('consent-allow')
      ? new URLSearchParams({ consent: 'allow' })
      : new URLSearchParams({ login: typeof settings.autoLogin === 'string' ? settings.autoLogin : account });
  }
  throw new Error('the provider keeps redirecting');
}

/** Plays the browser at the logout URL and returns where it ends: the post-logout redirect URI or a page. */
async function endSession(logoutUrl, { jar = new Map() } = {}) {
  const first = await visit(new URL(logoutUrl), jar);
  const html = await first.text();
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1];
  if (!action) throw new Error(`the provider answered ${first.status}: ${errorOf(html)}`);
  const form = hiddenInputs(html);
  form.set('logout', 'yes');
  const second = await visit(new URL(decode(action), logoutUrl), jar, form);
  return new URL(second.headers.get('location') ?? second.url, logoutUrl).href;
}

async function visit(target, jar, body) {
  const response = await fetch(target, {
    method: body ? 'POST' : 'GET',
    body,
    redirect: 'manual',
    headers: { accept: 'text/html', cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
  return response;
}

function hiddenInputs(html) {
  const form = new URLSearchParams();
  for (const [tag] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    form.append(decode(/name="([^"]*)"/.exec(tag)[1]), decode(/value="([^"]*)"/.exec(tag)[1]));
  }
  return form;
}

const errorOf = (html) => decode(/data-testid="provider-error">([^<]*)/.exec(html)?.[1] ?? html.slice(0, 300));

function decode(text) {
  const names = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (all, code, name) => (code ? String.fromCharCode(code) : (names[name] ?? all)));
}

// ---- plumbing -----------------------------------------------------------------------------

let loading;
function loadOidcProvider() {
  // The npm packages of demo and tests are installed in tests/.
  loading ??= quietly(async () => {
    const file = createRequire(new URL('../../tests/package.json', import.meta.url)).resolve('oidc-provider');
    return import(pathToFileURL(file).href);
  });
  return loading;
}

// It prints advice about Node 22 and about settings left at their default; nobody here needs it.
async function quietly(work) {
  const { warn, info } = console;
  const filter = (print) => (text, ...rest) => {
    if (!String(text).includes('oidc-provider ')) print(text, ...rest);
  };
  console.warn = filter(warn);
  console.info = filter(info);
  try {
    return await work();
  } finally {
    console.warn = warn;
    console.info = info;
  }
}

function merge(...layers) {
  const plain = (value) => value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
  return layers.reduce((low, high) => {
    const result = { ...low };
    for (const [key, value] of Object.entries(high)) {
      result[key] = plain(value) && plain(low[key]) ? merge(low[key], value) : value;
    }
    return result;
  }, {});
}
