// @ts-check
import { byToken } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

/** @param {any} options */
export const dropbox = (options) =>
  provider(
    {
      metadata: {
        authorization_endpoint: 'https://www.dropbox.com/oauth2/authorize',
        token_endpoint: 'https://api.dropboxapi.com/oauth2/token',
        revocation_endpoint: 'https://api.dropboxapi.com/2/auth/token/revoke',
      },
      scope: 'account_info.read',
      options: { revocationEndpointAuthMethod: 'none' },
      secretOptions: { tokenEndpointAuthMethod: 'client_secret_post' },
      authorizationParams: { extra: { token_access_type: 'offline' } },
      // A call without arguments has the argument null.
      hooks: { revoke_token_request: byToken({ 'content-type': 'application/json' }, 'null') },
      profile: {
        url: 'https://api.dropboxapi.com/2/users/get_current_account',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: 'null',
        id: 'account_id',
        emailVerified: 'email_verified',
      },
    },
    options,
  );
