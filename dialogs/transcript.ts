import type { TurnContext } from 'botbuilder';
import { transcriptName, transcriptUri } from '../services/transcript/transcriptUri.js';
import { dialogTurn } from './kit/dialogTurn.js';
import { say } from './kit/say.js';

/** The conversation up to here, by its name only: the channel makes of it what its buyers can read. */
export async function giveTranscript(context: TurnContext): Promise<void> {
  const { now: at, state } = dialogTurn(context);
  const { timeZone } = state;
  const file = {
    contentType: 'text/plain',
    name: transcriptName({ at, timeZone }),
    contentUrl: transcriptUri({ at, timeZone }),
  };
  await say(context, 'transcript.ready', {}, { files: [file] });
}
