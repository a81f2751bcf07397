// Starts a Worker in workerd.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import workerd from 'workerd';

const config = (module) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "suite", worker = (
      modules = [
        (name = "worker.js", esModule = embed "worker.js"),
        (name = "${module}", wasm = embed "${module}"),
      ],
      compatibilityDate = "2026-08-01",
    )),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "suite")],
);
`;

/** A Worker from what esbuild takes, `{ entryPoints }` or `{ stdin }`, and the module that it loads. Its address, and `stop`. */
export async function startWorker(source, module = 'edge_bg.wasm') {
  const directory = await mkdtemp(join(tmpdir(), 'keyward-hostile-'));
  await build({
    ...source, outfile: join(directory, 'worker.js'),
    bundle: true, format: 'esm', target: 'es2022', conditions: ['workerd', 'worker', 'browser'],
    loader: { '.wasm': 'copy' }, assetNames: '[name]', logLevel: 'warning',
  });
  await writeFile(join(directory, 'config.capnp'), config(module));
  const child = spawn(workerd.default ?? workerd, ['serve', join(directory, 'config.capnp'), '--control-fd=1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => { child.once('exit', resolve); });
  const port = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`workerd ended with ${status} before it listened`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"event":"listen"')) resolve(JSON.parse(line).port);
    });
  });
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      child.kill();
      await ended;
      await rm(directory, { recursive: true });
    },
  };
}
