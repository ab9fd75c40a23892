import { hasFiles, upload } from './upload.js';
import type { DirectLine, Observer } from './webChat.js';

/** Between two tries on a line that is up: the server was busy, or a proxy lost the request. */
const RETRY_AFTER_MS = 2_000;

type Post = { readonly activity: unknown; readonly observer: Observer<string> };

/**
 * What the buyer sent and the server has not taken yet, in the order of writing. One goes out at a time, again and again
 * until it is taken; the server knows a repeat by its clientActivityID. Web Chat's own "retry" makes a new id each time,
 * so a message whose acknowledgement was lost would come twice.
 */
export function createOutbox(): { add(post: Post): () => void; use(line: DirectLine | undefined): void } {
  const posts: Post[] = [];
  let line: DirectLine | undefined;
  let sending: { unsubscribe(): void } | undefined;
  let timer: number | undefined;

  function stop(): void {
    window.clearTimeout(timer);
    sending?.unsubscribe();
    timer = undefined;
    sending = undefined;
  }

  function send(): void {
    const [post] = posts;
    if (!post || !line || sending || timer !== undefined) return;
    const settle = (tell: () => void) => {
      if (posts[0] !== post) return;
      posts.shift();
      stop();
      tell();
      send();
    };
    const later = () => {
      stop();
      timer = window.setTimeout(() => {
        timer = undefined;
        send();
      }, RETRY_AFTER_MS);
    };
    let finished = false;
    const { activity } = post;
    const posted = hasFiles(activity) ? upload(line, activity) : line.postActivity(activity);
    const subscription = posted.subscribe({
      next: (id) => {
        finished = true;
        if (id === 'retry') later();
        else
          settle(() => {
            post.observer.next?.(id);
            post.observer.complete?.();
          });
      },
      error: (error) => {
        finished = true;
        if (isTooMany(error)) later();
        else settle(() => post.observer.error?.(error));
      },
    });
    if (!finished) sending = subscription;
  }

  return {
    add(post) {
      posts.push(post);
      send();
      return () => {
        const at = posts.indexOf(post);
        if (at < 0) return;
        posts.splice(at, 1);
        if (at === 0) stop();
        send();
      };
    },
    use(next) {
      stop();
      line = next;
      send();
    },
  };
}

function isTooMany(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 429;
}
