import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDesk } from '../../index.js';
import { readConfig } from '../../services/config/config.js';
import { line, runTurn } from '../contracts/conversationStore/material.js';
import { openRedisServer } from '../support/redisServer.js';

const DAY_MS = 86_400_000;

describe('settings: KEEP_DAYS', () => {
  it('a year, unless told', () => {
    expect(readConfig({}).keepDays).to.equal(365);
  });

  it('is how long the desk on Redis keeps a conversation in which nothing happens', async () => {
    const redis = await openRedisServer();
    const folder = await mkdtemp(join(tmpdir(), 'keep-days-'));
    const settings = { STORE: 'redis', REDIS_URL: redis.url, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent' };
    const desk = await openDesk(readConfig({ ...settings, KEEP_DAYS: '30' }));
    try {
      const { conversations } = desk;
      await runTurn(conversations, 'c', 'm', { entries: [line('reply')] });
      const kept = async () => (await conversations.log('c', { after: 0, limit: 10 })).lastSeq;
      await conversations.sweep(Date.now() + 29 * DAY_MS);
      expect(await kept()).to.equal(1);
      await conversations.sweep(Date.now() + 31 * DAY_MS);
      expect(await kept()).to.equal(0);
    } finally {
      await desk.close();
      await redis.close();
      await rm(folder, { recursive: true });
    }
  });
});
