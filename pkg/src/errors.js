// @ts-check

// What each code says, unless an error has words of its own. In the order of src/core/error.rs,
// which names codes and phases by their number.
const MESSAGES = {
  invalid_config: '',
  not_supported: '',
  insecure_url: '',
  network_error: 'the server could not be reached',
  timeout: 'the time limit ran out',
  aborted: 'the call was aborted',
  http_error: 'the server answered with an unexpected status',
  invalid_response: '',
  server_error_response: 'the server answered with an error',
  redirect_refused: 'the server answered with a redirect',
  response_too_large: 'the answer is larger than 1 MiB',
  wrong_content_type: 'the answer has not the media type that it must have',
  invalid_json: 'the answer is not JSON, or not clean JSON',
  metadata_invalid: '',
  jwks_unavailable: "the server's keys cannot be had",
  weak_key: "the server's key is too weak or malformed",
  issuer_mismatch: 'this comes from another issuer',
  state_missing: 'the callback has no state',
  state_mismatch: "the callback's state is not the one that was sent",
  state_unknown: 'no login with this state was begun in this browser, or it is over',
  state_expired: 'the login was begun too long ago',
  response_issuer_missing: 'the server announces iss in its responses and did not send it',
  response_issuer_mismatch: 'the response comes from another issuer',
  duplicate_parameter: 'a parameter of the callback is repeated',
  id_token_missing: 'no ID token came',
  invalid_jwt: '',
  alg_not_allowed: "the token's signature algorithm is not the agreed one",
  key_not_found: 'no key of the server fits the token, or several do',
  bad_signature: "the token's signature is wrong",
  claim_missing: 'is missing in the token',
  claim_mismatch: 'is not what it must be',
  token_expired: 'the token has expired',
  token_not_yet_valid: 'the token is not valid yet',
  nonce_mismatch: 'the token answers another request',
  hash_mismatch: 'does not belong to what came with the token',
  sub_mismatch: 'this is about another user',
  token_missing: 'the answer holds no access token',
  refresh_not_supported: 'there is no refresh token',
  revocation_not_supported: 'the server has no revocation endpoint',
  introspection_not_supported: 'the server has no introspection endpoint',
  login_required: 'nobody is signed in',
  session_ended: 'the session is over',
  popup_blocked: '',
  popup_closed: '',
  redirect_loop: 'five sign-ins in a minute did not lead to a session',
  storage_unavailable: 'the storage is missing, full or forbidden: pass another one',
  dpop_required: '',
  dpop_nonce: '',
  dpop_downgrade: '',
  insufficient_scope: '',
  insufficient_user_authentication: '',
  internal_error: 'the WebAssembly instance died; call again',
};
const PHASES = [
  'config',
  'discovery',
  'authorize',
  'callback',
  'token',
  'refresh',
  'userinfo',
  'introspect',
  'revoke',
  'logout',
  'validate',
  'session',
  'api',
];
const CODES = Object.keys(MESSAGES);

// Codes whose `claim` names an option: it is part of the message, not a claim of a token.
const OPTION_CODES = ['invalid_config', 'metadata_invalid'];

/**
 * The one error of this package. Its fields never hold a token, secret, code or verifier.
 */
export class OAuthError extends Error {
  /**
   * @param {Record<string, any>} record what the core says of the error
   * @param {unknown} [origin] the host's own error at the root, if there is one
   */
  constructor(record, origin) {
    const code = CODES[record.code] ?? record.code;
    const words = record.message || /** @type {any} */ (MESSAGES)[code];
    // A stored error has its claim in its words already.
    const about = record.claim && !words.startsWith(record.claim) ? `${record.claim} ${words}` : words;
    const said = record.error ? `${about} (${record.error})` : about;
    const cause = record.cause ? new OAuthError(record.cause, origin) : origin;
    super(said, cause === undefined ? undefined : { cause });
    /** @type {any} */ const fields = this;
    this.code = code;
    this.phase = PHASES[record.phase] ?? record.phase;
    this.retryable = record.retryable ?? ['network_error', 'timeout'].includes(code);
    for (const name of ['error', 'errorDescription', 'errorUri']) {
      if (record[name] !== undefined) fields[name] = record[name];
    }
    // How long to wait is known to whoever was answered.
    const wait = record.retryAfter ?? record.cause?.retryAfter;
    if (wait !== undefined) fields.retryAfter = wait;
    if (record.response) {
      this.status = record.response.status;
      this.response = record.response;
    }
    if (record.claim && !OPTION_CODES.includes(code)) this.claim = record.claim;
  }

  toJSON() {
    return { ...this, name: this.name, message: this.message };
  }
}
Object.defineProperty(OAuthError.prototype, 'name', { value: 'OAuthError' });

/**
 * An error that the facade itself raises.
 * @param {string} code
 * @param {string} phase
 * @param {string} [message] if the code does not say it all
 * @param {unknown} [origin]
 */
export const fault = (code, phase, message, origin) => new OAuthError({ code, phase, message }, origin);
