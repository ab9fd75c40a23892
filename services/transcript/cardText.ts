import { z } from 'zod';

const Block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  altText: z.string().optional(),
  facts: z.array(z.looseObject({ title: z.string(), value: z.string() })).optional(),
});
const Card = z.looseObject({
  body: z.array(Block),
  actions: z.array(z.looseObject({ title: z.string() })).optional(),
});

/** An adaptive card of ours line by line, with its buttons; empty for anything else. */
export function cardText(content: unknown): string {
  const card = Card.safeParse(content).data;
  if (!card) return '';
  const lines = card.body.flatMap(({ type, text, facts }) => {
    if (type === 'FactSet') return (facts ?? []).map(({ title, value }) => `${title}: ${written(value)}`);
    return type === 'TextBlock' && text !== undefined ? [written(text)] : [];
  });
  const buttons = (card.actions ?? []).map(({ title }, index) => `${index + 1}. ${title}`);
  return [...lines, ...buttons].join('\n');
}

/** Without the backslashes that keep markdown from reading it. */
function written(text: string): string {
  return text.replace(/\n\n/g, '\n').replace(/\\([\\`*_[\]<>#])/g, '$1');
}
