import { useContext } from 'preact/hooks';
import type { Context } from '../../../services/desk/deskApi.js';
import { channelName } from '../parts/channelName.js';
import { words as desk } from '../words.js';
import { Chip } from './chip.js';
import { toneOfDecision } from './decisionView.js';
import { Facts } from './facts.js';
import { Outside, OutsideLines } from './outside.js';
import { standingOf } from './verdictView.js';
import { BuyersZone, buyersClock, When } from './when.js';

const words = desk.context;

/** The first thing that is read: the matter in a few words, and what decides it. */
export function AtAGlance({ context }: { readonly context: Context }) {
  const { summary, isKnown, decision, verdict, cases, buyer, timeZone, locale, lastAgent, request, resolved } = context;
  const { now } = useContext(BuyersZone);
  const wanted = context.owner.kind === 'bot' ? request?.reason : context.owner.reason;
  const standing = verdict && standingOf(verdict);
  return (
    <>
      {summary === '' ? <p class="about-none">{words.noSummary}</p> : <OutsideLines text={summary} />}
      <p class="about-chips">
        <Chip tone={isKnown ? 'good' : 'warn'}>{isKnown ? words.buyer.isKnown : words.buyer.isNotKnown}</Chip>
        {decision && <Chip tone={toneOfDecision(decision)}>{words.decision.eligible[decision.eligible]}</Chip>}
        {standing && <Chip tone={standing.tone}>{`${words.order.seller}: ${standing.text}`}</Chip>}
        {cases?.map((each) => (
          <Chip key={each.case.caseId} tone="calm">
            <Outside text={`${each.case.caseId}: ${each.stateText}`} />
          </Chip>
        ))}
      </p>
      {resolved && (
        <p class="about-notice is-good">
          {words.resolved.label}, <When at={resolved.at} />, {words.resolved.by} <Outside text={resolved.by.name} />:{' '}
          <Outside text={resolved.reason} />
        </p>
      )}
      {request && (
        <p class="about-notice is-warn">
          {words.promise.label}: {words.promise.by} <When at={request.by} isAhead />
          {request.broken > 0 && `; ${words.promise.broken}: ${request.broken}`}
        </p>
      )}
      <Facts
        rows={[
          [words.wantedBecause, wanted && words.wanted[wanted]],
          [words.buyer.label, buyer ? <Outside text={buyer.id} /> : words.buyer.nobody],
          [words.buyer.channel, buyer && <Outside text={channelName(buyer.channel)} />],
          [words.buyer.time, <Outside key="time" text={`${buyersClock(now, timeZone)} (${timeZone})`} />],
          [words.buyer.language, <Outside key="language" text={languageName(locale)} />],
          [words.buyer.lastAgent, lastAgent && <Outside text={lastAgent.name} />],
        ]}
      />
    </>
  );
}

function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames('en-GB', { type: 'language' }).of(locale) ?? locale;
  } catch {
    return locale; // No language tag that this browser knows.
  }
}
