// Drives a client through the scenarios of a hostile provider. It uses only Web APIs and the package's
// public interface, so that one suite runs in Node, in a page and in a Worker, with the same verdicts.
//
//   runSuite({ keyward, base, fetch?, report?, filter?, parallel?, observe? })
//     keyward   the package (its namespace object)
//     base      the provider's address
//     fetch     for the suite and for the client; `globalThis.fetch` by default
//     report    gets each verdict as soon as it is there
//     filter    (scenario) => boolean, a RegExp for ids, or a list of ids
//     observe   gets { scenario, errors, secrets }: every thrown value, and what must not be in it
//
// A verdict: { id, area, good, pass, late, why, expected, got, step, elapsed, calls }.
import { brief, describe, judgeError, leaks, reveal } from './suite/errors.mjs';
import { allowance, Refused, Run } from './suite/steps.mjs';
import { isGood, scenarios } from './scenarios.mjs';

export { isGood, scenarios };

const SETTLE = 15; // ms in which a request that must not come could still come
const TRIES = 3; // alone, for a scenario that was late and nothing else

const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms); });

export function select(filter) {
  if (!filter) return scenarios;
  if (typeof filter === 'function') return scenarios.filter(filter);
  if (Array.isArray(filter)) return scenarios.filter(({ id }) => filter.includes(id));
  return scenarios.filter(({ id }) => filter.test(id));
}

export async function runSuite({ keyward, base, fetch: own, report, filter, parallel = 8, observe }) {
  const env = {
    keyward, base, observe, clientFetch: own,
    fetch: own ?? ((...args) => globalThis.fetch(...args)),
    run: [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
  await keyward.init?.();
  const unhandled = [];
  const onUnhandled = (event) => unhandled.push(`nobody handled: ${String(event.reason ?? event.error ?? event.message).slice(0, 200)}`);
  for (const kind of ['unhandledrejection', 'error']) globalThis.addEventListener?.(kind, onUnhandled);
  const queue = select(filter);
  const verdicts = [];
  const late = [];
  const done = (verdict) => {
    verdicts.push(verdict);
    return report?.(verdict);
  };
  let next = 0;
  const worker = async () => {
    while (next < queue.length) {
      const scenario = queue[next];
      next += 1;
      const verdict = await judge(env, scenario);
      if (verdict.late) late.push(scenario);
      else await done(verdict);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  for (const scenario of late) await done(await alone(env, scenario));
  const { judge: random, strays } = await (await env.fetch(`${base}/control/summary`)).json();
  for (const kind of ['unhandledrejection', 'error']) globalThis.removeEventListener?.(kind, onUnhandled);
  const problems = [...unhandled, ...strays.map((stray) => `a request that belongs to no scenario: ${stray}`)];
  for (const [kind, { problems: found }] of Object.entries(random)) problems.push(...found.map((text) => `${kind}: ${text}`));
  return {
    verdicts, problems, random, late: late.map(({ id }) => id),
    passed: verdicts.filter(({ pass }) => pass).length, failed: verdicts.filter(({ pass }) => !pass).length,
  };
}

/**
 * Judges a scenario that was late again, with nothing beside it. The bound stays what it is: a machine that was
 * busy is not always busy, but a client that is late by itself is so every time.
 */
async function alone(env, scenario) {
  let verdict;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    verdict = await judge({ ...env, run: `${env.run}-${tries}` }, scenario);
    if (!verdict.late) break;
  }
  return verdict;
}

async function judge(env, scenario) {
  const t = new Run(env, scenario);
  const { id, area } = scenario;
  const verdict = { id, area, good: isGood(scenario), pass: false, expected: describe(scenario.expect) };
  try {
    await t.begin();
    const outcome = await play(t);
    const why = [...t.problems, ...(scenario.run ? [] : compare(scenario.expect, outcome, t))];
    verdict.step = outcome.step;
    verdict.got = t.errors.length ? brief(t.errors.at(-1)) : { accepted: true };
    await sleep(SETTLE);
    const server = await t.control('verdict');
    verdict.calls = server.calls;
    const steps = scenario.run ? [] : t.steps;
    const most = scenario.run ? scenario.max ?? {} : allowance(steps, scenario.max);
    for (const [name, times] of Object.entries(most)) {
      if ((server.calls[name] ?? 0) > times) why.push(`${server.calls[name]} ${name} requests, ${times} allowed`);
    }
    why.push(...server.violations);
    why.push(...secretsIn(t, server.secrets));
    env.observe?.({ scenario, errors: t.errors, secrets: [...server.secrets, ...verifiers(t)] });
    verdict.why = [...new Set([...why, ...t.late])];
    verdict.late = why.length === 0 && t.late.length > 0;
  } catch (error) {
    verdict.why = [`the suite failed: ${error?.stack ?? error}`];
  }
  verdict.elapsed = t.elapsed;
  verdict.pass = verdict.why.length === 0;
  return verdict;
}

const verifiers = (t) => [t.request?.codeVerifier].filter((value) => typeof value === 'string');

function secretsIn(t, secrets) {
  const all = [...secrets, ...verifiers(t)];
  const found = t.errors.flatMap((error) => leaks(reveal(error), all));
  return found.length ? [`an error holds ${found.length} live secrets (it begins with ${found[0].slice(0, 6)}…)`] : [];
}

/** Goes through the scenario's steps until the client refuses. */
async function play(t) {
  try {
    if (t.scenario.run) {
      await t.scenario.run(t);
      return {};
    }
    for (const name of t.steps) await t.step(name);
    return { accepted: true };
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    if (failure.step === 'visit') throw failure.error;
    if (t.scenario.run) t.problems.push(`refused in ${failure.step}: ${JSON.stringify(brief(failure.error))}`);
    return { step: failure.step, error: failure.error, last: failure.step === t.steps.at(-1) };
  }
}

/** What is wrong with an outcome. */
function compare(expect, outcome, t) {
  if (expect.either) {
    const tried = expect.either.map((one) => compare(one, outcome, t));
    return tried.some((problems) => problems.length === 0) ? [] : [`neither: ${tried.map((problems) => problems.join('; ')).join(' / ')}`];
  }
  if (expect.accept) {
    if (!outcome.accepted) return [`refused in ${outcome.step}: ${JSON.stringify(brief(outcome.error))}`];
    return [t.complete(), expect.check?.(t)].filter(Boolean);
  }
  if (outcome.accepted) return ['accepted'];
  if (!outcome.last && !expect.anyStep) return [`refused in ${outcome.step}, not in ${t.steps.at(-1)}: ${JSON.stringify(brief(outcome.error))}`];
  return judgeError(outcome.error, expect, t);
}
