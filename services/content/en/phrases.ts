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
    discard: phrases(
      'discard, discard my draft, delete my draft, throw my draft away, delete the draft, discard the draft',
    ),
    notIt: phrases(
      'that s not it, thats not it, that is not it, not it, no that s not it, no thats not it, that is not what i meant',
      'that s not what i meant, thats not what i meant, not what i asked, that s not what i asked, thats not what i asked',
      'that is not what i asked, wrong answer, that does not answer my question, that doesn t help, this is not it',
    ),
    notSure: phrases(
      'not sure, i do not know, i don t know, don t know, dont know, no idea, unknown, hard to say',
      'i do not remember, i don t remember, not counted yet, i have not counted, cannot say, can t say',
    ),
    sent: phrases('sent, done, i sent it, sent it, i have written, i wrote them, i did it, i have done it'),
    later: phrases('later, i will wait, wait, i ll wait, not now, i wait'),
    resume: phrases('go on, continue, resume, continue my draft, go on with the draft, finish my draft'),
    waitHere: phrases('wait, i wait, i will wait, i ll wait, keep waiting, i keep waiting, yes wait'),
    leaveAsCase: phrases('leave it, leave a case, leave a message, as a case, later'),
    withBot: phrases('bot, the bot, back to the bot, go on, continue, talk to the bot'),
    leaveQueue: phrases('leave, leave queue, stop waiting, cancel, never mind, no person, forget it'),
    skipRating: phrases('no, no thanks, no thank you, not now, skip it'),
    handIn: phrases(
      'that is all, that s all, thats all, that was all, hand in, hand them in, hand it all in, done, i am done, no more, nothing more',
      'send it, send them, yes hand it in, submit, finished, that is everything, that s everything, yes',
    ),
    stopReminders: phrases('no more reminders, stop reminding me, do not remind me, don t remind me, no reminders'),
    remindAgain: phrases('reminders on, start reminders, please remind me again'),
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
  placeWords: phrases(
    'how long, how long does it take, how long will it take, how long do i have to wait, how long must i wait, how much longer',
    'how long is the wait, how long will i wait, how long more, when will somebody come, when does somebody come, when is my turn',
    'when will someone come, when do i get a person, hello, hello there, hi, hey, are you there, you there, is anybody there',
    'is anyone there, is somebody there, anybody there, anyone there, anybody, anyone, is someone there, somebody there',
    'am i still in the queue, am i in the queue, where am i in the queue, what is my place, what is my position, my position',
    'position, place, status, any news, i am waiting, i m waiting, im waiting, still waiting, i am still waiting, i m still waiting',
    'human, person, agent, a person, a human, talk to a person',
  ),
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
    'no keep the old one, keep the old one, cancel that, no cancel that, cancel the change, cancel my change',
    'forget the change, no leave it, leave it as it is, no leave it as it was, keep it, keep it as it is, no keep it',
  ),
  sorryWords: phrases(
    'sorry, no, no sorry, oops, i mean, i meant, make that, make it, actually, rather, correction, wait, no wait, better',
  ),
  notAskedWords: phrases(
    'i have not, i havent, i haven t, i did not, i didn t, i didnt, i never did, not yet, have not asked, not asked them',
  ),
  insteadOf: phrases('instead of, rather than, and not, but not, not'),
  butWords: phrases('but, it was, it is, it s, that was, rather'),
  vagueDays: phrases(
    'last week, last month, weeks ago, months ago, days ago, while ago, this week, this month, on arrival',
    'when it arrived, when they arrived, when it came, when they came, when i opened, when we opened',
  ),
  allOrders: phrases(
    'all, all of them, all orders, all my orders, both, both of them, every one, every order, everything',
  ),
  titleFillers: phrases(
    'with, paid, bank, transfer, seller, return, easy, came, from, pack, packs, order, orders, carton',
    'cartons, printed, natural, phone, goods, piece, pieces, boxes, arrived, broken',
  ),
  mailHeads: phrases('from, sent, to, cc, bcc, subject, date, reply to'),
  // The longest first: what stands before is kept.
  signOffs: phrases(
    'many thanks and regards, thanks and regards, thank you and regards, with kind regards, with best regards',
    'with regards, best regards, kind regards, warm regards, regards, best wishes, yours sincerely',
    'yours faithfully, yours truly, respectfully yours, sincerely',
  ),
  sentFrom: phrases(
    'sent from my iphone, sent from my ipad, sent from my phone, sent from my mobile, sent from my android',
    'sent from my samsung, sent from my galaxy, sent from my huawei, sent from my xiaomi, sent from my pixel',
    'sent from my device, sent from mail, sent from outlook, sent from yahoo mail, sent via, get outlook for',
  ),
  goesOnWords: phrases('to, the, for, i, we, and, of, my, this, these, it'),
  onWords: phrases('on'),
  wroteWords: phrases('wrote'),
  aheadWords: phrases('hour, hours, day, days, week, weeks, month, months'),
  emptyWords: phrases(
    'the, and, all, of, them, it, is, are, was, were, half, some, many, about, only, on, in, today',
    'yesterday, noticed, since, last, ago, day, days, week, weeks, month, months, this, monday, tuesday',
    'wednesday, thursday, friday, saturday, sunday, january, february, march, april, may, june, july',
    'august, september, october, november, december, yes, no, ok, okay, please, pieces, piece, items',
    'item, one, two, three, i, we, my, what, when, none, nothing, hello, hi, hey, sorry, well, morning, a',
    'an, to, for, full, refund, part, whole',
  ),
  changeWords: phrases(
    'change, edit, correct, wrong, fix, update, different, not right, incorrect, reset, forget, delete, remove, clear',
  ),
  notWords: phrases(
    'not, no not, neither, please no, anything but, everything but, anything except, i do not want, i don t want',
    'i dont want, no i do not want, no i don t want, no i dont want',
  ),
  declineWords: phrases('no, without'),
  ordinals: [
    phrases('first, former, first one, former one, first option, former option, option 1, option one, number one, 1st'),
    phrases('second, second one, second option, option 2, option two, number two, 2nd'),
    phrases('third, third one, third option, option 3, option three, number three, 3rd'),
    phrases('fourth, fourth one, fourth option, option 4, option four, number four, 4th'),
    phrases('fifth, fifth one, fifth option, option 5, option five, number five, 5th'),
    phrases('sixth, sixth one, sixth option, option 6, option six, number six, 6th'),
    phrases('seventh, seventh one, seventh option, option 7, option seven, number seven, 7th'),
    phrases('eighth, eighth one, eighth option, option 8, option eight, number eight, 8th'),
  ],
  lastWords: phrases('last, latter, last one, latter one, last option, latter option'),
  followUp: {
    begins: phrases('and, but, also, what about, how about, same for, and what about, and how about'),
    asks: phrases('what about, how about, and what about, and how about, and if, and when, and how, and who'),
    that: phrases('that, this, those'),
    more: phrases(
      'more, tell me more, more please, more details, more info, and then, and, what else, anything else, is that all',
      'can you tell me more, can you explain, explain that, explain more',
    ),
    leads: ['On that, what I know is this: ', 'It is the same answer: ', 'To that as well: '],
  },
  questionWords: phrases(
    'what, when, where, who, why, how, can, could, do, does, did, is, are, will, would, should, may',
  ),
} as const;

/** Lines of phrases between commas. */
function phrases(...lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => line.split(', '));
}
