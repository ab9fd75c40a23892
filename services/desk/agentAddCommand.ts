/**
 * `npm run agent:add -- --id ada --name "Ada" --role lead`: adds an agent, or changes what is named of one who is there.
 * Prints a link by which the agent chooses a password; with --password it is asked for here instead.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Config } from '../config/config.js';
import type { Records } from '../storage/records.js';
import { AgentId, askPassword, CommandError, parseOptions, runCommand } from './agentCommandLine.js';
import { createAgentSessions } from './agentSessions.js';
import { type Account, addAgent, changeAccount, everyAccount, findAccount, newAccountKey } from './agents.js';
import { createAuditLog, OPERATOR } from './auditLog.js';
import { AgentName } from './deskState.js';
import { issuerName } from './identityProvider.js';
import { isGoodPassword, PASSWORD_FORM, Passwords } from './passwords.js';
import { AgentRole } from './roles.js';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const OPTIONS = {
  ...{ id: text, name: text, role: text, capacity: text, email: text, subject: text },
  ...{ password: flag, link: flag },
};

const Wanted = z.object({
  id: AgentId,
  name: AgentName.shape.name.optional(),
  role: AgentRole.optional(),
  capacity: z.coerce.number<string>().int().min(1).max(50).optional(),
  email: z.email().max(200).toLowerCase().optional(),
  subject: z.string().min(1).max(255).optional(),
  password: z.boolean(),
  link: z.boolean(),
});
type Wanted = z.infer<typeof Wanted>;

await runCommand(async (records, config) => {
  const wanted = parseOptions(Wanted, parseArgs({ options: OPTIONS, args: process.argv.slice(2) }).values);
  const before = await findAccount(records, wanted.id);
  await refuseUnfit(records, config, wanted, before);
  const passwordHash = wanted.password ? await hashOf(await askPassword()) : undefined;
  const change = changeOf(config, wanted, passwordHash);
  const now = Date.now();
  if (before) await changeAccount(records, wanted.id, change);
  else await add(records, wanted, change);
  const detail = `${wanted.id}: ${whatChanged(wanted, before)}`;
  await createAuditLog(records).write({
    at: now,
    agent: OPERATOR,
    action: before ? 'agentChanged' : 'agentAdded',
    detail,
  });
  const { name = '', role } = (await findAccount(records, wanted.id)) ?? {};
  const lines = [`${name} (${wanted.id}) is ${role === 'lead' ? 'a' : 'an'} ${role} of the desk.`];
  if (givesLink(config, wanted, before)) {
    const token = await createAgentSessions(records).invite(wanted.id, now, { choosesPassword: true });
    const { publicUrl = `http://localhost:${config.port}` } = config.deskSignIn;
    lines.push('To choose a password and sign in, within three days and once:', `${publicUrl}/desk?signIn=${token}`);
  }
  return lines.join('\n');
});

/** Throws CommandError: what cannot be done, before anything is. */
async function refuseUnfit(records: Records, config: Config, wanted: Wanted, before: Account | undefined) {
  const { passwords, oidc } = config.deskSignIn;
  const { name, role, email, subject, password, link } = wanted;
  if (!before && (name === undefined || role === undefined))
    throw new CommandError(`There is no agent ${wanted.id} yet: --name and --role are needed to add one.`);
  if (!passwords && (password || link))
    throw new CommandError('DESK_PASSWORDS is no, so that there are neither passwords nor links to choose one.');
  if (!oidc && subject !== undefined)
    throw new CommandError('--subject: DESK_OIDC_ISSUER is not set, so that nobody is known by a subject.');
  if (!before && !passwords && email === undefined && subject === undefined)
    throw new CommandError(
      'DESK_PASSWORDS is no: name the --email that the issuer vouches for, or the --subject that it knows the agent by.',
    );
  if (password && link) throw new CommandError('Either --password or --link.');
  const accounts = email === undefined ? [] : await everyAccount(records);
  const other = accounts.find((account) => account.email === email && account.id !== wanted.id);
  if (other) throw new CommandError(`--email: ${other.id} has it already.`);
}

async function hashOf(password: string): Promise<string> {
  if (!isGoodPassword(password)) throw new CommandError(`The password has to be ${PASSWORD_FORM} long.`);
  return new Passwords().hash(password);
}

function changeOf({ deskSignIn: { oidc } }: Config, wanted: Wanted, passwordHash: string | undefined) {
  const { name, role, capacity, email, subject } = wanted;
  return (account: Account): Account => {
    // Another address is perhaps another person: who it was is forgotten with the old one.
    const { identity: known, ...rest } = account;
    const identity = oidc && subject !== undefined ? { issuer: issuerName(oidc.issuer), subject } : undefined;
    const kept = email === undefined ? known : undefined;
    return {
      ...rest,
      ...(name === undefined ? {} : { name }),
      ...(role === undefined ? {} : { role }),
      ...(capacity === undefined ? {} : { capacity }),
      ...(email === undefined ? {} : { email }),
      ...((identity ?? kept) ? { identity: identity ?? kept } : {}),
      // Whoever had the old password is signed out.
      ...(passwordHash === undefined ? {} : { passwordHash, key: newAccountKey() }),
    };
  };
}

async function add(records: Records, { id, name = '', role = 'agent' }: Wanted, change: (account: Account) => Account) {
  const isAdded = await addAgent(records, change({ id, name, role, capacity: 5, key: '' }));
  if (!isAdded) throw new CommandError(`Somebody has just added ${id}. Nothing was changed.`);
}

function givesLink({ deskSignIn: { passwords, oidc } }: Config, wanted: Wanted, before: Account | undefined): boolean {
  if (wanted.link) return true;
  const comesByIssuer = oidc !== undefined && (wanted.email !== undefined || wanted.subject !== undefined);
  return before === undefined && passwords && !wanted.password && !comesByIssuer;
}

/** For the audit log: which things, and of those only the ones that are nobody's personal matter. */
function whatChanged({ name, role, capacity, email, subject, password, link }: Wanted, before: Account | undefined) {
  const parts = [
    role === undefined ? '' : before && before.role !== role ? `role ${before.role} to ${role}` : `role ${role}`,
    capacity === undefined ? '' : `capacity ${capacity}`,
    ...Object.entries({ name, email, subject }).map(([what, value]) => (value === undefined ? '' : what)),
    password ? 'password' : '',
    link ? 'link' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}
