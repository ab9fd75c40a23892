import { dayAndTime, timeOfDay } from '../model/clock.js';
import { fill, words } from '../words.js';
import { CardView } from './cardView.js';
import { FileView } from './fileView.js';
import { Markdown } from './markdown.js';
import { PlainText } from './plainText.js';
import type { Said } from './readEntry.js';

/** One message: who, when, what, and what became of it. */
export function SaidView({
  said,
  isFirst,
  conversationId,
  delivery,
}: {
  readonly said: Said;
  readonly isFirst: boolean;
  readonly conversationId: string;
  readonly delivery?: 'sent' | 'delivered';
}) {
  const { side, at, text, isMarkdown, cards, files, offered, isPressed } = said;
  const name = nameOf(said);
  return (
    <div class={`said ${side}${isFirst ? ' first' : ''}`}>
      {isFirst ? (
        <p class="said-head">
          <bdi class="said-name">{name}</bdi>
          <time dateTime={new Date(at).toISOString()} title={dayAndTime(at)}>
            {timeOfDay(at)}
          </time>
        </p>
      ) : (
        <span class="hidden">{fill(words.thread.said, { name, time: timeOfDay(at) })}</span>
      )}
      <div class="bubble" title={isFirst ? undefined : dayAndTime(at)}>
        {text !== '' && (isMarkdown ? <Markdown text={text} /> : <PlainText text={text} />)}
        {isPressed && <p class="pressed">{words.thread.pressedSome}</p>}
        {cards.map((card, index) => (
          <CardView card={card} key={index} />
        ))}
        {files.length > 0 && (
          <div class="files">
            {files.map((file, index) => (
              <FileView file={file} conversationId={conversationId} key={index} />
            ))}
          </div>
        )}
      </div>
      {offered.length > 0 && <p class="offered">{fill(words.thread.offered, { titles: offered.join(' · ') })}</p>}
      {delivery && <p class={`delivery ${delivery}`}>{words.thread[delivery]}</p>}
    </div>
  );
}

function nameOf({ side, name }: Said): string {
  if (side === 'bot') return words.thread.bot;
  return name ?? words.thread.buyer;
}
