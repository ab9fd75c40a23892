import { createCueReader, cues } from './cues.js';
import { plainText } from './plainText.js';
import { tokens } from './tokens.js';
import { readClauses } from './words.js';

/** What people have to look at, and no program. */
export type UrgentMatter = 'fraud' | 'chargeback' | 'legalThreat' | 'danger';

/** A longer message is read up to here, in characters: each clause costs its time. */
const LONGEST = 4_000;

const readCues = createCueReader<UrgentMatter>([
  ...cues(
    'fraud',
    1,
    'fraud, unauthorised/unauthorized, stolen card/account, account/card hacked, hacked account/card',
  ),
  ...cues('chargeback', 1, 'chargeback, charge +back, dispute with +my bank/card, dispute paypal, bank/card dispute'),
  ...cues(
    'legalThreat',
    1,
    'lawyer, attorney, solicitor, sue, legal action, take to +court, police report, call/go/report/complain police',
  ),
  ...cues(
    'danger',
    1,
    'caught fire, on fire, exploded, electric +shock, hurt me/him/her/us, injured, injury, burned/burnt me/him/her/us',
  ),
  ...cues(
    'danger',
    1,
    'burns/burned/burnt hand/hands/face/skin, hospital, poisoned, poisonous, toxic, dangerous, allergic reaction',
  ),
]);

/** What is told to be, and not asked about or supposed. Linear in the text's length. */
export function urgentMatter(raw: string): UrgentMatter | undefined {
  const clauses = readClauses(tokens(plainText(raw.slice(0, LONGEST))), (word) => word);
  const told = clauses
    .filter(({ asks, supposes }) => !asks && !supposes)
    .flatMap((clause) => [...readCues(clause).keys()]);
  return MOST_URGENT.find((matter) => told.includes(matter));
}

const MOST_URGENT: readonly UrgentMatter[] = ['danger', 'fraud', 'legalThreat', 'chargeback'];
