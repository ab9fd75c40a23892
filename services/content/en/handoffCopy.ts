import type { HandoffReason } from '../../desk/deskState.js';
import type { Copy, CopyValues, Said } from '../copy.js';
import { varied } from './onceMore.js';
import { words } from './words.js';

const { command } = words;
const { waitHere, leaveAsCase, withBot, leaveQueue } = command;

type HandoffCopy = Pick<Copy, Extract<keyof Copy, `handoff.${string}`>>;

/** What is said around a person: who comes, how long it takes, what can be done instead. Never how it is routed. */
export const handoffCopy: HandoffCopy = {
  'handoff.queued': queued,
  'handoff.joined': ({ name }) => ({
    text: `${name} has joined. ${name} is a person, and can read everything that we wrote here.`,
  }),
  'handoff.agent': ({ text }) => ({ text }),
  'handoff.left': ({ name, cases, amended, at }) => ({
    text: [
      `${name} has left, I am back.`,
      ...(amended.length > 0
        ? [`${name} has noted: ${amended.map(({ title, value }) => `${title}: ${value}`).join('; ')}.`]
        : []),
      ...(cases.length > 0
        ? [`Meanwhile your case was opened: ${cases.join(', ')}. Ask me whenever you want to know where it stands.`]
        : []),
      at.filing
        ? 'All that you told me is kept; shall we go on?'
        : at.hasDraft
          ? 'Your draft is kept: we can go on with it whenever you like.'
          : 'Is there anything else?',
    ].join(' '),
    buttons: at.filing ? [] : at.hasDraft ? [command.resume, command.track] : [command.start, command.track],
  }),
  'handoff.outOfHours': ({ because, opensAt, answerBy, timeZone }, nth = 0) => ({
    text:
      `${varied(nth, LEADS[because], 'As before:')} Nobody is at the desk right now; people are here again from ` +
      `${when(opensAt, timeZone)} on. You can wait until then, or leave it as a case: then a person writes to you here by ` +
      `${when(answerBy, timeZone)}. Or we two go on.`,
    buttons: [leaveAsCase, waitHere, withBot],
  }),
  'handoff.late': ({ name, canLeave }, nth = 0) => {
    const sorry =
      name === undefined
        ? `${varied(nth, 'I am sorry, nobody has come yet.', 'Still nobody, I am sorry.')} Your place is kept.`
        : varied(nth, `I am sorry, ${name} has not answered yet.`, `Still no answer of ${name}, I am sorry.`);
    const choices = canLeave ? 'wait on, leave it as a case that a person answers later, or' : 'wait on, or';
    return {
      text: `${sorry} You can ${choices} go on with me.`,
      buttons: [waitHere, ...(canLeave ? [leaveAsCase] : []), withBot, ...(name === undefined ? [leaveQueue] : [])],
    };
  },
  'handoff.failed': ({ filing }, nth = 0) => ({
    text: `${varied(nth, 'I am sorry, no person can be reached right now.', 'Again nobody can be reached, I am sorry.')} Nothing that you told is lost. ${
      filing ? 'We two can go on' : 'I go on helping here'
    }, and you can try again later: say "human". The marketplace's own support is on the order page, under Customer Service, live chat.`,
    buttons: filing ? [] : [command.person, command.track],
  }),
  'handoff.request': ({ answerBy, unasked, timeZone }, nth = 0) => ({
    text: `${
      unasked
        ? 'I am sorry that nobody came. So that you need not wait on, I have left it as a case.'
        : varied(nth, 'I have left it as a case.', 'It is left as a case, with all that was said.')
    } A person reads all of this and writes to you here by ${when(answerBy, timeZone)}. You can close this page. I am here meanwhile.`,
    buttons: [command.start, command.track],
  }),
  'handoff.requestLate': ({ answerBy, timeZone }) => ({
    text:
      answerBy === undefined
        ? "I am sorry: nobody has answered, and I do not want to promise once more. Your case stays open here. The marketplace's own " +
          'support is on the order page, under Customer Service, live chat.'
        : `I am sorry: you were to have an answer by now, and nobody has written. The new time is ${when(answerBy, timeZone)}.`,
    buttons: [command.person, command.track],
  }),
  'handoff.withBot': ({ waiting }, nth = 0) => ({
    text: waiting
      ? varied(
          nth,
          'Gladly. Your place in the queue is kept, and a person comes in as soon as one is free.',
          'On we go; your place is kept.',
        )
      : varied(nth, 'Gladly, then we two go on.', 'On we go.'),
    ...(waiting ? { buttons: [waitHere, leaveQueue] } : {}),
  }),
  'handoff.outOfQueue': ({ hasDraft }, nth = 0) => ({
    text: varied(
      nth,
      'All right, you no longer wait for a person. Say "human" whenever you want one.',
      'Done: nobody is asked to come any more.',
    ),
    buttons: hasDraft ? [command.resume, command.track] : [command.start, command.track],
  }),
  'handoff.feedback': ({ name }) => ({
    text: `How was it with ${name}, from 1 (bad) to 5 (very good)? You can add a few words, such as "4, quick and kind". You can skip it, or just go on.`,
    buttons: ['5', '4', '3', '2', '1', command.skipRating],
    wantsNumber: true,
  }),
  'handoff.rated': () => ({ text: 'Thank you, that helps us. I am here if there is anything else.' }),
};

function queued(values: CopyValues['handoff.queued'], nth = 0): Said {
  const { because, how, ahead, left, withBot: goesOn, opensAt, timeZone } = values;
  const up = values.finding ? words.sellerVerdict.whyUp(values.finding, timeZone) : '';
  const why = up === '' ? '' : `, and told them why it goes up. ${up.replace(/\.$/, '')}`;
  const lead =
    how === 'agentGone'
      ? `I am sorry, ${left} had to leave.`
      : how === 'moved'
        ? varied(nth, 'It goes on.', 'A step further.')
        : how === 'still'
          ? varied(nth, 'You are in the queue.', 'Your place in the queue is kept.', 'You still have your place.')
          : varied(nth, `${LEADS[because]} I have asked for one${why}.`, 'I have asked for a person again.');
  const place = ahead === undefined ? '' : ahead === 0 ? "You're next in line." : `People ahead of you: ${ahead}.`;
  const clock =
    opensAt === undefined
      ? waitWords(values.waitMs)
      : `Nobody is at the desk right now; people are here from ${when(opensAt, timeZone)} on.`;
  const meanwhile = goesOn
    ? 'Meanwhile we two can go on.'
    : how === 'first'
      ? values.hasStory
        ? 'I have summed it up for them, so you need not tell it again; write here whatever else they should know.'
        : 'Meanwhile you can write here what they should know, such as the order number and what happened: they read all of it.'
      : '';
  return {
    text: [lead, place, clock, meanwhile].filter((part) => part !== '').join(' '),
    buttons: goesOn ? [leaveQueue] : [withBot, ...(ahead === undefined ? [] : [leaveAsCase]), leaveQueue],
  };
}

/** Rounded up: who comes sooner is glad. */
function waitWords(waitMs: number | undefined): string {
  if (waitMs === undefined) return '';
  return `Lately it has taken about ${Math.ceil(waitMs / 60_000)} minutes.`;
}

function when(at: number, timeZone: string): string {
  return `${words.day(at, timeZone)}, ${words.clock(at, timeZone)}`;
}

const LEADS: Readonly<Record<HandoffReason, string>> = {
  asked: 'Of course, a person.',
  sellerUncooperative: 'Of course, a person.',
  lost: 'I am sorry that I do not get it; a person may do better.',
  noSuchOrder: 'I do not find these numbers among your orders; a person can look further.',
  fraud: 'This is a matter for a person.',
  chargeback: 'With a dispute at a bank or card a person has to look at it.',
  counterfeit: 'A fake is also a matter for a person.',
  legalThreat: 'This is a matter for a person.',
  danger: 'If anybody is hurt or in danger, call the emergency services first. This is a matter for a person.',
  takenOver: 'A person looks at this.',
};
