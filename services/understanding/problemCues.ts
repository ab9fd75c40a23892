import type { ProblemType } from '../refunds/refundTerms.js';
import { cues } from './cues.js';

const say = cues<ProblemType>;

/** How buyers tell what went wrong. The more special the words, the higher the weight. */
export const PROBLEM_CUES = [
  ...say(
    'damaged',
    0.9,
    'broken, hole/holes, in +pieces, fell +apart, water +damage, glass +everywhere, arrive/receive open',
  ),
  ...say('defective', 0.9, 'faulty, stop +work, dead +on +arrival, doa, keep overheating/crashing, short +circuit'),
  ...say('defective', 0.92, 'not work, not turn +on, not switch +on, not power +on, not start +up, not light +up'),
  ...say(
    'defective',
    0.92,
    'broken after days/weeks/week/day/use/using/uses, broke down, not hold/keep charge, not charge',
  ),
  ...say('notReceived', 0.9, 'not arrive, not receive, not show/showed/shown +up, not turn/turned +up, not here'),
  ...say(
    'notReceived',
    0.92,
    'lost goods/order, goods/order lost, goods/order miss, goods/order disappeared/vanished/stolen',
  ),
  ...say(
    'notReceived',
    0.9,
    'wait for goods/order, still wait, not goods, goods/order/it nowhere, not see goods/order',
  ),
  ...say('notReceived', 0.88, 'where goods/order, where are things'),
  ...say('notReceived', 0.94, 'tracking say arrive, marked as arrive, tracking show arrive, says arrive not'),
  ...say(
    'notShipped',
    0.94,
    'not ship, not send goods/order/it/anything/yet, not send +it, not left china/warehouse/factory',
  ),
  ...say('notShipped', 0.94, 'not sent +yet, seller not send, order not send, refuse ship, not ship yet'),
  ...say(
    'lateShipment',
    0.88,
    'late, weeks/days/month/months +late, should arrive/ship already/by/last, past ship date, ship too late',
  ),
  ...say('lateShipment', 0.88, 'miss deadline, take too long arrive, supposed arrive/ship, behind schedule'),
  ...say(
    'falseTracking',
    0.97,
    'tracking number/code not work, tracking not work, fake tracking, tracking fake/invalid/false/wrong',
  ),
  ...say(
    'falseTracking',
    0.97,
    'invalid tracking, false tracking, wrong tracking, tracking not update/exist/valid/found/real/move',
  ),
  ...say(
    'falseTracking',
    0.97,
    'tracking number not, tracking another country/city/town, tracking different country/city/address',
  ),
  ...say(
    'falseTracking',
    0.97,
    'tracking number gave/give/sent fake/false/invalid/wrong, tracking never moved, tracking not +moved, tracking number +is fake/false/invalid/wrong',
  ),
  ...say(
    'notAsDescribed',
    0.93,
    'not as describe, not match describe/photo/sample/order, not like describe/photo/sample/advertised',
  ),
  ...say(
    'notAsDescribed',
    0.93,
    'different from/than/to photo/describe/sample/listing/website, different photo/sample, not what describe',
  ),
  ...say(
    'notAsDescribed',
    0.93,
    'not what promise, nothing +like, poor quality, quality poor, quality not, not quality, misleading describe',
  ),
  ...say(
    'notAsDescribed',
    0.9,
    'not same as, smaller/bigger/thinner/lighter/shorter than, too small/big/thin/short/tight, quality is very/so/really bad',
  ),
  ...say(
    'notAsDescribed',
    0.88,
    'different material/quality/specs, wrong material/fabric/specs, made of plastic, describe +wrong',
  ),
  ...say(
    'wrongItem',
    0.94,
    'wrong goods/order/thing/model/article/one/ones/stuff, wrong color/colour/colours/colors/size/sizes/version',
  ),
  ...say(
    'wrongItem',
    0.94,
    'not what order/buy, something +else, different goods/model/color/colour/size/thing, not the +goods +i',
  ),
  ...say(
    'wrongItem',
    0.94,
    'send instead +of, receive instead +of, not color/colour/size/model order/buy, totally/completely different goods',
  ),
  ...say('wrongItem', 0.9, 'instead +of, somebody else order, mixed up order, swapped'),
  ...say(
    'shortQuantity',
    0.9,
    'miss, goods/pieces short, short of, short quantity, fewer than/goods, less than order, not all of',
  ),
  ...say(
    'shortQuantity',
    0.94,
    'receive/arrive/send only half/part/some/#, only receive/arrive/send half/part/some/#, only half/part/# arrive/receive',
  ),
  ...say(
    'shortQuantity',
    0.94,
    'not receive all/everything/whole/rest/enough, not send all/everything/whole/rest/enough, not arrive all',
  ),
  ...say(
    'shortQuantity',
    0.94,
    'not enough, short shipped, quantity wrong/short/less, wrong quantity, # short, # less, half empty',
  ),
  ...say(
    'shortQuantity',
    0.94,
    'miss goods/pieces/parts/units, goods/pieces/parts/units miss, some miss, half miss, not all arrive',
  ),
  ...say(
    'counterfeit',
    0.93,
    'fake, not genuine, pirated, knock +off, knock +offs, copy of brand, unauthorised/unauthorized copy',
  ),
  ...say('customsHeld', 0.95, 'customs, stuck +at +the border, held border, import clearance'),
  ...say(
    'cancelBeforeShipment',
    0.95,
    'cancel order, order cancel, cancel before ship, stop order/ship, want cancel it',
  ),
  ...say(
    'refundNotArrived',
    0.97,
    'refund not arrive/receive/appear/show/shown/here/credited/account, not receive refund, not see refund/money',
  ),
  ...say(
    'refundNotArrived',
    0.97,
    'not receive money, not get money +back, money not arrive/receive/account/back, not receive any +money',
  ),
  ...say(
    'refundNotArrived',
    0.97,
    'refund successful not, refund approved not, refund agree not, refund still not, refund miss',
  ),
  ...say(
    'unauthorisedCharge',
    0.97,
    'not make/authorise/authorize/recognise/recognize pay/charge/order, not me order/pay, someone used card',
  ),
  ...say(
    'unauthorisedCharge',
    0.97,
    'unauthorised, unauthorized, card stolen/hacked, stolen card, account hacked, not order this, without permission',
  ),
  ...say(
    'overchargedOrDuplicate',
    0.97,
    'charge twice, pay twice, twice charge, twice pay, overcharged, charge/pay too much, charge more than',
  ),
  ...say(
    'overchargedOrDuplicate',
    0.97,
    'charge wrong amount, wrong amount charge, charge two times, pay two times, two charges',
  ),
  ...say(
    'changeOfMind',
    0.95,
    'change mind, not want it/them/goods/order, not want anymore/longer, not longer want, not want it +anymore',
  ),
  ...say(
    'changeOfMind',
    0.95,
    'order by mistake, buy by mistake, regret, not like it/them, found cheaper, not want any +more',
  ),
  ...say(
    'offPlatformPayment',
    0.97,
    'pay outside, outside alibaba/platform, off platform, pay via/by/through/with/on western/whatsapp/wechat/crypto/bitcoin/moneygram',
  ),
  ...say(
    'offPlatformPayment',
    0.97,
    'western union, pay personal account, transfer personal account, pay seller directly, bank personal account, direct to seller',
  ),
  ...say(
    'shortQuantity',
    0.96,
    '# instead +of +#, # goods/pieces/units instead +of +#, # # instead +of +#, empty goods, only # instead, nothing inside',
  ),
  ...say('notReceived', 0.9, 'receive +not, pay receive +not, pay not come, seller disappeared goods'),
  ...say('wrongItem', 0.86, 'but i order, but order was for, meant for another, not compatible, not fit'),
  ...say('defective', 0.93, 'exploded, caught fire, burned/burnt/melted/sparks, overheats, battery dead, not charging'),
  ...say(
    'notAsDescribed',
    0.86,
    'not what expected, smell/smells/stinks, faded/fades/peeling/peels, poor made, not waterproof/leather/gold/silver/cotton/wood',
  ),
  ...say('shortQuantity', 0.96, 'only # of # goods arrive/receive, only # of # arrive/receive, only # of the # arrive'),
  ...say('shortQuantity', 0.95, 'only # of # goods, only # of # goods arrive'),
  ...say('changeOfMind', 0.94, 'i not +like'),
  ...say('notAsDescribed', 0.95, 'not like quality/color/colour/smell/material'),
  // Words that look like a problem and are something else.
  ...say(undefined, 0.99, 'wrong with'),
  ...say(
    undefined,
    0.99,
    'not receive answer/contact/email/reply, not receive any +answer, not answer, not arrive answer',
  ),
  ...say(
    undefined,
    0.98,
    'not want to, not want a/any/replace/return/partial/talk, take/taking +a photo, not receive help, something +else +please',
  ),
  ...say(
    undefined,
    0.98,
    'fake seller, fake shop, fake website, wrong number, wrong order +number, wrong button, link not work, button not work, part refund/money, part +of money, receive +not answer, chat not work, receive +not help, not fee',
  ),
  ...say(
    undefined,
    0.98,
    'how does work, this website work, late +payment, miss photo/evidence, broken link, broken english, customs duty refund',
  ),
];
