import { z } from 'zod';
import { isLoopback } from './isLoopback.js';

const EXPECTED_ISSUER =
  'expected https://host, with its path if it has one, as the issuer names itself; or http on this machine';
const EXPECTED_PUBLIC =
  'expected the address that agents open, such as https://desk.example, without a path; http on this machine only';

/** Never the value itself in a fault: it may hold a password. */
export const DESK_SIGN_IN = {
  DESK_PUBLIC_URL: z.string().refine(isPublicUrl, EXPECTED_PUBLIC).optional(),
  DESK_PASSWORDS: z.enum(['yes', 'no']).default('yes'),
  DESK_OIDC_ISSUER: z.string().refine(isSafeUrl, EXPECTED_ISSUER).optional(),
  DESK_OIDC_CLIENT_ID: z.string().min(1).max(500).optional(),
  DESK_OIDC_CLIENT_SECRET: z.string().min(1).max(2_000).optional(),
  DESK_OIDC_NAME: z.string().trim().min(1).max(40).optional(),
};
type Environment = z.infer<z.ZodObject<typeof DESK_SIGN_IN>>;

export type DeskSignIn = {
  /** Agents may have passwords of their own here. */
  readonly passwords: boolean;
  /** Where agents open the desk, without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly oidc:
    | { readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly name: string }
    | undefined;
};

export function signInOf(env: Environment): DeskSignIn {
  const { DESK_OIDC_ISSUER: issuer, DESK_OIDC_CLIENT_ID: clientId, DESK_OIDC_CLIENT_SECRET: clientSecret } = env;
  return {
    passwords: env.DESK_PASSWORDS === 'yes',
    publicUrl: env.DESK_PUBLIC_URL === undefined ? undefined : new URL(env.DESK_PUBLIC_URL).origin,
    oidc:
      issuer === undefined || clientId === undefined || clientSecret === undefined
        ? undefined
        : { issuer, clientId, clientSecret, name: env.DESK_OIDC_NAME ?? new URL(issuer).host },
  };
}

/** Half an issuer would leave agents out, or the desk open in another way than its operator believes. */
export function signInFaults(env: Environment): readonly string[] {
  const { DESK_OIDC_ISSUER, DESK_OIDC_CLIENT_ID, DESK_OIDC_CLIENT_SECRET, DESK_OIDC_NAME } = env;
  const parts = { DESK_OIDC_ISSUER, DESK_OIDC_CLIENT_ID, DESK_OIDC_CLIENT_SECRET };
  const [set] = Object.entries({ ...parts, DESK_OIDC_NAME }).find(([, value]) => value !== undefined) ?? [];
  if (set === undefined) {
    return env.DESK_PASSWORDS === 'no'
      ? [
          'DESK_PASSWORDS is no, and DESK_OIDC_ISSUER is not set, so that no agent could sign in: set it, or leave DESK_PASSWORDS out.',
        ]
      : [];
  }
  const missing = Object.entries(parts).filter(([, value]) => value === undefined);
  return [
    ...missing.map(
      ([name]) => `${name} is not set, though ${set} is: set it as the issuer tells, or leave all of DESK_OIDC_* out.`,
    ),
    ...(env.DESK_PUBLIC_URL === undefined
      ? [
          `DESK_PUBLIC_URL is not set, though ${set} is: set it to the address that agents open, such as https://desk.example, and register that address with /desk/oidc/callback behind it at the issuer.`,
        ]
      : []),
  ];
}

/** By https, or on this machine; without a user. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hostname, search, hash } = new URL(text);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

function isPublicUrl(text: string): boolean {
  return isSafeUrl(text) && new URL(text).pathname === '/';
}
