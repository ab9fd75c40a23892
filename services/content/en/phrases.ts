/** What buyers type in English, lower case, that is compared word for word; the Words say what each list is for. */
export const PHRASES = {
  alsoCommand: {
    submit: phrases(
      'file it, file, send, send it, just send it, ok send, ok send it, yes send, yes send it, submit it',
      'ok submit, ok submit it, yes submit, please submit, submit now, file now, file it now, ok file it',
      'go ahead, confirm, i confirm, looks good, all correct, everything is correct, that is all correct',
    ),
    noLinks: phrases(
      'none, no links, i have none, no evidence, not yet, no photos, nothing, no link, file without, no i have nothing',
      'i have nothing, i don t have anything, no i don t have anything, i dont have anything, no i dont have anything',
      'no i don t, no i don t have any, i don t have any, i do not have any, no i have none, no i have no photos',
    ),
    notSure: phrases(
      'not sure, i do not know, i don t know, don t know, dont know, no idea, unknown, hard to say',
      'i do not remember, i don t remember, not counted yet, i have not counted, cannot say, can t say',
    ),
    sent: phrases('sent, done, i sent it, sent it, i have written, i wrote them, i did it, i have done it'),
    later: phrases('later, i will wait, wait, i ll wait, not now, i wait'),
    resume: phrases('go on, continue, resume, continue my draft, go on with the draft, finish my draft'),
    change: phrases('change, edit, change it, not yet, something is wrong, i want to change something'),
  },
  vagueWords: {
    affected: phrases('many, some, few, several, most, lot, lots, almost, nearly, majority, dozens, hundreds'),
    noticedOn: phrases(
      'week, weeks, month, months, days, ago, recently, lately, arrival, delivery, arrived, came, opened',
      'opening, unpacked, unpacking, immediately, straight, earlier, before, spring, summer, autumn, winter',
      'weekend, long',
    ),
  },
  weakYes: phrases('ok, okay, k, fine, good, great, perfect, alright, all right, sure'),
  newCodeWords: phrases(
    'no code, new code, another code, fresh code, resend, re send, send again, send it again, send me again, again please',
    'not get it, not get a code, not get the code, not got, not received, not receive, not arrived, not arrive, not come',
    'didn t get, didnt get, haven t got, havent got, haven t received, havent received, didn t receive, didnt receive',
    'never got, never came, never arrived, didn t come, didnt come, didn t arrive, didnt arrive, hasn t arrived, lost the code',
    'nothing came, nothing arrived, got nothing, received nothing, no message, no email, no e mail, no mail, no sms, no text',
    'where is the code, where is my code, code please, code expired, code has expired, too old',
    'don t have the code, dont have the code, don t have a code, dont have a code, do not have the code, do not have a code',
  ),
  otherOrderWords: phrases(
    'another order, other order, different order, wrong order, wrong number, wrong order number, another number',
    'other number, different number, not that order, change the order, change the number, change order',
  ),
  aboutCodeWords: phrases(
    'this is my order, it is my order, it s my order, i am the buyer, i m the buyer, im the buyer, it is mine, it s mine',
    'is this safe, is it safe, this is safe, a scam, phishing',
    'what code, which code, why code, why a code, who gets, where does it go, where did it go, where does the code go',
    'where is it sent, where is the code sent, where do you send, where did you send, sent to where, sent where',
    'which address, what address, which email, what email, which e mail, what e mail, which phone, what phone',
    'no access, lost access, cannot access, can not access, can t access, cant access, cannot open, can t open',
    'old email, old e mail, old mail, old address, old phone, new email, new e mail, new address, new phone',
    'my email changed, my e mail changed, changed my email, changed my e mail, changed email, changed my phone',
    'wrong email, wrong e mail, another email, another e mail, other email, other e mail',
  ),
  goodsWords: phrases(
    'parcel, parcels, package, packages, packet, shipment, delivery, goods, item, items, product, products, box, boxes',
    'carton, cartons, pallet, container, cargo, order, pieces, they, courier, driver, tracking',
  ),
  letterWords: phrases('code, codes, digits, message, messages, mail, mails, email, emails, e mail, sms, text, letter'),
  takeBackWords: phrases(
    'undo, undo that, take that back, take it back, scratch that, ignore that, forget that',
    'leave it as it was, keep it as it was, as it was, it was right, that was right, it was right before',
    'the first one was right, no it was right, no it was right before, the old one was right',
    'no keep the old one, keep the old one',
  ),
  vagueDays: phrases(
    'last week, last month, weeks ago, months ago, days ago, while ago, this week, this month, on arrival',
    'when it arrived, when they arrived, when it came, when they came, when i opened, when we opened',
  ),
  titleFillers: phrases(
    'with, paid, bank, transfer, seller, return, easy, came, from, pack, packs, order, orders, carton',
    'cartons, printed, natural, phone, goods, piece, pieces, boxes, arrived, broken',
  ),
  emptyWords: phrases(
    'the, and, all, of, them, it, is, are, was, were, half, some, many, about, only, on, in, today',
    'yesterday, noticed, since, last, ago, day, days, week, weeks, month, months, this, monday, tuesday',
    'wednesday, thursday, friday, saturday, sunday, january, february, march, april, may, june, july',
    'august, september, october, november, december, yes, no, ok, okay, please, pieces, piece, items',
    'item, one, two, three, i, we, my, what, when, none, nothing, hello, hi, hey, sorry, well, morning, a',
    'an, to, for, full, refund, part, whole',
  ),
  changeWords: phrases('change, edit, correct, wrong, fix, update, different, not right, incorrect'),
  questionWords: phrases(
    'what, when, where, who, why, how, can, could, do, does, did, is, are, will, would, should, may',
  ),
} as const;

/** Lines of phrases between commas. */
function phrases(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(', '));
}
