import { expect } from 'chai';
import type { JsonObject } from '../../services/json.js';
import type { Whispers } from '../../services/storage/whispers.js';
import { until } from '../support/until.js';

/** What every adapter of the port does. `open` gives two processes' whispers of one store, the same where there is one process. */
export function whispersContract(open: () => Promise<readonly [Whispers, Whispers]>): void {
  it('reaches every listener of every process, this one too, in order', async () => {
    const [here, there] = await open();
    const heard: Record<'mine' | 'alsoMine' | 'others', JsonObject[]> = { mine: [], alsoMine: [], others: [] };
    here.listen((whisper) => heard.mine.push(whisper));
    here.listen((whisper) => heard.alsoMine.push(whisper));
    there.listen((whisper) => heard.others.push(whisper));
    const told = Array.from({ length: 20 }, (_, n) => ({ n, text: 'line\nbreak  and spaces — "quotes"' }));
    for (const whisper of told) here.tell(whisper);
    await until(() => Object.values(heard).every(({ length }) => length === told.length));
    for (const each of Object.values(heard)) expect(each).to.deep.equal(told);
  });

  it('is not heard by who has stopped, nor in the middle of telling', async () => {
    const [here, there] = await open();
    const heard: string[] = [];
    const listener = () => void heard.push('twice');
    const stop = here.listen(listener);
    here.listen(listener);
    here.listen(() => {
      throw new Error('a listener that fails');
    });
    there.listen(() => void heard.push('there'));
    stop();
    here.tell({ any: 'thing' });
    expect(heard).to.deep.equal([]);
    await until(() => heard.length === 2);
    expect(heard).to.have.members(['twice', 'there']);
  });
}
