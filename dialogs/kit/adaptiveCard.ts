import { type Attachment, CardFactory } from 'botbuilder';

export type CardButton = {
  readonly title: string;
  readonly data: Readonly<Record<string, string>>;
  readonly primary?: boolean;
};
export type CardFact = { readonly title: string; readonly value: string };
export type CardSpec = {
  readonly heading: string;
  /** One line above the facts: whose turn, by when. */
  readonly lead?: string;
  readonly facts: readonly CardFact[];
  /** Lines of a list below the facts, and a small picture with its name above them. */
  readonly lines?: readonly string[] | undefined;
  readonly meter?: { readonly picture: string; readonly name: string } | undefined;
  readonly note?: string;
  readonly buttons?: readonly CardButton[];
};

/** Our one form of card: a heading, a lead, facts, buttons (Action.Submit, which arrives as a message with a value). */
export function adaptiveCard(spec: CardSpec): Attachment {
  const text = (value: string, more: object) => ({ type: 'TextBlock', text: literal(value), wrap: true, ...more });
  return CardFactory.adaptiveCard({
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    speak: [
      spec.heading,
      spec.lead,
      ...spec.facts.map(({ title, value }) => `${title}: ${value}`),
      ...(spec.lines ?? []),
    ]
      .filter(Boolean)
      .join('. '),
    body: [
      text(spec.heading, { weight: 'Bolder', size: 'Medium', style: 'heading' }),
      ...(spec.lead ? [text(spec.lead, { spacing: 'Small' })] : []),
      ...(spec.facts.length > 0
        ? [{ type: 'FactSet', facts: spec.facts.map(({ title, value }) => ({ title, value: literal(value) })) }]
        : []),
      ...(spec.meter
        ? [
            text(spec.meter.name, { spacing: 'Medium', weight: 'Bolder', size: 'Small' }),
            { type: 'Image', url: spec.meter.picture, altText: spec.meter.name, width: '176px', spacing: 'Small' },
          ]
        : []),
      ...(spec.lines ?? []).map((line) => text(line, { spacing: 'Small', size: 'Small' })),
      ...(spec.note ? [text(spec.note, { isSubtle: true, size: 'Small' })] : []),
    ],
    ...(spec.buttons
      ? {
          actions: spec.buttons.map(({ title, data, primary }) => ({
            type: 'Action.Submit',
            title,
            data,
            ...(primary ? { style: 'positive' } : {}),
          })),
        }
      : {}),
  });
}

/** Cards read markdown: what a buyer or seller wrote must show as written. Backslash before every sign that means something. */
function literal(text: string): string {
  // A line break of markdown is two.
  return text.replace(/([\\`*_[\]<>#])/g, '\\$1').replace(/\n/g, '\n\n');
}
