// @ts-check
import { form, renamed } from '../src/provider-quirks.js';
import { provider } from '../src/provider.js';

const post = 'client_secret_post';

/** @param {any} options */
export const naver = (options) =>
  provider(
    {
      metadata: {
        authorization_endpoint: 'https://nid.naver.com/oauth2.0/authorize',
        token_endpoint: 'https://nid.naver.com/oauth2.0/token',
        revocation_endpoint: 'https://nid.naver.com/oauth2.0/token',
      },
      secretOptions: { tokenEndpointAuthMethod: post, revocationEndpointAuthMethod: post },
      hooks: {
        // Deleting is a grant of the token endpoint.
        revoke_token_request: form((body) => {
          renamed(body);
          body.set('grant_type', 'delete');
          body.set('service_provider', 'NAVER');
        }),
      },
      profile: { url: 'https://openapi.naver.com/v1/nid/me', id: 'response.id', email: 'response.email' },
    },
    options,
  );
