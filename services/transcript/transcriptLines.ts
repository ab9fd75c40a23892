import { z } from 'zod';
import type { TranscriptWords } from '../content/transcriptWords.js';
import type { LogEntry } from '../conversations/conversationStore.js';
import { fileIdOf } from '../evidence/evidenceFile.js';
import { cardText } from './cardText.js';
import { safeLines } from './safeLines.js';
import { transcriptIn } from './transcriptUri.js';

const Attachment = z.looseObject({
  contentType: z.string(),
  contentUrl: z.string().optional(),
  name: z.string().optional(),
  content: z.unknown().optional(),
});
/** What is read of an activity of the log: this build's, or an older one's. */
const Told = z.looseObject({
  text: z.string().catch(''),
  value: z.unknown().optional(),
  from: z.looseObject({ name: z.string().optional(), role: z.string().optional() }).catch({}),
  attachments: z.array(Attachment).catch([]),
  suggestedActions: z
    .looseObject({ actions: z.array(z.looseObject({ title: z.string() })) })
    .optional()
    .catch(undefined),
  channelData: z
    .looseObject({
      textRepeatsCard: z.boolean().optional(),
      wantsNumber: z.boolean().optional(),
      agent: z.string().optional(),
    })
    .catch({}),
});

const INDENT = '    ';

/**
 * One entry as text: when and who at the margin, and what they said indented, so that no words can pass for a line of
 * somebody else's. Empty where nothing was said. Linear in the entry's length.
 */
export function transcriptLines(words: TranscriptWords, { activity, at }: LogEntry, timeZone: string): string {
  // An event is for another desk, and nobody has seen it.
  if (activity['type'] === 'event') return '';
  const told = Told.parse(activity);
  const body = [...said(words, told), ...files(words, told)].flatMap(safeLines);
  if (body.length === 0) return '';
  const head = `[${words.time(at, timeZone)}] ${speaker(words, told)}:`;
  return `${head}\n${body.map((line) => (line === '' ? '' : INDENT + line)).join('\n')}\n\n`;
}

type Told = z.infer<typeof Told>;

/** A card of which the text is a repetition was shown alone; choices are told, because "2" means one of them. */
function said(words: TranscriptWords, { text, value, attachments, suggestedActions, channelData }: Told): string[] {
  const cards = attachments.map(({ content }) => cardText(content)).filter((card) => card !== '');
  const isCardAlone = channelData.textRepeatsCard === true && cards.length > 0;
  const mark = (index: number) => (channelData.wantsNumber === true ? '-' : `${index + 1}.`);
  const choices = suggestedActions?.actions.map(({ title }, index) => `${mark(index)} ${title}`) ?? [];
  const pressed = text === '' && value !== undefined && value !== null ? [words.pressed(actionOf(value))] : [];
  return [...(isCardAlone || text === '' ? [] : [text]), ...cards, ...pressed, ...choices];
}

function actionOf(value: unknown): string {
  const { action } = z.looseObject({ action: z.string() }).safeParse(value).data ?? { action: '' };
  return action;
}

/** By their names: what is in them stays where it is. */
function files(words: TranscriptWords, { attachments, from }: Told): string[] {
  return attachments.flatMap(({ contentType, contentUrl, name }) => {
    if (contentType.includes('.card.')) return [];
    const isKept = fileIdOf(contentUrl) !== undefined || transcriptIn({ contentUrl: contentUrl ?? '' }) !== undefined;
    return isKept || from.role !== 'user' ? [words.file(name ?? '')] : [words.fileNotKept(name ?? '')];
  });
}

function speaker(words: TranscriptWords, { from, channelData }: Told): string {
  const [agent = ''] = safeLines((channelData.agent ?? '').slice(0, 80));
  if (from.role !== 'user') return agent === '' ? words.desk : words.agent(agent);
  const [name = ''] = safeLines((from.name ?? '').slice(0, 60));
  return name === '' ? words.buyer : `${words.buyer} (${name})`;
}
