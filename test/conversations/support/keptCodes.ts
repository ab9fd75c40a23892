import type { CodeLetter, CodeSender } from '../../../services/verification/codeSender.js';

/** Keeps what was sent, as the mailboxes of all buyers would. */
export class KeptCodes implements CodeSender {
  readonly letters: CodeLetter[] = [];

  async send(letter: CodeLetter): Promise<void> {
    this.letters.push(letter);
  }

  get last(): string {
    return this.letters.at(-1)?.code ?? '000000';
  }

  /** Never the right one. */
  get wrong(): string {
    return this.last === '111111' ? '222222' : '111111';
  }

  fillIn(line: string): string {
    return line.replaceAll('{code}', this.last).replaceAll('{wrong}', this.wrong);
  }
}
