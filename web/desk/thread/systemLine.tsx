import type { Thread } from '../../../services/desk/deskApi.js';
import { dayAndTime, timeOfDay } from '../model/clock.js';
import { fill, own, words } from '../words.js';
import { PlainText } from './plainText.js';

type Line = Thread['lines'][number];
type SystemLine = Extract<Line, { kind: 'system' }>;

/** What happened, in grey; and colleagues' notes, in yellow. No buyer sees either. */
export function DeskLineView({ line }: { readonly line: Line }) {
  const time = (
    <time dateTime={new Date(line.at).toISOString()} title={dayAndTime(line.at)}>
      {timeOfDay(line.at)}
    </time>
  );
  if (line.kind === 'note')
    return (
      <div class="note">
        <p class="note-head">
          {words.thread.note} · <bdi>{line.by.name}</bdi> · {time}
        </p>
        <PlainText text={line.text} />
      </div>
    );
  return (
    <p class="system">
      <bdi>{eventWords(line)}</bdi> · {time}
    </p>
  );
}

function eventWords({ event, by, facts }: SystemLine): string {
  const values = { ...facts, name: by?.name ?? words.thread.bot };
  switch (event) {
    case 'queued':
      return fill(words.event.queued, { reason: reasonOf(facts['reason']) });
    case 'leftAsCase':
      return fill(words.event.leftAsCase, { when: dayAndTime(Number(facts['answerBy'])) });
    case 'rated':
      return fill(facts['comment'] ? words.event.ratedWith : words.event.rated, values);
    case 'withheld':
      return fill(facts['caseId'] ? words.event.withheldCase : words.event.withheld, values);
    case 'amended':
      return fill(words.event.amended, {
        ...values,
        field: own(FIELDS, String(facts['field'])) ?? String(facts['field']),
      });
    // A newer desk may know more than this page.
    default:
      return fill(own(EVENTS, event) ?? words.event.other, { event, ...values });
  }
}

const EVENTS: Readonly<Record<string, string | undefined>> = words.event;
const FIELDS: Readonly<Record<string, string | undefined>> = words.field;
const REASONS: Readonly<Record<string, string | undefined>> = words.reason;

function reasonOf(reason: unknown): string {
  return own(REASONS, String(reason)) ?? String(reason);
}
