import { cues } from './cues.js';

const say = cues<'contactHuman' | 'complaint'>;

/** Words that ask for a person or threaten with the law wherever they stand: they win over whatever else was said. */
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
];
