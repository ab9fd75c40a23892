import type { Thread, UploadedFile } from '../../services/desk/deskApi.js';

export type Owner = Thread['owner'];

/** A command as it is posted; `id` is made here unless it is given. Which fields go with which command: docs/desk.md. */
export type PostedCommand = { readonly command: string; readonly id?: string } & Readonly<Record<string, unknown>>;
export type Done = { readonly kind: 'done'; readonly epoch: number; readonly owner: Owner };

/** /desk/api, as the page calls it. Whatever is not answered with success throws ApiError. */
export type Api = {
  /** `path` below /desk/api/, without a slash in front. */
  get<T>(path: string): Promise<T>;
  /** Asked again with the same id it is done once: so a loss on the way is repeated here, for a while. */
  command(conversationId: string, command: PostedCommand): Promise<Done>;
  /** `onProgress`: from 0 to 1. */
  upload(conversationId: string, file: File, onProgress?: (share: number) => void): Promise<UploadedFile>;
  /** POST without a body. */
  post(path: 'heartbeat' | 'signOut'): Promise<void>;
};

/** What reads and commands need of it. */
export type AskingApi = Pick<Api, 'get' | 'command'>;

/** `code`: the desk's own (docs/desk.md), or `unreachable`. `owner`: who has the conversation, where that was why. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly owner?: Owner,
    readonly epoch?: number,
  ) {
    super(message);
  }
}

export function newCommandId(): string {
  return crypto.randomUUID();
}

export function conversationPath(conversationId: string, rest: string): string {
  return `conversations/${encodeURIComponent(conversationId)}/${rest}`;
}

/** Where a file of the conversation is shown from. */
export function fileUrl(conversationId: string, fileId: string): string {
  return BASE + conversationPath(conversationId, `files/${encodeURIComponent(fileId)}`);
}

const BASE = '/desk/api/';
/** No page of another site can send it unasked. */
const OWN_PAGE = { 'X-Refund-Desk': '1' };
/** Answers after which the same command is asked again, and for how long. */
const AGAIN = new Set(['notYet', 'inboxFull', 'unreachable']);
const AGAIN_FOR_MS = 20_000;
const MOST_WAIT_MS = 4_000;

/** `onSignedOut`: the session has ended, whatever was asked. */
let touchedAt = Date.now();
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
  addEventListener(
    kind,
    () => {
      touchedAt = Date.now();
    },
    { passive: true, capture: true },
  );

/** What the page reads while nobody touches it keeps nobody signed in. */
function byItself(): Readonly<Record<string, string>> {
  return Date.now() - touchedAt > UNTOUCHED_AFTER_MS ? { 'X-Refund-Desk-Idle': '1' } : {};
}
const UNTOUCHED_AFTER_MS = 60_000;

export function createApi(onSignedOut: () => void): Api {
  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = init.method === 'POST' ? { ...OWN_PAGE, ...init.headers } : { ...byItself(), ...init.headers };
    let answer: Response;
    try {
      answer = await fetch(BASE + path, { ...init, headers });
    } catch {
      throw new ApiError(0, 'unreachable', '');
    }
    if (answer.ok) return answer;
    if (answer.status === 401) onSignedOut();
    throw errorOf(answer.status, await answer.text());
  }

  async function command(conversationId: string, posted: PostedCommand): Promise<Done> {
    const body = JSON.stringify({ id: newCommandId(), ...posted });
    const headers = { 'Content-Type': 'application/json' };
    const until = Date.now() + AGAIN_FOR_MS;
    for (let waitMs = 250; ; waitMs = Math.min(MOST_WAIT_MS, waitMs * 2)) {
      try {
        const answer = await call(conversationPath(conversationId, 'commands'), { method: 'POST', body, headers });
        return await answer.json();
      } catch (error) {
        const isLost = error instanceof ApiError && (AGAIN.has(error.code) || error.status === 503);
        if (!isLost || Date.now() + waitMs > until) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  return {
    get: async (path) => (await call(path)).json(),
    command,
    upload: (conversationId, file, onProgress) => {
      const path = conversationPath(conversationId, `files?name=${encodeURIComponent(file.name)}`);
      return sendFile(BASE + path, file, onProgress, onSignedOut);
    },
    post: async (path) => {
      await call(path, { method: 'POST' });
    },
  };
}

/** By the old interface: fetch does not tell how far an upload has come. */
function sendFile(
  url: string,
  file: File,
  onProgress: ((share: number) => void) | undefined,
  onSignedOut: () => void,
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    for (const [name, value] of Object.entries(OWN_PAGE)) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 1 : loaded / total);
    request.onerror = () => reject(new ApiError(0, 'unreachable', ''));
    request.onload = () => {
      if (request.status === 401) onSignedOut();
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText));
      else reject(errorOf(request.status, request.responseText));
    };
    request.send(file);
  });
}

/** A proxy in between may answer in a form of its own. */
function errorOf(status: number, text: string): ApiError {
  let body: { error?: { code?: string; message?: string }; owner?: Owner; epoch?: number } = {};
  try {
    body = JSON.parse(text);
  } catch {
    // Then its status tells.
  }
  return new ApiError(status, body.error?.code ?? `http${status}`, body.error?.message ?? '', body.owner, body.epoch);
}
