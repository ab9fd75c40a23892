import { DIRECT_LINE_DOMAIN } from './token.js';
import type { DirectLine, Stream } from './webChat.js';

/** The server's own limit, and a little. directlinejs gives up after 20 s, which is 3 MB on a poor phone network. */
const UPLOAD_TIMEOUT_MS = 130_000;

type Attachment = { readonly contentUrl: string; readonly name?: string };
type WithFiles = { readonly attachments: readonly Attachment[] };

export function hasFiles(activity: unknown): activity is WithFiles {
  return (
    typeof activity === 'object' &&
    activity !== null &&
    'attachments' in activity &&
    Array.isArray(activity.attachments) &&
    activity.attachments.length > 0
  );
}

/** Posts a message with its files. Emits its id, or "retry" when it should be sent again, as `line.postActivity` does. */
export function upload(line: DirectLine, activity: WithFiles): Stream<string> {
  return {
    subscribe(observer) {
      const aborted = new AbortController();
      let fallback: { unsubscribe(): void } | undefined;
      const emit = (id: string) => {
        observer.next?.(id);
        observer.complete?.();
      };
      const take = async () => {
        const signal = AbortSignal.any([aborted.signal, AbortSignal.timeout(UPLOAD_TIMEOUT_MS)]);
        const answer = await post(line, await formOf(activity), signal);
        if (answer.ok) return emit(idIn(await answer.json()));
        // It knows what to do about a token that has run out.
        if (answer.status === 403) fallback = line.postActivity(activity).subscribe(observer);
        else if (answer.status < 500 && !AGAIN.has(answer.status)) observer.error?.({ status: answer.status });
        else emit('retry');
      };
      take().catch(() => {
        if (!aborted.signal.aborted) emit('retry');
      });
      return {
        unsubscribe() {
          aborted.abort();
          fallback?.unsubscribe();
        },
      };
    },
  };
}

/** Too slow, too much at once: not for good. */
const AGAIN = new Set([408, 429]);

async function formOf(activity: WithFiles): Promise<FormData> {
  // The files go beside it; what Web Chat says of them, thumbnails among it, would only be dropped.
  const { attachments, ...message } = activity;
  const form = new FormData();
  form.append('activity', new Blob([JSON.stringify(message)], { type: 'application/vnd.microsoft.activity' }));
  for (const { contentUrl, name } of attachments) {
    const file = await (await fetch(contentUrl)).blob();
    form.append('file', file, name ?? 'file');
  }
  return form;
}

function post(line: DirectLine, body: FormData, signal: AbortSignal): Promise<Response> {
  const path = `/conversations/${encodeURIComponent(line.conversationId ?? '')}/upload`;
  const headers = { authorization: `Bearer ${line.token}` };
  return fetch(`${DIRECT_LINE_DOMAIN}${path}`, { method: 'POST', body, headers, signal });
}

function idIn(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'id' in answer && typeof answer.id === 'string')
    return answer.id;
  throw new Error('chat: the answer to an upload has no id');
}
