import type { FilingFacts } from '../../../services/content/copy.js';
import { evidencePieces } from '../../../services/content/evidenceWords.js';
import type { Words } from '../../../services/content/words.js';
import { claimStrength, evidenceChecklist } from '../../../services/refunds/evidenceChecklist.js';
import type { CardSpec } from '../../kit/adaptiveCard.js';
import { meterPicture } from '../../kit/meterPicture.js';

/** More lines than this are a form, not a help. */
const SHOWN = 5;

/** The evidence of a filing, ticked off, with how strong it stands as a small picture. */
export function evidenceOnReview(words: Words, facts: FilingFacts): Pick<CardSpec, 'lines' | 'meter'> {
  const list = evidenceChecklist(facts.problem, evidencePieces(words, facts));
  if (list.length === 0) return {};
  const strength = claimStrength(list);
  return {
    lines: list.slice(0, SHOWN).map(words.checklistLine),
    meter: { picture: meterPicture(strength), name: `${words.label.strength}: ${words.strength[strength]}` },
  };
}
