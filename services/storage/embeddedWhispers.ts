import { WhisperBoard } from './whisperBoard.js';
import type { Whispers } from './whispers.js';

/** Whispers within the one process that there is. */
export function openEmbeddedWhispers(): Whispers {
  const board = new WhisperBoard();
  return { tell: (whisper) => board.pass(whisper), listen: (heard) => board.listen(heard) };
}
