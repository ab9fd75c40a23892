/**
 * The language of a text that is surely not English, as ISO 639-1: by its script, or by two of its small words. Undefined
 * when in doubt. Linear in the first 500 characters. It is asked only of texts that were not understood.
 */
export function languageOf(text: string): string | undefined {
  const start = text.slice(0, 500);
  for (const [language, script] of SCRIPTS) if (script.test(start)) return language;
  const words = new Set(start.toLowerCase().split(/[^\p{L}]+/u));
  let best: string | undefined;
  let most = 1;
  for (const [language, small] of SMALL_WORDS) {
    const hits = [...words].filter((word) => small.has(word)).length;
    if (hits > most) [best, most] = [language, hits];
  }
  return best;
}

// Japanese first: it uses Han characters too.
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}]{2}/u],
  ['ko', /\p{sc=Hangul}{2}/u],
  ['zh', /\p{sc=Han}{2}/u],
  ['ru', /\p{sc=Cyrillic}{3}/u],
  ['ar', /\p{sc=Arabic}{3}/u],
];

const list = (words: string) => new Set(words.split(' '));

/** Frequent words that English does not have. */
const SMALL_WORDS: readonly (readonly [string, ReadonlySet<string>])[] = [
  [
    'es',
    list(
      'el los las una mi mis su pedido llegó llego roto rota hola quiero dinero está esta puedo reembolso gracias que del',
    ),
  ],
  [
    'fr',
    list(
      'le les une mon mes est je suis commande colis cassé casse bonjour argent arrivé remboursement avec vous merci',
    ),
  ],
  [
    'de',
    list(
      'der das ein eine mein meine ist ich nicht paket bestellung kaputt angekommen geld zurück hallo bitte und wir danke',
    ),
  ],
  ['it', list('il gli una mio mia ordine arrivato rotto rotta soldi rimborso ciao vorrei sono non grazie della')],
  ['pt', list('uma meu minha pedido chegou quebrado quebrada dinheiro reembolso olá quero não está obrigado')],
];
