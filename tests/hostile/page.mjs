// A script in a page of Chromium, with folders of this repository beside it. Nobody debugs this page: a debugger is
// told of every request, which costs as much again as the request itself.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { launch } from '../e2e/browser.mjs';
import { deferred } from './subtests.mjs';

const TYPES = { js: 'text/javascript', mjs: 'text/javascript', wasm: 'application/wasm' };
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>hostile</title>
<script type="module" src="/start.js"></script>`;
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src data:; connect-src 'self' http://127.0.0.1:*";
const START = `
const tell = (what, value) => fetch('/tell/' + what, { method: 'POST', body: JSON.stringify(value) ?? 'null' });
const told = ({ error, reason, message }) => void tell('error', String((error ?? reason)?.stack ?? reason ?? message));
addEventListener('error', told);
addEventListener('unhandledrejection', told);
try {
  const { run } = await import('/page.js');
  const input = await (await fetch('/input')).json();
  await tell('result', await run(input, (what) => tell('report', what)));
} catch (error) {
  await tell('failure', String(error?.stack ?? error));
}`;

/**
 * Runs `script`, a module with `run(input, report)`, in a page; resolves to what `run` does, with `errors`: those
 * that nobody caught there.
 */
export async function runInPage({ script, folders, input = null, report }) {
  const errors = [];
  const ended = deferred();
  const hear = {
    report: (what) => report?.(what),
    error: (stack) => errors.push(`an error in the page: ${stack}`),
    result: ended.resolve,
    failure: (stack) => ended.reject(new Error(`in the page: ${stack}`)),
  };
  const pages = { '/': ['text/html; charset=utf-8', PAGE], '/start.js': ['text/javascript', START], '/page.js': ['text/javascript', script], '/input': ['application/json', JSON.stringify(input)] };
  const answer = async (path) => {
    if (pages[path]) return pages[path];
    const [, folder, file, type] = /^\/(\w+)\/([\w./-]+\.(\w+))$/.exec(path) ?? [];
    if (!folders[folder] || !TYPES[type] || file.includes('..')) return undefined;
    return [TYPES[type], await readFile(fileURLToPath(new URL(file, folders[folder])))];
  };
  const server = createServer(async (req, res) => {
    const [, what] = /^\/tell\/(\w+)$/.exec(req.url) ?? [];
    if (what) {
      hear[what](JSON.parse(await text(req)));
      res.writeHead(204).end();
      return;
    }
    const found = await answer(req.url).catch(() => undefined);
    res.writeHead(found ? 200 : 404, { 'content-type': found?.[0] ?? 'text/plain', 'content-security-policy': POLICY });
    res.end(found?.[1]);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const browser = await launch();
  browser.on('disconnected', () => ended.reject(new Error('Chromium went away')));
  try {
    const session = await browser.newBrowserCDPSession();
    await session.send('Target.createTarget', { url: `http://127.0.0.1:${server.address().port}/` });
    return { result: await ended.promise, errors };
  } finally {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => { server.close(resolve); });
  }
}
