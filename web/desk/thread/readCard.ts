import { type Fields, fieldsOf, listOf, textOf } from './loose.js';

/** A card as plain blocks, of whatever kind it is; nothing on it can be pressed here. */
export type Card = { readonly blocks: readonly Block[]; readonly buttons: readonly string[] };
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly look: 'heading' | 'plain' | 'small' }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly title: string; readonly value: string }[] }
  /** `url`: a picture that is part of the card itself; absent: one from elsewhere, which is not loaded. */
  | { readonly kind: 'picture'; readonly url?: string; readonly name: string };

/** Deeper than any card of ours, and than anybody reads. */
const DEEPEST = 8;

/** undefined: the attachment is no card. */
export function cardOf(contentType: string, content: unknown): Card | undefined {
  if (!contentType.includes('.card.')) return undefined;
  const card = fieldsOf(content);
  return contentType === 'application/vnd.microsoft.card.adaptive'
    ? { blocks: blocksIn(listOf(card['body']), 0), buttons: titlesIn(card['actions']) }
    : plainCard(card);
}

function blocksIn(elements: readonly unknown[], depth: number): readonly Block[] {
  if (depth > DEEPEST) return [];
  return elements.map(fieldsOf).flatMap((element): readonly Block[] => {
    const inside = [...listOf(element['items']), ...listOf(element['columns'])];
    switch (element['type']) {
      case 'TextBlock':
      case 'RichTextBlock':
        return textBlock(element);
      case 'FactSet':
        return [{ kind: 'facts', facts: factsIn(element['facts']) }];
      case 'Image':
        return [pictureOf(textOf(element['url']) ?? '', textOf(element['altText']) ?? '')];
      case 'ImageSet':
        return blocksIn(listOf(element['images']), depth + 1);
      default:
        return blocksIn(inside, depth + 1);
    }
  });
}

function textBlock(element: Fields): readonly Block[] {
  const inlines = listOf(element['inlines']).map((each) => textOf(each) ?? textOf(fieldsOf(each)['text']) ?? '');
  const text = textOf(element['text']) ?? inlines.join('');
  const isHeading = element['style'] === 'heading' || element['weight'] === 'Bolder';
  return text === ''
    ? []
    : [{ kind: 'text', text, look: isHeading ? 'heading' : element['isSubtle'] === true ? 'small' : 'plain' }];
}

function factsIn(facts: unknown): readonly { readonly title: string; readonly value: string }[] {
  return listOf(facts)
    .map(fieldsOf)
    .map((fact) => ({ title: textOf(fact['title']) ?? '', value: textOf(fact['value']) ?? '' }));
}

/** Hero, thumbnail, receipt, sign-in: what they have to read. */
function plainCard(card: Fields): Card {
  const text = (name: string, look: 'heading' | 'plain' | 'small'): readonly Block[] => {
    const found = textOf(card[name]);
    return found === undefined || found === '' ? [] : [{ kind: 'text', text: found, look }];
  };
  const pictures = listOf(card['images'])
    .map(fieldsOf)
    .map((image) => pictureOf(textOf(image['url']) ?? '', textOf(image['alt']) ?? ''));
  return {
    blocks: [...text('title', 'heading'), ...text('subtitle', 'small'), ...text('text', 'plain'), ...pictures],
    buttons: titlesIn(card['buttons']),
  };
}

function titlesIn(actions: unknown): readonly string[] {
  return listOf(actions).flatMap((each) => textOf(fieldsOf(each)['title']) ?? []);
}

function pictureOf(url: string, name: string): Block {
  return /^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/.test(url)
    ? { kind: 'picture', url, name }
    : { kind: 'picture', name };
}
