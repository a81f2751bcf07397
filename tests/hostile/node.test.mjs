// The hostile suite against the package in this Node.
import * as keyward from '../../pkg/entry/node.js';
import { runAsSubtests } from './subtests.mjs';
import { runSuite } from './suite.mjs';

runAsSubtests('node', (provider) => ({
  run: (ids, report) => runSuite({ keyward, base: provider.base, filter: ids, report }),
}));
