import type { Attachment } from 'botbuilder';
import type { Words } from '../../../services/content/words.js';
import { caseTimeline } from '../../../services/refunds/caseTimeline.js';
import type { CaseNextStep } from '../../../services/refunds/nextStep.js';
import type { RefundCase } from '../../../services/refunds/refundCase.js';
import { adaptiveCard } from '../../kit/adaptiveCard.js';

/** One case: its number, where it stands, whose turn it is and by when. */
export function caseCard(
  words: Words,
  refundCase: RefundCase,
  next: CaseNextStep,
  orderTitle: string,
  timeZone: string,
): Attachment {
  const { request } = refundCase;
  return adaptiveCard({
    heading: words.caseHeading(refundCase.caseId),
    lead: words.caseState(refundCase),
    facts: [
      { title: words.label.order, value: `${request.orderId} (${orderTitle})` },
      { title: words.field.problem, value: words.problem[request.problem] },
      {
        title: words.field.remedy,
        value: words.remedy[request.remedy] + (request.amount ? `, ${words.money(request.amount)}` : ''),
      },
      ...(refundCase.settlement
        ? [{ title: words.label.settled, value: words.settlement(refundCase.settlement) }]
        : refundCase.proposal
          ? [{ title: words.label.proposed, value: words.settlement(refundCase.proposal) }]
          : []),
      ...(refundCase.state === 'awaitingReturn' && refundCase.returnTo
        ? [{ title: words.label.returnTo, value: refundCase.returnTo.lines.join(', ') }]
        : []),
      ...(refundCase.parcel
        ? [{ title: words.label.parcel, value: `${refundCase.parcel.carrier}, ${refundCase.parcel.number}` }]
        : []),
      { title: words.label.opened, value: words.day(refundCase.openedAt, timeZone) },
      { title: words.label.whoseTurn, value: words.nextStep(next, timeZone) },
    ],
    lines: caseTimeline(refundCase).map((stop) => words.timelineStop(stop, timeZone)),
  });
}
