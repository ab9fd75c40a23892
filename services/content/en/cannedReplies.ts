/** What is known of whom a reply is for. */
export type ReplyFor = {
  readonly agent: string;
  readonly buyer?: string | undefined;
  readonly caseId?: string | undefined;
  readonly orderId?: string | undefined;
};

/**
 * What agents say often, ready to be sent or changed: after `/` in their composer. They promise nothing that the rules do not:
 * when somebody decides, and how, is the platform's.
 */
export function cannedReplies(known: ReplyFor): readonly { id: string; title: string; text: string }[] {
  const { agent, buyer, caseId, orderId } = known;
  const hello = buyer === undefined ? 'Hello' : `Hello ${buyer}`;
  const order = orderId === undefined ? 'your order' : `order ${orderId}`;
  const ofCase = caseId === undefined ? 'your case' : `case ${caseId}`;
  return [
    {
      id: 'hello',
      title: 'Hello',
      text: `${hello}, I am ${agent}. I have read what you told us about ${order}; you need not say it again. Give me a moment to look at it.`,
    },
    {
      id: 'moment',
      title: 'I need a moment',
      text: 'Thank you for waiting. I am still looking at it and write here as soon as I know more.',
    },
    {
      id: 'delay',
      title: 'Sorry for the wait',
      text: `${hello}, I am sorry that you had to wait. I have your conversation now, and stay with it.`,
    },
    {
      id: 'photoLabel',
      title: 'Photo of the label',
      text: `Could you send a photo of the shipping label on the parcel of ${order}, so that its number can be read? It shows which parcel it is.`,
    },
    {
      id: 'photoDamage',
      title: 'Photos of the damage',
      text: 'Could you send photos of the damage, one from near and one that shows the whole piece, and one of the box it came in? Please keep the packaging until this is settled.',
    },
    {
      id: 'proofOfChat',
      title: 'The chat with the seller',
      text: 'Please keep writing to the seller in the chat on the platform, and send me a screenshot of what they answered. What is written there counts most; calls and other messengers can hardly be shown.',
    },
    {
      id: 'notConfirm',
      title: 'Do not confirm receipt yet',
      text: `Please do not confirm receipt of ${order} while this is open. Confirming says that all is well, and from then on the time to claim runs.`,
    },
    {
      id: 'notClose',
      title: 'Do not withdraw the case',
      text: `If the seller asks you to withdraw ${ofCase} first and promises the money afterwards, please do not: a promise outside the case cannot be held to. Let them agree to the refund in the case.`,
    },
    {
      id: 'payInside',
      title: 'Stay on the platform',
      text: 'Please take no refund and pay nothing outside the platform, whatever is offered there. What happens outside cannot be protected.',
    },
    {
      id: 'next',
      title: 'What happens next',
      text: `With ${ofCase} it goes like this: the seller has their time to answer. If they refuse or say nothing, it goes to the platform, which looks at what both sides have shown and decides. You can ask here where it stands.`,
    },
    {
      id: 'refundTime',
      title: 'When the money comes',
      text: 'Once a refund is started it goes back the way you paid. How long it takes from there is up to the bank or card, often some working days more; I cannot make that faster; you can ask here where it stands.',
    },
    {
      id: 'whoDecides',
      title: 'Who decides',
      text: 'I understand that you want to be sure. How it is decided is not in my hands: the platform does that by what both sides show. What I can do is see that your side of it is complete.',
    },
    {
      id: 'still',
      title: 'Are you still there?',
      text: 'Are you still there? Take your time: this conversation is kept, and you can write here whenever you like.',
    },
    {
      id: 'goodbye',
      title: 'Goodbye',
      text: `Thank you for writing to us${buyer === undefined ? '' : `, ${buyer}`}. I leave you with our assistant now; ask for a person whenever you want one.`,
    },
  ];
}
