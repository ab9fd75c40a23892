import type { ServerResponse } from 'node:http';
import { HttpError } from './httpEdge.js';

/**
 * The head of an answer that is a file to be saved, and in which no browser finds anything to run. `isShown`: a picture may
 * also be looked at by itself.
 */
export function headInert(
  response: ServerResponse,
  { type, name, isShown = false }: { readonly type: string; readonly name: string; readonly isShown?: boolean },
): void {
  response.statusCode = 200;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Disposition', disposition(name, isShown ? 'inline' : 'attachment'));
  // A picture in a page shows all the same; opened by itself it is saved, and where it is not, it can do nothing.
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'; frame-ancestors 'none'");
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}

/** The one answer to whoever may not have it, and to whoever asks for what is not there. */
export function noSuchFile(): HttpError {
  return new HttpError(404, 'fileNotFound', 'There is no such file, or its address has expired.');
}

/** RFC 6266: the name as it is, and for old readers what is left of it in ASCII. */
function disposition(name: string, how: 'inline' | 'attachment'): string {
  const plain = name.replace(/[^ \w.()-]/g, '_');
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${full}`;
}
