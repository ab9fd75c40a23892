import { signInWords } from '../../services/content/en/signInWords.js';
import type { Vouched } from '../../services/desk/identityProvider.js';
import { orAway } from '../channels/receiving.js';
import { type HttpAnswer, type HttpEdge, HttpError, type HttpRequest } from '../http/httpEdge.js';
import { leavingCookie, leavingOf } from './agentCookie.js';
import { onSafeLine } from './deskCallers.js';
import { type SignInDoor, type SignInOptions, tooMany } from './signInDoor.js';
import { signedInPage } from './signInPages.js';

const { fault } = signInWords;

/** GET /desk/oidc leaves for the issuer, GET /desk/oidc/callback comes back from it. */
export function mountOidc(edge: HttpEdge, door: SignInDoor, oidc: Oidc): void {
  const { log } = door.options;
  const get = (path: string, handle: (request: HttpRequest) => Promise<HttpAnswer>) =>
    edge.route({
      method: 'GET',
      path,
      handle: (request) =>
        door.answer(request, async () => {
          onSafeLine(request);
          return orAway(log, handle(request));
        }),
    });
  get('/desk/oidc', (request) => leave(request, door, oidc));
  get('/desk/oidc/callback', (request) => comeBack(request, door, oidc));
}

type Oidc = NonNullable<SignInOptions['oidc']>;

async function leave(request: HttpRequest, door: SignInDoor, { signIn, name }: Oidc): Promise<HttpAnswer> {
  const { clock } = door.options;
  const begun = await signIn.begin(door.networkOf(request), clock());
  if (begun.kind === 'tooMany') throw tooMany(begun.until, clock());
  if (begun.kind === 'away') throw away(name);
  return { status: 302, headers: { Location: begun.url, 'Set-Cookie': leavingCookie(request, begun.browser) } };
}

async function comeBack(request: HttpRequest, door: SignInDoor, { signIn, name }: Oidc): Promise<HttpAnswer> {
  const { clock, log } = door.options;
  const finished = await signIn.finish(request.query, leavingOf(request), clock());
  switch (finished.kind) {
    case 'in':
      return signedInPage(await door.cookieFor(request, finished.token));
    case 'notBegun':
      throw new HttpError(403, 'notBegun', fault.notBegun);
    case 'refused':
      log.warn({ reason: finished.reason }, 'the issuer of agents refused a sign-in');
      throw new HttpError(403, 'issuerRefused', fault.issuerRefused(name));
    case 'notAdded':
      throw new HttpError(403, 'notAdded', fault.notAdded(name, shown(finished.who)));
    case 'away':
      throw away(name);
  }
}

function away(name: string): HttpError {
  return new HttpError(503, 'issuerAway', fault.issuerAway(name), { 'Retry-After': '10' });
}

/** As an operator can add them. */
function shown({ email, subject }: Vouched): string {
  return email ?? `subject ${subject}`;
}
