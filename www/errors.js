// What to do next, by error code and, for `server_error_response`, by the server's `error`. `offer` is the button that the page adds: retry or sign-in.

const STEPS = [
  {
    codes: ['network_error', 'timeout', 'http_error', 'jwks_unavailable'],
    next: 'Nothing is lost. Check the connection and whether the provider is up, then try again.',
    offer: 'retry',
  },
  {
    codes: ['aborted'],
    next: 'Nothing: this page cancelled the call itself. The session is as it was.',
    offer: 'retry',
  },
  {
    codes: ['login_required', 'session_ended', 'refresh_not_supported', 'sub_mismatch', 'token_expired', 'insufficient_user_authentication'],
    next: 'The session is over, or not enough for this. Send the person to sign in again.',
    offer: 'sign-in',
  },
  {
    codes: ['state_missing', 'state_mismatch', 'state_unknown', 'state_expired', 'duplicate_parameter', 'popup_blocked', 'popup_closed'],
    next: 'This answer belongs to no sign-in begun in this tab: an old link, a second tab, or somebody’s trick. Begin again.',
    offer: 'sign-in',
  },
  {
    codes: ['server_error_response'],
    said: ['access_denied', 'login_required', 'consent_required', 'interaction_required', 'account_selection_required'],
    next: 'The person or the provider said no. Offer to sign in again, this time with the provider’s pages.',
    offer: 'sign-in',
  },
  {
    codes: ['server_error_response'],
    said: ['temporarily_unavailable', 'server_error', 'slow_down'],
    next: 'The provider is in trouble, not you. Try again in a while.',
    offer: 'retry',
  },
  {
    codes: ['server_error_response'],
    next: 'The provider refuses the request as such. Compare client id, redirect URI and scope with the registration.',
    offer: null,
  },
  {
    codes: ['redirect_loop'],
    next: 'The provider sends people back without a session. Look for blocked storage or a wrong redirect URI before you try again.',
    offer: null,
  },
  {
    codes: ['invalid_config', 'not_supported', 'insecure_url', 'issuer_mismatch', 'metadata_invalid', 'revocation_not_supported', 'introspection_not_supported', 'dpop_required'],
    next: 'Correct the configuration: issuer, client id and addresses must be exactly those of the registration, over https.',
    offer: null,
  },
  {
    codes: ['insufficient_scope'],
    next: 'Ask for the missing scope and let the person sign in once more.',
    offer: 'sign-in',
  },
  {
    codes: ['storage_unavailable'],
    next: 'The browser keeps nothing for this page. Allow site data, or choose storage: "memory".',
    offer: null,
  },
  {
    codes: [
      'alg_not_allowed', 'bad_signature', 'claim_mismatch', 'claim_missing', 'dpop_downgrade', 'dpop_nonce', 'hash_mismatch', 'id_token_missing',
      'invalid_json', 'invalid_jwt', 'invalid_response', 'key_not_found', 'nonce_mismatch', 'redirect_refused', 'response_issuer_mismatch',
      'response_issuer_missing', 'response_too_large', 'token_missing', 'token_not_yet_valid', 'weak_key', 'wrong_content_type',
    ],
    next: 'Do not let anybody in: the answer is not what the specification demands. If a new sign-in fails alike, show the provider this code.',
    offer: 'sign-in',
  },
];

// What is no OAuthError goes by its name: fetch reports an API that cannot be reached as a TypeError.
const OTHER = {
  next: 'The API did not answer. Is it running, and does it allow this page’s origin (CORS)?',
  offer: 'retry',
};

const NOT_BUILT = {
  next: 'The page could not load the SDK. Run `cargo xtask build`, start the demo again and reload.',
  offer: 'retry',
};

// GenAuth answers with numbers of its own: `api` is its `apiCode`, `status` its `statusCode`.
const GENAUTH = [
  { api: [2333], next: 'The account or the password is wrong. Let the person try again, or reset the password.', offer: null },
  { api: [1635, 1636], next: 'A second factor is asked for: go on with the token that came with the answer.', offer: null },
  { api: [2006, 2011], next: 'GenAuth does not know the app. Compare its id and its authentication method with the console.', offer: null },
  { status: [401], next: 'The person’s token is missing, over or unknown. Refresh it, or send the person to sign in again.', offer: 'sign-in' },
  { status: [403], next: 'The person may not do this. Ask for the permission in the console, or do not offer it.', offer: null },
  { status: [404, 409], next: 'What was named is not there, or is there already. Look before you ask again.', offer: null },
  { status: [429, 500, 502, 503], next: 'GenAuth is busy or in trouble, not you. Try again in a while.', offer: 'retry' },
  { status: [400, 422], next: 'A parameter is wrong: the message says which one.', offer: null },
];

/** `{ code, next, offer }` for whatever was thrown. */
export function nextStep(error) {
  const code = typeof error?.code === 'string' ? error.code : (error?.name ?? 'Error');
  const fits = ({ codes, said }) => codes.includes(code) && (!said || said.includes(error.error));
  const ofGenAuth = ({ api, status }) => api?.includes(error?.apiCode) || status?.includes(error?.statusCode);
  const step = GENAUTH.find(ofGenAuth) ?? STEPS.find(fits) ?? (/imported module/.test(error?.message) ? NOT_BUILT : OTHER);
  return { code, next: step.next, offer: error?.retryable ? 'retry' : step.offer };
}

/** Rows of the table: codes, what the server `said` where that matters, and the next step. */
export const steps = STEPS;
export const genauthSteps = GENAUTH;
