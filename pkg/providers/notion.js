// @ts-check
import { provider } from '../src/provider.js';

const base = 'https://api.notion.com/v1';

// Of its OAuth endpoints these two read JSON only.
const asJson = (/** @type {import('../src/provider-quirks.js').RequestMessage} */ request) => ({
  ...request,
  headers: { ...request.headers, 'content-type': 'application/json' },
  body: JSON.stringify({ token: new URLSearchParams(request.body).get('token') }),
});

/** @param {any} options */
export const notion = (options) =>
  provider(
    {
      metadata: {
        authorization_endpoint: `${base}/oauth/authorize`,
        token_endpoint: `${base}/oauth/token`,
        revocation_endpoint: `${base}/oauth/revoke`,
        introspection_endpoint: `${base}/oauth/introspect`,
      },
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_basic' },
      authorizationParams: { extra: { owner: 'user' } },
      hooks: { revoke_token_request: asJson, introspect_token_request: asJson },
      profile: {
        url: `${base}/users/me`,
        headers: { 'notion-version': '2022-06-28' },
        id: 'bot.owner.user.id',
        email: 'bot.owner.user.person.email',
      },
    },
    options,
  );
