// The table of all scenarios. It loads everywhere: what only the provider runs is never called elsewhere.
import authorization from './scenarios/authorization.mjs';
import discovery from './scenarios/discovery.mjs';
import grants from './scenarios/grants.mjs';
import idTokenClaims from './scenarios/id-token-claims.mjs';
import idTokenFormat from './scenarios/id-token-format.mjs';
import jwks from './scenarios/jwks.mjs';
import network from './scenarios/network.mjs';
import refresh from './scenarios/refresh.mjs';
import resources from './scenarios/resources.mjs';
import token from './scenarios/token.mjs';

export const scenarios = [
  ...discovery, ...jwks, ...authorization, ...token, ...idTokenClaims, ...idTokenFormat, ...resources, ...refresh, ...grants, ...network,
];

/** Good servers must be accepted; all the others hold something that must not be taken. */
export const isGood = (scenario) => scenario.id.startsWith('good-');

const seen = new Set();
for (const { id, area, spec, does, flow, expect, run } of scenarios) {
  if (seen.has(id)) throw new Error(`two scenarios are called ${id}`);
  seen.add(id);
  if (!/^[a-z0-9-]+$/.test(id) || !area || !spec || !does || !flow || (!expect && !run)) {
    throw new Error(`the scenario ${id} is not complete`);
  }
}
