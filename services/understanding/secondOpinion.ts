/** A worded number or date of a text as the scanners can read it: "250", "2026-10-03". Offsets are of the text given. */
export type Rewording = { readonly at: number; readonly end: number; readonly as: string };

/** PORT. Reads worded numbers and dates that the scanners do not know. Never waits long: no answer is an empty list. */
export interface SecondOpinion {
  /** `text`: at most 200 characters are read. `today`: the buyer's own, `YYYY-MM-DD`. */
  read(text: string, today: string): Promise<readonly Rewording[]>;
  close(): Promise<void>;
}
