import type { TurnContext } from 'botbuilder';
import { acceptLinks } from '../../services/evidence/evidenceLinks.js';
import { dialogTurn, type Reply } from '../kit/dialogTurn.js';
import { draftOf, setField } from './draft.js';

/** As many files as a case takes. */
const MOST = 20;

/** Adds the links and files of a message to what is there already; false: it had none that can be filed. */
export function takeEvidence(context: TurnContext, reply: Reply): boolean {
  const draft = draftOf(context);
  const { files } = dialogTurn(context);
  const said = reply.understood.slots.links;
  const links = acceptLinks([...(draft.evidenceLinks ?? []), ...said]);
  const hasNewLinks = said.length > 0 && links.length > 0;
  if (!hasNewLinks && files.length === 0) return false;
  const known = draft.evidenceFiles ?? [];
  // The same bytes again add nothing to a case.
  const fresh = files.filter(({ sha256 }) => !known.some((file) => file.sha256 === sha256));
  setField(draft, 'evidence', 'evidenceLinks', [...links]);
  draft.evidenceFiles = [...known, ...fresh].slice(0, MOST);
  return true;
}
