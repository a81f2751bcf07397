// @ts-check
import { provider } from '../src/provider.js';

/** @param {any} options */
export const bitbucket = (options) =>
  provider(
    {
      metadata: {
        authorization_endpoint: 'https://bitbucket.org/site/oauth2/authorize',
        token_endpoint: 'https://bitbucket.org/site/oauth2/access_token',
      },
      scope: 'account email',
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_basic' },
      profile: {
        url: 'https://api.bitbucket.org/2.0/user',
        id: ['account_id', 'uuid'],
        emails: {
          url: 'https://api.bitbucket.org/2.0/user/emails',
          email: 'values[is_primary=true,is_confirmed=true].email',
        },
      },
    },
    options,
  );
