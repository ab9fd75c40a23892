import { cues } from './cues.js';

const say = cues<'contactHuman' | 'complaint' | 'transcript'>;

/** Words that ask for a person or for a copy of the conversation, or threaten with the law, wherever they stand: they win over whatever else was said. */
export const URGENT_CUES = [
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
    'transcript',
    0.96,
    'send/email/mail me +this/our +chat/conversation, send/email/mail me transcript, download transcript/conversation/chat',
  ),
  ...say('transcript', 0.96, 'copy of +this/our +chat/conversation, transcript of +this/our +chat/conversation'),
];
