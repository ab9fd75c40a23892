import { z } from 'zod';
import { signInWords } from '../../services/content/en/signInWords.js';
import type { PasswordSignIn, SignedIn } from '../../services/desk/passwordSignIn.js';
import { isGoodPassword, PASSWORD_FORM, PasswordsBusyError } from '../../services/desk/passwords.js';
import { orAway, parseBody } from '../channels/receiving.js';
import { isForm, readFormBody } from '../http/formBody.js';
import { type HttpAnswer, type HttpEdge, HttpError, type HttpRequest } from '../http/httpEdge.js';
import { readJsonBody } from '../http/jsonBody.js';
import { fromOwnSite, onSafeLine } from './deskCallers.js';
import { linkUsed, type SignInDoor, tooMany } from './signInDoor.js';
import { choosePage } from './signInPages.js';

const { fault } = signInWords;

const Login = z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(1_000) });
const Choice = z.object({ link: z.string().max(100), password: z.string().max(1_000) });

/** POST /desk/signIn by name and password, POST /desk/choosePassword by a link that lets its agent choose one: as a form or as JSON. */
export function mountPasswords(edge: HttpEdge, door: SignInDoor, passwords: PasswordSignIn): void {
  const { log, clock, sessions } = door.options;

  edge.route({
    method: 'POST',
    path: '/desk/signIn',
    handle(request) {
      let typed = '';
      const signIn = async (): Promise<HttpAnswer> => {
        const { login, password } = parseBody(Login, await fieldsOf(request));
        typed = login;
        const tried = await known(passwords.signIn(login, password, door.networkOf(request), clock()));
        if (tried.kind === 'wrong') throw new HttpError(401, 'wrongSignIn', fault.wrong);
        if (tried.kind === 'tooMany') throw tooMany(tried.until, clock());
        return letIn(request, tried);
      };
      return door.answer(request, signIn, (trouble) => door.signInPage(trouble, typed));
    },
  });

  edge.route({
    method: 'POST',
    path: '/desk/choosePassword',
    handle(request) {
      let used = '';
      const choose = async (): Promise<HttpAnswer> => {
        const { link, password } = parseBody(Choice, await fieldsOf(request));
        used = link;
        if (!isGoodPassword(password)) throw new HttpError(400, 'badPassword', fault.passwordForm(PASSWORD_FORM));
        const chosen = await known(passwords.choose(link, password, clock()));
        if (!chosen) throw linkUsed();
        return letIn(request, chosen);
      };
      return door.answer(request, choose, async (trouble) => {
        const invitation = await sessions.invitation(used).catch(() => undefined);
        return invitation ? choosePage(invitation.agent, used, trouble) : door.signInPage(trouble);
      });
    },
  });

  function known<T>(work: Promise<T>): Promise<T> {
    return orAway(log, work.catch(orBusy));
  }

  async function letIn(request: HttpRequest, { token, agent }: SignedIn): Promise<HttpAnswer> {
    const headers = { 'Set-Cookie': await orAway(log, door.cookieFor(request, token)) };
    return isForm(request)
      ? { status: 303, headers: { ...headers, Location: '/desk' } }
      : { status: 200, body: agent, headers };
  }
}

async function fieldsOf(request: HttpRequest): Promise<unknown> {
  fromOwnSite(request);
  onSafeLine(request);
  return isForm(request) ? readFormBody(request) : readJsonBody(request);
}

function orBusy(error: unknown): never {
  if (!(error instanceof PasswordsBusyError)) throw error;
  throw new HttpError(503, 'busy', fault.busy, { 'Retry-After': '2' });
}
