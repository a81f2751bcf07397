// Judges one thrown value against what a scenario expects, and against what holds for every error.

export const CODES = new Set(`invalid_config not_supported insecure_url network_error timeout aborted http_error
  invalid_response server_error_response redirect_refused response_too_large wrong_content_type invalid_json
  metadata_invalid jwks_unavailable weak_key issuer_mismatch state_missing state_mismatch state_unknown
  state_expired response_issuer_missing response_issuer_mismatch duplicate_parameter id_token_missing invalid_jwt
  alg_not_allowed key_not_found bad_signature claim_missing claim_mismatch token_expired token_not_yet_valid
  nonce_mismatch hash_mismatch sub_mismatch token_missing refresh_not_supported revocation_not_supported
  introspection_not_supported login_required session_ended popup_blocked popup_closed redirect_loop
  storage_unavailable dpop_required dpop_nonce dpop_downgrade insufficient_scope
  insufficient_user_authentication`.split(/\s+/));

export const PHASES = new Set(`config discovery authorize callback token refresh userinfo introspect revoke logout
  validate session api`.split(/\s+/));

/** The expectation in words. */
export function describe(expect) {
  if (!expect || expect.accept) return 'success';
  if (expect.either) return expect.either.map(describe).join(' or ');
  const details = ['claim', 'error', 'status', 'retryable', 'retryAfter']
    .filter((name) => expect[name] !== undefined).map((name) => `${name} ${expect[name]}`);
  return [`${expect.refuse.join('|')} in ${expect.phase?.join('|') ?? 'any phase'}`, ...details].join(', ');
}

/** What of an error goes into a verdict. */
export function brief(error) {
  const { code, phase, claim, retryable, retryAfter, status } = Object(error);
  const got = { code, phase, claim, retryable, retryAfter, status };
  if (error?.error !== undefined) got.error = error.error;
  if (error?.cause?.code !== undefined) got.cause = error.cause.code;
  if (code === undefined) got.thrown = String(error).slice(0, 200);
  for (const [name, value] of Object.entries(got)) if (value === undefined) delete got[name];
  return got;
}

/** What is wrong with `error`, given the refusal `want`. */
export function judgeError(error, want, t) {
  const problems = shape(error, t.keyward);
  const compare = (name, value, ok) => { if (!ok) problems.push(`${name} is ${JSON.stringify(value)}`); };
  if (!want.refuse.includes(error?.code)) problems.push(`code is ${error?.code}`);
  if (want.phase && !want.phase.includes(error?.phase)) problems.push(`phase is ${error?.phase}`);
  for (const name of ['claim', 'error', 'status', 'retryable']) {
    // a choice of codes carries the claim only where the code has one
    if (want[name] === undefined) continue;
    if (name === 'claim' && !/^claim_/.test(error?.code)) continue;
    compare(name, error?.[name], error?.[name] === want[name]);
  }
  if (want.retryAfter !== undefined) {
    const [from, to] = [want.retryAfter].flat().length === 2 ? want.retryAfter : [want.retryAfter, want.retryAfter];
    compare('retryAfter', error?.retryAfter, error?.retryAfter >= from && error?.retryAfter <= to);
  }
  if (want.cause === true && (error?.cause === undefined || error?.cause === null)) problems.push('there is no cause');
  if (typeof want.cause === 'string') compare('cause.code', error?.cause?.code, error?.cause?.code === want.cause);
  const own = want.check?.(error, t);
  if (own) problems.push(own);
  return problems;
}

/** What holds for every error of the package (API.md, "Errors"). */
function shape(error, keyward) {
  const problems = [];
  const must = (ok, text) => { if (!ok) problems.push(text); };
  if (!(error instanceof Error)) return [`not an Error: ${String(error).slice(0, 200)}`];
  must(error instanceof keyward.OAuthError, `not an OAuthError: ${error.name}: ${String(error.message).slice(0, 200)}`);
  if (problems.length) return problems;
  must(CODES.has(error.code), `an undocumented code: ${error.code}`);
  must(PHASES.has(error.phase), `an undocumented phase: ${error.phase}`);
  must(typeof error.retryable === 'boolean', `retryable is ${error.retryable}`);
  must(typeof error.message === 'string' && error.message.length > 0 && error.message.length <= 2000, 'the message is empty or too long');
  for (const name of ['error', 'errorDescription', 'errorUri']) {
    const value = error[name];
    if (value === undefined || value === null) continue;
    must(typeof value === 'string' && value.length <= 1000, `${name} is longer than 1,000 characters`);
    must(!/\p{Cc}/u.test(value), `${name} holds control characters`);
  }
  must(!/\p{Cc}/u.test(error.message.replace(/\n/g, '')), 'the message holds control characters');
  try {
    JSON.stringify(error);
  } catch (failure) {
    problems.push(`JSON.stringify fails: ${failure.message}`);
  }
  return problems;
}

/** Every string that can be reached from a value: properties of any kind, getters, causes, headers, bytes. */
export function reveal(value, seen = new Set(), depth = 0) {
  if (typeof value === 'string') return [value];
  if (typeof value === 'symbol' || typeof value === 'bigint') return [String(value)];
  if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value) || depth > 8) return [];
  seen.add(value);
  const found = [];
  const add = (part) => { try { found.push(...reveal(part(), seen, depth + 1)); } catch { /* a getter may throw */ } };
  if (ArrayBuffer.isView(value)) return [new TextDecoder('latin1').decode(value)];
  if (value instanceof ArrayBuffer) return [new TextDecoder('latin1').decode(new Uint8Array(value))];
  if (value instanceof Error) {
    add(() => String(value));
    add(() => value.stack);
    add(() => JSON.stringify(value));
  }
  if (typeof value[Symbol.iterator] === 'function' && !Array.isArray(value)) add(() => [...value]);
  for (let object = value; object && object !== Object.prototype && object !== Function.prototype; object = Object.getPrototypeOf(object)) {
    for (const name of Reflect.ownKeys(object)) {
      if (name === 'constructor') continue;
      found.push(String(name));
      add(() => value[name]);
    }
    if (typeof value === 'function') break;
  }
  return found;
}

const WINDOW = 16;

/** Which of `secrets` (or 16 characters of them) stand in `texts`. */
export function leaks(texts, secrets) {
  const windows = new Set();
  for (const text of texts) {
    const plain = decode(text);
    for (const form of plain === text ? [text] : [text, plain]) {
      for (let at = 0; at + WINDOW <= form.length; at += 1) windows.add(form.slice(at, at + WINDOW));
    }
  }
  return secrets.filter((secret) => {
    for (let at = 0; at + WINDOW <= secret.length; at += 1) {
      if (windows.has(secret.slice(at, at + WINDOW))) return true;
    }
    return false;
  });
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
