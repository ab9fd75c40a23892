import { z } from 'zod';
import type { CaseBackend } from '../services/cases/caseBackend.js';
import type { ConversationStore } from '../services/conversations/conversationStore.js';
import { RefundRequest } from '../services/refunds/refundRequest.js';
import type { Records } from '../services/storage/records.js';
import type { OpenCaseResult } from './effectResults.js';
import type { EffectHandler } from './turn/effectWorker.js';

const OpenCaseBody = z.object({ request: RefundRequest, confirmedAt: z.int() });
const RememberBody = z.object({ conversationId: z.string() });

/** What each kind of effect does. All are safe to repeat under the effect's key. */
export function effectHandlers(ports: {
  readonly cases: CaseBackend;
  readonly conversations: ConversationStore;
  readonly records: Records;
}): Readonly<Record<string, EffectHandler>> {
  return {
    openCase: async (effect) => {
      const { request, confirmedAt } = OpenCaseBody.parse(effect.body);
      const opened = await ports.cases.openCase(effect.key, effect.buyerId, request, confirmedAt);
      const result: OpenCaseResult = { effect: 'openCase', ...opened };
      // Back to plain JSON: what is branded or undefined in types is neither in the inbox.
      return JSON.parse(JSON.stringify(result));
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
