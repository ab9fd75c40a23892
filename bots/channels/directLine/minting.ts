import type { ConversationStore } from '../../../services/conversations/conversationStore.js';
import type { Log } from '../../../services/telemetry/log.js';
import { isHttps } from '../../http/cookies.js';
import { type HttpAnswer, HttpError, type HttpRequest } from '../../http/httpEdge.js';
import { readJsonBody } from '../../http/jsonBody.js';
import type { Intake } from '../../turn/intake.js';
import { orAway, orRefused, parseBody } from '../receiving.js';
import { readAfter } from './activities.js';
import { CHANNEL_NAME } from './buyerActivity.js';
import { type Callers, claimsFor, randomId } from './callers.js';
import type { DirectLineSettings } from './directLineSettings.js';
import { type DirectLineTokens, TOKEN_LIFETIME_S, type TokenClaims } from './directLineTokens.js';
import { MintBody, StartBody } from './directLineWire.js';
import type { MintLimit } from './mintLimit.js';
import type { ResumeCookie } from './resumeCookie.js';
import type { StreamTickets } from './streamTickets.js';

export type MintingOptions = {
  readonly settings: DirectLineSettings;
  readonly intake: Intake;
  readonly store: ConversationStore;
  readonly clock: () => number;
  readonly log: Log;
  readonly callers: Callers;
  readonly limit: MintLimit;
  readonly tokens: DirectLineTokens;
  readonly tickets: StreamTickets;
  readonly cookie: ResumeCookie;
};

/** Every way to a token: a new one, a newer one, and the ones that come with beginning or coming back to a conversation. */
export class Minting {
  readonly #options: MintingOptions;

  constructor(options: MintingOptions) {
    this.#options = options;
  }

  async generate(request: HttpRequest): Promise<HttpAnswer> {
    const { settings, callers, limit, cookie } = this.#options;
    const isShop = callers.showsSecret(request);
    if (!isShop) await limit.take(request);
    if (settings.demoBuyerId === undefined && !isShop) {
      const message = 'Send your secret: Authorization: Bearer <DIRECTLINE_SECRET>.';
      throw new HttpError(401, 'secretInvalid', message, { 'WWW-Authenticate': 'Bearer' });
    }
    const body = parseBody(MintBody, (await readJsonBody(request)) ?? {});
    if (settings.demoBuyerId === undefined) return this.#grant(200, claimsFor(body));

    const user = settings.demoBuyerId;
    const claims = { conv: (await cookie.read(request, user)) ?? randomId(), user };
    const answer = await this.#grant(200, claims);
    return { ...answer, headers: { 'Set-Cookie': await cookie.header(request, claims) } };
  }

  async refresh(request: HttpRequest): Promise<HttpAnswer> {
    await this.#options.limit.take(request);
    return this.#grant(200, await this.#options.callers.claims(request));
  }

  /** 201 once: the buyer is greeted by the first message of kind `joined`, and every later one is the same message. */
  async start(request: HttpRequest): Promise<HttpAnswer> {
    const { callers, limit, store, intake, clock, log } = this.#options;
    const isShop = callers.showsSecret(request);
    if (!isShop) await limit.take(request);
    const known = isShop ? undefined : await callers.claims(request);
    const { user, locale } = parseBody(StartBody, (await readJsonBody(request)) ?? {});
    const claims = known ?? claimsFor({ user });

    // The store forgets ids after a week; a conversation in which something was said is never joined anew.
    const { lastSeq } = await orAway(log, store.log(claims.conv, { after: 0, limit: 1 }));
    if (lastSeq > 0) return this.#grant(200, claims, streamOf(request, 0));
    const joined = {
      id: 'joined',
      kind: 'joined',
      at: clock(),
      buyerId: claims.user,
      channel: CHANNEL_NAME,
      body: locale === undefined ? {} : { locale },
    } as const;
    const receipt = orRefused(await orAway(log, intake.receive(claims.conv, joined)));
    return this.#grant(receipt.kind === 'accepted' ? 201 : 200, claims, streamOf(request, 0));
  }

  async reconnect(request: HttpRequest): Promise<HttpAnswer> {
    const { callers, store, log } = this.#options;
    const claims = await callers.claimsHere(request);
    const { after } = await readAfter(request, { store, log, conversationId: claims.conv, limit: 1 });
    return this.#grant(200, claims, streamOf(request, after));
  }

  async #grant(
    status: number,
    claims: TokenClaims,
    stream?: (conv: string, ticket: string) => string,
  ): Promise<HttpAnswer> {
    const token = await this.#options.tokens.mint(claims);
    const granted = { conversationId: claims.conv, token, expires_in: TOKEN_LIFETIME_S };
    if (!stream) return { status, body: granted };
    return { status, body: { ...granted, streamUrl: stream(claims.conv, await this.#options.tickets.issue(claims)) } };
  }
}

/** The host is the one that the client itself has just reached us by. */
function streamOf(request: HttpRequest, after: number): (conv: string, ticket: string) => string {
  const base = `${isHttps(request) ? 'wss' : 'ws'}://${request.headers.host ?? 'localhost'}`;
  return (conv, ticket) => `${base}/v3/directline/conversations/${conv}/stream?watermark=${after}&t=${ticket}`;
}
