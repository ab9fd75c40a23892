import type { TurnContext } from 'botbuilder';
import type { EvidenceFile } from '../../services/evidence/evidenceFile.js';
import { acceptLinks } from '../../services/evidence/evidenceLinks.js';
import { dialogTurn, type Reply } from '../kit/dialogTurn.js';
import { say } from '../kit/say.js';
import { draftOf, setField } from './draft.js';

/** As many files as a case takes. */
const MOST = 20;

/** Does the message have links or files that can be filed? */
export function bringsEvidence(context: TurnContext, reply: Reply): boolean {
  return acceptLinks(reply.understood.slots.links).length > 0 || dialogTurn(context).files.length > 0;
}

/** added: something new is in the draft. known: all of it was there already, and the buyer was told. none: nothing that can be filed. */
export type TakenEvidence = 'added' | 'known' | 'none';

/** Adds the links and files of a message to what is there already, and says what was there. */
export async function takeEvidence(context: TurnContext, reply: Reply): Promise<TakenEvidence> {
  const draft = draftOf(context);
  const { files } = dialogTurn(context);
  const { evidenceLinks = [], evidenceFiles = [] } = draft;
  const said = acceptLinks(reply.understood.slots.links);
  if (said.length === 0 && files.length === 0) return 'none';
  const isKnown = (link: string): boolean => evidenceLinks.includes(link);
  // The same bytes again add nothing to a case.
  const isFresh = ({ sha256 }: EvidenceFile, at: number): boolean =>
    ![...evidenceFiles, ...files.slice(0, at)].some((file) => file.sha256 === sha256);
  const links = said.filter(isKnown).length;
  const again = files.filter((file, at) => !isFresh(file, at)).map(({ name }) => name);
  if (links > 0 || again.length > 0) await say(context, 'evidence.duplicate', { links, files: again });
  if (said.every(isKnown) && again.length === files.length) return 'known';
  setField(draft, 'evidence', 'evidenceLinks', [...acceptLinks([...evidenceLinks, ...said])]);
  draft.evidenceFiles = [...evidenceFiles, ...files.filter(isFresh)].slice(0, MOST);
  return 'added';
}
