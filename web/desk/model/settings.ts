import { effect, signal } from '@preact/signals';

export type Theme = 'auto' | 'light' | 'dark';
export type Settings = {
  readonly sound: boolean;
  readonly notifications: boolean;
  readonly count: boolean;
  readonly favicon: boolean;
  /** Letters as shortcuts: who speaks to the computer, or brushes keys by chance, has to be able to do without (WCAG 2.1.4). */
  readonly keys: boolean;
  readonly theme: Theme;
};

const KEY = 'refund-desk.settings';
const DEFAULTS: Settings = { sound: true, notifications: true, count: true, favicon: true, keys: true, theme: 'auto' };

/** What this agent has switched on, on this computer. */
export const settings = signal<Settings>(read());

export function change(part: Partial<Settings>): void {
  settings.value = { ...settings.value, ...part };
}

export function keepSettings(): void {
  effect(() => {
    const text = JSON.stringify(settings.value);
    try {
      localStorage.setItem(KEY, text);
    } catch {
      // Storage is full or forbidden: they hold for this page.
    }
  });
}

function read(): Settings {
  try {
    const kept: Record<string, unknown> = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const isOn = (name: Exclude<keyof Settings, 'theme'>) =>
      typeof kept[name] === 'boolean' ? kept[name] : DEFAULTS[name];
    const theme = kept['theme'] === 'light' || kept['theme'] === 'dark' ? kept['theme'] : DEFAULTS.theme;
    return {
      sound: isOn('sound'),
      notifications: isOn('notifications'),
      count: isOn('count'),
      favicon: isOn('favicon'),
      keys: isOn('keys'),
      theme,
    };
  } catch {
    return DEFAULTS;
  }
}
