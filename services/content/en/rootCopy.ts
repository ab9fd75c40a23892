import type { Copy } from '../copy.js';
import { varied } from './onceMore.js';
import { languageLine } from './otherLanguages.js';
import { words } from './words.js';

const { command } = words;

type RootCopy = Pick<Copy, Extract<keyof Copy, `root.${string}` | `transcript.${string}`>>;

/** What is said of the conversation itself: greetings, small talk, what was not understood. */
export const rootCopy: RootCopy = {
  'root.welcome': () => ({
    text:
      'Hello, I am Refund Desk. If something went wrong with an order, I help you ask for your money back: ' +
      'I ask a few questions, open the case with you, and tell you whose turn it is. What happened?',
    buttons: [command.start, command.track, command.howLong],
  }),
  'root.clarify': ({ choices }, nth = 0) => ({
    text: varied(
      nth,
      'I want to be sure that I got you right. Did you mean one of these?',
      'I am still not sure. Is it one of these?',
      'Which of these comes closest?',
    ),
    buttons: choices,
  }),
  'root.notIt': ({ choices }, nth = 0) => ({
    text: varied(
      nth,
      'I am sorry, then I got you wrong. Is it one of these?',
      'Not that either. Is it one of these, or something else?',
    ),
    buttons: choices,
  }),
  'root.outOfScope': (_, nth = 0) => ({
    text: varied(
      nth,
      'I am sorry, either I did not get that or it is not my field. I know about refunds: opening a case, where a refund ' +
        'is, fees, times, evidence, and what to do when a seller says no. Could you say it in other words?',
      'That is still not clear to me. Tell me what went wrong with an order, or pick one of these.',
      'I cannot help with that one. With an order that went wrong I can: what happened to it?',
    ),
    buttons: [command.start, command.track, command.person],
  }),
  'root.otherLanguage': ({ language }, nth = 0) => ({
    text: `${varied(nth, 'I am sorry, I read only English so far.', 'English is all I can read for now.')} ${languageLine(language)}`.trim(),
    buttons: [command.start, command.person],
  }),
  'root.help': (_, nth = 0) => ({
    text: varied(
      nth,
      'I can open a refund case with you, show where your cases stand, and answer questions about fees, times, evidence and ' +
        'difficult sellers. While I ask, you can say "back", "cancel", "start over" or "why", or correct anything you said.',
      'Tell me what went wrong with an order and I prepare the case; ask "where is my refund?" to see your cases; or ask me ' +
        'anything about refunds. For a person say "human".',
    ),
    buttons: [command.start, command.track],
  }),
  'root.greeting': ({ filing, hasDraft }, nth = 0) => ({
    text: filing
      ? varied(nth, 'Hello! Good that you are here.', 'Hello again!')
      : hasDraft
        ? varied(
            nth,
            'Hello! I have kept your draft. Shall we go on with it, or is it something new?',
            'Hello again! Your draft is still here: go on with it, or begin with something new?',
          )
        : varied(
            nth,
            'Hello! Tell me what went wrong with your order, and I say what can be done.',
            'Hello again! What happened with your order?',
          ),
    buttons: hasDraft && !filing ? [command.resume, command.start, command.track] : [command.start, command.track],
  }),
  'root.thanks': ({ hasCase, filing }, nth = 0) => ({
    text:
      hasCase && !filing
        ? varied(
            nth,
            'You are very welcome. I hope it is settled soon; ask me at any time where your case stands.',
            'Gladly. Your case is in order; come back whenever something moves.',
          )
        : varied(nth, 'You are welcome. I am here whenever you need me.', 'Gladly.', 'Any time.'),
    ...(hasCase && !filing ? { buttons: [command.track] } : {}),
  }),
  'root.goodbye': ({ filing }, nth = 0) => ({
    text: filing
      ? varied(
          nth,
          'Goodbye for now. Nothing is filed yet, and everything you told me is kept; we go on here when you are back.',
          'See you later. It is all kept.',
        )
      : varied(
          nth,
          'Goodbye, and all the best. Your cases and your answers are kept.',
          'Goodbye. Come back at any time.',
        ),
  }),
  'root.ready': ({ hasCase }, nth = 0) => ({
    text: hasCase
      ? varied(nth, 'All right. I am here if anything moves on your case.', 'Good. Ask me at any time where it stands.')
      : varied(
          nth,
          'All right. Tell me what happened with an order, or ask me anything about refunds.',
          'What can I do for you? Tell me what went wrong, or pick one of these.',
        ),
    buttons: hasCase ? [command.track] : [command.start, command.track],
  }),
  'root.somethingElse': (_, nth = 0) => ({
    text: varied(
      nth,
      'Then please tell me in your own words: what happened with the order, or what do you want to know?',
      'I am listening: what is it about? A sentence is enough.',
    ),
    buttons: [command.start, command.person],
  }),
  'root.complaint': ({ filing }, nth = 0) => ({
    text:
      varied(
        nth,
        'I understand that you are upset, and I am sorry that it has come to this. ' +
          'What I can do is put a proper case together, with a date for every step; any other way stays open to you.',
        'I hear you. The best that I can offer is a case with the facts in order; the platform looks at it if the seller does not agree.',
        'You have every reason to be annoyed.',
      ) + (filing ? ' Let us get yours done.' : ' Which order is it about, and what happened?'),
    ...(filing ? {} : { buttons: [command.start, command.person] }),
  }),
  'root.noMore': (_, nth = 0) => ({
    text: varied(
      nth,
      "That is all I know about it. The people at the marketplace's support may know more.",
      'I have nothing to add to that. A person at the support may have.',
    ),
    buttons: [command.person, command.start],
  }),
  'root.whySo': ({ source }, nth = 0) => ({
    text: `${varied(nth, "These are the marketplace's rules, as they were published.", 'The rules say so.')} ${source ? `I have it from "${source.title}" (${source.seenOn}).` : ''}`.trim(),
    buttons: [command.person, command.start],
  }),
  'root.botChallenge': (_, nth = 0) => ({
    text: varied(
      nth,
      "I am a program, not a person. I work by the marketplace's published rules, and I say so when I do not know something.",
      'A program, yes. If you would rather have a person, say "human" and I ask one to come.',
    ),
  }),
  'root.wait': (_, nth = 0) => ({
    text: varied(nth, 'Take your time. I keep everything as it is.', 'No hurry at all.'),
  }),
  'root.ordersAway': ({ at }) => ({
    text:
      at === 'result'
        ? 'To go on I need the order system, and I cannot reach it at the moment. All that you told me is kept. Write to me again ' +
          'in a few minutes, and we go on from here. Until then I can answer questions about refunds.'
        : 'I cannot reach the order system at the moment, so I could not take your last message. Everything from before it is kept, ' +
          'and nothing was filed. Please send it again in a few minutes. Until then I can answer questions about refunds.',
    buttons: [command.howLong, command.person],
  }),
  'root.failed': ({ incident }) => ({
    text:
      `I am sorry, something went wrong on my side. Nothing you told me is lost; please send your last message again. ` +
      `If it happens again, quote incident ${incident} to support.`,
  }),
  'transcript.ready': (_, nth = 0) => ({
    text: varied(
      nth,
      'This is our conversation up to here, as plain text that you can keep, print or pass on. Files and links are in it by ' +
        'their names. Ask me again for a newer one.',
      'Here is our conversation once more, up to this point.',
    ),
  }),
};
