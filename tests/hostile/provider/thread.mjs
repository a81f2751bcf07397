// The provider in a thread of its own. What it does takes no time from a client in this one, whose bounds are
// judged here; and node:test, which follows every promise of its thread, does not follow those of the provider.
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { startProvider } from '../provider.mjs';

if (!isMainThread) parentPort.postMessage((await startProvider()).base);

/** Starts it; its address, and `close`. */
export async function startProviderThread() {
  const worker = new Worker(new URL(import.meta.url));
  const base = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return { base, close: () => worker.terminate() };
}
