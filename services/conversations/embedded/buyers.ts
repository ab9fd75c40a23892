import { keyPart } from '../../storage/keyPart.js';
import { BuyerRecord } from '../buyerRecord.js';
import type { ConversationTables } from './conversationTables.js';

/** Buyers' records; parsed on the way in and out, because older builds wrote some of them. */
export class Buyers {
  readonly #tables: ConversationTables;

  constructor(tables: ConversationTables) {
    this.#tables = tables;
  }

  read(buyerId: string): BuyerRecord | undefined {
    const record = this.#tables.buyers.get([keyPart(buyerId)]);
    return record && BuyerRecord.parse(record);
  }

  change(buyerId: string, change: (record: BuyerRecord) => BuyerRecord): BuyerRecord {
    const record = BuyerRecord.parse(change(this.read(buyerId) ?? BuyerRecord.parse({ schema: 1, buyerId })));
    this.#tables.buyers.put([keyPart(buyerId)], record);
    return record;
  }
}
