import { signInWords as words } from '../../services/content/en/signInWords.js';
import type { Agent } from '../../services/desk/agents.js';
import { type Html, html } from '../http/html.js';
import type { HttpAnswer } from '../http/httpEdge.js';

/** Which ways in there are. */
export type WaysIn = {
  readonly hasPasswords: boolean;
  /** What the issuer is called. */
  readonly issuer: string | undefined;
  readonly isDemo: boolean;
};

/** What goes wrong, and what was typed already. */
export type Trouble = { readonly status: number; readonly text: string; readonly headers?: Record<string, string> };

/** Scripts and styles of ours, forms to us, nothing else. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function signInPage(ways: WaysIn, trouble?: Trouble, login = ''): HttpAnswer {
  const { hasPasswords, issuer, isDemo } = ways;
  const main = html`
    <h1>${words.title}</h1>
    <p class="lead">${words.lead}</p>
    ${faultBox(trouble)}
    ${isDemo && html`<div class="hint"><h2>${words.demo.title}</h2><p>${words.demo.text}</p></div>`}
    ${hasPasswords && passwordForm(login, trouble !== undefined)}
    ${hasPasswords && issuer !== undefined && html`<p class="or"><span>${words.or}</span></p>`}
    ${issuer !== undefined && html`<a class="button second" href="/desk/oidc">${words.with(issuer)}</a>`}
    ${hasPasswords && html`<p class="foot">${words.forgotten}</p>`}
    ${!hasPasswords && issuer === undefined && !isDemo && html`<p class="foot">${words.nobodyYet}</p>`}
  `;
  return page(words.title, main, trouble);
}

function passwordForm(login: string, isAgain: boolean): Html {
  // After a fault the name stands there already, and the password is what is wanted.
  const atPassword = isAgain && login !== '';
  return html`
    <form method="post" action="/desk/signIn">
      <label for="login">${words.login}</label>
      <input id="login" name="login" value="${login}" autocomplete="username" autocapitalize="none" spellcheck="false"
        maxlength="200" required${atPassword ? undefined : AUTOFOCUS}>
      <label for="password">${words.password}</label>
      ${passwordField('current-password', atPassword ? AUTOFOCUS : undefined)}
      <button class="button" type="submit">${words.signIn}</button>
    </form>`;
}

/** For who has a link and no password yet. */
export function choosePage({ id, name }: Agent, link: string, trouble?: Trouble): HttpAnswer {
  const title = words.choose.title(name);
  const main = html`
    <h1>${title}</h1>
    <p class="lead">${words.choose.lead} ${words.choose.login(id)}</p>
    ${faultBox(trouble)}
    <form method="post" action="/desk/choosePassword">
      <input type="hidden" name="link" value="${link}">
      <input class="unseen" name="username" value="${id}" autocomplete="username" tabindex="-1" aria-hidden="true" readonly>
      <label for="password">${words.choose.password}</label>
      ${passwordField('new-password', html` minlength="12" aria-describedby="password-hint"${AUTOFOCUS}`)}
      <p class="note" id="password-hint">${words.choose.hint}</p>
      <button class="button" type="submit">${words.choose.submit}</button>
    </form>`;
  return page(title, main, trouble);
}

/** A page of ours and no redirect: who comes from another site would be without the strict cookie. */
export function signedInPage(cookie: string): HttpAnswer {
  const main = html`<h1>${words.done.title}</h1><p><a class="button" href="/desk">${words.done.text}</a></p>`;
  const headers = { 'Set-Cookie': cookie, Refresh: '0; url=/desk' };
  return page(words.done.title, main, { status: 200, text: '', headers });
}

function passwordField(autocomplete: string, more: Html | undefined): Html {
  return html`<div class="field">
      <input id="password" name="password" type="password" autocomplete="${autocomplete}" required${more}>
      <button type="button" class="show" id="show" aria-pressed="false" aria-label="${words.showPassword}"
        data-show="${words.show}" data-hide="${words.hide}" hidden>${words.show}</button>
    </div>`;
}

function faultBox(trouble: Trouble | undefined): Html | undefined {
  return trouble && html`<p class="fault" role="alert">${trouble.text}</p>`;
}

const AUTOFOCUS = html` autofocus`;

/** Its own pages are told where a form comes from; everybody else still learns nothing. */
function page(title: string, main: Html, { status, headers }: Partial<Trouble> = {}): HttpAnswer {
  const { text } = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="same-origin">
    <title>${title} - ${words.product}</title>
    <link rel="icon" href="/shared/icon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/shared/palette.css">
    <link rel="stylesheet" href="/signIn/signIn.css">
    <script type="module" src="/signIn/signIn.js"></script>
  </head>
  <body>
    <main class="sheet">
      <p class="brand"><img src="/shared/icon.svg" alt="" width="36" height="36">${words.product}</p>
      ${main}
    </main>
  </body>
</html>
`;
  return {
    status: status ?? 200,
    body: Buffer.from(text),
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': CSP, ...headers },
  };
}
