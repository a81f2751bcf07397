// The hostile suite inside a Worker: POST { base, filter } gives the verdicts line by line, and the
// result as the last line.
import * as keyward from '../../pkg/entry/workerd.js';
import { runSuite } from './suite.mjs';

export default {
  async fetch(request, _, context) {
    const { base, filter } = await request.json();
    const { readable, writable } = new TransformStream();
    const writer = writable.getWriter();
    const line = (value) => writer.write(new TextEncoder().encode(`${JSON.stringify(value)}\n`));
    const run = runSuite({ keyward, base, filter, report: (verdict) => line({ verdict }) })
      .then((result) => line({ result }), (error) => line({ error: String(error?.stack ?? error) }))
      .finally(() => writer.close());
    context.waitUntil(run);
    return new Response(readable, { headers: { 'content-type': 'application/x-ndjson' } });
  },
};
