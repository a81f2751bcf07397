// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const reddit = ({ userAgent, ...options }) => {
  // "<platform>:<app ID>:<version string>": generic ones are turned away.
  const agent = { 'user-agent': userAgent ?? `web:${options.clientId}:v1` };
  const name = 'reddit_basic';
  return provider(
    {
      metadata: {
        authorization_endpoint: 'https://www.reddit.com/api/v1/authorize',
        token_endpoint: 'https://www.reddit.com/api/v1/access_token',
        revocation_endpoint: 'https://www.reddit.com/api/v1/revoke_token',
      },
      scope: 'identity',
      options: { revocationEndpointAuthMethod: name },
      clientAuth: {
        name,
        // HTTP Basic also for an app without a secret: its password is empty.
        fn: (request) => ({
          ...request,
          headers: {
            ...request.headers,
            ...agent,
            authorization: `Basic ${btoa(`${options.clientId}:${options.clientSecret ?? ''}`)}`,
          },
        }),
      },
      profile: { url: 'https://oauth.reddit.com/api/v1/me', headers: agent, id: 'name' },
    },
    options,
  );
};
