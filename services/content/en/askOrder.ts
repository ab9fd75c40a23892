import type { CopyValues, Said } from '../copy.js';
import { onceMore, varied } from './onceMore.js';
import { words } from './words.js';

/** Which order: with what was wrong about the numbers that were said. */
export function askOrder({ orders, because, draft }: CopyValues['refund.askOrder'], nth = 0): Said {
  const kept = draft && nth === 0 ? ` Or we go on with your draft about order ${draft.orderId} (${draft.title}).` : '';
  const how =
    orders.length > 0
      ? 'Pick it below or type its number.'
      : 'Type its number: it is on the order page, 9 to 20 digits.';
  const again = because?.kind === 'unreadable';
  const { resume } = words.command;
  const choices = [...orders.map(({ title }) => title), ...(draft ? [resume] : [])];
  const buttons = [...orders.map(({ title, orderId }) => ({ title, message: orderId })), ...(draft ? [resume] : [])];
  const short = `Which order is it about? ${how}${kept}`;
  switch (because?.kind) {
    case 'several':
      return {
        text: `You named more than one order (${because.said.join(', ')}). An order has its own case: ${varied(nth, 'which one shall we start with?', 'which is the first?')}`,
        buttons,
      };
    case 'all':
      return {
        text: `Each order has its own case. ${varied(nth, 'Which one shall we start with?', 'Which is the first?')} ${how}`,
        buttons,
      };
    case 'unknown':
      return {
        text: `I do not find order ${because.said.join(', ')} among your orders. ${varied(nth, 'Please check the number. Which order is it?', 'Could a digit be wrong? Or is it one of these?')} ${how}`,
        buttons,
      };
    case 'changed':
      return { text: onceMore({ first: `Which order is it, then? ${how}`, short, again, nth, choices }), buttons };
    case 'toTrack':
      return {
        text: onceMore({
          first: `I can show you your cases once I know that they are yours. Which order of yours is one of them about? ${how}`,
          short,
          again,
          nth,
          choices,
        }),
        buttons,
      };
    case 'turnedDown':
      return { text: onceMore({ first: short, short, again, turnedDown: true, nth, choices }), buttons };
    case 'startOver':
      return {
        text: onceMore({ first: `All right, from the beginning. ${short}`, short, again, nth, choices }),
        buttons,
      };
    default:
      return {
        text: onceMore({
          first: `I am sorry to hear that; let us see what can be done. ${short}`,
          short,
          again,
          nth,
          choices,
        }),
        buttons,
      };
  }
}
