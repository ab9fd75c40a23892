/** `npm run agent:list`: who may work at the desk, and how they sign in. */
import { runCommand } from './agentCommandLine.js';
import { everyAccount } from './agents.js';

await runCommand(async (records) => {
  const accounts = await everyAccount(records);
  if (accounts.length === 0) return 'Nobody yet: npm run agent:add -- --id ada --name "Ada" --role lead';
  const lines = accounts.map(({ id, name, role, capacity, passwordHash, email, identity }) => {
    const ways = [passwordHash ? 'password' : '', email ?? '', identity ? `subject ${identity.subject}` : ''];
    const known = ways.filter((way) => way !== '').join(', ') || 'no way in yet';
    return `${id}: ${name}, ${role}, ${capacity} at once; ${known}`;
  });
  return lines.join('\n');
});
