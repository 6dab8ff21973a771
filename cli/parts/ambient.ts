/**
 * The traps on clocks, chance, what works later, and what differs from machine to machine. They stay in place once set, and let everybody
 * pass but a part that runs.
 *
 * What a part could import instead (`node:crypto`, `node:fs`) is refused as it is loaded: see `part-modules.ts`; what no trap sees
 * (`**`, `import.meta`) is found in its text: see `banned-words.ts`.
 */
import { setFences } from './fenced.ts';
import { trespass, watchPromises } from './guard.ts';
import {
  CLOCK,
  COLLECTED,
  chance,
  INEXACT,
  INTL,
  inexact,
  LATER,
  LEFT_OVER,
  LOCALE,
  LOCALE_TEXT,
  OUTSIDE,
  type Reason,
  UNZONED,
  ZONE,
} from './reasons.ts';

const LOCAL_DATE = [
  ...['getFullYear', 'getYear', 'getMonth', 'getDate', 'getDay', 'getHours', 'getMinutes', 'getSeconds'],
  ...['getMilliseconds', 'getTimezoneOffset'],
  ...['setFullYear', 'setYear', 'setMonth', 'setDate', 'setHours', 'setMinutes', 'setSeconds'],
  'setMilliseconds',
  ...['toString', 'toDateString', 'toTimeString'],
  ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'],
];

type Place = readonly [owner: object, prefix: string, names: readonly string[], why: Reason];

const TYPED_ARRAY: object = Object.getPrototypeOf(Int8Array.prototype);

const PLACES: readonly Place[] = [
  [Math, 'Math.', ['random'], chance],
  ...INEXACT.map((name): Place => [Math, 'Math.', [name], inexact(name)]),
  [Object.getPrototypeOf(globalThis.crypto), 'crypto.', ['getRandomValues', 'randomUUID'], chance],
  [URL, 'URL.', ['createObjectURL'], chance],
  // Who is no part's file, but a package that it imports, may have these by other ways than the fence of `process`.
  [process.hrtime, 'process.hrtime.', ['bigint'], CLOCK],
  [process, 'process.', ['hrtime', 'uptime', 'cpuUsage'], CLOCK],
  [process, 'process.', ['memoryUsage', 'resourceUsage', 'cwd', 'exit', 'kill'], OUTSIDE],
  [process, 'process.', ['nextTick'], LATER],
  [performance, 'performance.', ['now'], CLOCK],
  [globalThis, '', ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'], LATER],
  [globalThis, '', ['MessageChannel', 'BroadcastChannel'], LATER],
  [AbortSignal, 'AbortSignal.', ['timeout'], LATER],
  [Atomics, 'Atomics.', ['wait', 'waitAsync'], LATER],
  [globalThis, '', ['fetch', 'WebSocket', 'EventSource'], OUTSIDE],
  [globalThis, '', ['WeakRef', 'FinalizationRegistry'], COLLECTED],
  [WeakRef.prototype, 'WeakRef.', ['deref'], COLLECTED],
  [Buffer, 'Buffer.', ['allocUnsafe', 'allocUnsafeSlow'], LEFT_OVER],
  [Date.prototype, 'Date.', LOCAL_DATE, ZONE],
  [String.prototype, 'String.', ['localeCompare'], LOCALE],
  [String.prototype, 'String.', ['toLocaleLowerCase', 'toLocaleUpperCase'], LOCALE_TEXT],
  [Number.prototype, 'Number.', ['toLocaleString'], LOCALE_TEXT],
  [BigInt.prototype, 'BigInt.', ['toLocaleString'], LOCALE_TEXT],
  [Array.prototype, 'Array.', ['toLocaleString'], LOCALE_TEXT],
  [TYPED_ARRAY, 'TypedArray.', ['toLocaleString'], LOCALE_TEXT],
];

let set = false;

/** Sets them, once for the life of the process. */
export function setTraps(): void {
  if (set) return;
  set = true;
  trapIntl();
  for (const [owner, prefix, names, why] of PLACES)
    for (const name of names) if (name in owner) trap(owner, name, `${prefix}${name}()`, why);
  globalThis.Date = trappedDate();
  setFences();
  watchPromises();
}

/** All there is in it, and what was made of it before (a package, as it was loaded). */
function trapIntl(): void {
  for (const name of Object.getOwnPropertyNames(Intl)) {
    const made: unknown = Reflect.get(Reflect.get(Intl, name), 'prototype');
    if (typeof made === 'object' && made !== null)
      for (const [word, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(made)))
        if (word !== 'constructor' && typeof (value ?? get) === 'function')
          trap(made, word, `Intl.${name}.${word}()`, INTL);
    trap(Intl, name, `Intl.${name}()`, INTL);
  }
}

/** A function, or a getter. */
function trap(owner: object, name: string, title: string, why: Reason): void {
  const before = Object.getOwnPropertyDescriptor(owner, name) ?? {
    value: (owner as Readonly<Record<string, unknown>>)[name],
    configurable: true,
    writable: true,
    enumerable: true,
  };
  const word = before.get === undefined ? 'value' : 'get';
  const trapped = new Proxy(before[word] as (...args: unknown[]) => unknown, {
    apply: (target, self, args) => {
      trespass(title, why);
      return Reflect.apply(target, self, args);
    },
    construct: (target, args, made) => {
      trespass(title, why);
      return Reflect.construct(target, args, made);
    },
  });
  Object.defineProperty(owner, name, { ...before, [word]: trapped });
}

/** A date alone is UTC, as the language has it; with a time it goes by the machine's zone where it says none. */
const ZONED = /^\s*[+-]?\d{4,6}(?:-\d\d){0,2}\s*$|(?:Z|GMT|UTC|[+-]\d\d:?\d\d)\s*(?:\(.*\))?\s*$/;

/** `Date` without arguments reads the clock, and of parts or a text without a zone it is in the machine's; else it is a pure function. */
function trappedDate(): DateConstructor {
  const { now, parse } = Date;
  Date.now = () => {
    trespass('Date.now()', CLOCK);
    return now();
  };
  Date.parse = (text) => {
    if (!ZONED.test(text)) trespass(`Date.parse(${JSON.stringify(text)})`, UNZONED);
    return parse(text);
  };
  return new Proxy(Date, {
    construct: (target, args: unknown[], made) => {
      if (args.length === 0) trespass('new Date()', CLOCK);
      if (args.length > 1) trespass('new Date(year, month, ...)', UNZONED);
      const [first] = args;
      if (typeof first === 'string' && !ZONED.test(first))
        trespass(`new Date(${JSON.stringify(first)})`, UNZONED);
      return Reflect.construct(target, args, made);
    },
    apply: (target) => {
      trespass('Date()', CLOCK);
      return target();
    },
  });
}
