import { cues } from './cues.js';
import type { Intent } from './understanding.js';

const say = cues<Intent | 'elsewhere'>;

/** Words that give an intent away in the middle of a message. `elsewhere`: about something that is not our work. */
export const INTENT_CUES = [
  ...say(
    'contactHuman',
    0.97,
    'talk to/with human/support/manager/supervisor, talk human, contact support/human, contact customer service',
  ),
  ...say(
    'contactHuman',
    0.97,
    'talk customer service, want human, real human, live human/chat/support, human please, call me, phone number',
  ),
  ...say(
    'contactHuman',
    0.97,
    'customer service, connect me, transfer me, put me through, human being, human help, help from human',
  ),
  ...say(
    'complaint',
    0.97,
    'lawyer, sue, legal action, police, consumer protection, useless bot, bot useless, stupid bot, waste of time',
  ),
  ...say(
    'complaint',
    0.9,
    'ridiculous, unacceptable, disgusting service, poor service, fed up, not help at +all, this is bullshit, you stupid/idiot/idiots/dumb/useless, not help me',
  ),
  ...say(
    'botChallenge',
    0.98,
    'you human/bot/robot/ai/machine/computer, is this bot/robot/human/ai, am i talk human/bot/robot',
  ),
  ...say(
    'transcript',
    0.96,
    'send/email/mail me +this/our +chat/conversation, send/email/mail me transcript, download transcript/conversation/chat',
  ),
  ...say('transcript', 0.96, 'copy of +this/our +chat/conversation, transcript of +this/our +chat/conversation'),
  ...say(
    'trackRefund',
    0.95,
    'where my refund/money/case, where refund/money, status of refund/case/request/my, refund/case/request update',
  ),
  ...say(
    'trackRefund',
    0.95,
    'tracking refund/case/request/my, check refund/case/request, update refund/case/request/on, what happen refund/case/money/request',
  ),
  ...say(
    'trackRefund',
    0.95,
    'any update, how is case/refund, my open case, see case, show case, follow up refund/case, did refund go',
  ),
  ...say(
    'trackRefund',
    0.93,
    'refund not arrive/receive/appear, not receive refund/money, money not arrive, still wait refund/money, wait for refund/money',
  ),
  ...say(
    'trackRefund',
    0.9,
    'already request refund, already file, already start case/refund, case number, refund request still',
  ),
  ...say(
    'openRefund',
    0.93,
    'want refund, want money, start refund/case/request, request refund, refund please, refund me, give me refund/money',
  ),
  ...say(
    'openRefund',
    0.93,
    'money back, like refund, report problem, problem with goods/order, something wrong order/goods, start claim, refund my order/goods',
  ),
  ...say(
    'openRefund',
    0.9,
    'refund order, refund for order, return goods/order, want replace, want return, issue with goods/order, give back money, want compensate',
  ),
  ...say(
    'cancel',
    0.9,
    'cancel this/everything/refund/request/case, stop this, forget it, never mind, nevermind, want cancel',
  ),
  ...say('restart', 0.95, 'start over, start again, start new, from the beginning, begin again'),
  ...say('back', 0.9, 'go back, previous question, one step back'),
  ...say(
    'repeat',
    0.9,
    'say again, repeat question/that, not understand you/question/that, what did you say, what do you mean',
  ),
  ...say(
    'why',
    0.93,
    'why do you want/ask, why are you ask, why you want/ask, what do you want that for, what is that for',
  ),
  ...say('wait', 0.9, 'give me minute/moment/second, wait minute/moment/second, one moment, hold on, be right back'),
  ...say(
    'skip',
    0.9,
    'skip this/it, not know, not sure, no idea, not have photo/evidence/link/anything, not photo/evidence',
  ),
  ...say('help', 0.9, 'what can you do, what do you do, how do you help, how can you help, can you help, what is this'),
  ...say(
    'elsewhere',
    0.95,
    'weather, how +old, delete profile/account, sell me, want buy, where can buy, can i buy, price of/for, how much is/for/are, discount, coupon, voucher',
  ),
  ...say(
    'elsewhere',
    0.95,
    'in stock, password, log in, login, sign in, newsletter, find seller, looking for seller, minimum order, moq, wholesale price',
  ),
  ...say(
    'elsewhere',
    0.95,
    'joke, recipe, football, president, capital of, translate, poem, song, movie, what time is, homework, bitcoin price',
  ),
  ...say(
    'elsewhere',
    0.95,
    'shipping cost, ship cost, change address, delivery address, job, career, invoice copy, tax invoice, become seller, sell on, flight, hotel',
  ),
  ...say(
    'elsewhere',
    0.9,
    'amazon, ebay, aliexpress, temu, shein, place order, new order, how do i order, track order, add card, payment method, how pay with, speak spanish/german/french/chinese, hs code',
  ),
];
