// A page in Chromium that runs a script, with folders of this repository beside it.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { launch } from '../e2e/browser.mjs';

const TYPES = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>hostile</title>
<script type="module" src="/page.js"></script>`;
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src 'self' http://127.0.0.1:*";

async function answer(path, script, folders) {
  if (path === '/') return ['text/html; charset=utf-8', PAGE];
  if (path === '/page.js') return ['text/javascript', script];
  const [, folder, file, type] = /^\/(\w+)\/([\w./-]+\.(\w+))$/.exec(path) ?? [];
  if (!folders[folder] || !TYPES[type] || file.includes('..')) return undefined;
  return [TYPES[type], await readFile(fileURLToPath(new URL(file, folders[folder])))];
}

async function serve(script, folders) {
  const server = createServer(async (req, res) => {
    const found = await answer(req.url, script, folders).catch(() => undefined);
    res.writeHead(found ? 200 : 404, { 'content-type': found?.[0] ?? 'text/plain', 'content-security-policy': POLICY });
    res.end(found?.[1]);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}

/**
 * Opens the page and waits until its script has set `window.run`. `errors` are those that nobody caught there;
 * `expose` is what the page may call here.
 */
export async function openPage({ script, folders, expose = {} }) {
  const site = await serve(script, folders);
  const browser = await launch();
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(`an error in the page: ${error.stack}`));
  for (const [name, call] of Object.entries(expose)) await page.exposeFunction(name, call);
  await page.goto(site.url);
  await page.waitForFunction(() => window.run);
  return {
    page,
    errors,
    async stop() {
      await browser.close();
      await site.stop();
    },
  };
}
