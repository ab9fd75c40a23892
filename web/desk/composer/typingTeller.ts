/** Said again so often while somebody types. */
const EVERY_MS = 3_000;
/** Who has not typed for so long is not typing. */
const IDLE_MS = 5_000;

export type TypingTeller = { typed(text: string): void; stop(): void };

/** Tells that somebody types, seldom enough; and that they have stopped, once. */
export function typingTeller(tell: (isTyping: boolean) => void): TypingTeller {
  let told = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(idle);
    if (told === 0) return;
    told = 0;
    tell(false);
  };
  return {
    typed(text) {
      if (text.trim() === '') return stop();
      clearTimeout(idle);
      idle = setTimeout(stop, IDLE_MS);
      if (performance.now() - told < EVERY_MS && told !== 0) return;
      told = performance.now();
      tell(true);
    },
    stop,
  };
}
