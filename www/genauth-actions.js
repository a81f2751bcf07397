// The code behind each button of the second tab. The page shows the source of these very functions.

export async function startGenAuth({ appId, appHost, socketUri }) {
  const keyward = await import('keyward/genauth');
  await keyward.init();

  return new keyward.AuthenticationClient({
    appId,
    appHost,
    socketUri,
    redirectUri: location.origin + '/genauth',
    logoutRedirectUri: location.origin + '/genauth',
    throwOnError: true,
  });
}

export function signInHosted(genauth, { offline, force }) {
  const scope = ['openid', 'profile', 'email'];
  if (offline) scope.push('offline_access');
  const request = genauth.createAuthorizationRequest({
    scope,
    forceLogin: force,
  });

  sessionStorage.setItem('login', JSON.stringify(request));
  location.assign(request.url);
}

export function comeBack(genauth, callback) {
  const request = JSON.parse(sessionStorage.getItem('login'));
  sessionStorage.removeItem('login');

  return genauth.exchangeCode(callback, request ?? {});
}

export async function signInByPassword(genauth, { email, password }) {
  const answer = await genauth.signInByEmailPassword({
    email,
    password,
    options: { scope: 'openid profile email' },
  });
  const tokens = answer.data;
  const idToken = tokens.id_token;
  const claims = await genauth.validateToken({ idToken });

  return { ...tokens, claims };
}

export async function readProfile(genauth) {
  const { data } = await genauth.getProfile();

  return data;
}

export async function saveProfile(genauth, { nickname, city }) {
  const changes = { nickname, city };
  const { data } = await genauth.updateProfile(changes);

  return data;
}

export function freshTokens(genauth, { refresh_token, claims }) {
  return genauth.getNewAccessTokenByRefreshToken(
    refresh_token,
    { previousClaims: claims },
  );
}

export function validateHere(genauth, { access_token }) {
  const accessToken = access_token;

  return genauth.validateToken({ accessToken });
}

export function validateThere(genauth, { access_token }) {
  const accessToken = access_token;

  return genauth.validateToken({ accessToken, remote: true });
}

export function introspect(genauth, { access_token }) {
  return genauth.introspectToken(access_token);
}

export function hear(genauth, onEvent) {
  return genauth.sub('authing.user.updated', onEvent);
}

export function tellAll(genauth) {
  return genauth.pub({
    eventType: 'authing.user.updated',
    source: 'demo',
    eventData: { at: new Date().toISOString() },
  });
}

export async function logOut(genauth, tokens, { revoke }) {
  if (revoke) await revokeAll(genauth, tokens);

  location.assign(genauth.buildLogoutUrl());
}

export async function logOutOfOidc(genauth, tokens, { revoke }) {
  if (revoke) await revokeAll(genauth, tokens);
  const idToken = tokens.id_token;

  location.assign(genauth.buildLogoutUrl({ idToken }));
}

export async function revokeAll(genauth, tokens) {
  const { refresh_token, access_token } = tokens;
  if (refresh_token) await genauth.revokeToken(refresh_token);
  await genauth.revokeToken(access_token);
}

export function wrongPassword(genauth, { email }) {
  const password = 'not the one';

  return genauth.signInByEmailPassword({ email, password });
}

export function tamperedToken(genauth, { id_token }) {
  const cut = id_token.slice(0, -8);
  const idToken = cut + 'AAAAAAAA';

  return genauth.validateToken({ idToken });
}

export async function manageInPage() {
  const keyward = await import('keyward/genauth');

  return new keyward.ManagementClient({
    accessKeyId: 'pool',
    accessKeySecret: 'secret',
  });
}
