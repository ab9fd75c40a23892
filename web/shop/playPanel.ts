import { element } from '../shared/element.js';
import { DATES, type Field, type Given, type Move, SIDES, STATES } from './moves.js';
import { type CaseView, type DemoTime, type Money, PlatformApi, Refused } from './platformApi.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** While it is open the buyer may do something in the chat. */
const LOOKS_EVERY_MS = 2_000;

/** The other sides of a case, and the clock, for whoever tries the demo: what each can do now, done by the API. */
export async function showPlayPanel(): Promise<void> {
  const api = await PlatformApi.open().catch(() => undefined);
  if (!api) return;
  const panel = new PlayPanel(api);
  element('play').hidden = false;
  element('play-body').addEventListener('change', () => void panel.look());
  element('play').addEventListener('toggle', () => void panel.look());
  setInterval(() => void panel.look(), LOOKS_EVERY_MS);
  await panel.look();
}

class PlayPanel {
  #time: DemoTime;
  #timeAt = performance.now();
  #views: readonly CaseView[] = [];
  /** What the page shows: it is drawn anew only when that changes, so that no button moves under a pointer. */
  #drawn = '';
  /** The newest case that was there when the page last looked. */
  #newest = '';
  readonly #paid = new Map<string, Money>();

  constructor(private readonly api: PlatformApi) {
    this.#time = api.time;
  }

  async look(): Promise<void> {
    if (document.hidden || !isOpen()) return;
    try {
      this.#views = await this.api.cases();
      for (const { case: each } of this.#views) {
        const { orderId } = each.request;
        if (!this.#paid.has(orderId)) this.#paid.set(orderId, await this.api.paid(orderId));
      }
      this.#draw();
    } catch (error) {
      tell(error);
    }
  }

  get #now(): number {
    return (this.#time.now ?? Date.now()) + (performance.now() - this.#timeAt);
  }

  #draw(): void {
    const chosen = this.#chosen();
    this.#drawClock(chosen);
    const drawn = JSON.stringify([this.#views.map(({ case: each }) => each.caseId), chosen]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#drawChoice(chosen);
    element('play-none').hidden = chosen !== undefined;
    const sides = element('play-sides');
    sides.replaceChildren(...(chosen ? SIDES.map((side) => this.#side(side, chosen)) : []));
  }

  /** The one that was picked, until another is filed. */
  #chosen(): CaseView | undefined {
    const [newest] = this.#views;
    const select = document.querySelector<HTMLSelectElement>('#play-case');
    const wanted = newest?.case.caseId === this.#newest ? select?.value : undefined;
    this.#newest = newest?.case.caseId ?? '';
    return this.#views.find(({ case: each }) => each.caseId === wanted) ?? newest;
  }

  #drawChoice(chosen: CaseView | undefined): void {
    const about = element('play-about');
    if (!chosen) {
      about.replaceChildren();
      return;
    }
    const select = make('select', 'play-select');
    select.id = 'play-case';
    for (const { case: each } of this.#views) {
      const option = make('option', '', each.caseId);
      option.value = each.caseId;
      option.selected = each.caseId === chosen.case.caseId;
      select.append(option);
    }
    const label = make('label', 'play-label', 'Case ');
    label.append(select);
    about.replaceChildren(label, make('p', 'play-state', stateLine(chosen)));
  }

  #drawClock(chosen: CaseView | undefined): void {
    const clock = element('play-clock');
    const isMovable = this.#time.now !== undefined;
    clock.hidden = !isMovable;
    if (!isMovable) return;
    element('play-now').textContent = formatTime(this.#now);
    element('play-moved').hidden = (this.#time.aheadMs ?? 0) === 0;
    const next = nextDate(chosen, this.#now);
    const steps = element('play-steps');
    const wanted = [
      { title: '+ 1 hour', byMs: HOUR_MS },
      { title: '+ 1 day', byMs: DAY_MS },
      { title: '+ 3 days', byMs: 3 * DAY_MS },
      ...(next ? [{ title: `To ${formatDay(next.at)}: ${DATES[next.kind] ?? 'a date of the case'}`, byMs: 0 }] : []),
    ];
    const titles = wanted.map(({ title }) => title).join('|');
    if (steps.dataset['titles'] === titles) return;
    steps.dataset['titles'] = titles;
    steps.replaceChildren(
      ...wanted.map(({ title, byMs }) =>
        button(title, 'play-button', () => this.#move(byMs || Math.ceil((next?.at ?? 0) - this.#now) + 60_000)),
      ),
    );
  }

  async #move(byMs: number): Promise<void> {
    await this.#do('The clock was moved. What falls due is told in the chat.', async () => {
      this.#time = await this.api.moveClock(Math.max(1, byMs));
      this.#timeAt = performance.now();
    });
  }

  #side({ title, moves }: (typeof SIDES)[number], view: CaseView): HTMLElement {
    const side = make('section', 'play-side');
    const heading = make('h2', 'play-title', title);
    side.append(heading);
    const possible = moves.filter(({ kind }) => view.possibleEvents.some((each) => each.kind === kind));
    if (possible.length === 0) side.append(make('p', 'play-idle', 'Nothing to do now.'));
    const form = make('form', 'play-form');
    form.hidden = true;
    const row = make('div', 'play-row');
    for (const move of possible) row.append(button(move.title, 'play-button', () => this.#begin(move, view, form)));
    side.append(row, form);
    return side;
  }

  #begin(move: Move, view: CaseView, form: HTMLFormElement): void {
    const paid = this.#paid.get(view.case.request.orderId) ?? { minor: 0, currency: 'USD' };
    const fields = move.fields(view, paid);
    if (fields.length === 0) return void this.#play(move, view, paid, new FormData());
    form.replaceChildren(
      make('p', 'play-form-title', move.title.replace('…', '')),
      ...fields.map((field) => fieldOf(field, paid)),
      button('Do it', 'play-button play-main', undefined),
      button('Leave it', 'play-button', () => {
        form.hidden = true;
      }),
    );
    form.onsubmit = (event) => {
      event.preventDefault();
      form.hidden = true;
      void this.#play(move, view, paid, new FormData(form));
    };
    form.hidden = false;
    form.querySelector<HTMLElement>('input, select')?.focus();
  }

  async #play(move: Move, { case: { caseId } }: CaseView, paid: Money, data: FormData): Promise<void> {
    const text = (name: string): string => String(data.get(name) ?? '');
    const given: Given = {
      text,
      money: (name) => ({ minor: Math.round(Number(text(name).replace(',', '.')) * 100), currency: paid.currency }),
      until: (name) => Math.round(this.#now + Number(text(name)) * DAY_MS),
    };
    await this.#do('Done. The buyer hears of it in the chat.', () => this.api.happens(caseId, move.event(given)));
  }

  async #do(told: string, what: () => Promise<void>): Promise<void> {
    try {
      await what();
      tell(told);
      if (hasRoomForBoth()) openChat();
    } catch (error) {
      tell(error);
    }
    await this.look();
  }
}

/** On a small screen the chat would cover what is played here; its launcher counts what came. */
function hasRoomForBoth(): boolean {
  return window.matchMedia('(min-width: 1000px)').matches;
}

function openChat(): void {
  if (!document.querySelector('refund-desk')?.hasAttribute('open')) window.RefundDesk?.open();
}

function isOpen(): boolean {
  return element('play').hasAttribute('open');
}

function tell(what: unknown): void {
  const line = element('play-told');
  line.classList.toggle('bad', typeof what !== 'string');
  line.textContent =
    typeof what === 'string'
      ? what
      : what instanceof Refused
        ? what.message
        : 'That did not work. Try again in a moment.';
}

function stateLine({ case: { state, hold } }: CaseView): string {
  return `It ${hold === 'none' ? (STATES[state] ?? state) : 'is on hold'}.`.replace(/^It the /, 'The ');
}

function nextDate(view: CaseView | undefined, now: number) {
  if (view?.case.hold !== 'none') return undefined;
  return view.case.deadlines.filter(({ at }) => at > now).sort((one, other) => one.at - other.at)[0];
}

function formatTime(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' }).format(at);
}

function formatDay(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).format(at);
}

function fieldOf({ name, label, kind, value }: Field, { currency }: Money): HTMLElement {
  const wrap = make('label', 'play-field', kind === 'money' ? `${label} (${currency})` : label);
  if (typeof kind === 'string') {
    const input = make('input', '');
    Object.assign(input, { name, value, required: kind !== 'words' || name !== 'words' });
    if (kind === 'money') Object.assign(input, { type: 'number', min: '0.01', step: '0.01' });
    if (kind === 'days') Object.assign(input, { type: 'number', min: '1', max: '60', step: '1' });
    if (kind === 'words') input.maxLength = 200;
    wrap.append(input);
    return wrap;
  }
  const select = make('select', '');
  select.name = name;
  for (const [each, title] of kind) {
    const option = make('option', '', title);
    option.value = each;
    option.selected = each === value;
    select.append(option);
  }
  wrap.append(select);
  return wrap;
}

/** Without `press` it sends its form. */
function button(title: string, className: string, press: (() => void) | undefined): HTMLElement {
  const made = make('button', className, title);
  made.type = press ? 'button' : 'submit';
  if (press) made.addEventListener('click', press);
  return made;
}

function make<T extends keyof HTMLElementTagNameMap>(tag: T, className: string, text = ''): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  if (text !== '') made.textContent = text;
  return made;
}
