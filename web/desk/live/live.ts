import { effect, signal, untracked } from '@preact/signals';
import type { ToPage } from '../../../services/desk/deskApi.js';
import { ApiError } from '../api.js';
import { counts, filter, mine, queue, readList, readWatched, search, takeList } from '../model/lists.js';
import { FILTERS, route } from '../model/route.js';
import { api, isSignedOut } from '../model/session.js';
import { forgetPeople, numbersOf, readOn, takeContext, takePeople, takeThread, threadOf } from '../model/threads.js';
import { startSteadyClock } from './steadyClock.js';
import { type LineState, openStream, type Stream } from './stream.js';

export const line = signal<LineState>('connecting');

/** So often the desk hears of this page: three times before it would take the agent for gone. */
const BEAT_MS = 9_000;
/** While the line is away the page asks instead. */
const ASK_EVERY_MS = 4_000;
/** Every so many beats it is tried whether anything comes through at all. */
const PROBE_EVERY = 3;

let stream: Stream | undefined;

/** The list and the thread that are looked at, kept as they are at the desk: by the line, and while it is away by asking. */
export function goLive(): void {
  stream = openStream({ onFrame: take, onState });
  followRoute();
  let beats = 0;
  startSteadyClock(BEAT_MS, () => {
    beats += 1;
    void beat(beats % PROBE_EVERY === 0);
  });
  setInterval(() => {
    if (line.value !== 'live') void askForNews();
  }, ASK_EVERY_MS);
}

/** The buyer, and colleagues, see that somebody writes. */
export function tellTyping(conversationId: string, isTyping: boolean): void {
  stream?.send({ type: 'typing', conversationId, isTyping });
}

function take(frame: ToPage): void {
  switch (frame.type) {
    case 'list': {
      const of = FILTERS.find((each) => each === frame.filter);
      // A frame does not say what was searched for: one that was on its way when the search changed is followed by the right one.
      if (of) takeList(of, of === filter.value ? search.value : '', frame);
      if (counts.value.queue !== queue.value.length || counts.value.mine !== mine.value.length) void readWatched();
      break;
    }
    case 'thread':
      if (takeThread(frame.conversationId, frame) === 'gap') void readOn(frame.conversationId);
      break;
    case 'people':
      takePeople(frame.conversationId, frame);
      break;
    case 'context':
      takeContext(frame.conversationId);
      break;
    case 'signedOut':
      isSignedOut.value = true;
      break;
  }
}

function onState(state: LineState): void {
  line.value = state;
  if (state === 'live') {
    askForList();
    void readWatched();
    const { conversationId } = route.value;
    // One that is being read for the first time is watched when it is there.
    if (conversationId !== undefined && threadOf(conversationId)) watch(conversationId);
  } else forgetPeople();
}

function askForList(): void {
  const [wanted, q] = [filter.value, search.value];
  if (wanted === undefined) return;
  if (!stream?.send({ type: 'list', filter: wanted, ...(q === '' ? {} : { q }) })) void readList(wanted, q);
}

/** What is missing comes by the line; what the line cannot bring is asked for. */
function watch(conversationId: string): void {
  if (!stream?.send({ type: 'watch', conversationId, ...numbersOf(conversationId) })) void readOn(conversationId);
}

function followRoute(): void {
  effect(askForList);
  let watched: string | undefined;
  effect(() => {
    const { conversationId } = route.value;
    if (conversationId === watched) return;
    if (watched !== undefined) stream?.send({ type: 'unwatch', conversationId: watched });
    watched = conversationId;
    if (conversationId === undefined) return;
    // Asked for first: it is whole then, and the line brings only what comes after.
    void untracked(() => readOn(conversationId)).then(() => {
      if (watched === conversationId) watch(conversationId);
    });
  });
  effect(() => {
    if (isSignedOut.value) stream?.close();
  });
}

async function askForNews(): Promise<void> {
  if (isSignedOut.value) return;
  const { conversationId } = route.value;
  const [wanted, q] = [filter.value, search.value];
  await Promise.all([
    wanted === undefined ? undefined : readList(wanted, q),
    conversationId === undefined ? undefined : readOn(conversationId),
    readWatched(),
  ]);
}

async function beat(isProbe: boolean): Promise<void> {
  if (isSignedOut.value) return;
  const isLive = stream?.send({ type: 'heartbeat' }) === true;
  if (isLive) void readWatched();
  if (isLive && !isProbe) return;
  try {
    await api.post('heartbeat');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // A line that looks open and is not: a cable that was pulled is not told to anybody.
    if (error.code === 'unreachable') stream?.renew();
  }
}
