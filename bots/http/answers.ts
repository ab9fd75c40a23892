import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../services/telemetry/log.js';
import { type HttpAnswer, HttpError } from './httpEdge.js';

/** On every answer, of whatever status. A page overrides the last two. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
};

export function sendAnswer(response: ServerResponse, answer: HttpAnswer): void {
  // The caller is gone, or a stream has begun: there is nobody to tell.
  if (response.headersSent || response.destroyed) {
    response.end();
    return;
  }
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (answer.body === undefined) {
    response.end();
    return;
  }
  if (!response.hasHeader('Content-Type')) response.setHeader('Content-Type', 'application/json; charset=utf-8');
  const body = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(JSON.stringify(answer.body));
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

/** Direct Line's form of an error, which our other routes use too. */
function errorAnswer(error: HttpError): HttpAnswer {
  return {
    status: error.status,
    body: { error: { code: error.code, message: error.message } },
    headers: error.headers,
  };
}

/**
 * The answer to whatever a handler threw. What is not an HttpError is our fault, and no internal text leaves. With every
 * 5xx the caller gets an id to quote, under which the log tells what it was.
 */
export function failureAnswer(error: unknown, request: IncomingMessage, log: Log): HttpAnswer {
  if (error instanceof HttpError && error.status < 500) return errorAnswer(error);
  const incident = randomUUID().slice(0, 8);
  // The path without its query: a stream ticket is a secret.
  const where = { incident, method: request.method, path: request.url?.split('?')[0] };
  if (error instanceof HttpError) {
    log.warn({ ...where, status: error.status, code: error.code }, 'request not served');
    const { code, message } = error;
    return { ...errorAnswer(error), body: { error: { code, message, incident } } };
  }
  log.error({ ...where, err: error }, 'request failed');
  const message = `Something went wrong on our side. Quote incident ${incident}.`;
  return { status: 500, body: { error: { code: 'internal', message, incident } } };
}

/** A whole HTTP/1.1 answer as text, for sockets that never got (or no longer have) a ServerResponse. */
export function rawAnswer(answer: HttpAnswer): string {
  const body = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const headers = {
    ...SECURITY_HEADERS,
    'Content-Type': 'application/json; charset=utf-8',
    ...answer.headers,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${answer.status} ${REASONS[answer.status] ?? 'Error'}\r\n${lines.join('')}\r\n${body}`;
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
