import type { Context } from '../../../../services/desk/deskApi.js';
import { NOW, richContext } from './contexts.js';

/** Runs, were it ever taken for markup or for an address: a test reads `window.broken`. */
const RUNS = 'window.broken = true';
const IMAGE = `<img src=x onerror="${RUNS}">`;
const SCRIPT = `"><script>${RUNS}</script>`;
/** Turns around what follows: "photo[exe.]gpj" reads as a picture. */
export const OVERRIDE = '\u202E';

/** The rich context with an attack in every text that comes from outside, beside the name of its place. */
export function hostileContext(attack: (where: string) => string = (where) => `${where} ${IMAGE}${SCRIPT}`): Context {
  const rich = richContext();
  return {
    ...rich,
    buyer: { id: attack('buyer'), channel: attack('channel'), isVerified: true },
    timeZone: attack('Europe/Berlin'),
    locale: attack('en'),
    lastAgent: { id: 'x', name: attack('Kim') },
    summary: `${attack('summary')}\n\n${'A'.repeat(400)}`,
    gathered: rich.gathered.map((each) => ({ ...each, label: attack(each.label), value: attack(each.field) })),
    evidence: [
      {
        kind: 'file',
        fileId: '../../../me?x="><script>',
        name: attack('file'),
        contentType: 'image/svg+xml',
        size: 12,
        shows: attack('shows'),
      },
      {
        kind: 'file',
        fileId: 'f-spoofed',
        name: `photo${OVERRIDE}gpj.exe`,
        contentType: 'application/octet-stream',
        size: 4_096,
      },
      { kind: 'file', fileId: 'broken', name: attack('broken'), contentType: 'image/png', size: 99 },
      { kind: 'file', fileId: 'f1', name: attack('picture'), contentType: 'image/png', size: 5_000_000 },
      ...HOSTILE_LINKS.map((url) => ({ kind: 'link' as const, url, shows: attack('link') })),
    ],
    verdict: {
      kind: 'refuses',
      isUncooperative: true,
      reasons: [{ text: attack('said'), at: NOW, source: attack('source') }],
    },
    ...(rich.order && {
      order: {
        ...rich.order,
        title: attack('title'),
        sellerName: attack('seller'),
        units: { count: 5, noun: attack('cups') },
        tracking: { number: attack('number'), carrier: attack('carrier'), status: 'moving' },
      },
    }),
    cases: (rich.cases ?? []).map((each) => ({
      ...each,
      stateText: attack('state'),
      next: attack('next'),
      timeline: each.timeline.map((stop) => ({ ...stop, text: attack('stop') })),
      case: {
        ...each.case,
        request: {
          ...each.case.request,
          description: attack('description'),
          seller: { outcome: 'refused', said: attack('the seller') },
          evidenceLinks: [`javascript:${RUNS}`],
          evidenceFiles: [{ fileId: 'f1', name: attack('file'), type: 'image/png' }],
        },
      },
    })),
    decisionText: attack('decision'),
    earlier: [{ conversationId: attack('c0'), summary: attack('earlier'), caseIds: [attack('RD-')] }],
    audit: [{ at: NOW, agent: { id: 'y', name: attack('Lee') }, action: 'constructor', detail: attack('detail') }],
  };
}

export const HOSTILE_LINKS = [
  'https://www.alibaba.com@evil.example/refund?next=//alibaba.com',
  'https://аlibaba.com/login',
  `https://photos.example.com/${OVERRIDE}gpj.exe`,
  `javascript:${RUNS}`,
  ` \u0001java\nscript:${RUNS}`,
  `data:text/html,<script>${RUNS}</script>`,
  'https://evil.example\\@alibaba.com/',
  'file:///etc/passwd',
  'not an address',
] as const;
