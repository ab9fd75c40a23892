import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** What OWASP asks of argon2id, which is the library's own way: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const [SHORTEST, LONGEST] = [12, 128];
/** Each takes a core for some 30 ms: a flood of them must not keep turns waiting. */
const AT_ONCE = 2;
const MOST_WAITING = 100;

export const PASSWORD_FORM = `${SHORTEST} to ${LONGEST} characters`;

/** Length is all that is asked: what may be in it is the agent's own matter. */
export function isGoodPassword(password: string): boolean {
  const { length } = [...readAlike(password)];
  return length >= SHORTEST && length <= LONGEST;
}

/** Too many passwords are being looked at already. Nothing was done. */
export class PasswordsBusyError extends Error {
  override readonly name = 'PasswordsBusyError';
}

/** Local passwords, which are kept as argon2id hashes only. */
export class Passwords {
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(readAlike(password), COST));
  }

  /** Takes the same time where there is no hash, so that nobody learns who has a password. */
  isRight(password: string, kept: string | undefined): Promise<boolean> {
    return this.#inTurn(async () => (await verify(kept ?? NOBODYS, readAlike(password))) && kept !== undefined);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length >= MOST_WAITING) throw new PasswordsBusyError('too many passwords at once');
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // Whoever comes next takes over this place.
      if (next) next();
      else this.#running -= 1;
    }
  }
}

/** Whatever keyboard writes it: one sign has several spellings in Unicode. */
function readAlike(password: string): string {
  return password.normalize('NFKC');
}

/** In the form and at the cost of a real one; its password is nowhere. */
const NOBODYS = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${random(16)}$${random(32)}`;

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64').replace(/=+$/, '');
}
