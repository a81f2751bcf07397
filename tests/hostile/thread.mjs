// The hostile suite in a thread of its own. node:test follows every promise of its thread, which costs more than the
// suite itself; there it does not.
//
//   runInThread({ keyward, base, ids?, parallel?, memory? }, report?)  resolves to { result, watched, left }
//     keyward   the address of the entry to load
//     memory    true: `left` is what of the secrets stands in WebAssembly memory afterwards
//     watched   what of the secrets stands in errors and on the console: see secrets.mjs
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { filler } from './scenarios/dsl.mjs';

/** Resolves when the suite has ended; `report` gets each verdict as soon as it is there. */
export function runInThread(task, report) {
  const worker = new Worker(new URL(import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on('message', ({ verdict, end }) => (verdict ? report?.(verdict) : resolve(end)));
    // Nobody's rejection ends the thread, too.
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended without a result')));
  }).finally(() => worker.terminate());
}

async function run({ keyward, base, ids, parallel, memory }) {
  // Before the package, which makes its instance when it is loaded.
  const instances = memory && await import('./instances.mjs');
  const { watchSecrets } = await import('./secrets.mjs');
  const { runSuite } = await import('./suite.mjs');
  const secrets = {};
  let found = 0;
  // Errors are not kept where the memory is looked at: something there may be theirs.
  const watch = memory ? undefined : watchSecrets();
  /** Some secrets of the table are words, or filled up with some, which stand elsewhere, too. */
  const isRandom = (text) => new Set(text).size >= 20;
  const withoutFiller = (text) => text.replaceAll(filler(10), '');
  const result = await runSuite({
    keyward: await import(keyward), base, filter: ids, parallel,
    report: (verdict) => parentPort.postMessage({ verdict }),
    observe(seen) {
      watch?.observe(seen);
      if (memory) seen.secrets.map(withoutFiller).filter(isRandom).forEach((text) => { secrets[`${seen.scenario.id} ${found += 1}`] = text; });
    },
  });
  watch?.stop();
  if (!memory) return { result, watched: watch.judge() };
  await instances.collect();
  return { result, left: { secrets: found, hits: instances.scan(secrets) } };
}

if (!isMainThread) parentPort.postMessage({ end: await run(workerData) });
