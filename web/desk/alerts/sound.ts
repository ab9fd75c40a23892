import { signal } from '@preact/signals';

/** Browsers keep a page silent until somebody has pressed something on it. */
export const canSound = signal(false);

let audio: AudioContext | undefined;

export function soundAfterFirstGesture(): void {
  const allow = () => {
    audio ??= new AudioContext();
    void audio.resume().then(() => {
      canSound.value = true;
      for (const event of GESTURES) removeEventListener(event, allow, true);
    });
  };
  for (const event of GESTURES) addEventListener(event, allow, true);
}
const GESTURES = ['pointerdown', 'keydown'] as const;

/** Somebody waits. */
export function playRing(): void {
  tone(660, 0);
  tone(880, 0.18);
}

/** The buyer wrote. */
export function playTick(): void {
  tone(740, 0, 0.06);
}

/** Soft at both ends, so that it does not click. */
function tone(frequency: number, afterSeconds: number, loudness = 0.14): void {
  if (!audio) return;
  const from = audio.currentTime + afterSeconds;
  const [source, gain] = [audio.createOscillator(), audio.createGain()];
  source.type = 'sine';
  source.frequency.value = frequency;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(loudness, from + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.3);
  source.connect(gain).connect(audio.destination);
  source.start(from);
  source.stop(from + 0.32);
}
