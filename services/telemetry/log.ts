import { pino } from 'pino';

/** A static message plus fields. Conversation and case ids; never message text, names, addresses or tokens. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** JSON lines on standard error, so that standard output stays for the operator's few lines at start. */
export function openLog(level: (typeof LOG_LEVELS)[number]): Log {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }));
}
