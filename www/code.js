// Shows the source of a function, lightly coloured.

const TOKENS =
  /(?<comment>\/\/.*)|(?<string>'[^'\n]*'|`[^`]*`)|(?<keyword>\b(?:async|await|const|export|from|function|if|import|new|return|throw|true|false|null)\b)|(?<call>[A-Za-z_$][\w$]*(?=\())|(?<key>[A-Za-z_$][\w$]*(?=:))/g;

/** Fills a `<figure data-code="name">` with the source of `fn`. */
export function showCode(figure, fn) {
  const source = fn.toString();
  const code = document.createElement('code');
  let at = 0;
  for (const match of source.matchAll(TOKENS)) {
    const [kind] = Object.entries(match.groups).find(([, text]) => text !== undefined);
    const span = document.createElement('span');
    span.className = kind;
    span.textContent = match[0];
    code.append(source.slice(at, match.index), span);
    at = match.index + match[0].length;
  }
  code.append(source.slice(at));

  const pre = document.createElement('pre');
  pre.tabIndex = 0;
  pre.setAttribute('role', 'region');
  pre.setAttribute('aria-label', `Source of ${fn.name}`);
  pre.dataset.testid = `code-${fn.name}`;
  pre.append(code);
  figure.replaceChildren(pre);
}

/** Marks the boxes of a function that runs. */
export function markRunning(name, running) {
  for (const figure of document.querySelectorAll(`[data-code="${name}"]`)) figure.classList.toggle('running', running);
}
