import { z } from 'zod';
import type { CaseBackend } from '../services/cases/caseBackend.js';
import { keepConversation } from '../services/cases/caseConversations.js';
import type { ConversationStore } from '../services/conversations/conversationStore.js';
import { AuditEntry, createAuditLog } from '../services/desk/auditLog.js';
import type { Desk } from '../services/desk/desk.js';
import { DeskLine } from '../services/desk/deskLine.js';
import { DeskRow } from '../services/desk/deskRow.js';
import type { Learning } from '../services/learning/learning.js';
import { isChatEvent } from '../services/refunds/allowedActions.js';
import { CaseEvent } from '../services/refunds/caseEvent.js';
import { CaseId, OrderId } from '../services/refunds/ids.js';
import { RefundRequest } from '../services/refunds/refundRequest.js';
import type { Records } from '../services/storage/records.js';
import type { Verification } from '../services/verification/verification.js';
import type { SendCodeResult, VerifyCodeResult } from './codeResults.js';
import type { ActOnCaseResult, OpenCaseResult } from './effectResults.js';
import type { EffectHandler } from './turn/effectWorker.js';

/** `buyerId`: who was vouched for or has proven it; absent in effects of older builds. */
const OpenCaseBody = z.object({ request: RefundRequest, confirmedAt: z.int(), buyerId: z.string().optional() });
const ActOnCaseBody = z.object({
  act: z.object({ caseId: CaseId, seen: z.int(), event: CaseEvent.refine(isChatEvent) }),
  buyerId: z.string(),
  confirmedAt: z.int(),
});
const SendCodeBody = z.object({ orderId: OrderId, by: z.string() });
const VerifyCodeBody = SendCodeBody.extend({ code: z.string() });
const LearnBody = z.object({
  text: z.string(),
  locale: z.string(),
  nearest: z.array(z.string()),
  picked: z.string().optional(),
});
const DeskBody = z.object({
  row: DeskRow,
  at: z.int().optional(),
  lines: z.array(DeskLine),
  waitedMs: z.number().min(0).optional(),
  answeredMs: z.number().optional(),
  resolvedMs: z.number().optional(),
  abandoned: z.boolean().optional(),
  audit: AuditEntry.optional(),
});
const RememberBody = z.object({ conversationId: z.string() });

/** What each kind of effect does. All are safe to repeat under the effect's key. */
export function effectHandlers(ports: {
  readonly cases: CaseBackend;
  readonly conversations: ConversationStore;
  readonly records: Records;
  readonly verification: Verification;
  readonly learning: Learning;
  readonly desk: Pick<Desk, 'note'>;
  /** ms since epoch. */
  readonly clock: () => number;
}): Readonly<Record<string, EffectHandler>> {
  return {
    openCase: async (effect) => {
      const { request, confirmedAt, buyerId = effect.buyerId } = OpenCaseBody.parse(effect.body);
      const opened = await ports.cases.openCase(effect.key, buyerId, request, confirmedAt);
      if (opened.kind === 'opened') {
        const { caseId, history } = opened.case;
        await keepConversation(ports.records, caseId, { ...effect, buyerId, heard: history.length });
      }
      const result: OpenCaseResult = { effect: 'openCase', ...opened };
      // Back to plain JSON: what is branded or undefined in types is neither in the inbox.
      return JSON.parse(JSON.stringify(result));
    },

    actOnCase: async ({ key, body }) => {
      const { act, buyerId, confirmedAt } = ActOnCaseBody.parse(body);
      const acted = await ports.cases.act(key, buyerId, act, confirmedAt);
      return JSON.parse(
        JSON.stringify({ effect: 'actOnCase', action: act.event.kind, acted } satisfies ActOnCaseResult),
      );
    },

    sendCode: async ({ key, conversationId, body }) => {
      const { orderId, by } = SendCodeBody.parse(body);
      const requested = await ports.verification.request({ key, conversationId, by, orderId });
      if (requested.kind !== 'asked') return { effect: 'sendCode', orderId, ...requested } satisfies SendCodeResult;
      const { kind, noMoreUntil } = requested;
      if (noMoreUntil === undefined) return undefined;
      return { effect: 'sendCode', orderId, kind, noMoreUntil } satisfies SendCodeResult;
    },

    verifyCode: async ({ key, conversationId, body }) => {
      const { orderId, by, code } = VerifyCodeBody.parse(body);
      const tried = await ports.verification.check({ key, conversationId, by, orderId }, code);
      return { effect: 'verifyCode', orderId, by, ...tried } satisfies VerifyCodeResult;
    },

    desk: async ({ key, body }) => {
      await ports.desk.note(key, DeskBody.parse(body), ports.clock());
      return undefined;
    },

    audit: async ({ key, body }) => {
      await createAuditLog(ports.records).write(AuditEntry.parse(body), key);
      return undefined;
    },

    learn: async ({ key, body }) => {
      await ports.learning.note({ key, ...LearnBody.parse(body) });
      return undefined;
    },

    rememberConversation: async (effect) => {
      const { conversationId } = RememberBody.parse(effect.body);
      await ports.conversations.changeBuyer(effect.buyerId, (record) => ({
        ...record,
        conversations: [...record.conversations.filter((id) => id !== conversationId), conversationId].slice(-20),
      }));
      return undefined;
    },

    /** A message that no turn could take, kept for the operator. */
    setAside: async (effect) => {
      await ports.records.create('setAside', `${effect.conversationId}/${effect.key}`.slice(0, 512), effect.body);
      return undefined;
    },
  };
}
