// The demo of the edge: www/worker in workerd on this machine, at the embedded provider. `cargo xtask demo --edge`,
// or `node www/server/edge.mjs`; PORT is that of the site, 8000 by default.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { close } from './listen.mjs';
import { startProvider } from './provider.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(join(root, 'tests/package.json'));

/** Starts provider and Worker; `{ url, provider, close() }`. */
export async function startEdgeDemo({ port = 0 } = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'keyward-worker-'));
  const opened = [{ close: () => rm(directory, { recursive: true, force: true }) }];
  const end = async () => {
    for (const each of opened.reverse()) await each.close();
  };
  try {
    // The provider must know the site's address before it is there.
    const taken = port || (await freePort());
    const url = `http://127.0.0.1:${taken}`;
    const resource = 'https://orders.example.com/';
    const secret = randomBytes(32).toString('base64url');
    const provider = await startProvider({
      clients: [{
        client_id: 'worker',
        client_name: 'Keyward on the edge',
        client_secret: secret,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${url}/auth/callback`],
      }],
      resources: { [resource]: { scope: 'orders:read' } },
    });
    opened.push(provider);
    await bundle(directory);
    const vars = {
      ISSUER: provider.issuer,
      CLIENT_ID: 'worker',
      CLIENT_SECRET: secret,
      COOKIE_SECRET: randomBytes(32).toString('base64url'),
      RESOURCE: resource,
      ORIGIN: url,
    };
    opened.push(await serve(directory, taken, vars));
    return { url: `${url}/`, provider, close: end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function bundle(directory) {
  const { build } = await import(pathToFileURL(require.resolve('esbuild')).href);
  await build({
    entryPoints: [join(root, 'www/worker/index.js')],
    outfile: join(directory, 'index.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    alias: { 'keyward/edge': join(root, 'pkg/entry/edge-workerd.js') },
    loader: { '.wasm': 'copy' },
    assetNames: '[name]',
    logLevel: 'warning',
  });
}

async function serve(directory, port, vars) {
  const workerd = require('workerd');
  const bindings = Object.entries(vars).map(([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`);
  const config = join(directory, 'config.capnp');
  await writeFile(config, `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "site", worker = (
      modules = [(name = "index.js", esModule = embed "index.js"), (name = "edge_bg.wasm", wasm = embed "edge_bg.wasm")],
      bindings = [${bindings.join(', ')}],
      compatibilityDate = "2026-04-01",
    )),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "site")],
);
`);
  const child = spawn(workerd.default ?? workerd, ['serve', config, '--control-fd=1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('exit', done));
  await new Promise((found, fail) => {
    child.once('error', fail);
    child.once('exit', (status) => fail(new Error(`workerd ended with ${status}`)));
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{"event":"listen"') && found());
  });
  return {
    async close() {
      child.kill();
      await ended;
    },
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await close(server);
  return port;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const demo = await startEdgeDemo({ port: Number(process.env.PORT ?? 8000) });
  console.log(`A site in workerd: ${demo.url} (provider: ${demo.provider.issuer}). Ctrl-C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => demo.close().then(() => process.exit()));
}
