import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type AuditEntry, auditOf, createAuditLog } from '../../services/desk/auditLog.js';
import { memoryRecords } from '../contracts/memoryRecords.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const NOW = Date.parse('2026-11-23T04:00:00Z');
const KIM = { id: 'kim', name: 'Kim' };
const LEE = { id: 'lee', name: 'Lee' };

describe('the audit log', () => {
  async function filled() {
    const records = memoryRecords();
    const audit = createAuditLog(records);
    const entries: readonly AuditEntry[] = [
      { at: NOW, agent: KIM, action: 'signIn', detail: 'password' },
      { at: NOW + 1, agent: KIM, action: 'claim', conversationId: 'one' },
      { at: NOW + 2, agent: LEE, action: 'claim', conversationId: 'one', detail: 'stale' },
      { at: NOW + 3, agent: LEE, action: 'claim', conversationId: 'two' },
    ];
    for (const entry of entries) await audit.write(entry);
    return { records, audit, entries };
  }

  it('tells the newest first: of all, of an agent, of a conversation, of both', async () => {
    const { audit, entries } = await filled();
    const [signIn, claim, stale, other] = entries;
    expect((await audit.page({})).entries).to.deep.equal([other, stale, claim, signIn]);
    expect((await audit.page({ agent: 'kim' })).entries).to.deep.equal([claim, signIn]);
    expect((await audit.page({ conversationId: 'one' })).entries).to.deep.equal([stale, claim]);
    expect((await audit.page({ conversationId: 'one', agent: 'lee' })).entries).to.deep.equal([stale]);
    expect((await audit.page({ conversationId: 'on' })).entries).to.deep.equal([]);
  });

  it('goes on where the page before ended, whatever was written meanwhile', async () => {
    const { audit, entries } = await filled();
    const first = await audit.page({ limit: 2 });
    await audit.write({ at: NOW + 9, agent: LEE, action: 'note', conversationId: 'two' });
    const second = await audit.page({ limit: 2, after: first.next });
    expect([...first.entries, ...second.entries]).to.deep.equal([...entries].reverse());
    expect((await audit.page({ limit: 2, after: second.next })).entries).to.deep.equal([]);
  });

  it('has what is written twice under one id once', async () => {
    const audit = createAuditLog(memoryRecords());
    for (let times = 0; times < 3; times += 1) await audit.write({ at: NOW, agent: KIM, action: 'claim' }, 'claim-1');
    expect((await audit.page({})).entries).to.have.length(1);
  });

  it('tells who works on a conversation what was done to it last', async () => {
    const { records, entries } = await filled();
    expect(await auditOf(records, 'one', 1)).to.deep.equal([entries[2]]);
  });

  it('needs nothing that could change or remove an entry, and keeps entries for ever', async () => {
    const asked: string[] = [];
    const records = new Proxy(memoryRecords(), {
      get(target, name: keyof ReturnType<typeof memoryRecords>) {
        asked.push(name);
        if (name === 'create')
          return (...args: Parameters<typeof target.create>) => {
            expect(args[3], 'no end').to.equal(undefined);
            return target.create(...args);
          };
        return target[name].bind(target);
      },
    });
    const audit = createAuditLog(records);
    await audit.write({ at: NOW, agent: KIM, action: 'claim', conversationId: 'one' });
    await audit.page({});
    expect(new Set(asked)).to.deep.equal(new Set(['create', 'list']));
  });

  it('is in one file: no other code names where its entries are', () => {
    const named = ['index.ts', 'bots', 'dialogs', 'services'].flatMap(sources).filter((path) => {
      return /deskAudit/.test(readFileSync(join(root, path), 'utf8'));
    });
    expect(named).to.deep.equal(['services/desk/auditLog.ts']);
    const own = readFileSync(join(root, 'services/desk/auditLog.ts'), 'utf8');
    expect(own).to.not.match(/\.(?:replace|remove|sweepExpired)\(/);
  });
});

function sources(path: string): readonly string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${path}/${name}`);
}
