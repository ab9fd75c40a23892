import type { Copy, CopyValues, Said } from '../copy.js';
import { onceMore, varied } from './onceMore.js';
import { words } from './words.js';

const { command } = words;

type VerifyCopy = Pick<Copy, Extract<keyof Copy, `verify.${string}`>>;

/** What is said to a buyer whom nobody vouches for. Never whether an order is there, or whether a code was sent. */
export const verifyCopy: VerifyCopy = {
  'verify.askCode': askCode,
  'verify.wrongCode': ({ left }, nth = 0) => ({
    text: `${varied(nth, 'That is not the code.', 'Not this one either.')} ${left === 1 ? 'One more try is' : `${left} more tries are`} open within this hour. Only the newest code counts.`,
  }),
  'verify.expired': ({ minutes }, nth = 0) => ({
    text: varied(
      nth,
      `That code is no longer good: a code holds for ${minutes} minutes, and once.`,
      `This one does not hold any more either; it has to be used within ${minutes} minutes.`,
    ),
  }),
  'verify.tooMany': ({ until, timeZone, kept }, nth = 0) => ({
    text: [
      varied(nth, 'No further code can be tried within this hour.', 'The tries of this hour are used up.'),
      `To keep the order safe, I take the next one from ${words.clock(until, timeZone)} on.`,
      waiting(kept),
    ].join(' '),
    buttons: whileWaiting(kept),
  }),
  'verify.noMoreCodes': ({ until, timeZone, goodUntil, kept = false }, nth = 0) => {
    const lead = varied(
      nth,
      `I am sorry: so many codes were asked for within this hour that no further one is sent before ${words.clock(until, timeZone)}.`,
      `The next code can be sent from ${words.clock(until, timeZone)} on.`,
    );
    if (goodUntil === undefined) return { text: `${lead} ${waiting(kept)}`, buttons: whileWaiting(kept) };
    return { text: `${lead} The newest one that came counts until ${words.clock(goodUntil, timeZone)}.` };
  },
  'verify.aboutCode': (_, nth = 0) => ({
    text: [
      varied(
        nth,
        'The code shows that the order is yours, because it goes only to the address that the shop has for its buyer. I do not see that address and cannot change it.',
        'It is sent to the address that belongs to the order at the shop, and to no other; which one that is, I do not see.',
      ),
      'Please give the code to nobody: who types it sees the orders.',
      `If you cannot read what is sent there, say "${command.person}", and I tell you how to reach one.`,
    ].join(' '),
  }),
  'verify.done': ({ orderId, hours }) => ({
    text: `Thank you, that is the code: order ${orderId} is yours. In this chat I can see your orders and cases for the next ${hours} hours.`,
    buttons: [command.start, command.track],
  }),
  'verify.unavailable': ({ kept }, nth = 0) => ({
    text: [
      varied(
        nth,
        'In this chat I cannot check who you are, so I cannot look at an order or open a case here.',
        'I still cannot look at an order here, because I cannot check whose it is.',
      ),
      'Please open the chat on the pages of the shop where you are signed in: there I can.',
      `Or say "${command.person}", and I tell you how to reach one.`,
      `Questions I answer here anyway.${kept ? ' What you told me is kept in this chat.' : ''}`,
    ].join(' '),
    buttons: [command.howLong, command.person],
  }),
  'verify.trackLater': (_, nth = 0) => ({
    text: varied(
      nth,
      'Your cases I can show once the order is confirmed as yours; then just ask again.',
      'That has to wait until the order is confirmed as yours.',
    ),
  }),
};

function askCode({ orderId, minutes, isNew, codes, again }: CopyValues['verify.askCode'], nth = 0): Said {
  const buttons = [command.newCode, command.otherOrder];
  if (!isNew) {
    const short = `Please type the 6-digit code for order ${orderId}, or ask for another one.`;
    return { text: onceMore({ first: short, short, again, nth, choices: buttons }), buttons };
  }
  const where = `If there is an order ${orderId}, a 6-digit code is now on its way to the address that the shop has for its buyer`;
  if (codes === 1)
    return {
      text: `Before I look at an order, I check that it is yours. ${where}. It is good for ${minutes} minutes: please type it here.`,
      buttons,
    };
  return {
    text: `${varied(codes, 'Once more.', 'Another one.')} ${where}; only this newest one counts, for ${minutes} minutes. Please look in the spam folder, too, and check the number: a wrong digit in it brings no code. Then type the code here.`,
    buttons,
  };
}

function waiting(kept: boolean): string {
  const then = kept ? `I keep what you told me: say "${command.resume}" then.` : 'Please come back then.';
  return `${then} If you cannot wait, say "${command.person}".`;
}

function whileWaiting(kept: boolean): readonly string[] {
  return kept ? [command.person, command.resume] : [command.person];
}
