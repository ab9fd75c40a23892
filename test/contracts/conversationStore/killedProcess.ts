// Run by the kill tests: `killedProcess.ts <folder> accept|turns`. It says on stdout what was acknowledged, and goes on until killed.

import { openFolder } from './embeddedFolder.js';
import { acceptTurn, commitTurn, line } from './material.js';

const [folder = '', what = ''] = process.argv.slice(2);
const { conversations: store } = await openFolder(folder, { burstLimit: 10_000 });

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

if (what === 'accept') {
  await acceptTurn(store, 'c', 'm');
  say('accepted m');
  setInterval(() => undefined, 1_000);
} else {
  for (let n = 1; ; n += 1) {
    const turn = await acceptTurn(store, 'c', `m${n}`);
    say(`accepted m${n}`);
    const effects = [{ key: `k${n}`, kind: 'openCase', body: {} }];
    await commitTurn(store, turn, { state: { turns: n }, entries: [line(`reply ${n}`)], effects });
    say(`committed m${n}`);
    // Taken by this process, and never settled.
    if (n === 1) await store.takeEffects(1, 3_600_000);
  }
}
