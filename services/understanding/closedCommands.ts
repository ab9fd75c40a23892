import { normalisePhrase } from './plainText.js';
import type { Intent } from './understanding.js';

/** The command that a whole message is, after normalising: button titles, yes and no, cancel, back, a human. */
export function closedCommand(text: string): Intent | undefined {
  if (text.length > LONGEST) return undefined;
  const phrase = normalisePhrase(text);
  return COMMANDS.get(phrase) ?? COMMANDS.get(withoutManners(phrase));
}

const LONGEST = 80;

const TITLES: Readonly<Record<Intent, string>> = {
  openRefund:
    'refund, my order went wrong, start a refund, new refund, start refund, open a case, file a refund, start a new refund, get a refund, get my money back',
  trackRefund:
    'track, status, my cases, my case, track my refund, where is my refund, refund status, show my case, show my cases, track a refund',
  contactHuman:
    'human, a human, agent, an agent, person, a person, real person, talk to a human, talk to a person, talk to an agent, speak to a human, speak to a person, speak to an agent, operator, representative, live agent, customer service, support, live chat, talk to someone, human agent, chat with a person, i want to talk to a human, i want a human, staff, somebody',
  complaint: 'complain, complaint',
  transcript: each(
    ', can you , could you , can i , could i , may i , i want to , i would like to , id like to ',
    'send me , send , email me , e mail me , mail me , email , download , get , have , save , export , give me , show me , keep ',
    'transcript, the transcript, a transcript, chat transcript, chat, this chat, our chat, the chat, the whole chat, chat history, chat log, conversation, the conversation, this conversation, our conversation, the whole conversation, a copy, a copy of this, a copy of this chat, a copy of the chat, a copy of our chat, a copy of this conversation, a copy of the conversation, a copy of our conversation, copy of this conversation, a transcript of this chat, a transcript of this conversation, a transcript of our conversation, this conversation as a file, our conversation as a file',
  ).concat(
    ', transcript, the transcript, transcript please, copy of this conversation, i want a transcript, i need a transcript, i need a copy of this conversation',
  ),
  cancel:
    'cancel, stop, quit, exit, abort, cancel it, cancel this, cancel that, forget it, never mind, nevermind, leave it, end, close, i want to cancel, cancel the request, stop it, drop it, stop here, lets stop, i want to stop, i dont want to do this any more, i do not want to do this any more, i dont want to do this anymore, i do not want to go on, i dont want to go on',
  back: 'back, go back, previous, previous question, one back, step back, undo',
  restart:
    'restart, start over, start again, begin again, from the beginning, from the start, reset, new start, start from scratch, lets start over, start new',
  repeat:
    'repeat, again, say that again, what, pardon, sorry, come again, repeat that, repeat the question, i dont understand, dont understand, i do not understand, huh, what was the question, excuse me, what do you mean',
  why: 'why, why do you ask, why do you need that, why do you need this, what for, what is that for, why that, why do you want to know, how come, why should i, why should i tell you, why should i tell you that, why should i say that, why does it matter, why is that important',
  wait: 'wait, one moment, a moment, hold on, one second, one sec, just a moment, just a second, give me a minute, give me a moment, wait a minute, wait a moment, brb, moment, let me check, i will check, ill check, later, not now, hang on, let me look, let me see, let me think, i need to think, i have to think, i need a moment, i need a minute, let me find it, wait let me find it, i have to look it up, let me look it up, give me a second, two minutes',
  skip: 'skip, skip it, skip this, skip that, next, pass, i dont know, dont know, do not know, no idea, not sure, i am not sure, im not sure, idk, skip this question, continue without, rather not say, i have no idea, i have none, i wont tell you, i wont say, i will not tell you, i dont want to say, i do not want to say, i dont want to tell you, i dont want to tell, i prefer not to say, prefer not to say, id rather not say, none of your business, that is private, its private, i refuse to say, i have no photos, no photos, no evidence, none, without, next question, skip this one, can we skip this, can we skip this one, let us skip this, leave it open, leave that open, i would rather leave that open, id rather leave that open, i refuse, i refuse to answer, i wont answer, i will not answer, i dont want to answer, i do not want to answer',
  cancelOrder: 'cancel order, cancel my order, cancel the order, cancel this order',
  trackOrder: 'track order, track my order, order status, where is my order, where is my parcel, where is my package',
  withdrawCase:
    'withdraw, withdraw my case, withdraw the case, close my case, close the case, cancel my case, cancel the case',
  help: 'help, menu, options, help me, commands',
  capabilities: 'what can you do, what can i ask, what can i ask you, capabilities',
  botChallenge:
    'are you a bot, are you a robot, are you human, bot, are you real, are you a human, is this a bot, who are you, are you a person, are you an ai',
  greeting:
    'hi, hello, hey, hi there, hello there, good morning, good afternoon, good evening, good day, hey there, greetings, hiya, how are you, how are you today, how are you doing, how do you do, hi how are you, hello how are you, hope you are well, i hope you are well, i hope you are fine, hope you are fine, good evening dear sir how are you today, hallo, hola, yo, hi bot',
  thanks:
    'thanks, thank you, thanks a lot, many thanks, thx, ty, cheers, thank you so much, great thanks, ok thanks, ok thank you, perfect thanks, thanks for your help',
  goodbye: 'bye, goodbye, good bye, see you, bye bye, good night, thats all, that is all, have a nice day, see ya, cya',
  affirm:
    'yes, y, yes please, yeah, yep, yup, ya, sure, ok, okay, k, correct, right, that is right, thats right, of course, confirm, confirmed, go ahead, submit, submit it, send it, file it, yes submit, yes submit it, looks good, all good, it is correct, its correct, true, exactly, absolutely, sounds good, do it, please do, i agree, agreed, fine, yes it is, yes i did, i did, yes i have, i do, yes i do, yess, yse, done, ready, si, oui, ja, perfect, great, good, alright, yes that is right, yes thats right, continue, go on, proceed',
  deny: 'no, n, nope, nah, no thanks, no thank you, not really, wrong, that is wrong, thats wrong, incorrect, not correct, it is not correct, not yet, no not yet, i did not, i didnt, no i didnt, no i did not, never, i have not, i havent, no i havent, no i have not, no way, not at all, dont, do not, false, that is not right, thats not right, nothing, nothing else, no more',
};

/** Every way to say it: an opening, what to do, with what; commas between. */
function each(openings: string, verbs: string, things: string): string {
  const beginnings = openings.split(', ').flatMap((opening) => verbs.split(', ').map((verb) => opening + verb));
  return beginnings.flatMap((beginning) => things.split(', ').map((thing) => beginning + thing)).join(', ');
}

const COMMANDS: ReadonlyMap<string, Intent> = new Map(
  // Object.entries forgets the key's type; the object above has exactly the intents.
  (Object.entries(TITLES) as [Intent, string][]).flatMap(([intent, titles]) =>
    titles.split(', ').map((title) => [title, intent] as const),
  ),
);

const MANNERS = new Set([
  'please',
  'very',
  'much',
  'pls',
  'plz',
  'now',
  'ok',
  'okay',
  'hi',
  'hello',
  'hey',
  'sorry',
  'well',
  'um',
  'just',
  'sir',
  'dear',
  'the',
  'bot',
  'then',
]);

function withoutManners(phrase: string): string {
  return phrase
    .split(' ')
    .filter((word) => !MANNERS.has(word))
    .join(' ');
}
