import { effect } from '@preact/signals';
import { settings, type Theme } from './settings.js';

/**
 * The palette says its dark colours once, for browsers that ask for them (prefers-color-scheme). An agent's own choice turns
 * those rules on or off, so that no colour stands anywhere twice.
 */
export function applyTheme(): void {
  const dark = [...document.styleSheets].flatMap((sheet) => darkRules(sheet.cssRules));
  effect(() => {
    const { theme } = settings.value;
    for (const rule of dark) rule.media.mediaText = MEDIA[theme];
    document.documentElement.style.colorScheme = theme === 'auto' ? '' : theme;
  });
}

const MEDIA: Readonly<Record<Theme, string>> = { auto: '(prefers-color-scheme: dark)', light: 'not all', dark: 'all' };

function darkRules(rules: CSSRuleList): CSSMediaRule[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSMediaRule && /prefers-color-scheme:\s*dark/.test(rule.media.mediaText)) return [rule];
    return [];
  });
}
