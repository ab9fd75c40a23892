import { orAway } from '../channels/receiving.js';
import type { HttpAnswer, HttpEdge, HttpRequest } from '../http/httpEdge.js';
import { sessionCookie, sessionOf } from './agentCookie.js';
import { onSafeLine } from './deskCallers.js';
import { deskPage } from './deskPage.js';
import { mountOidc } from './oidcDoor.js';
import { mountPasswords } from './passwordDoor.js';
import { linkUsed, SignInDoor, type SignInOptions } from './signInDoor.js';
import { choosePage, signedInPage } from './signInPages.js';

/** GET /desk: the agents' page, or how to sign in. `?signIn=` is a one-time link; passwords and an issuer are the other ways. */
export function mountSignIn(edge: HttpEdge, options: SignInOptions): void {
  const door = new SignInDoor(options);
  edge.route({
    method: 'GET',
    path: '/desk',
    handle: (request) => door.answer(request, () => orAway(options.log, atDesk(request, door))),
  });
  if (options.passwords) mountPasswords(edge, door, options.passwords);
  if (options.oidc) mountOidc(edge, door, options.oidc);
}

async function atDesk(request: HttpRequest, door: SignInDoor): Promise<HttpAnswer> {
  const { sessions, clock, page } = door.options;
  // HEAD comes here too, from what looks at a link before its reader does: that uses nothing up.
  const link = request.method === 'HEAD' ? null : request.query.get('signIn');
  if (link !== null) return useLink(request, link, door);
  const used = await sessions.use(sessionOf(request) ?? '', clock());
  if (!used) return door.signInPage();
  const { newToken } = used;
  return deskPage(page, newToken === undefined ? {} : { 'Set-Cookie': sessionCookie(request, newToken) });
}

async function useLink(request: HttpRequest, link: string, door: SignInDoor): Promise<HttpAnswer> {
  const { sessions, audit, clock } = door.options;
  onSafeLine(request);
  const invitation = await sessions.invitation(link);
  if (!invitation) throw linkUsed();
  const { agent, choosesPassword } = invitation;
  if (choosesPassword) return choosePage(agent, link);
  const token = await sessions.signIn(link, clock());
  if (token === undefined) throw linkUsed();
  await audit.write({ at: clock(), agent, action: 'signIn', detail: 'link' });
  return signedInPage(await door.cookieFor(request, token));
}
