// The hostile suite against the package in a page: the provider is another origin, so that all that
// browsers do in between (CORS, preflights, opaque redirects) is part of it.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { launch } from '../e2e/browser.mjs';
import { runAsSubtests } from './subtests.mjs';

const FOLDERS = { keyward: new URL('../../pkg/', import.meta.url), hostile: new URL('./', import.meta.url) };
const TYPES = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>hostile</title>
<script type="module" src="/page.js"></script>`;
const SCRIPT = `
import * as keyward from '/keyward/entry/browser.js';
import { runSuite } from '/hostile/suite.mjs';
window.run = (base, filter) => runSuite({ keyward, base, filter, report: (verdict) => window.report(verdict) });`;
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src 'self' http://127.0.0.1:*";

async function answer(path) {
  if (path === '/') return ['text/html; charset=utf-8', PAGE];
  if (path === '/page.js') return ['text/javascript', SCRIPT];
  const [, folder, file, type] = /^\/(\w+)\/([\w./-]+\.(\w+))$/.exec(path) ?? [];
  if (!FOLDERS[folder] || !TYPES[type] || file.includes('..')) return undefined;
  return [TYPES[type], await readFile(fileURLToPath(new URL(file, FOLDERS[folder])))];
}

async function serve() {
  const server = createServer(async (req, res) => {
    const found = await answer(req.url).catch(() => undefined);
    res.writeHead(found ? 200 : 404, { 'content-type': found?.[0] ?? 'text/plain', 'content-security-policy': POLICY });
    res.end(found?.[1]);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}

runAsSubtests('chromium', async (provider) => {
  const site = await serve();
  const browser = await launch();
  const page = await browser.newPage();
  let report;
  const errors = [];
  page.on('pageerror', (error) => errors.push(`an error in the page: ${error.stack}`));
  await page.exposeFunction('report', (verdict) => report(verdict));
  await page.goto(site.url);
  await page.waitForFunction(() => window.run);
  return {
    async run(ids, each) {
      report = each;
      const result = await page.evaluate(([base, filter]) => window.run(base, filter), [provider.base, ids]);
      result.problems.push(...errors);
      return result;
    },
    async stop() {
      await browser.close();
      await site.stop();
    },
  };
});
