import type { IncomingMessage } from 'node:http';

const deadlines = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/** Calls `cut` when the request's body is not whole after `ms`, unless its route has lifted the deadline. */
export function setBodyDeadline(request: IncomingMessage, ms: number, cut: () => void): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return;
  const timer = setTimeout(() => {
    if (!request.complete) cut();
  }, ms).unref();
  deadlines.set(request, timer);
  request.once('close', () => clearTimeout(timer));
}

/** For a route whose bodies are long, and that has limits of its own on how long they take. */
export function liftBodyDeadline(request: IncomingMessage): void {
  clearTimeout(deadlines.get(request));
}
