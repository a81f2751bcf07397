// What both tabs need of the document.

/** The element that is called so for tests. */
export const $ = (testid) => document.querySelector(`[data-testid="${testid}"]`);

/** Said to who does not see the page. */
export function announce(text) {
  $('announce').textContent = '';
  requestAnimationFrame(() => ($('announce').textContent = text));
}

/** Sets a text only where it differs: an alert is read out again at every change. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

export function sentence(text) {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return first && !/[.!?…]$/.test(first) ? `${first}.` : first;
}

export function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...word][0] ?? '').join('').toUpperCase();
}

/** A row of the table of claims. */
export function claimRow([claim, value]) {
  const row = document.createElement('tr');
  row.dataset.testid = `claim-${claim}`;
  const head = element('th', claim);
  head.scope = 'row';
  const data = element('td', typeof value === 'string' ? value : JSON.stringify(value));
  if (['exp', 'iat', 'nbf', 'auth_time', 'updated_at'].includes(claim) && typeof value === 'number') {
    const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(value * 1000);
    data.append(' ', element('small', when));
  }
  row.append(head, data);
  return row;
}
