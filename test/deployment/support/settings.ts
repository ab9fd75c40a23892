import { type Config, readConfig, SETTING_NAMES } from '../../../services/config/config.js';

/** What templates may set that is not the desk's: Node's own, and Azure App Service's. */
const OTHERS = /^(?:NODE_ENV|NODE_OPTIONS|WEBSITES?_[A-Z_]+|SCM_[A-Z_]+)$/;

/** The names that nobody would read: misspelt, or of a setting that is gone. */
export function unknownSettings(environment: Readonly<Record<string, string>>): string[] {
  return Object.keys(environment).filter((name) => !SETTING_NAMES.includes(name) && !OTHERS.test(name));
}

/** What the desk makes of it. Throws ConfigError where it would refuse to start. */
export function startedWith(environment: Readonly<Record<string, string>>): Config {
  return readConfig(environment);
}

/** Values that a secret may have in an environment that is made up for a test. */
export const MADE_UP = {
  directLineSecret: '0123456789abcdef0123456789abcdef',
  redisPassword: 'fedcba9876543210',
  webhookSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
} as const;
