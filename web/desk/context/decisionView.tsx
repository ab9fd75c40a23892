import type { Context } from '../../../services/desk/deskApi.js';
import { words as desk } from '../words.js';
import { Chip, type Tone } from './chip.js';
import { Facts } from './facts.js';
import { OutsideLines } from './outside.js';
import { When } from './when.js';

const words = desk.context.decision;
type Decision = NonNullable<Context['decision']>;

/** What the rules say of the order: whether, why, until when, by which way, and where that is written. */
export function DecisionView({
  decision,
  decisionText,
}: {
  readonly decision: Decision;
  readonly decisionText: string | undefined;
}) {
  const { eligible, closesAt, opensAt, route } = decision;
  return (
    <>
      <p class="about-chips">
        <Chip tone={toneOfDecision(decision)}>{words.eligible[eligible]}</Chip>
      </p>
      {decisionText !== undefined && <OutsideLines text={decisionText} />}
      <Facts
        rows={[
          [words.closesAt, closesAt === undefined ? undefined : <When at={closesAt} isAhead />],
          [words.opensAt, opensAt === undefined ? undefined : <When at={opensAt} isAhead />],
          [words.route, words.routes[route]],
        ]}
      />
    </>
  );
}

export function toneOfDecision({ eligible }: Decision): Tone {
  return ({ yes: 'good', no: 'bad', unknown: 'warn' } as const)[eligible];
}
