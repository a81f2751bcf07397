// A hostile OpenID provider. Every scenario has its own issuer, http://127.0.0.1:PORT/s/<scenario>/<run>,
// so that all of them run in parallel and a second run meets no cache of the first.
//
//   node tests/hostile/provider.mjs [port]     serves until it is killed
//
// `/control/…` is for the suite alone: begin a scenario, change its flags, read what it saw.
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { pathToFileURL } from 'node:url';
import { faults } from './provider/faults.mjs';
import { Instance } from './provider/instance.mjs';
import { Judge } from './provider/judge.mjs';
import { makeKeys } from './provider/keys.mjs';
import { scenarios as table } from './scenarios.mjs';

const HOST = '127.0.0.1';
const MAX_REQUEST = 256 * 1024;
const ENDPOINTS = {
  '/.well-known/openid-configuration': 'discovery', '/jwks': 'jwks', '/authorize': 'authorize', '/token': 'token',
  '/userinfo': 'userinfo', '/revoke': 'revoke', '/introspect': 'introspect', '/logout': 'logout',
  '/device': 'device',
};
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After, WWW-Authenticate, Content-Type, Date, Location, DPoP-Nonce, X-Echo',
};
const PREFLIGHT = {
  ...CORS, 'access-control-allow-methods': 'GET, POST, PUT, DELETE', 'access-control-max-age': '600',
  'access-control-allow-headers': 'Authorization, Content-Type, Accept, DPoP',
};

const listen = (server, port = 0) => new Promise((resolve, reject) => {
  server.once('error', reject);
  server.listen(port, HOST, () => resolve(server.address().port));
});

/** Starts the provider and its second origin. */
export async function startProvider({ port = 0, scenarios = table } = {}) {
  const world = { judge: new Judge(), keys: await makeKeys(), instances: new Map(), strays: [], extra: [] };
  const byId = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const main = serve(world, byId, 'main');
  const other = serve(world, byId, 'second');
  world.servers = [main, other];
  world.base = `http://${HOST}:${await listen(main, port)}`;
  world.second = `http://${HOST}:${await listen(other)}`;
  world.closed = `http://${HOST}:${await closedPort()}`;
  return {
    base: world.base,
    second: world.second,
    instance: (id, run) => world.instances.get(`${id}/${run}`),
    summary: () => summary(world),
    async close() {
      for (const server of [...world.servers, ...world.extra]) {
        server.closeAllConnections();
        await new Promise((resolve) => { server.close(resolve); });
      }
    },
  };
}

const summary = (world) => ({ judge: world.judge.summary(), strays: world.strays });

/** A port on which nobody listens (any more). */
async function closedPort() {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

function serve(world, byId, role, fixed) {
  const server = createServer({ keepAlive: false }, (req, res) => {
    handle(world, byId, role, fixed, req, res).catch((error) => {
      world.strays.push(`the provider failed at ${req.url}: ${error.stack}`);
      if (!res.headersSent) send(res, { status: 500, headers: {}, body: 'the provider failed' });
    });
  });
  server.on('connection', (socket) => { socket.on('error', () => {}); });
  server.on('clientError', (_, socket) => { socket.destroy(); });
  return server;
}

async function handle(world, byId, role, fixed, req, res) {
  if (req.method === 'OPTIONS') return send(res, { status: 204, headers: PREFLIGHT, body: '' });
  const url = new URL(req.url, `http://${req.headers.host}`);
  const body = await readBody(req);
  if (role === 'main' && url.pathname.startsWith('/control/')) return control(world, byId, url, body, res);

  const target = route(world, byId, fixed, url);
  const form = new URLSearchParams(body);
  const request = { url, form, method: req.method, headers: req.headers };
  if (!target) {
    world.strays.push(`${req.method} ${url.pathname}`);
    return send(res, { status: 404, headers: {}, body: 'no such scenario' });
  }
  const { instance, endpoint, path } = target;
  if (role === 'second') {
    instance.secondCalls.push(`${req.method} ${path}`);
    if (instance.scenario.second !== 'allowed') instance.violate(`the second origin was called: ${req.method} ${path}`);
  }
  if (!endpoint) {
    instance.log.push(url.href);
    instance.violate(`a request to a forbidden or unknown address: ${req.method} ${path}`);
    return send(res, { status: 404, headers: {}, body: 'not here' });
  }
  if (endpoint === 'nothing') return send(res, { status: 404, headers: {}, body: '' });
  return send(res, instance.serve(endpoint, request));
}

/** Which instance and which endpoint a path belongs to. */
function route(world, byId, fixed, url) {
  const found = /^(\/\.well-known\/[a-z-]+)?\/s\/([^/]+)\/([^/]+)(\/.*)?$/.exec(url.pathname);
  if (fixed) {
    if (url.pathname === '/.well-known/oauth-authorization-server') return { instance: fixed, endpoint: 'rfc8414', path: url.pathname };
    return { instance: fixed, endpoint: ENDPOINTS[url.pathname], path: url.pathname };
  }
  if (!found) return undefined;
  const [, wellKnown, id, run, path = '/'] = found;
  const instance = instanceOf(world, byId, id, run);
  if (!instance) return undefined;
  if (!wellKnown) {
    const endpoint = path === '/.well-known/oauth-authorization-server' ? 'nothing' : ENDPOINTS[path];
    return { instance, endpoint, path };
  }
  const endpoint = wellKnown === '/.well-known/oauth-authorization-server' ? 'rfc8414' : 'nothing';
  return { instance, endpoint, path: wellKnown };
}

function instanceOf(world, byId, id, run) {
  const key = `${id}/${run}`;
  if (!world.instances.has(key) && byId.has(id)) {
    world.instances.set(key, new Instance(world, byId.get(id), run));
  }
  return world.instances.get(key);
}

async function control(world, byId, url, body, res) {
  const [, , verb, id, run] = url.pathname.split('/');
  if (verb === 'summary') return send(res, { status: 200, headers: {}, body: summary(world) });
  const instance = instanceOf(world, byId, id, run);
  if (!instance) return send(res, { status: 404, headers: {}, body: { error: 'no such scenario' } });
  if (verb === 'begin') {
    if (instance.patch.root && !instance.listening) await ownOrigin(world, byId, instance);
    return send(res, {
      status: 200, headers: {},
      body: {
        issuer: instance.issuer, clientId: instance.clientId, clientSecret: instance.clientSecret,
        clientKey: instance.clientKey, redirectUri: instance.redirectUri, auth: instance.auth, second: instance.secondRoot, root: instance.root,
      },
    });
  }
  if (verb === 'set') Object.assign(instance.flags, JSON.parse(body));
  if (verb === 'mint') return send(res, { status: 200, headers: {}, body: { jwt: instance.mint(instance.idTokenClaims({ ...instance.grant, nonce: undefined }), instance.patch.idToken) } });
  return send(res, { status: 200, headers: {}, body: instance.verdict() });
}

/** Issuers without a path are the common case, and need a port each. */
async function ownOrigin(world, byId, instance) {
  instance.listening = true;
  const server = serve(world, byId, 'root', instance);
  world.extra.push(server);
  instance.root = `http://${HOST}:${await listen(server)}`;
}

function send(res, answer) {
  if (res.destroyed) return;
  const { status = 200, body } = answer;
  const bytes = Buffer.isBuffer(body) ? body
    : Buffer.from(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
  const headers = { 'cache-control': 'no-store', ...CORS, connection: 'close' };
  const type = typeof body === 'object' && !Buffer.isBuffer(body) ? { 'content-type': 'application/json' } : {};
  for (const [name, value] of Object.entries({ ...type, ...answer.headers })) {
    if (value === undefined) delete headers[name];
    else headers[name] = value;
  }
  if (answer.fault) {
    faults[answer.fault.kind](res, { status, headers, bytes }, answer.fault);
    return;
  }
  res.writeHead(status, status === 204 || status === 304 ? headers : { ...headers, 'content-length': bytes.length });
  res.end(status === 204 || status === 304 ? undefined : bytes);
}

async function readBody(req) {
  const parts = [];
  let size = 0;
  for await (const part of req) {
    size += part.length;
    if (size > MAX_REQUEST) throw new Error('the request is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const provider = await startProvider({ port: Number(process.argv[2] ?? 0) });
  console.log(`hostile provider at ${provider.base}, second origin at ${provider.second}`);
}
