import type { Thread } from '../../services/desk/deskApi.js';

type Owner = Thread['owner'];

/** A command as it is posted. Which fields go with which command: docs/desk.md. */
type PostedCommand = { readonly command: string; readonly id?: string } & Readonly<Record<string, unknown>>;
type Done = { readonly kind: 'done'; readonly epoch: number; readonly owner: Owner };

/** /desk/api, as the page calls it. Whatever is not answered with success throws ApiError. */
export type Api = {
  /** `path` below /desk/api/, without a slash in front. */
  get<T>(path: string): Promise<T>;
  /** Asked again with the same id it is done once. */
  command(conversationId: string, command: PostedCommand): Promise<Done>;
};

/** `code`: the desk's own (docs/desk.md), or `unreachable`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function conversationPath(conversationId: string, rest: string): string {
  return `conversations/${encodeURIComponent(conversationId)}/${rest}`;
}

/** Where a file of the conversation is shown from. */
export function fileUrl(conversationId: string, fileId: string): string {
  return BASE + conversationPath(conversationId, `files/${encodeURIComponent(fileId)}`);
}

const BASE = '/desk/api/';
