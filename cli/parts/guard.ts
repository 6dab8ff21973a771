/**
 * The guard around every call into a user's part: what the part does wrong is told with file and line, and ends the run.
 *
 * 1. A part is handed frozen copies: what it writes to them reaches nobody, and is told.
 * 2. While a part runs, clocks, chance and what works later are trapped (`ambient.ts`); what it swallows is told none the less.
 * 3. Its answer counts at once: a promise is refused. A question put twice must be answered alike; every so often one is.
 * 4. A part that never answers is stopped by the watchdog (`watchdog.ts`).
 * 5. What it changes of the language itself (`language.ts`) is told: looked for once it is loaded, and as often as questions are put twice.
 * 6. Nothing of this runs where there are no parts.
 */
import { promiseHooks } from 'node:v8';
import { UserError } from '../exit-codes.ts';
import type { Call, GuardedPart } from './guarded-part.ts';
import { keepLanguage, languageChange } from './language.ts';
import { type CodePlace, placeInStack, placeOfChange, placeOfWord, showPlace } from './places.ts';
import type { Reason } from './reasons.ts';

/** A fault of a user's part. */
export class PartFault extends UserError {}

/** What a part did wrong in the middle of a run; null = that was not it. */
export function partFaultIn(error: unknown): PartFault | null {
  for (let each = error; each instanceof Error; each = each.cause) if (each instanceof PartFault) return each;
  return null;
}

/** Of the first questions, and then of every so manieth, it is seen whether the part answers them alike. */
const ASKED_TWICE_FIRST = 64;
const ASKED_TWICE_EVERY = 64;

/** Between two signs of life while a part is loaded. */
const ALIVE_MS = 200;

let current: Call | null = null;
let noted: PartFault | null = null;
let watched = (_inside: boolean): void => {};

/** @param watch told when a part begins and ends to run */
export function watchCalls(watch: (inside: boolean) => void): void {
  watched = watch;
}

/** A part runs now. */
export function partRuns(): boolean {
  return current !== null;
}

/** Tells what a part has done that no part may do, where one runs; does nothing where none does. */
export function trespass(what: string, why: Reason): void {
  if (current === null) return;
  const fault = untrapped((call) => {
    const { part, hook } = call;
    const place = placeInStack(stackHere(), part.files);
    // While it is loaded, the loader works, too.
    if (hook === null && place === null) return null;
    const reason = typeof why === 'string' ? why : why(call);
    return faultAt(place ?? hookPlace(part, hook), part, `${what} ${reason}`);
  });
  if (fault === null) return;
  noted ??= fault;
  throw fault;
}

/** Works with the traps open: to say what is wrong takes a look at files and folders. */
export function untrapped<T>(work: (call: Call) => T): T {
  const call = current!;
  current = null;
  try {
    return work(call);
  } finally {
    current = call;
  }
}

export function faultAt(place: CodePlace, { title }: GuardedPart, message: string): PartFault {
  return new PartFault(`${showPlace(place)}: ${title}: ${message}`);
}

/** Where a function of the part is written. */
export function hookPlace(part: GuardedPart, hook: string | null): CodePlace {
  return hook === null ? { file: part.file, line: 1, column: 1 } : placeOfWord(part.file, hook);
}

/** Runs `work` with the traps set for `part`. @param hook null = it is being loaded */
export function inside<T>(part: GuardedPart, hook: string | null, work: () => T): T {
  const before = current;
  current = { part, hook };
  noted = null;
  watched(true);
  let answer: T;
  try {
    answer = work();
  } catch (error) {
    current = before;
    throw noted ?? faultOf(error, part, hook);
  } finally {
    current = before;
    watched(before !== null);
  }
  if (noted !== null) throw noted;
  if (isLookedAfter(part)) refuseChange(part, hook);
  return answer;
}

/** Loads a part: what it does at the top of its files is trapped, too. */
export async function insideLoading<T>(part: GuardedPart, load: () => Promise<T>): Promise<T> {
  keepLanguage();
  current = { part, hook: null };
  noted = null;
  watched(true);
  // Only a loop at the top of a file keeps the event loop from turning.
  const alive = setInterval(() => watched(true), ALIVE_MS);
  try {
    const loaded = await load();
    if (noted !== null) throw noted;
    untrapped(() => refuseChange(part, null));
    return loaded;
  } catch (error) {
    current = null;
    throw noted ?? faultOf(error, part, null);
  } finally {
    current = null;
    clearInterval(alive);
    watched(false);
  }
}

/** Calls of each part so far. */
const callsOf = new WeakMap<GuardedPart, number>();

function isLookedAfter(part: GuardedPart): boolean {
  const calls = (callsOf.get(part) ?? 0) + 1;
  callsOf.set(part, calls);
  return calls <= ASKED_TWICE_FIRST || calls % ASKED_TWICE_EVERY === 0;
}

function refuseChange(part: GuardedPart, hook: string | null): void {
  const change = languageChange();
  if (change === null) return;
  const { owner, name } = change;
  throw faultAt(
    placeOfChange(part.files, owner, name) ?? hookPlace(part, hook),
    part,
    `changes ${owner}.${name}, which is the language's, and everybody's here: write a function of your own, such as ${name}(x)`,
  );
}

/** A function of a part, guarded. @param judge says what is wrong with an answer; null = nothing */
export function guarded<Args extends readonly unknown[], Answer>(
  part: GuardedPart,
  hook: string,
  work: (...args: Args) => Answer,
  judge: (answer: unknown, args: Args) => string | null,
): (...args: Args) => Answer {
  let calls = 0;
  return (...args) => {
    const answer = inside(part, hook, () => work(...args));
    const wrong = isPromise(answer)
      ? 'answered with a promise, and the run does not wait: answer at once (no async). What takes long is a model: policies can name an ONNX file'
      : judge(answer, args);
    if (wrong !== null) throw faultAt(hookPlace(part, hook), part, `${hook} ${wrong}`);
    calls += 1;
    if (calls <= ASKED_TWICE_FIRST || calls % ASKED_TWICE_EVERY === 0) {
      const again = inside(part, hook, () => work(...args));
      if (!alike(answer, again))
        throw faultAt(
          hookPlace(part, hook),
          part,
          `${hook} answered ${show(answer)}, and the same question again with ${show(again)}: it remembers something. ` +
            'Answer from what is given alone, or a run can be neither repeated nor branched',
        );
    }
    return answer;
  };
}

/** A part that makes a promise makes something that goes on after it has answered. */
export function watchPromises(): void {
  promiseHooks.onInit(() => {
    if (current === null || current.hook === null || noted !== null) return;
    noted = untrapped(({ part, hook }) =>
      faultAt(
        placeInStack(stackHere(), part.files) ?? hookPlace(part, hook),
        part,
        'makes a promise, and what comes of it comes after the answer: answer at once (no async, no await, no Promise)',
      ),
    );
  });
}

function stackHere(): string {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 50;
  const { stack } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack ?? '';
}

const FROZEN =
  /read only property|object is not extensible|Cannot delete property|has only a getter|Cannot redefine property/;

function faultOf(error: unknown, part: GuardedPart, hook: string | null): Error {
  if (error instanceof UserError) return error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const place = placeInStack(stack, part.files) ?? hookPlace(part, hook);
  const message = error instanceof Error ? error.message : show(error);
  if (hook !== null && error instanceof TypeError && FROZEN.test(message))
    return faultAt(
      place,
      part,
      `changes what it was given (${message}): work on a copy, such as [...options] or options.toSorted(...)`,
    );
  const kind = error instanceof Error ? error.name : 'a value that is no Error';
  return faultAt(place, part, `${hook ?? 'loading it'} threw ${kind}: ${message}`);
}

function isPromise(answer: unknown): boolean {
  return typeof (answer as { readonly then?: unknown } | null)?.then === 'function';
}

/** Answers are plain and small. */
function alike(x: unknown, y: unknown): boolean {
  return Object.is(x, y) || (typeof x === 'object' && JSON.stringify(x) === JSON.stringify(y));
}

/** A value, short, in a message. */
export function show(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'number') return String(value);
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = 'an object that holds itself';
  }
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
