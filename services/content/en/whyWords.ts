/** Why a question is asked, by its key. */
export function whyWords(question: string): string {
  return WHY[question] ?? 'I ask so that the case says what the marketplace needs to decide it.';
}

const WHY: Readonly<Record<string, string>> = {
  'refund.askOrder': 'A case belongs to one order: its dates, its price and its contract decide what you can claim.',
  'verify.askCode':
    'Nobody in this chat has told me who you are. The code shows that you can read what is sent to the buyer of the order, so that nobody else sees your orders or files in your name.',
  'refund.askProblem': 'The rules, the evidence and the time limits depend on what went wrong.',
  'refund.askDetails':
    'The marketplace decides by what was ordered and what came: how many, what is wrong with them, and since when.',
  'refund.askSeller':
    'The marketplace wants buyer and seller to talk first. What the seller did decides how soon you can escalate.',
  'refund.sellerDraft':
    "A case is stronger when the seller was asked in the platform's own chat: that chat counts most.",
  'refund.askRemedy':
    'The seller and the marketplace answer to what you ask for; it can be changed later while they look at it.',
  'refund.askAmount': 'A partial refund needs a figure. It cannot be more than what you paid.',
  'refund.askEvidence':
    "The marketplace decides by what it can see. Without evidence it is your word against the seller's.",
  'refund.review': 'Nothing is filed without your yes, because a case that is withdrawn cannot be opened again.',
};
