import { NamedWaterfall } from '../kit/namedWaterfall.js';
import { askAmount } from './steps/askAmount.js';
import { askCode } from './steps/askCode.js';
import { askDetails } from './steps/askDetails.js';
import { askEvidence } from './steps/askEvidence.js';
import { askOrder } from './steps/askOrder.js';
import { askProblem } from './steps/askProblem.js';
import { askRemedy } from './steps/askRemedy.js';
import { askSeller } from './steps/askSeller.js';
import { cannotVerify } from './steps/cannotVerify.js';
import { checkEligibility } from './steps/checkEligibility.js';
import { codeBlocked } from './steps/codeBlocked.js';
import { needsPerson } from './steps/needsPerson.js';
import { review } from './steps/review.js';
import { sellerDraft } from './steps/sellerDraft.js';
import { showCases } from './steps/showCases.js';
import { submit } from './steps/submit.js';
import { takeClaimed } from './steps/takeClaimed.js';

export const REFUND = 'refund';

/** The filing, top to bottom. Each is asked only if its answer is not known yet. */
export function refundDialog(): NamedWaterfall {
  return new NamedWaterfall(REFUND, [
    needsPerson,
    cannotVerify,
    takeClaimed,
    showCases,
    askOrder,
    codeBlocked,
    askCode,
    checkEligibility,
    askProblem,
    askDetails,
    askSeller,
    askRemedy,
    askAmount,
    sellerDraft,
    askEvidence,
    review,
    submit,
  ]);
}
