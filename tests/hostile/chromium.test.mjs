// The hostile suite against the package in a page: the provider is another origin, so that all that
// browsers do in between (CORS, preflights, opaque redirects) is part of it.
import { openPage } from './page.mjs';
import { runAsSubtests } from './subtests.mjs';

const folders = { keyward: new URL('../../pkg/', import.meta.url), hostile: new URL('./', import.meta.url) };
const script = `
import * as keyward from '/keyward/entry/browser.js';
import { runSuite } from '/hostile/suite.mjs';
window.run = (base, filter) => runSuite({ keyward, base, filter, report: (verdict) => window.report(verdict) });`;

runAsSubtests('chromium', async (provider) => {
  let report;
  const { page, errors, stop } = await openPage({ script, folders, expose: { report: (verdict) => report(verdict) } });
  return {
    async run(ids, each) {
      report = each;
      const result = await page.evaluate(([base, filter]) => window.run(base, filter), [provider.base, ids]);
      result.problems.push(...errors);
      return result;
    },
    stop,
  };
});
