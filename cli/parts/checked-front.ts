/**
 * From the functions of a system that a user defined to those that stand before one of ours: checked, and guarded at every call.
 *
 * 1. They are pure, and seen to be so, as those of every part. State and messages are plain data.
 * 2. It says to the core what ours may say, in the shape of the contract, and hands on to ours what the core may say to that. Where ours
 *    can't take that in, it is told so: of what the core says there are no shapes to hold it to.
 */
import type { Luck } from '#mock-systems/carriers/conduct';
import type { FrontName } from '#mock-systems/front-contracts';
import type { FrontAnswer, FrontConduct } from '#mock-systems/own-front';
import type { ToldMessage } from '#mock-systems/own-system';
import { AssertionError } from '#sim/assert';
import { MS_MAX } from './checked-carrier.ts';
import { frozenCopy } from './frozen.ts';
import { faultAt, guarded, hookPlace, show } from './guard.ts';
import { wrongNumbers } from './guarded-out.ts';
import type { GuardedPart } from './guarded-part.ts';
import { luckOfPart } from './lucky.ts';
import { meant, unknownKey } from './meant.ts';
import { showPlace } from './places.ts';
import { notPlain } from './plain.ts';
import { eventOf, isKey, unheard } from './process-names.ts';
import { saidBy, toldTo, wrongBody } from './system-kinds.ts';

/** Of a definition: those that make it a front. */
export const FRONT_KEYS = ['initial', 'answers', 'replies', 'hears', 'writes', 'onEvent', 'onWake'] as const;

/** Those whose own ledgers may stand aside where another writes their events. */
const WRITERS: readonly FrontName[] = ['wms', 'tms', 'customs'];

/** What is none of these is a slip, and would be as if it were not there. */
const ANSWER_KEYS = ['state', 'passes', 'says', 'writes', 'wakes'];
const MESSAGE_KEYS = ['kind', 'key', 'a', 'b', 'body', 'afterMs'];
/** An event may be written as it was heard. */
const EVENT_KEYS = ['event', 'entityType', 'key', 'n', 'a', 'b'];
const WAKE_KEYS = ['key', 'at'];

/** A front that is called so often at one instant never lets time pass. */
const CALLS_AT_ONCE_MAX = 100_000;

type Refuse = (word: string, message: string) => never;
export type Hook = (...args: readonly unknown[]) => unknown;
type Guarded = (state: unknown, told: unknown, now: number, luck: Luck) => FrontAnswer<unknown>;

/** What a user wrote of one: without types it may be anything. */
export interface WrittenFront {
  readonly name: string;
  readonly initial?: unknown;
  readonly answers?: Readonly<Record<string, Hook>>;
  readonly replies?: Readonly<Record<string, Hook>>;
  readonly hears?: readonly string[];
  readonly writes?: readonly string[];
  readonly onEvent?: Hook;
  readonly onWake?: Hook;
}

/** What answers are held to. */
interface Declared {
  readonly system: FrontName;
  readonly writes: readonly string[];
  readonly wakes: boolean;
}

/** null = it has none of these functions. */
export function checkedFront(
  definition: WrittenFront,
  system: FrontName,
  part: GuardedPart,
  refuse: Refuse,
): FrontConduct | null {
  const {
    name,
    initial = null,
    answers = {},
    replies = {},
    hears = [],
    writes = [],
    onEvent,
    onWake,
  } = definition;
  checkKinds('answers', answers, toldTo(system), refuse);
  checkKinds('replies', replies, saidBy(system), refuse);
  checkEvents(hears, onEvent, refuse);
  const written = writtenOf(writes, system, refuse);
  for (const [word, hook] of [['onEvent', onEvent] as const, ['onWake', onWake] as const])
    if (hook !== undefined && typeof hook !== 'function') refuse(word, `${word} must be a function`);
  const unfit = notPlain(initial, 'initial');
  if (unfit !== null) refuse('initial', unfit);
  if (Object.keys(answers).length + Object.keys(replies).length + hears.length === 0) {
    if (onWake !== undefined) refuse('onWake', 'onWake is never called: nothing else is there to ask for it');
    return null;
  }
  const guard = guardOf({ system, writes: Object.keys(written), wakes: onWake !== undefined }, part);
  const all = (hooks: Readonly<Record<string, Hook>>): Record<string, Guarded> =>
    Object.fromEntries(Object.entries(hooks).map(([kind, hook]) => [kind, guard(kind, hook.bind(hooks))]));
  return {
    system,
    name,
    initial: frozenCopy(initial),
    answers: all(answers),
    replies: all(replies),
    hears: [...hears],
    writes: written,
    placeOf: (kind) => showPlace(hookPlace(part, kind)),
    refused: (message, error) => refusedByOurs(part, message, error),
    ...(onEvent === undefined ? {} : { onEvent: guard('onEvent', onEvent.bind(definition)) }),
    ...(onWake === undefined ? {} : { onWake: guard('onWake', onWake.bind(definition)) }),
  };
}

/** null = it is not what was handed on. */
function refusedByOurs(part: GuardedPart, message: ToldMessage, error: unknown): Error | null {
  if (!(error instanceof TypeError || error instanceof RangeError || error instanceof AssertionError))
    return null;
  const { kind, key, a, b, body } = message;
  const fault = faultAt(
    hookPlace(part, 'passes'),
    part,
    `passes ${show(kind)} (key ${key}, a ${a}, b ${b}, body ${show(body)}), which ours can't take in: ${error.message}. Hand on what came, or the like of it`,
  );
  fault.cause = error;
  return fault;
}

function checkKinds(list: string, hooks: unknown, kinds: readonly string[], refuse: Refuse): void {
  if (typeof hooks !== 'object' || hooks === null)
    refuse(list, `${list} is ${show(hooks)}: functions by kind of message are needed`);
  for (const [kind, hook] of Object.entries(hooks as object)) {
    if (!kinds.includes(kind))
      refuse(
        kind,
        `${list}: "${kind}" is nothing that ${list === 'answers' ? 'the core says to it' : 'it says to the core'}.${meant(kind, kinds)}`,
      );
    if (typeof hook !== 'function') refuse(kind, `${list}.${kind} must be a function`);
  }
}

function checkEvents(hears: unknown, onEvent: unknown, refuse: Refuse): void {
  if (!Array.isArray(hears)) refuse('hears', `hears is ${show(hears)}: a list of names is needed`);
  for (const event of hears as readonly unknown[]) {
    const wrong = typeof event === 'string' ? unheard(event) : `${show(event)} is no name`;
    if (wrong !== null) refuse('hears', wrong);
  }
  if ((hears as readonly unknown[]).length > 0 !== (onEvent !== undefined))
    refuse('hears', 'hears and onEvent go together: events by name, and the function that is told of them');
}

/** Of what each event is that it writes. */
function writtenOf(writes: unknown, system: FrontName, refuse: Refuse): Readonly<Record<string, string>> {
  if (!Array.isArray(writes)) refuse('writes', `writes is ${show(writes)}: a list of names is needed`);
  const names = writes as readonly string[];
  if (names.length > 0 && !WRITERS.includes(system))
    refuse(
      'writes',
      `writes: not built for ${system}, only for ${WRITERS.join(', ')}. Hand on to ours what is to be written`,
    );
  return Object.fromEntries(
    names.map((event) => {
      const rule = eventOf(event);
      if (rule?.owner !== system.toUpperCase())
        refuse(
          'writes',
          `writes: "${event}" is no business event of ${system}. docs/outbound.md says who writes what`,
        );
      return [event, rule!.entity];
    }),
  );
}

/** One counter of calls at an instant for all of its functions. */
function guardOf(declared: Declared, part: GuardedPart): (word: string, hook: Hook) => Guarded {
  let [at, calls] = [0, 0];
  const lucky = luckOfPart();
  const count = (word: string, now: number): void => {
    calls = now === at ? calls + 1 : 1;
    at = now;
    if (calls > CALLS_AT_ONCE_MAX)
      throw faultAt(
        hookPlace(part, word),
        part,
        `it was called ${calls - 1} times at one instant (${now}): say, pass and wake later than now, or time does not pass`,
      );
  };
  const judge = (answer: unknown, args: readonly unknown[]): string | null =>
    wrongAnswer(answer, declared, args.at(-1) as number);
  return (word, hook) => {
    let luck: Luck;
    const asked = guarded(
      part,
      word,
      (...args: readonly unknown[]) => hook(...args, luck) as FrontAnswer<unknown>,
      judge,
    );
    return (state, told, now, drawn) => {
      count(word, now);
      luck = lucky(drawn);
      return frozenCopy(asked(state, frozenCopy(told), now));
    };
  };
}

function wrongAnswer(answer: unknown, declared: Declared, now: number): string | null {
  const { system } = declared;
  const said = `answered ${show(answer)}:`;
  if (typeof answer !== 'object' || answer === null)
    return `${said} { state, passes, says, writes, wakes } is needed, each where there is any; {} swallows it`;
  const { state, passes = [], says = [], writes = [], wakes = [] } = answer as FrontAnswer<unknown>;
  const slip = unknownKey(answer, ANSWER_KEYS);
  if (slip !== null) return `${said} ${slip}`;
  for (const list of [passes, says, writes, wakes])
    if (!Array.isArray(list) || list.some((each) => typeof each !== 'object' || each === null))
      return `${said} passes and says must be lists of { kind, key, a, b, body }, writes of { event, key }, wakes of { key, at }`;
  for (const [list, keys] of [
    [[...passes, ...says], MESSAGE_KEYS] as const,
    [writes, EVENT_KEYS] as const,
    [wakes, WAKE_KEYS] as const,
  ])
    for (const each of list) {
      const wrong = unknownKey(each, keys);
      if (wrong !== null) return `answered ${show(each)}: ${wrong}`;
    }
  for (const message of passes) {
    const wrong = wrongMessage(message, toldTo(system));
    if (wrong !== null) return `passes ${show(message.kind)}: ${wrong}`;
  }
  for (const message of says) {
    const { kind, body } = message;
    const wrong = wrongMessage(message, saidBy(system)) ?? wrongBody(system, kind, body);
    if (wrong !== null) return `says ${show(kind)}: ${wrong}`;
  }
  for (const { event, key, n, a, b } of writes) {
    if (!declared.writes.includes(event))
      return `writes ${show(event)}, which is not in \`writes\` (${declared.writes.join(', ')})`;
    const wrong = wrongNumbers({ key, n, a, b });
    if (wrong !== null) return `writes ${show(event)}: ${wrong}`;
  }
  for (const { key, at } of wakes)
    if (!isKey(key) || !Number.isSafeInteger(at) || at < now)
      return `wakes for key ${show(key)} at ${show(at)}: a key, and an instant in whole ms from now (${now}) on, are needed`;
  if (wakes.length > 0 && !declared.wakes) return `${said} there is no onWake to be woken`;
  const unfit = notPlain(state, 'state');
  return unfit === null ? null : `answered a state that can't be kept: ${unfit}`;
}

function wrongMessage(
  { kind, key, a, b, body, afterMs = 0 }: NonNullable<FrontAnswer<unknown>['says']>[number],
  kinds: readonly string[],
): string | null {
  if (!kinds.includes(kind)) return `that is none of these.${meant(String(kind), kinds)}`;
  if (!Number.isSafeInteger(key) || key < 0) return `key is ${show(key)}: a whole number from 0 is needed`;
  if (!Number.isSafeInteger(afterMs) || afterMs < 0 || afterMs > MS_MAX)
    return `afterMs is ${show(afterMs)}: whole ms from 0 to 1000 days are needed`;
  if (a === undefined || b === undefined || body === undefined)
    return 'a, b and body are needed, null for no body';
  return wrongNumbers({ a, b }) ?? notPlain(body, 'body');
}
