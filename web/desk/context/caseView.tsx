import type { Context } from '../../../services/desk/deskApi.js';
import { words as desk } from '../words.js';
import { CaseTimeline } from './caseTimeline.js';
import { Copied } from './copied.js';
import { Facts } from './facts.js';
import { moneyWords } from './money.js';
import { Outside, OutsideLines } from './outside.js';
import { ShownUrl } from './shownUrl.js';
import { When } from './when.js';

const words = desk.context.cases;

type CaseProps = NonNullable<Context['cases']>[number];
type RefundCase = CaseProps['case'];

/** One case: where it stands, how it goes on, what can be done. */
export function CaseView({ case: refundCase, stateText, timeline, next }: CaseProps) {
  return (
    <article class="about-case" data-case={refundCase.caseId}>
      <h4>
        {words.number} <Copied text={refundCase.caseId} label={words.copyNumber} />
      </h4>
      <p class="about-title">
        <Outside text={stateText} />
      </p>
      <CaseTimeline timeline={timeline} />
      <div class="about-next">
        <h5>{words.next}</h5>
        <OutsideLines text={next} />
      </div>
      <Filed {...refundCase} />
    </article>
  );
}

function Filed({ request, openedAt, deadlines }: RefundCase) {
  const { problem, remedy, amount, affected, description, seller, evidenceLinks, evidenceFiles = [] } = request;
  return (
    <details class="about-filed">
      <summary>{words.details}</summary>
      <Facts
        rows={[
          [words.opened, <When key="opened" at={openedAt} />],
          [
            desk.context.order.number,
            <Copied key="order" text={request.orderId} label={desk.context.order.copyNumber} />,
          ],
          [words.problem, words.problems[problem]],
          [words.remedy, words.remedies[remedy]],
          [words.amount, amount && moneyWords(amount)],
          [words.affected, affected && `${affected.count} / ${affected.total}`],
          [words.description, <OutsideLines key="description" text={description} />],
          [words.sellerSaid, seller.said === undefined ? undefined : <OutsideLines text={seller.said} />],
          [
            words.evidence,
            evidenceLinks.length + evidenceFiles.length === 0 ? undefined : (
              <Pieces {...{ evidenceLinks, evidenceFiles }} />
            ),
          ],
          ...deadlines.map(
            ({ kind, at, source }) =>
              [
                words.deadline[kind],
                <>
                  <When at={at} isAhead />
                  {source === 'estimated' && <span class="about-soft">{words.estimated}</span>}
                </>,
              ] as const,
          ),
        ]}
      />
    </details>
  );
}

function Pieces({
  evidenceLinks,
  evidenceFiles,
}: {
  readonly evidenceLinks: readonly string[];
  readonly evidenceFiles: NonNullable<RefundCase['request']['evidenceFiles']>;
}) {
  return (
    <ul class="about-sources">
      {evidenceLinks.map((link) => (
        <li key={link}>
          <ShownUrl url={link} />
        </li>
      ))}
      {evidenceFiles.map(({ fileId, name }) => (
        <li key={fileId}>
          <Outside text={name} />
        </li>
      ))}
    </ul>
  );
}
