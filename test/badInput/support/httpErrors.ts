import type { ChatOver } from './chatOver.js';
import type { Sending } from './realDesk.js';

/** Two conversations on the same desk: the one that the bad input is meant for, and somebody else's. */
export type World = { readonly chat: ChatOver; readonly other: ChatOver; readonly secret: string };
export type Row = readonly [
  what: string,
  request: (world: World) => readonly [method: string, path: string, sending?: Sending],
  status: number,
  code: string,
  message: string,
];

export const GENERATE = '/v3/directline/tokens/generate';
export const REFRESH = '/v3/directline/tokens/refresh';
export const CONVERSATIONS = '/v3/directline/conversations';

export const TOO_LARGE = [413, 'bodyTooLarge', 'The body is over 256 KB.'] as const;
export const ENCODED = [415, 'encodedBody', 'Send the body without Content-Encoding.'] as const;
export const NOT_JSON_TYPE = [415, 'notJsonType', 'Send the body as application/json.'] as const;
export const NOT_JSON = [400, 'notJson', 'The body is not JSON.'] as const;
export const TOO_DEEP = [400, 'tooDeep', 'The body nests more than 20 levels.'] as const;
export const TOO_MANY_KEYS = [400, 'tooManyKeys', 'The body has more than 5,000 keys.'] as const;
export const UNSAFE = [400, 'unsafeKey', 'The body has a key that is not allowed.'] as const;
export const NOT_FOUND = [404, 'notFound', 'There is nothing here.'] as const;
export const NO_METHOD = [405, 'methodNotAllowed', 'This address does not take that method.'] as const;
export const BAD_ADDRESS = [400, 'badAddress', 'The address of this request cannot be read.'] as const;
export const NO_CONVERSATION = [404, 'conversationNotFound', 'There is no such conversation.'] as const;
export const ABSENT = [401, 'tokenAbsent', 'Send a token: Authorization: Bearer <token>.'] as const;
export const INVALID = [401, 'tokenInvalid', 'This token is not valid.'] as const;
export const EXPIRED = [403, 'tokenExpired', 'This token has expired.'] as const;
export const NO_SECRET = [
  401,
  'secretInvalid',
  'Send your secret: Authorization: Bearer <DIRECTLINE_SECRET>.',
] as const;
export const IN_BROWSER = [
  403,
  'secretInBrowser',
  'Mint on your server: the secret must never reach a browser.',
] as const;
export const ORIGIN = [403, 'originNotAllowed', 'This page’s origin is not on the list of allowed origins.'] as const;
export const BAD_WATERMARK = [400, 'badWatermark', 'watermark: expected the number of an earlier answer.'] as const;
export const AHEAD = [400, 'watermarkAhead', 'watermark: this conversation has not come that far.'] as const;
export const NO_FILE = [404, 'fileNotFound', 'There is no such file, or its address has expired.'] as const;
export const URL_REFUSED = [403, 'serviceUrlNotAllowed', 'serviceUrl: we do not send to this address.'] as const;
export const ONLY_LOCAL = [403, 'onlyLocal', 'Without MicrosoftAppId only programs on this machine may call.'] as const;
export const TYPES = 'type: Invalid option: expected one of "message"|"event"|"typing"';
export const badBody = (message: string) => [400, 'badBody', message] as const;
