/** The words around what was said, where the conversation is given as a text. */
export type TranscriptWords = {
  readonly desk: string;
  readonly buyer: string;
  /** A person at the desk. */
  readonly agent: (name: string) => string;
  /** Above everything: what this is, and up to when. */
  readonly head: (at: number, timeZone: string) => string;
  readonly day: (at: number, timeZone: string) => string;
  /** Of the day: "20:31". */
  readonly time: (at: number, timeZone: string) => string;
  /** Said by a card's button, by its action; an unknown one has words, too. */
  readonly pressed: (action: string) => string;
  readonly file: (name: string) => string;
  readonly fileNotKept: (name: string) => string;
  /** Where only the end of it can be sent. */
  readonly onlyLatest: string;
};
