import type { TurnContext } from 'botbuilder';
import type { EvidenceFile } from '../../services/evidence/evidenceFile.js';
import { acceptLinks } from '../../services/evidence/evidenceLinks.js';
import { dialogTurn, type Reply } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { draftOf, setField } from './draft.js';

/** As many files as a case takes. */
const MOST = 20;

/** Adds the links and files of a message to what is there already; false: it had none that can be filed. */
export async function takeEvidence(context: TurnContext, reply: Reply): Promise<boolean> {
  const draft = draftOf(context);
  const { files } = dialogTurn(context);
  const said = reply.understood.slots.links;
  const had = new Set(draft.evidenceLinks ?? []);
  const links = acceptLinks([...(draft.evidenceLinks ?? []), ...said]);
  const hasNewLinks = said.length > 0 && links.length > 0;
  if (!hasNewLinks && files.length === 0) return false;
  const known = draft.evidenceFiles ?? [];
  // The same bytes again add nothing to a case.
  const isFresh = ({ sha256 }: EvidenceFile, at: number): boolean =>
    ![...known, ...files.slice(0, at)].some((file) => file.sha256 === sha256);
  const fresh = files.filter(isFresh);
  setField(draft, 'evidence', 'evidenceLinks', [...links]);
  draft.evidenceFiles = [...known, ...fresh].slice(0, MOST);
  const again = said.filter((link) => acceptLinks([link]).some((accepted) => had.has(accepted))).length;
  const filesAgain = files.filter((file, at) => !isFresh(file, at)).map(({ name }) => name);
  if (again > 0 || filesAgain.length > 0) await say(context, 'evidence.duplicate', { links: again, files: filesAgain });
  return true;
}
