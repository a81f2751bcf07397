// The demo: `node www/server/main.mjs` (or `cargo xtask demo`) prints the address of a page that signs in
// at an embedded OpenID provider and calls a protected API, and in a second tab at an embedded GenAuth. Environment:
//   PORT       of the page, 8000 by default (a taken one is an error, 0 picks a free one);
//              provider, API and GenAuth listen on free ports beside it
//   ISSUER     any other provider instead of the embedded one; register the page's address there as
//              redirect URI of a public client, and give that client's id as CLIENT_ID
//   CLIENT_ID  keyward-demo          SCOPE     openid profile email orders:read
//   RESOURCE   resource indicator (RFC 8707) to ask for, and the audience that the API then expects
//   TOKEN_TTL  seconds that an access token of the embedded provider lives, 120 by default
//   GENAUTH_HOST, GENAUTH_APP_ID  an app at GenAuth (https://…) instead of the embedded one; register the page's
//              address followed by `genauth` there as redirect URI, and set the app as docs/genauth.md says for a page
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { extname, join, normalize, sep } from 'node:path';
import { startApi } from './api.mjs';
import { APP, USER, startGenAuth } from './genauth.mjs';
import { close, listen } from './listen.mjs';
import { spaClient, startProvider } from './provider.mjs';

const PAGE = fileURLToPath(new URL('../', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../pkg/', import.meta.url));
// Where GenAuth sends people back to: the same page, which then shows its second tab.
const CALLBACK = '/genauth';
const PUBLIC_EVENTS = 'wss://openevent.genauth.ai';
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Starts page, API and (without `issuer`) the provider, and (without `genauth`) a GenAuth. Options: port (0),
 * host (127.0.0.1), issuer, clientId, scope, resource; `genauth` is the { appId, appHost } of another app;
 * `provider` and `api` go to startProvider and startApi; `packageDir` is another folder to serve as /keyward/.
 * Returns { url, config, provider, api, genauth, close() }; the page reads `config` afresh at every load, so a
 * test may change it.
 */
export async function startDemo(options = {}) {
  const { host = '127.0.0.1', packageDir = PACKAGE } = options;
  let handle = (_req, res) => res.writeHead(503).end();
  const server = createServer((req, res) => handle(req, res));
  await listen(server, options.port ?? 0, host);
  const { port } = server.address();
  const url = `http://${host}:${port}/`;
  const origins = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  const clientId = options.clientId ?? 'keyward-demo';
  const opened = [{ close: () => close(server) }];

  try {
    let { issuer, resource } = options;
    let provider = null;
    if (!issuer) {
      resource ??= 'https://orders.example.com/';
      provider = await startProvider({
        host,
        clients: [spaClient({ clientId, redirectUris: origins.map((origin) => `${origin}/`) })],
        resources: { [resource]: { scope: 'openid profile email orders:read' } },
        ...options.provider,
      });
      opened.push(provider);
      ({ issuer } = provider);
    }
    let api = null;
    if (resource) {
      api = await startApi({ host, issuer, audience: resource, corsOrigins: origins, ...options.api });
      opened.push(api);
    }

    let genauth = null;
    let application = options.genauth;
    if (!application) {
      // As a page needs its app to be set in the console.
      const set = { authMethod: 'none', idTokenAlg: 'RS256' };
      genauth = await startGenAuth({ host, redirectUris: origins.map((origin) => `${origin}${CALLBACK}`), ...set });
      opened.push(genauth);
      const { email, password } = USER;
      const socketUri = genauth.url.replace('http', 'ws');
      application = { appId: APP.id, appHost: genauth.url, socketUri, account: { email, password } };
    }

    const config = {
      issuer,
      clientId,
      scope: options.scope ?? (resource ? 'openid profile email orders:read' : 'openid profile email'),
      resource: resource ?? null,
      apiOrigin: api?.url ?? null,
      embedded: provider !== null,
      genauth: application,
    };
    const importMap = /<script type="importmap">(.*?)<\/script>/s.exec(await readFile(join(PAGE, 'index.html'), 'utf8'))[1];
    const policy = contentSecurityPolicy(await originsOf(issuer), api, application, importMap);
    handle = createStatic({ config, policy, packageDir });
    return { url, config, provider, api, genauth, close: () => Promise.all(opened.map((each) => each.close())) };
  } catch (error) {
    await Promise.all(opened.map((each) => each.close()));
    throw error;
  }
}

// The import map is the one inline script of the page (browsers load none from a file): allowed by its hash.
function contentSecurityPolicy(origins, api, { appHost, socketUri = PUBLIC_EVENTS }, importMap) {
  const hash = createHash('sha256').update(importMap).digest('base64');
  const connect = ["'self'", ...origins, ...(api ? [api.url] : []), new URL(appHost).origin, socketUri].join(' ');
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`,
    "style-src 'self'",
    `img-src 'self' ${origins[0]}`,
    `connect-src ${connect}`,
    `frame-src 'self' ${origins[0]}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

// A provider's endpoints may live on several origins; the page may talk to all of them and no others.
async function originsOf(issuer) {
  const origins = new Set([new URL(issuer).origin]);
  try {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(10_000),
    });
    for (const [name, value] of Object.entries(await response.json())) {
      if (/_(endpoint|uri)$/.test(name) && URL.canParse(value)) origins.add(new URL(value).origin);
    }
  } catch (error) {
    console.error(`The metadata of ${issuer} could not be read (${error.message}); the page will say so too.`);
  }
  return [...origins];
}

function createStatic({ config, policy, packageDir }) {
  return async (req, res) => {
    const headers = {
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy,
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    };
    const send = (status, type, body) => {
      res.writeHead(status, { ...headers, 'Content-Type': type });
      res.end(req.method === 'HEAD' ? undefined : body);
    };
    const missing = () => send(404, 'text/plain; charset=utf-8', 'Not found');
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      headers.Allow = 'GET, HEAD';
      return send(405, 'text/plain; charset=utf-8', 'Method not allowed');
    }
    let path;
    try {
      path = decodeURIComponent(new URL(req.url, 'http://page').pathname);
    } catch {
      return missing();
    }
    if (path === '/config.json') return send(200, TYPES['.json'], JSON.stringify(config));
    const fromPackage = path.startsWith('/keyward/');
    const root = fromPackage ? packageDir : PAGE;
    const isPage = ['/', CALLBACK].includes(path);
    const relative = isPage ? 'index.html' : normalize(path.slice(fromPackage ? '/keyward/'.length : 1));
    const type = TYPES[extname(relative)];
    // Of www/ only the page is public, and nothing outside of the two folders ever is.
    if (!type || relative.startsWith('..') || relative.startsWith(sep) || (!fromPackage && relative.includes(sep))) {
      return missing();
    }
    try {
      send(200, type, await readFile(join(root, relative)));
    } catch {
      missing();
    }
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { PORT, ISSUER, CLIENT_ID, SCOPE, RESOURCE, TOKEN_TTL, GENAUTH_HOST, GENAUTH_APP_ID } = process.env;
  if (ISSUER && !CLIENT_ID) fail('ISSUER needs CLIENT_ID: the id of a public client registered there.');
  if (GENAUTH_HOST && !GENAUTH_APP_ID) fail('GENAUTH_HOST needs GENAUTH_APP_ID: the id of an app registered there.');
  const built = await stat(join(PACKAGE, 'wasm', 'keyward_bg.wasm')).catch(() => null);
  if (!built) console.error('The package is not built yet: run `cargo xtask build`. The page will not work without it.');
  try {
    const demo = await startDemo({
      port: PORT ? Number(PORT) : 8000,
      issuer: ISSUER,
      clientId: CLIENT_ID,
      scope: SCOPE,
      resource: RESOURCE,
      genauth: GENAUTH_HOST ? { appId: GENAUTH_APP_ID, appHost: GENAUTH_HOST } : undefined,
      provider: TOKEN_TTL ? { accessTokenTtl: Number(TOKEN_TTL) } : undefined,
    });
    console.log(`provider  ${demo.config.issuer}${demo.provider ? '  (embedded; sign in as anybody, any password)' : ''}`);
    console.log(`api       ${demo.api ? `${demo.api.url}/api/orders` : 'none: set RESOURCE to have one'}`);
    console.log(`genauth   ${demo.config.genauth.appHost}${demo.genauth ? `  (embedded; ${USER.email}, ${USER.password})` : ''}`);
    console.log(`demo      ${demo.url}`);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => demo.close().then(() => process.exit(0)));
  } catch (error) {
    if (error.code === 'EADDRINUSE') fail(`Port ${error.port} is taken: choose another with PORT=…`);
    throw error;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
