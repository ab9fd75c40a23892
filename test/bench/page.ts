import { measuredOn } from './figures.js';
import { openingTable, type Results, startTable, tableOf, verdictOf } from './report.js';

/** The part of docs/benchmarks.md about one process on the embedded store, as `npm run bench` writes it. */
export function page(results: Results, at: Date, loadBefore: number): string {
  const { rounds, seconds } = results;
  return `## Beside a stock bot

${measuredOn(at, loadBefore)} Servers and driver share the machine.

${verdictOf(results)
  .split('\n')
  .map((line) => `* ${line}`)
  .join('\n')}

### 64 conversations at once

${tableOf(results, 'busy')}

### One conversation at a time

${tableOf(results, 'single')}

### Opening a conversation

Mint, start, WebSocket and greeting, 64 at once.

${openingTable(results)}

### Start

${startTable(results)}

### What is measured

Both servers run built JavaScript with NODE_ENV=production, each in a process of its own, behind the same HTTP and
Direct Line code. A buyer of the driver mints a token with the secret, starts the conversation, opens its WebSocket,
posts each message, and waits on the WebSocket for the bot's last reply before the next. A conversation is a whole
filing of seven messages; a turn is one of them, from the post to the last reply. Conversations are opened before the
clock of a round starts, and their cost stands apart: new connections queue elsewhere than messages, and else fewer
than 64 would be talking.

* **Refund Desk** is the product: what it acknowledges is on the disk (two flushed commits a turn at least), it
  understands free text, checks the order and the policy, and opens a real case for each conversation. The last turn
  ends with the case number, so it includes the effect that opens the case and a second turn that tells of it.
* **The stock bot** is the SDK's core-bot form: ActivityHandler, ConversationState, UserState, MemoryStorage, a
  waterfall of seven text prompts, both states saved at the end of each turn. Nothing of it outlives the process, and
  it understands nothing.

Medians of ${rounds.length} rounds, in brackets the least and the greatest; the servers by turns, ${seconds.busy} s at 64 and ${seconds.single} s at 1,
after 8 s of warm-up each. The ratio is the median of the rounds' own. A reply with another copy key than the script's
ends the bench. The loop is closed: a server that pauses is also asked less meanwhile, so p99 understates long pauses.
RSS is the server's at the end of a round. The desk's counts the pages of its database that are mapped, which the
system takes back when it needs them; the stock bot's grows with every conversation, because memory is where it keeps
them. At 1, the desk waits for the disk between its steps and the processor falls idle, so a turn costs more CPU
there than at 64.

### Again

\`\`\`
npm run bench                                  # prints, writes nothing
npm run bench -- --write docs/benchmarks.md    # and into this page
npm run bench -- --rounds 1 --seconds 4        # a quick look
npm run bench -- --profile <folder>            # V8 profiles of each server's last round at 64
\`\`\`

Rounds on a busy machine differ by a quarter and more: compare ratios and CPU per turn, not turns/s across runs.
`;
}
