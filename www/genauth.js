// The second tab, and the tabs: what GenAuth says becomes visible, and each button runs one function of
// genauth-actions.js. Runs before app.js, whose session must not see a callback that is not its own.
import { markRunning, showCode } from './code.js';
import { $, announce, claimRow, element, initials, sentence, write } from './elements.js';
import { genauthSteps, nextStep } from './errors.js';
import * as actions from './genauth-actions.js';
import { makeTabs } from './tabs.js';

const KEPT = 'keyward-demo.genauth';
const PAGE = '/genauth';
const VIEWS = ['failed', 'signed-out', 'signed-in'];

const panel = $('panel-genauth');
let config;
let genauth = null;
let tokens = null;
let profile = null;
let subscription = null;
let problem = null;
let lastFocus = null;
let leaving = false;
let started;

let callback = null;
if (location.pathname === PAGE) {
  // Both halves of an answer are out of the address before anything else is loaded.
  if (/[?&#](code|error|state)=/.test(location.search + location.hash)) callback = location.href;
  history.replaceState(null, '', '/#genauth');
}

prepare();
const showTab = makeTabs(document.querySelector('[role="tablist"]'), (shown) => {
  const isGenAuth = shown === panel;
  if (isGenAuth !== (location.hash === '#genauth')) {
    history.replaceState(null, '', isGenAuth ? '#genauth' : location.pathname + location.search);
  }
  if (isGenAuth) started ??= boot();
});
const followAddress = () => showTab(location.hash === '#genauth' ? 'tab-genauth' : 'tab-oidc');
addEventListener('hashchange', followAddress);
followAddress();

// ---- starting -----------------------------------------------------------------------------

async function boot() {
  try {
    const response = await fetch('/config.json');
    if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
    config = (await response.json()).genauth;
    $('genauth-host').textContent = config.appHost.replace(/^https?:\/\//, '');
    for (const note of panel.querySelectorAll('[data-embedded]')) note.hidden = !config.account;
    $('genauth-email').value = config.account?.email ?? '';
    $('genauth-password').value = config.account?.password ?? '';
    genauth = await actions.startGenAuth(config);
    keep(JSON.parse(sessionStorage.getItem(KEPT)));
    if (callback) keep(await actions.comeBack(genauth, callback));
  } catch (error) {
    // A callback that was refused is used up: there is nothing to repeat.
    showError(error, { retry: callback ? null : () => location.reload(), focus: true });
  }
  render();
  if (!tokens || problem) return;
  if (callback) welcome();
  await run($('genauth-read'), actions.readProfile, () => [genauth], { done: showProfile });
}

/** From now on these are the person's tokens; null for nobody. */
function keep(next) {
  tokens = next;
  genauth.setAccessToken(tokens?.access_token);
  if (tokens) sessionStorage.setItem(KEPT, JSON.stringify(tokens));
  else sessionStorage.removeItem(KEPT);
}

// ---- the buttons --------------------------------------------------------------------------

function prepare() {
  for (const figure of panel.querySelectorAll('[data-code]')) showCode(figure, actions[figure.dataset.code]);
  const rows = genauthSteps.map(({ api, status, next }) => {
    const row = document.createElement('tr');
    row.append(element('td', api ? `apiCode ${api.join(', ')}` : `statusCode ${status.join(', ')}`), element('td', next));
    return row;
  });
  $('genauth-next-steps').tBodies[0].replaceChildren(...rows);

  const theirs = () => [genauth, tokens];
  const answered = (what) => ({ done: (answer) => showAnswer(what, answer) });
  onClick('genauth-sign-in', actions.signInHosted, hostedChoice, { leaves: true });
  onSubmit('genauth-form', actions.signInByPassword, () => [genauth, fields('genauth-form')], { done: signedIn });
  onClick('genauth-read', actions.readProfile, () => [genauth], { done: showProfile });
  onSubmit('genauth-profile', actions.saveProfile, () => [genauth, fields('genauth-profile')], { done: saved });
  onClick('genauth-refresh', actions.freshTokens, theirs, { done: refreshed });
  onClick('genauth-validate', actions.validateHere, theirs, answered('Verified in this page'));
  onClick('genauth-validate-remote', actions.validateThere, theirs, answered('GenAuth says'));
  onClick('genauth-introspect', actions.introspect, theirs, answered('Introspection says'));
  onClick('genauth-listen', actions.hear, () => [genauth, heard], { done: listening });
  onClick('genauth-publish', actions.tellAll, () => [genauth]);
  const leave = () => [genauth, tokens, { revoke: $('genauth-revoke').checked }];
  const left = { leaves: true, done: () => keep(null) };
  onClick('genauth-log-out', actions.logOut, leave, left);
  onClick('genauth-log-out-oidc', actions.logOutOfOidc, leave, left);
  onClick('genauth-wrong-password', actions.wrongPassword, () => [genauth, { email: $('genauth-email').value }]);
  onClick('genauth-tamper', actions.tamperedToken, theirs);
  onClick('genauth-manage', actions.manageInPage, () => []);

  $('genauth-reload').addEventListener('click', () => location.reload());
  $('genauth-error-dismiss').addEventListener('click', () => {
    hideError();
    (lastFocus?.checkVisibility?.() ? lastFocus : $('tab-genauth')).focus();
  });
  $('genauth-error-retry').addEventListener('click', () => problem?.retry?.());
  $('genauth-error-sign-in').addEventListener('click', ({ currentTarget }) => {
    run(currentTarget, actions.signInHosted, hostedChoice, { leaves: true });
  });
  // A page that the back button brings out of the browser's memory is not on its way out any more.
  addEventListener('pageshow', ({ persisted }) => persisted && stay());
}

function fields(testid) {
  return Object.fromEntries(new FormData($(testid)));
}

function hostedChoice() {
  return [genauth, { offline: $('genauth-offline').checked, force: $('genauth-force').checked }];
}

function onClick(testid, action, parameters, options) {
  $(testid).addEventListener('click', ({ currentTarget }) => run(currentTarget, action, parameters, options));
}

function onSubmit(testid, action, parameters, options) {
  $(testid).addEventListener('submit', (event) => {
    event.preventDefault();
    run(event.currentTarget.querySelector('[type="submit"]'), action, parameters, options);
  });
}

async function run(button, action, parameters, options = {}) {
  if (button.matches('[aria-busy="true"], [aria-disabled="true"]')) return;
  const { leaves = false, done } = options;
  lastFocus = button;
  hideError();
  button.setAttribute('aria-busy', 'true');
  markRunning(action.name, true);
  leaving = leaves;
  try {
    const result = await action(...parameters());
    done?.(result);
    // The browser leaves in a moment.
    if (leaves) return void setTimeout(stay, 4000);
  } catch (error) {
    leaving = false;
    showError(error, { retry: () => run(button, action, parameters, options) });
  }
  free(button);
  markRunning(action.name, false);
}

function free(button) {
  button.removeAttribute('aria-busy');
}

function stay() {
  leaving = false;
  panel.querySelectorAll('[aria-busy]').forEach(free);
  for (const figure of panel.querySelectorAll('.running')) figure.classList.remove('running');
  render();
}

// ---- what the buttons lead to -------------------------------------------------------------

function signedIn(next) {
  keep(next);
  render();
  welcome();
  run($('genauth-read'), actions.readProfile, () => [genauth], { done: showProfile });
}

function welcome() {
  $('genauth-view-signed-in').querySelector('h1').focus();
  announce(`Signed in as ${nameOf()}`);
}

function showProfile(next) {
  profile = next;
  for (const name of ['nickname', 'city']) $('genauth-profile').elements[name].value = profile[name] ?? '';
  render();
}

function saved(next) {
  showProfile(next);
  announce('The profile is saved.');
}

function refreshed(next) {
  // An answer without a new ID token leaves the claims as they are.
  keep({ ...tokens, ...next });
  render();
  announce('The tokens are new.');
}

function showAnswer(what, answer) {
  $('genauth-answer-title').textContent = what;
  $('genauth-answer').textContent = JSON.stringify(answer, null, 2);
  $('genauth-answer-box').hidden = false;
  announce(what);
}

function listening(next) {
  subscription = next;
  subscription.closed.then(() => {
    subscription = null;
    render();
  });
  render();
}

function heard(text) {
  const { eventType, eventData } = JSON.parse(text);
  const item = document.createElement('li');
  item.dataset.testid = 'genauth-event';
  const time = element('time', new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' }).format());
  item.append(time, element('code', eventType), element('span', JSON.stringify(eventData)));
  $('genauth-events').prepend(item);
  while ($('genauth-events').children.length > 10) $('genauth-events').lastElementChild.remove();
  announce('An event came.');
}

// ---- what is visible ----------------------------------------------------------------------

function nameOf() {
  return profile?.nickname || tokens?.claims?.email || tokens?.claims?.sub || 'somebody';
}

function render() {
  if (leaving) return;
  const state = genauth ? (tokens ? 'signed-in' : 'signed-out') : 'failed';
  panel.dataset.state = state;
  $('genauth-facts').dataset.state = state;
  $('genauth-loading').hidden = true;
  for (const view of VIEWS) $(`genauth-view-${view}`).hidden = view !== state;
  $('genauth-trouble').hidden = !genauth;
  $('genauth-tamper').closest('.tries > div').hidden = !tokens?.id_token;
  $('genauth-status').textContent = tokens ? `Signed in as ${nameOf()}` : genauth ? 'Signed out' : 'Not started';
  renderError();
  if (!tokens) return;
  $('genauth-name').textContent = nameOf();
  $('genauth-user').textContent = [tokens.claims?.email, tokens.claims?.sub].filter(Boolean).join(' · ');
  $('genauth-avatar').textContent = initials(nameOf());
  const claims = Object.entries(tokens.claims ?? {});
  $('genauth-claims').tBodies[0].replaceChildren(...claims.map((claim) => claimRow(claim)));
  const until = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  $('genauth-expires').textContent = tokens.expires_at ? until.format(tokens.expires_at * 1000) : 'unknown';
  $('genauth-scope').textContent = tokens.scope ?? 'as asked';
  $('genauth-renewable').textContent = tokens.refresh_token ? 'there' : 'none: ask for one when you sign in';
  $('genauth-refresh').setAttribute('aria-disabled', String(!tokens.refresh_token));
  $('genauth-listen').setAttribute('aria-disabled', String(subscription !== null));
  $('genauth-publish').setAttribute('aria-disabled', String(subscription === null));
}

// ---- errors -------------------------------------------------------------------------------

function showError(error, { retry = null, focus = false } = {}) {
  problem = { error, retry };
  renderError();
  if (focus) $('genauth-error').querySelector('h2').focus();
  else $('genauth-error').scrollIntoView({ block: 'nearest' });
}

function renderError() {
  $('genauth-error').hidden = problem === null;
  if (!problem) return;
  const { error, retry } = problem;
  const { code, next, offer } = nextStep(error);
  const said = [error.error, error.errorDescription].filter((text) => typeof text === 'string').join(': ');
  const numbers = ['statusCode', 'apiCode', 'requestId'].filter((name) => error[name] !== undefined).map((name) => `${name} ${error[name]}`);
  write($('genauth-error-code'), code);
  write($('genauth-error-phase'), error.phase ? `in ${error.phase}` : '');
  write($('genauth-error-message'), sentence(error.message ?? ''));
  write($('genauth-error-server'), `GenAuth said ${[said, ...numbers].filter(Boolean).join(' · ')}`);
  write($('genauth-error-next'), next);
  $('genauth-error-phase').hidden = !error.phase;
  $('genauth-error-server').hidden = !said && numbers.length === 0;
  $('genauth-error-retry').hidden = !(offer === 'retry' && retry);
  $('genauth-error-sign-in').hidden = !(genauth && offer === 'sign-in');
}

function hideError() {
  problem = null;
  renderError();
}
