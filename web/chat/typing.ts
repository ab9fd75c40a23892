/** The desk shows it for six seconds. */
const TELL_EVERY_MS = 3_000;
const SHOWN_MS = 6_000;

/**
 * Tells that the buyer writes, now and then while they do. By ourselves and not by Web Chat's `sendTypingIndicator`, which
 * waits for such an activity to come back as it waits for a message, and counts it as not sent when it does not.
 */
export function createTypingNotice(tell: () => void): (written: string) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (written) => {
    const now = performance.now();
    if (written.trim() === '') toldAt = Number.NEGATIVE_INFINITY;
    else if (now - toldAt >= TELL_EVERY_MS) {
      toldAt = now;
      tell();
    }
  };
}

/** Who of the desk writes to the buyer, by what comes in; `show` is called with their name, and without when they no longer do. */
export function createWriterWatch(show: (name: string | undefined) => void): (activity: unknown) => void {
  let timer: number | undefined;
  const end = () => {
    if (timer === undefined) return;
    window.clearTimeout(timer);
    timer = undefined;
    show(undefined);
  };
  return (activity) => {
    if (!isRecord(activity) || !isRecord(activity.from) || activity.from.role === 'user') return;
    const { name } = activity.from;
    const isTyping = activity.type === 'typing' && typeof name === 'string' && !isOver(activity.channelData);
    if (activity.type !== 'typing' && activity.type !== 'message') return;
    end();
    if (!isTyping) return;
    timer = window.setTimeout(end, SHOWN_MS);
    show(name);
  };
}

/** They have stopped, and sent nothing. */
function isOver(channelData: unknown): boolean {
  return isRecord(channelData) && channelData.isTyping === false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
