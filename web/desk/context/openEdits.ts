/** A text that an agent is writing in place of what was gathered. */
export type OpenEdit = {
  readonly text: string;
  /** What stood there when the agent began. */
  readonly from: string;
};

/** Unsaved texts, so that a look at another conversation loses none; for as long as the page is open. */
const edits = new Map<string, OpenEdit>();

export function openEdit(conversationId: string, field: string): OpenEdit | undefined {
  return edits.get(keyOf(conversationId, field));
}

export function keepEdit(conversationId: string, field: string, edit: OpenEdit | undefined): void {
  const key = keyOf(conversationId, field);
  if (edit === undefined) edits.delete(key);
  else edits.set(key, edit);
}

function keyOf(conversationId: string, field: string): string {
  return JSON.stringify([conversationId, field]);
}
