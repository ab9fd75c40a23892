import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Context, Me } from '../../../services/desk/deskApi.js';
import type { AskingApi } from '../api.js';
import { words as desk } from '../words.js';
import { AtAGlance } from './atAGlance.js';
import { AuditTrail } from './auditTrail.js';
import { CaseView } from './caseView.js';
import { DecisionView } from './decisionView.js';
import { EarlierList } from './earlierList.js';
import { EvidenceList } from './evidenceList.js';
import { GatheredList } from './gatheredList.js';
import { OrderFacts } from './orderFacts.js';
import { Section } from './section.js';
import { useContextOf } from './useContextOf.js';
import { VerdictView } from './verdictView.js';
import { BuyersZone, useMinute } from './when.js';

const words = desk.context;

type PanelProps = {
  readonly conversationId: string;
  /** Grows when the context has changed: it is read again, and what is open stays open. */
  readonly version: number;
  readonly api: AskingApi;
  readonly me: Pick<Me, 'id'>;
  /** Opens another conversation. */
  readonly open?: ((conversationId: string) => void) | undefined;
};

/** What an agent has beside the thread. Everything in it comes from outside, and is shown as text. */
export function ContextPanel(props: PanelProps) {
  // Another conversation is another panel: nothing of this one may stay.
  return <PanelOf key={props.conversationId} {...props} />;
}

function PanelOf({ conversationId, version, api, me, open }: PanelProps) {
  const { context, isFailed, readAgain } = useContextOf(api, conversationId);
  const now = useMinute();
  const known = useRef(version);
  useEffect(() => {
    if (known.current === version) return;
    known.current = version;
    void readAgain();
  }, [version, readAgain]);

  return (
    <div class="about" aria-busy={!context && !isFailed}>
      <h2>{words.heading}</h2>
      {isFailed && (
        <p class="about-notice is-bad" role="alert">
          {context ? words.outOfDate : words.failed}{' '}
          <button type="button" class="about-button" onClick={() => void readAgain()}>
            {words.tryAgain}
          </button>
        </p>
      )}
      {!context && !isFailed && <p class="about-none">{words.loading}</p>}
      {context && (
        <BuyersZone.Provider value={{ zone: context.timeZone, now }}>
          <Known {...{ context, conversationId, api, me, open, readAgain }} />
        </BuyersZone.Provider>
      )}
    </div>
  );
}

type KnownProps = Omit<PanelProps, 'version'> & {
  readonly context: Context;
  readonly readAgain: () => Promise<void>;
};

function Known({ context, conversationId, api, me, open, readAgain }: KnownProps) {
  const { gathered, evidence, order, decision, decisionText, verdict, cases, earlier, audit } = context;
  return (
    <>
      <Section id="summary">
        <AtAGlance context={context} />
      </Section>
      <Section id="gathered">
        <GatheredList {...{ gathered, conversationId, api, readAgain }} epoch={context.epoch} />
      </Section>
      <Section id="evidence" count={evidence.length}>
        <EvidenceList {...{ evidence, conversationId }} />
      </Section>
      <Section id="order">
        {context.ordersAway && (
          <p class="about-notice is-warn">
            {words.order.away}{' '}
            <button type="button" class="about-button" onClick={() => void readAgain()}>
              {words.tryAgain}
            </button>
          </p>
        )}
        {order ? <OrderFacts order={order} /> : <None>{noOrder(context)}</None>}
      </Section>
      <Section id="decision">
        {decision ? (
          <DecisionView {...{ decision, decisionText }} />
        ) : (
          <None>{context.ordersAway ? words.order.away : words.decision.nothing}</None>
        )}
      </Section>
      <Section id="verdict">
        {verdict ? <VerdictView verdict={verdict} /> : <None>{words.verdict.nothing}</None>}
      </Section>
      <Section id="cases" count={cases?.length ?? 0}>
        {cases?.map((each) => (
          <CaseView key={each.case.caseId} {...each} />
        ))}
        {cases?.length === 0 && <None>{words.cases.nothing}</None>}
        {!cases && <None>{context.ordersAway ? words.order.away : words.order.notKnown}</None>}
      </Section>
      <Section id="earlier" count={earlier.length}>
        {earlier.length > 0 ? <EarlierList {...{ earlier, open }} /> : <None>{words.earlier.nothing}</None>}
      </Section>
      <Section id="audit" count={audit.length}>
        {audit.length > 0 ? <AuditTrail {...{ audit, me }} /> : <None>{words.audit.nothing}</None>}
      </Section>
    </>
  );
}

function noOrder({ isKnown, ordersAway }: Context): string | undefined {
  if (ordersAway) return undefined;
  return isKnown ? words.order.nothing : words.order.notKnown;
}

function None({ children }: { readonly children: ComponentChildren }) {
  return children === undefined ? null : <p class="about-none">{children}</p>;
}
