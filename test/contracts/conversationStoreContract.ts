import { effectsContract } from './conversationStore/effectsContract.js';
import { inboxContract } from './conversationStore/inboxContract.js';
import { limitsContract } from './conversationStore/limitsContract.js';
import type { OpenedStore, OpenStore } from './conversationStore/material.js';
import { readingContract } from './conversationStore/readingContract.js';
import { survivalContract } from './conversationStore/survivalContract.js';
import { timersContract } from './conversationStore/timersContract.js';
import { turnContract } from './conversationStore/turnContract.js';

/**
 * What every adapter of the port ConversationStore passes. `open` gives a store over nothing, with the settings named
 * and the defaults else; each one is closed after its test.
 */
export function conversationStoreContract(name: string, open: OpenStore): void {
  describe(`ConversationStore: ${name}`, () => {
    const opened: OpenedStore[] = [];
    const openTracked: OpenStore = async (settings) => {
      const one = await open(settings);
      opened.push(one);
      return one;
    };
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((one) => one.close()));
    });

    inboxContract(openTracked);
    turnContract(openTracked);
    limitsContract(openTracked);
    effectsContract(openTracked);
    timersContract(openTracked);
    readingContract(openTracked);
    survivalContract(openTracked);
  });
}
