// The code behind each button of the second tab. The page shows the source of these very functions.

export async function startGenAuth({ appId, appHost, socketUri }) {
  const { AuthenticationClient, init } = await import('keyward/genauth');
  await init();

  return new AuthenticationClient({
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
  const request = genauth.createAuthorizationRequest({ scope, forceLogin: force });

  sessionStorage.setItem('login', JSON.stringify(request));
  location.assign(request.url);
}

export function comeBack(genauth, callback) {
  const request = JSON.parse(sessionStorage.getItem('login'));
  sessionStorage.removeItem('login');

  return genauth.exchangeCode(callback, request ?? {});
}

export async function signInByPassword(genauth, { email, password }) {
  const options = { scope: 'openid profile email' };
  const { data } = await genauth.signInByEmailPassword({ email, password, options });
  const claims = await genauth.validateToken({ idToken: data.id_token });

  return { ...data, claims };
}

export async function readProfile(genauth) {
  const { data } = await genauth.getProfile();

  return data;
}

export async function saveProfile(genauth, { nickname, city }) {
  const { data } = await genauth.updateProfile({ nickname, city });

  return data;
}

export function freshTokens(genauth, { refresh_token, claims }) {
  return genauth.getNewAccessTokenByRefreshToken(refresh_token, { previousClaims: claims });
}

export function validateHere(genauth, { access_token }) {
  return genauth.validateToken({ accessToken: access_token });
}

export function validateThere(genauth, { access_token }) {
  return genauth.validateToken({ accessToken: access_token, remote: true });
}

export function introspect(genauth, { access_token }) {
  return genauth.introspectToken(access_token);
}

export function hear(genauth, onEvent) {
  return genauth.sub('authing.user.updated', onEvent);
}

export function tellAll(genauth) {
  const eventData = { at: new Date().toISOString() };

  return genauth.pub({ eventType: 'authing.user.updated', source: 'demo', eventData });
}

export async function logOut(genauth, tokens, { revoke }) {
  const { refresh_token, access_token } = tokens;
  if (revoke) await genauth.revokeToken(refresh_token ?? access_token);

  location.assign(genauth.buildLogoutUrl());
}

export async function logOutOfOidc(genauth, tokens, { revoke }) {
  const { refresh_token, access_token, id_token } = tokens;
  if (revoke) await genauth.revokeToken(refresh_token ?? access_token);

  location.assign(genauth.buildLogoutUrl({ idToken: id_token }));
}

export function wrongPassword(genauth, { email }) {
  const password = 'not the one';

  return genauth.signInByEmailPassword({ email, password });
}

export function tamperedToken(genauth, { id_token }) {
  const idToken = id_token.slice(0, -8) + 'AAAAAAAA';

  return genauth.validateToken({ idToken });
}

export async function manageInPage() {
  const { ManagementClient } = await import('keyward/genauth');

  return new ManagementClient({ accessKeyId: 'pool', accessKeySecret: 'secret' });
}
