// No error and no line on the console holds a token, code, verifier or secret (issue 3, point 6). The
// suite searches each error in every host; here Node's own ways of showing an error are searched too,
// and all that the client says while it runs.
import { inspect } from 'node:util';
import { leaks, reveal } from './suite/errors.mjs';

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group'];

/** Everything that is said until `stop`. */
function listen() {
  const said = [];
  const restore = METHODS.map((name) => {
    const original = console[name];
    console[name] = (...args) => {
      said.push(...args.map((value) => (typeof value === 'string' ? value : inspect(value, { depth: 12, showHidden: true }))));
      original.apply(console, args);
    };
    return () => { console[name] = original; };
  });
  const { write } = process.stderr;
  process.stderr.write = (chunk, ...rest) => {
    said.push(String(chunk));
    return write.call(process.stderr, chunk, ...rest);
  };
  const onWarning = (warning) => said.push(inspect(warning));
  process.on('warning', onWarning);
  restore.push(() => { process.stderr.write = write; }, () => process.off('warning', onWarning));
  return { said, stop: () => restore.forEach((undo) => undo()) };
}

/** All ways in which Node shows an error. */
export const shown = (error) => [
  ...reveal(error), inspect(error, { depth: 12, showHidden: true, getters: true }), String(error), `${error?.stack}`,
  JSON.stringify(error) ?? '', JSON.stringify(error, Object.getOwnPropertyNames(Object(error))) ?? '',
];

/**
 * Listens from now on until `stop`; `observe` is for runSuite. Then `found` says what is where it must not be, and
 * the rest how much was looked at.
 */
export function watchSecrets() {
  const heard = listen();
  const seen = [];
  return {
    observe: (one) => { seen.push(one); },
    stop: heard.stop,
    // Not while the suite runs: the search would take time from calls whose time is judged.
    judge() {
      const found = [];
      for (const { scenario, errors, secrets } of seen) {
        for (const error of errors) {
          const hits = leaks(shown(error), secrets);
          if (hits.length) found.push(`${scenario.id}: ${hits.length} secrets in an error`);
        }
      }
      const all = [...new Set(seen.flatMap(({ secrets }) => secrets))];
      const onConsole = leaks(heard.said, all);
      if (onConsole.length) found.push(`${onConsole.length} secrets on the console`);
      const errors = seen.reduce((sum, one) => sum + one.errors.length, 0);
      return { found, scenarios: seen.length, errors, secrets: all.length, lines: heard.said.length };
    },
  };
}
