import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector';
import type { Config } from '../../../services/config/config.js';
import type { Log } from '../../../services/telemetry/log.js';
import { HttpError, type HttpRequest } from '../../http/httpEdge.js';
import type { InboundActivity } from './botServiceWire.js';
import { isLoopback } from './loopback.js';

/** The Bot Framework's own checks for a registered bot: the token's signature, audience, life, channel and service URL. */
export function openAuthentication(bot: NonNullable<Config['botService']['bot']>): BotFrameworkAuthentication {
  const { appId, password, type, tenantId } = bot;
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: appId,
    MicrosoftAppType: type,
    ...(password === undefined ? {} : { MicrosoftAppPassword: password }),
    ...(tenantId === undefined ? {} : { MicrosoftAppTenantId: tenantId }),
  });
}

/** The SDK fetches signing keys without a limit of its own; Azure gives up on us after 15 s. */
const LIMIT_MS = 10_000;

/** Throws HttpError: 401 for whoever is not Azure speaking to this bot, 503 where Azure's keys cannot be had. */
export async function checkCaller(
  authentication: BotFrameworkAuthentication,
  request: HttpRequest,
  { channelId, serviceUrl }: InboundActivity,
  log: Log,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within 10 s')), LIMIT_MS);
  });
  try {
    // The three fields it reads; the rest of an SDK activity is of no use to it.
    const asked = { channelId, serviceUrl } as Parameters<typeof authentication.authenticateRequest>[0];
    await Promise.race([authentication.authenticateRequest(asked, request.headers.authorization ?? ''), limit]);
  } catch (error) {
    if (isCallersFault(error)) {
      log.warn({ channelId, why: error.message.slice(0, 200) }, 'botService: a caller was refused');
      throw new HttpError(401, 'unauthorized', 'This request is not signed by the Bot Framework for this bot.');
    }
    log.error({ channelId, err: error }, 'botService: callers cannot be checked');
    throw new HttpError(503, 'cannotCheck', 'We cannot check who is calling right now. Try again in a moment.', {
      'Retry-After': '5',
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Without a registration nobody is checked, so only programs of this machine are let in: no proxy's guests, whose
 * socket comes from here too, and no page's script, which a browser marks with its origin. Throws HttpError 403.
 */
export function checkIsLocal({ socket, headers }: HttpRequest): void {
  const forwarded = headers['x-forwarded-for'] ?? headers.forwarded ?? headers['x-real-ip'];
  const isLocal = isLoopback(socket.remoteAddress ?? '') && forwarded === undefined && headers.origin === undefined;
  if (!isLocal) throw new HttpError(403, 'onlyLocal', 'Without MicrosoftAppId only programs on this machine may call.');
}

/** Names of jsonwebtoken's errors, which the SDK lets through. */
const TOKEN_ERRORS = new Set(['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError']);

function isCallersFault(error: unknown): error is Error {
  if (error instanceof AuthenticationError) return error.statusCode < 500;
  return error instanceof Error && TOKEN_ERRORS.has(error.name);
}
