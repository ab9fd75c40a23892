import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Context } from '../../../services/desk/deskApi.js';
import { type AskingApi, conversationPath } from '../api.js';

type Reading = {
  /** The last that could be read; undefined: nothing yet. */
  readonly context: Context | undefined;
  /** The last reading failed. */
  readonly isFailed: boolean;
  /** Resolves when something was read that is as new as this call. */
  readonly readAgain: () => Promise<void>;
};

/** The context of a conversation, read at first and whenever it is asked for. */
export function useContextOf(api: AskingApi, conversationId: string): Reading {
  const [context, setContext] = useState<Context>();
  const [isFailed, setFailed] = useState(false);
  const reader = useMemo(
    () =>
      createReader(async (isWanted) => {
        try {
          const read = await api.get<Context>(conversationPath(conversationId, 'context'));
          if (!isWanted()) return;
          setContext(read);
          setFailed(false);
        } catch {
          if (isWanted()) setFailed(true);
        }
      }),
    [api, conversationId],
  );
  useEffect(() => {
    void reader.readAgain();
    return reader.stop;
  }, [reader]);
  return { context, isFailed, readAgain: reader.readAgain };
}

/** One reading at a time. One that began before a change may not have seen it, so another follows, for all who asked. */
function createReader(read: (isWanted: () => boolean) => Promise<void>): {
  readonly readAgain: () => Promise<void>;
  readonly stop: () => void;
} {
  let isStopped = false;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const readAgain = (): Promise<void> => {
    if (!running) {
      running = read(() => !isStopped).then(() => {
        running = undefined;
      });
      return running;
    }
    next ??= running.then(() => {
      next = undefined;
      return readAgain();
    });
    return next;
  };
  return {
    readAgain,
    stop: () => {
      isStopped = true;
    },
  };
}
