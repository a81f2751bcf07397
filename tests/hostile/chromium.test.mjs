// The hostile suite against the package in a page: the provider is another origin, so that all that
// browsers do in between (CORS, preflights, opaque redirects) is part of it.
import { runInPage } from './page.mjs';
import { runAsSubtests } from './subtests.mjs';

const folders = { keyward: new URL('../../pkg/', import.meta.url), hostile: new URL('./', import.meta.url) };
const script = `
import * as keyward from '/keyward/entry/browser.js';
import { runSuite } from '/hostile/suite.mjs';
export const run = ({ base, filter }, report) => runSuite({ keyward, base, filter, report });`;

runAsSubtests('chromium', ({ base }) => ({
  async run(ids, report) {
    const { result, errors } = await runInPage({ script, folders, input: { base, filter: ids }, report });
    result.problems.push(...errors);
    return result;
  },
}));
