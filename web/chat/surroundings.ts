import { type FrameMessage, listen, post } from '../shared/frameMessages.js';

/**
 * The page around this one, as the widget's address for us tells of it. Anybody can write such an address; but the server
 * says who may frame us (frame-ancestors), and the browser delivers only to the origin that is named, so a false name
 * reaches nobody.
 */
const told = new URLSearchParams(window.location.search);
const page = told.get('page') ?? '';
const pageOrigin = URL.canParse(page) && new URL(page).origin === page ? page : window.location.origin;

/** Longer than the widget gives the shop. */
const TOKEN_TIMEOUT_MS = 10_000;

/** In a widget's panel, and not a page of its own. */
export const isFramed = window.parent !== window;

/** The shop's server mints, not this page. */
export const shopMints = isFramed && told.get('token') === 'page';

/** BCP 47, for Web Chat's own buttons and dates. */
export const locale = localeFrom(told.get('locale')) ?? 'en-US';

/** As the page around us is written. */
export const direction = told.get('dir') === 'rtl' ? 'rtl' : 'ltr';

export function tellPage(message: FrameMessage): void {
  if (isFramed) post(window.parent, pageOrigin, message);
}

export function listenToPage(take: (message: FrameMessage) => void): void {
  if (isFramed) listen(() => window.parent, pageOrigin, take);
}

/** Nobody is signed in at the shop. */
export class SignedOutError extends Error {
  override readonly name = 'SignedOutError';
}

/** What the shop minted for the buyer who is signed in there. Throws SignedOutError; anything else when the shop fails. */
export function askShopForToken(): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(() => refuse(new Error('chat: the page did not answer')), TOKEN_TIMEOUT_MS);
    const refuse = (reason: Error) => {
      asked = undefined;
      window.clearTimeout(timer);
      reject(reason);
    };
    asked = (message) => {
      if (message.type === 'refundDesk.noToken')
        return refuse(message.isSignedOut ? new SignedOutError() : new Error('chat: the shop minted nothing'));
      asked = undefined;
      window.clearTimeout(timer);
      resolve(message.token);
    };
    tellPage({ type: 'refundDesk.needsToken' });
  });
}

/** Takes what `askShopForToken` waits for; a token that was not asked for is nobody's. */
let asked: ((answer: ShopAnswer) => void) | undefined;
type ShopAnswer = Extract<FrameMessage, { type: 'refundDesk.token' | 'refundDesk.noToken' }>;
listenToPage((message) => {
  if (message.type === 'refundDesk.token' || message.type === 'refundDesk.noToken') asked?.(message);
});

function localeFrom(text: string | null): string | undefined {
  try {
    return text === null ? undefined : Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
