/** From here down the panel takes the whole screen, and the page behind it rests. */
export const FULL_SCREEN = '(max-width: 600px)';
/** From here up a page has room for the panel beside its own content. */
export const ROOM_FOR_BOTH = '(min-width: 1000px)';

/**
 * The colours of web/shared/palette.css, which a shop's page does not have. `!important` in a shadow's :host is stronger
 * than anything a page says.
 */
export const STYLES = `
:host {
  all: initial !important;
  position: fixed !important;
  z-index: 2147483000 !important;
  color-scheme: light dark !important;
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif !important;
  --surface: #ffffff;
  --sunken: #f1eee6;
  --line: #ddd8cb;
  --ink: #1c2421;
  --ink-soft: #55605b;
  --accent: #0d5c4f;
  --accent-strong: #084238;
  --on-accent: #ffffff;
  --badge: #b3261e;
  --on-badge: #ffffff;
  --focus: #1a4fd6;
  --shadow: 0 2px 6px rgb(28 36 33 / 10%), 0 18px 50px rgb(28 36 33 / 22%);
}
@media (prefers-color-scheme: dark) {
  :host {
    --surface: #1a2220;
    --sunken: #232d2a;
    --line: #35413d;
    --ink: #edf2ef;
    --ink-soft: #a9b6b0;
    --accent: #7fd4c1;
    --accent-strong: #a5e3d5;
    --on-accent: #06251f;
    --badge: #f5a79f;
    --on-badge: #42110d;
    --focus: #8fb4ff;
    --shadow: 0 2px 6px rgb(0 0 0 / 40%), 0 18px 50px rgb(0 0 0 / 55%);
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button { font: inherit; cursor: pointer; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
svg { display: block; fill: none; stroke: currentColor; stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }

#launcher {
  display: grid;
  position: fixed;
  inset-block-end: 20px;
  inset-inline-end: 20px;
  place-items: center;
  width: 60px;
  height: 60px;
  padding: 0;
  /* Seen only where the system takes the colours away. */
  border: 2px solid transparent;
  border-radius: 50%;
  background: var(--accent);
  box-shadow: var(--shadow);
  color: var(--on-accent);
}
#launcher:hover { background: var(--accent-strong); }
#badge {
  position: absolute;
  inset-block-start: -6px;
  inset-inline-end: -6px;
  min-width: 24px;
  padding: 0 6px;
  border: 2px solid var(--surface);
  border-radius: 12px;
  background: var(--badge);
  color: var(--on-badge);
  font-size: 13px;
  font-weight: 700;
  line-height: 20px;
  text-align: center;
}
#news {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

#panel {
  position: fixed;
  inset: auto;
  inset-block-end: 20px;
  inset-inline-end: 20px;
  width: 400px;
  max-width: none;
  height: min(640px, 100vh - 40px);
  height: min(640px, 100dvh - 40px);
  max-height: none;
  margin: 0;
  padding: 0;
  overflow: hidden;
  border: 1px solid var(--line);
  border-radius: 16px;
  background: var(--surface);
  box-shadow: var(--shadow);
  color: var(--ink);
}
iframe { display: block; width: 100%; height: 100%; border: 0; }
#waiting { display: flex; flex-direction: column; align-items: center; height: 100%; }
#bar {
  display: flex;
  align-self: stretch;
  align-items: center;
  padding: 12px;
  padding-inline-start: 16px;
  border-block-end: 1px solid var(--line);
}
#name { flex: 1; margin: 0; font-size: 17px; font-weight: 700; }
#close {
  display: grid;
  place-items: center;
  width: 44px;
  height: 44px;
  padding: 0;
  border: 0;
  border-radius: 12px;
  background: none;
  color: var(--ink-soft);
}
#close:hover { background: var(--sunken); color: var(--ink); }
#waiting-text { max-width: 40ch; margin: auto 24px 20px; color: var(--ink-soft); text-align: center; }
#retry {
  min-height: 44px;
  padding: 8px 22px;
  border: 1px solid transparent;
  border-radius: 22px;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
}
#retry:hover { background: var(--accent-strong); }
#waiting::after { margin-block-end: auto; content: ""; }

@media (prefers-reduced-motion: no-preference) {
  #panel[open] { animation: rise 160ms ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
}
@media ${FULL_SCREEN} {
  #panel {
    inset: 0;
    width: 100%;
    height: 100vh;
    height: 100dvh;
    border: 0;
    border-radius: 0;
    overscroll-behavior: contain;
  }
}
@media print {
  :host { display: none !important; }
}
`;
