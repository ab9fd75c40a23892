import { age, dayAndTime, duration, now } from '../model/clock.js';
import type { Row } from '../model/lists.js';
import { fill, words } from '../words.js';

/** Under so much the clock turns amber. */
const SOON_MS = 3 * 60_000;
/** A promise is of hours: its clock turns amber earlier. */
const PROMISE_SOON_MS = 60 * 60_000;

/** How long there is to answer, counting down; else how long ago the last line was. */
export function RowClock({ row }: { readonly row: Pick<Row, 'answerBy' | 'promisedBy' | 'lastLineAt'> }) {
  const { answerBy, promisedBy, lastLineAt } = row;
  if (answerBy !== undefined)
    return <Countdown by={answerBy} soonMs={answerBy === promisedBy ? PROMISE_SOON_MS : SOON_MS} />;
  if (lastLineAt === undefined) return null;
  const ago = age(now.value - lastLineAt);
  return (
    <time class="clock quiet" dateTime={new Date(lastLineAt).toISOString()} title={dayAndTime(lastLineAt)}>
      {ago}
    </time>
  );
}

function Countdown({ by, soonMs }: { readonly by: number; readonly soonMs: number }) {
  const left = by - now.value;
  const isOver = left < 0;
  const time = duration(Math.abs(left));
  const tone = isOver ? 'late' : left < soonMs ? 'soon' : 'calm';
  const label = fill(isOver ? words.clock.lateBy : words.clock.answerWithin, { time });
  return (
    <span class={`clock ${tone}`} role="timer" aria-label={label} title={label}>
      {isOver ? fill(words.clock.over, { time }) : time}
    </span>
  );
}
