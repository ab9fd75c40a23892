import { createOutbox } from './outbox.js';
import { withoutRepeats } from './repeats.js';
import { type DirectLine, type Observer, STATUS, type Stream } from './webChat.js';

/**
 * One line for Web Chat for the life of the page, whatever happens to the lines beneath it. Told of a loss, Web Chat
 * would give up what it is sending; so it is not told: what is sent waits in the outbox, and a new line's transcript
 * is merged by id with what is on screen.
 */
export type SteadyLine = DirectLine & {
  /** Goes on with this line. */
  attach(line: DirectLine): void;
  /** Ends the line there is; what is sent waits for the next one. */
  detach(): void;
  /** Now or never, past what waits: for what is of no use later. */
  signal(activity: unknown): void;
};

export function createSteadyLine(): SteadyLine {
  const activities = createSubject<unknown>();
  const statuses = createSubject<number>(STATUS.uninitialized);
  const outbox = createOutbox();
  let line: DirectLine | undefined;
  let online: DirectLine | undefined;
  const subscriptions: { unsubscribe(): void }[] = [];
  let heard = false;

  function attach(next: DirectLine): void {
    detach();
    line = next;
    const told = next.connectionStatus$.subscribe({
      next: (status) => {
        if (status !== STATUS.online) return;
        online = next;
        statuses.emit(STATUS.online);
        outbox.use(next);
      },
    });
    subscriptions.push(told);
    if (heard) connect(next);
  }

  function connect(next: DirectLine): void {
    // directlinejs ends its streams with an error when the conversation is over; its status says so too.
    subscriptions.push(
      next.activity$.subscribe({
        next: (activity) => activities.emit(withoutRepeats(activity)),
        error: () => undefined,
      }),
    );
  }

  function detach(): void {
    const before = line;
    line = undefined;
    online = undefined;
    outbox.use(undefined);
    for (const subscription of subscriptions.splice(0)) subscription.unsubscribe();
    before?.end();
  }

  return {
    activity$: {
      subscribe(observer) {
        const subscription = activities.stream.subscribe(observer);
        // The greeting must not come before there is somebody to hear it.
        if (!heard && line) connect(line);
        heard = true;
        return subscription;
      },
    },
    connectionStatus$: statuses.stream,
    get token() {
      return line?.token ?? '';
    },
    postActivity: (activity) => ({
      subscribe: (observer) => ({ unsubscribe: outbox.add({ activity, observer }) }),
    }),
    end: detach,
    attach,
    detach,
    signal: (activity) => void online?.postActivity(activity).subscribe({ error: () => undefined }),
  };
}

/** With a `first` value, a new observer is told the latest one at once. */
function createSubject<T>(first?: T): { readonly stream: Stream<T>; readonly emit: (value: T) => void } {
  const observers = new Set<Observer<T>>();
  let latest = first;
  return {
    stream: {
      subscribe(observer) {
        observers.add(observer);
        if (latest !== undefined) observer.next?.(latest);
        return { unsubscribe: () => observers.delete(observer) };
      },
    },
    emit(value) {
      if (first !== undefined) latest = value;
      for (const observer of [...observers]) observer.next?.(value);
    },
  };
}
