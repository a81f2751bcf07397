// The first tab: what the session says becomes visible, and each button runs one function of actions.js.
import * as actions from './actions.js';
import { markRunning, showCode } from './code.js';
import { $, announce, claimRow, element, initials, sentence, write } from './elements.js';
import { nextStep, steps } from './errors.js';

const VIEWS = ['failed', 'signed-out', 'signed-in'];
const LIFE_KEY = 'keyward-demo.token-life';

let config;
let session = null;
let refreshes = 0;
let leaving = false;
let lastFocus = null;
let problem = null;
let ticking;

prepare();
boot();

// ---- starting -----------------------------------------------------------------------------

async function boot() {
  const returning = /[?&#](code|error|state)=/.test(location.search + location.hash);
  try {
    config = await loadConfig();
    session = await actions.start(config);
  } catch (error) {
    showError(error, { retry: returning ? null : () => location.reload(), focus: true });
    // A callback that was refused is used up; behind it may still be a session, or a new sign-in.
    if (config && returning) session = await actions.start(config).catch(() => null);
  }
  if (session) listen();
  render();
  if (session?.user && returning && !problem) {
    focusTitle('signed-in');
    announce(`Signed in as ${nameOf(session.user)}`);
  }
}

async function loadConfig() {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
  const loaded = await response.json();
  $('issuer').textContent = loaded.issuer.replace(/^https?:\/\//, '');
  $('issuer').title = loaded.issuer;
  document.querySelector('[data-embedded]').hidden = !loaded.embedded;
  if (!loaded.apiOrigin) {
    $('call-api').setAttribute('aria-disabled', 'true');
    document.querySelector('[data-api-note]').textContent = 'No API here: start the demo with RESOURCE to have one for this provider.';
  }
  return { ...loaded, resource: loaded.resource ?? undefined, apiOrigin: loaded.apiOrigin ?? location.origin };
}

function listen() {
  session.addEventListener('change', ({ detail }) => {
    log('change', detail?.user ? `user is ${detail.user.sub}` : 'nobody is signed in');
    render();
  });
  session.addEventListener('refresh', () => {
    refreshes += 1;
    log('refresh', 'a new access token came');
    $('token-count').textContent = refreshes === 1 ? 'Refreshed once.' : `Refreshed ${refreshes} times.`;
    renderToken();
  });
  session.addEventListener('signout', ({ detail }) => {
    log('signout', detail?.error ? detail.error.code : 'as asked');
    if (detail?.error) showError(detail.error);
    render();
  });
  session.addEventListener('error', ({ detail }) => {
    log('error', detail?.error?.code ?? '');
    showError(detail?.error);
  });
}

// ---- the buttons --------------------------------------------------------------------------

function prepare() {
  for (const figure of $('panel-oidc').querySelectorAll('[data-code]')) showCode(figure, actions[figure.dataset.code]);
  fillSteps();
  // On a small screen the long table would push everything else out of sight.
  $('claims-details').open = matchMedia('(min-width: 46rem)').matches;

  onClick('sign-in', actions.signIn, () => [session], { leaves: true });
  onClick('sign-in-silent', actions.signInSilently, () => [session], { leaves: true });
  onClick('refresh', actions.refresh, () => [session], { done: () => announce('The access token is new.') });
  onClick('call-api', actions.callApi, () => [session, config], { done: showOrders });
  onClick('user-info', actions.userInfo, () => [session], { done: showUserInfo });
  onClick('sign-out', actions.signOut, () => [session, { revoke: $('revoke').checked }], { leaves: true });
  onClick('sign-out-local', actions.signOutHere, () => [session, { revoke: $('revoke').checked }]);
  onClick('forge-callback', actions.forgeCallback, () => []);
  onClick('wrong-issuer', actions.wrongIssuer, () => [config]);
  onClick('cancel-refresh', actions.cancelRefresh, () => [session], { done: () => tell('The refresh was faster.') });

  $('reload').addEventListener('click', () => location.reload());
  $('error-dismiss').addEventListener('click', () => {
    hideError();
    (lastFocus?.checkVisibility?.() ? lastFocus : $('app').querySelector('main')).focus();
  });
  $('error-retry').addEventListener('click', () => problem?.retry?.());
  $('error-sign-in').addEventListener('click', (event) => {
    run(event.currentTarget, actions.signIn, () => [session], { leaves: true });
  });
  $('avatar-picture').addEventListener('error', (event) => (event.currentTarget.hidden = true));
  $('avatar-picture').addEventListener('load', (event) => (event.currentTarget.hidden = false));
  // A page that the back button brings out of the browser's memory is not on its way out any more.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) stay();
  });
}

function onClick(testid, action, parameters, options = {}) {
  $(testid).addEventListener('click', ({ currentTarget }) => run(currentTarget, action, parameters, options));
}

async function run(button, action, parameters, options) {
  if (button.matches('[aria-busy="true"], [aria-disabled="true"]')) return;
  const { leaves = false, done } = options;
  lastFocus = button;
  hideError();
  leaving = leaves;
  button.setAttribute('aria-busy', 'true');
  markRunning(action.name, true);
  try {
    const result = await action(...parameters());
    done?.(result);
    // The browser leaves in a moment; where a provider has no logout page it stays.
    if (leaves) setTimeout(stay, 4000);
    else free(button, action);
  } catch (error) {
    leaving = false;
    free(button, action);
    render();
    showError(error, { retry: () => run(button, action, parameters, options) });
  }
}

function free(button, action) {
  button.removeAttribute('aria-busy');
  if (action) markRunning(action.name, false);
}

function stay() {
  leaving = false;
  for (const button of document.querySelectorAll('[aria-busy]')) free(button);
  for (const figure of document.querySelectorAll('.running')) figure.classList.remove('running');
  render();
}

// ---- what is visible ----------------------------------------------------------------------

function render() {
  if (leaving) return;
  const { user } = session ?? {};
  const state = session ? (user ? 'signed-in' : 'signed-out') : 'failed';
  const before = document.body.dataset.state;
  document.body.dataset.state = state;
  $('loading').hidden = true;
  for (const view of VIEWS) $(`view-${view}`).hidden = view !== state;
  $('trouble').hidden = !session;
  $('cancel-refresh').closest('.tries > div').hidden = !user;
  document.querySelector('[data-activity]').hidden = !user && $('activity').children.length === 0;
  $('status').textContent = user ? `Signed in as ${nameOf(user)}` : session ? 'Signed out' : 'Not started';
  document.title = user ? `${nameOf(user)} · keyward demo` : 'keyward demo';
  if (user) showProfile(user);
  else sessionStorage.removeItem(LIFE_KEY);
  renderToken();
  renderError();
  if (before === 'signed-in' && state === 'signed-out') {
    clearResults();
    focusTitle('signed-out');
    announce('Signed out');
  }
}

function showProfile(user) {
  const name = nameOf(user);
  $('profile-name').textContent = name;
  $('profile-email').textContent = [user.email, user.email_verified === true && 'verified', user.email_verified === false && 'not verified']
    .filter(Boolean)
    .join(' · ');
  $('avatar').firstElementChild.textContent = initials(name);
  const picture = $('avatar-picture');
  const address = typeof user.picture === 'string' && URL.canParse(user.picture) ? user.picture : null;
  if (picture.getAttribute('src') !== address) {
    picture.hidden = true;
    if (address) picture.src = address;
    else picture.removeAttribute('src');
  }
  const claims = Object.entries(user);
  $('claims-details').querySelector('small').textContent = `${claims.length} claims`;
  $('claims').tBodies[0].replaceChildren(...claims.map(claimRow));
}

function renderToken() {
  clearTimeout(ticking);
  if (!session?.user) return;
  const { expiresAt } = session;
  const bar = $('token-bar');
  if (expiresAt === null) {
    $('token-left').textContent = 'Unknown';
    $('token-expires').textContent = 'the provider did not say how long it lives';
    bar.hidden = true;
    return;
  }
  const now = Date.now() / 1000;
  const left = Math.max(0, Math.ceil(expiresAt - now));
  const life = lifeOf(expiresAt, left);
  const share = Math.min(1, left / life);
  const level = left === 0 ? 'expired' : share <= 0.25 ? 'low' : 'good';
  $('token-left').textContent = left === 0 ? 'Expired' : clock(left);
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format(expiresAt * 1000);
  $('token-expires').textContent = left === 0 ? `at ${time}` : `left of ${clock(life)}, until ${time}`;
  bar.hidden = false;
  bar.firstElementChild.style.transform = `translateX(${(share - 1) * 100}%)`;
  if (bar.dataset.level === 'low' && level === 'expired') announce('The access token has expired. The next call renews it.');
  bar.dataset.level = level;
  bar.ariaValueMax = String(life);
  bar.ariaValueNow = String(left);
  bar.ariaValueText = left === 0 ? 'expired' : `${left} of ${life} seconds left`;
  const untilNextSecond = (expiresAt * 1000 - Date.now()) % 1000;
  if (left > 0) ticking = setTimeout(renderToken, untilNextSecond > 5 ? untilNextSecond : 1000);
}

// The session knows when the token ends; how long it lived in all is remembered over a reload for the bar.
function lifeOf(expiresAt, left) {
  const [end, life] = JSON.parse(sessionStorage.getItem(LIFE_KEY) ?? '[0,0]');
  if (end === expiresAt) return Math.max(life, left, 1);
  sessionStorage.setItem(LIFE_KEY, JSON.stringify([expiresAt, left]));
  return Math.max(left, 1);
}

function showOrders({ status, body }) {
  const chip = $('api-status');
  const good = status >= 200 && status < 300;
  chip.hidden = false;
  chip.dataset.kind = good ? 'good' : 'bad';
  chip.textContent = good ? `${status} OK` : `${status} ${body?.error ?? ''}`;
  const orders = Array.isArray(body?.orders) ? body.orders : [];
  $('api-orders').hidden = orders.length === 0;
  $('api-orders').tBodies[0].replaceChildren(
    ...orders.map(({ id, item, total, currency, status: state }) => {
      const row = document.createElement('tr');
      row.dataset.testid = 'api-order';
      const price = element('td', new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(total));
      price.className = 'number';
      row.append(element('td', id), element('td', item), price, element('td', state));
      return row;
    }),
  );
  $('api-body').hidden = orders.length > 0;
  $('api-body').textContent = JSON.stringify(body, null, 2);
  announce(good ? `The API answered with ${orders.length} orders.` : `The API answered ${status}.`);
}

function showUserInfo(claims) {
  $('user-info-result').hidden = false;
  $('user-info-result').textContent = JSON.stringify(claims, null, 2);
  announce('UserInfo answered.');
}

function clearResults() {
  for (const testid of ['api-status', 'api-orders', 'api-body', 'user-info-result', 'trouble-result']) $(testid).hidden = true;
  for (const testid of ['api-orders', 'claims']) $(testid).tBodies[0].replaceChildren();
  for (const testid of ['api-body', 'user-info-result', 'profile-name', 'profile-email']) $(testid).textContent = '';
  refreshes = 0;
  $('token-count').textContent = 'Not refreshed yet.';
}

function tell(text) {
  $('trouble-result').hidden = false;
  $('trouble-result').textContent = text;
  announce(text);
}

function log(type, text) {
  const item = document.createElement('li');
  item.dataset.testid = `event-${type}`;
  const time = element('time', new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format());
  item.append(time, element('code', type), element('span', text));
  $('activity').prepend(item);
  while ($('activity').children.length > 20) $('activity').lastElementChild.remove();
  document.querySelector('[data-activity-empty]').hidden = true;
}

// ---- errors -------------------------------------------------------------------------------

function showError(error, { retry = null, focus = false } = {}) {
  problem = { error, retry };
  renderError();
  if (focus) $('error').querySelector('h2').focus();
  else $('error').scrollIntoView({ block: 'nearest' });
}

function renderError() {
  $('error').hidden = problem === null;
  if (!problem) return;
  const { error, retry } = problem;
  const { code, next, offer } = nextStep(error);
  const { error: word, errorDescription: words } = error?.error ? error : (error?.cause ?? {});
  const said = [word, words].filter((text) => typeof text === 'string').join(': ');
  write($('error-code'), code);
  write($('error-phase'), error?.phase ? `in ${error.phase}` : '');
  write($('error-message'), sentence(error?.message ?? ''));
  write($('error-server'), `The provider said ${said}`);
  write($('error-next'), next);
  $('error-phase').hidden = !error?.phase;
  $('error-server').hidden = !said;
  $('error-retry').hidden = !(offer === 'retry' && retry);
  // What cannot be repeated, as the exchange of a code, is begun again.
  const beginAgain = offer === 'sign-in' || (offer === 'retry' && !retry && !session?.user);
  $('error-sign-in').hidden = !(session && beginAgain);
}

function hideError() {
  problem = null;
  renderError();
  $('trouble-result').hidden = true;
}

function fillSteps() {
  const rows = steps.map(({ codes, said, next }) => {
    const row = document.createElement('tr');
    const list = element('td', '');
    for (const code of codes) {
      const item = element('code', code);
      item.dataset.testid = `next-${code}`;
      list.append(item, ' ');
    }
    if (said) list.append(element('small', `with ${said.join(', ')}`));
    row.append(list, element('td', next));
    return row;
  });
  $('next-steps').tBodies[0].replaceChildren(...rows);
}

// ---- small things -------------------------------------------------------------------------

function focusTitle(view) {
  $(`view-${view}`).querySelector('h1').focus();
}

const nameOf = (user) => user.name ?? user.preferred_username ?? user.email ?? user.sub;

function clock(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts[0] ? parts.map((part, i) => (i ? String(part).padStart(2, '0') : part)).join(':') : `${parts[1]}:${String(parts[2]).padStart(2, '0')}`;
}
