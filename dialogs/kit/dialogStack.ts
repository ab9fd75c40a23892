type Frame = { id: string; state: Record<string, unknown> };

/**
 * The stored frames that this build can go on with. One whose dialog is gone would make the SDK throw at every turn, so
 * it is dropped with all that lay on top of it; one without the SDK's own fields gets them.
 */
export function readStack(frames: readonly Frame[], isKnown: (id: string) => boolean): Frame[] {
  const gone = frames.findIndex(({ id }) => !isKnown(id));
  const kept = gone < 0 ? frames : frames.slice(0, gone);
  return kept.map(({ id, state }) => ({ id, state: { options: {}, values: { instanceId: id }, ...state } }));
}
