import { z } from 'zod';
import { EvidenceFile } from '../../services/evidence/evidenceFile.js';
import { type BuyerEvent, CHAT_ACTIONS } from '../../services/refunds/allowedActions.js';
import { Settlement } from '../../services/refunds/caseEvent.js';
import { CaseId } from '../../services/refunds/ids.js';

/** As many links and files as a case takes at once. */
export const MOST_EVIDENCE = 20;

/** What the buyer is about to do to a case, `seen` things of whose history they have seen, and what they gave for it. */
export const Acting = z.object({
  caseId: CaseId,
  seen: z.int(),
  action: z.enum(CHAT_ACTIONS),
  /** The open question. sure: shall it be done? That one holds for one message, the others until they are answered. */
  asks: z.enum(['sure', 'settlement', 'evidence', 'parcel']),
  settlement: Settlement.optional(),
  links: z.array(z.string().max(2_000)).max(MOST_EVIDENCE).optional(),
  files: z.array(EvidenceFile).max(MOST_EVIDENCE).optional(),
  words: z.string().max(2_000).optional(),
  carrier: z.string().max(80).optional(),
  number: z.string().max(40).optional(),
});
export type Acting = z.infer<typeof Acting>;

/** What each asks for before it asks whether it shall be done. */
export const ASKS: Readonly<Record<Acting['action'], Acting['asks']>> = {
  buyerAccepts: 'sure',
  buyerCounters: 'settlement',
  buyerRejects: 'sure',
  buyerAddsEvidence: 'evidence',
  buyerEscalates: 'sure',
  buyerShipsBack: 'parcel',
  buyerObjects: 'evidence',
  buyerGoesToArbitration: 'sure',
  buyerWithdraws: 'sure',
};

/** The event that it is; undefined: something that it needs is missing. */
export function eventOf(acting: Acting): BuyerEvent | undefined {
  const { action, settlement, carrier, number } = acting;
  switch (action) {
    case 'buyerCounters':
      return settlement && { kind: action, proposal: settlement };
    case 'buyerAddsEvidence':
    case 'buyerObjects': {
      const { links = [], files = [], words } = acting;
      if (links.length + files.length === 0 && words === undefined) return undefined;
      const filed = files.map(({ fileId, name, type }) => ({ fileId, name, type }));
      return { kind: action, evidence: { links, files: filed, ...(words === undefined ? {} : { words }) } };
    }
    case 'buyerShipsBack':
      return carrier === undefined || number === undefined ? undefined : { kind: action, parcel: { carrier, number } };
    default:
      return { kind: action };
  }
}
