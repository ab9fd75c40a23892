import { fill, words } from '../words.js';
import { Markdown } from './markdown.js';
import type { Block, Card } from './readCard.js';

/** A card that the bot showed the buyer, to be read. */
export function CardView({ card }: { readonly card: Card }) {
  return (
    <div class="card">
      {card.blocks.map((block, index) => (
        <BlockView block={block} key={index} />
      ))}
      {card.buttons.length > 0 && (
        <p class="offered">{fill(words.thread.offered, { titles: card.buttons.join(' · ') })}</p>
      )}
    </div>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'text':
      return (
        <div class={`card-text ${block.look}`}>
          <Markdown text={block.text} />
        </div>
      );
    case 'facts':
      return (
        <dl class="facts">
          {block.facts.map(({ title, value }, index) => (
            <div key={index}>
              <dt dir="auto">{title}</dt>
              <dd>
                <Markdown text={value} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'picture':
      return block.url === undefined ? (
        <p class="card-text small" dir="auto">
          {words.thread.pictureNotLoaded}
          {block.name !== '' && `: ${block.name}`}
        </p>
      ) : (
        <img class="card-picture" src={block.url} alt={block.name} />
      );
  }
}
