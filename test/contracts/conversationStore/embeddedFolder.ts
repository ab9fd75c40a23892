import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConversationSettings } from '../../../services/conversations/conversationSettings.js';
import { openStorage, type Storage } from '../../../services/storage/openStorage.js';

/** A folder of its own under the system's temporary one. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'refund-desk-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export function openFolder(folder: string, settings: Partial<ConversationSettings> = {}): Promise<Storage> {
  return openStorage({ kind: 'embedded', dataDir: folder, conversations: settings });
}
