// The hostile suite against the package in workerd.
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runAsSubtests } from './subtests.mjs';
import { startWorker } from './workerd.mjs';

runAsSubtests('workerd', async (provider) => {
  const worker = await startWorker({ entryPoints: [fileURLToPath(new URL('./worker.mjs', import.meta.url))] });
  return {
    async run(ids, report) {
      const response = await fetch(worker.url, { method: 'POST', body: JSON.stringify({ base: provider.base, filter: ids }) });
      for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
        const { verdict, result, error } = JSON.parse(line);
        if (error) throw new Error(error);
        if (verdict) report(verdict);
        else return result;
      }
      throw new Error('the worker ended without a result');
    },
    stop: worker.stop,
  };
});
