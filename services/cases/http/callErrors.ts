/** It was not reached, or its answer cannot be used: whether anything was done is unknown, and it may be asked again. */
export class CasesAwayError extends Error {
  override readonly name = 'CasesAwayError';
  constructor(
    message: string,
    /** When it wants to be asked again, in ms; absent: it does not say. */
    readonly retryAfterMs: number | undefined = undefined,
    options: ErrorOptions = {},
  ) {
    super(message, options);
  }
}

/** It has answered that this call is wrong: asking again will not help until somebody looks at it. */
export class CasesRefusedError extends Error {
  override readonly name = 'CasesRefusedError';
}
