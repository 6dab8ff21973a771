/**
 * The traps on clocks, chance and what works later. They stay in place once set, and let everybody pass but a part that runs.
 *
 * What a part could import instead (`node:crypto`, `node:fs`) is refused as it is loaded: see `part-modules.ts`.
 */
import { trespass, watchPromises } from './guard.ts';

const CHANCE = 'draws ambient chance, and no two runs would be the same: draw from `luck`, or decide without';
const CLOCK = 'reads a clock of this machine: time is in what the part is given';
const LATER = 'works after it has answered: answer at once';
const ZONE =
  'goes by the time zone of this machine, and would be another one elsewhere: getUTCDay() and the like do not';
const LOCALE = 'goes by the language of this machine: compare with < and >';
const OUTSIDE = 'reaches out of the run: answer from what is given';

const LOCAL_DATE = [
  'getFullYear',
  'getMonth',
  'getDate',
  'getDay',
  'getHours',
  'getMinutes',
  'getTimezoneOffset',
  'setFullYear',
  'setMonth',
  'setDate',
  'setHours',
  'setMinutes',
  'toString',
  'toDateString',
  'toTimeString',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
];

const PLACES: readonly (readonly [owner: object, prefix: string, names: readonly string[], why: string])[] = [
  [Math, 'Math.', ['random'], CHANCE],
  [Object.getPrototypeOf(globalThis.crypto), 'crypto.', ['getRandomValues', 'randomUUID'], CHANCE],
  [performance, 'performance.', ['now'], CLOCK],
  [process.hrtime, 'process.hrtime.', ['bigint'], CLOCK],
  [process, 'process.', ['hrtime', 'uptime', 'cpuUsage'], CLOCK],
  [process, 'process.', ['memoryUsage', 'cwd', 'exit', 'kill'], OUTSIDE],
  [process, 'process.', ['nextTick'], LATER],
  [globalThis, '', ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'], LATER],
  [globalThis, '', ['fetch'], OUTSIDE],
  [Date.prototype, 'Date.', LOCAL_DATE, ZONE],
  [Intl, 'Intl.', ['DateTimeFormat'], ZONE],
  [String.prototype, 'String.', ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase'], LOCALE],
];

let set = false;

/** Sets them, once for the life of the process. */
export function setTraps(): void {
  if (set) return;
  set = true;
  for (const [owner, prefix, names, why] of PLACES)
    for (const name of names) trap(owner, name, `${prefix}${name}()`, why);
  globalThis.Date = trappedDate();
  watchPromises();
}

function trap(owner: object, name: string, title: string, why: string): void {
  const real = (owner as Record<string, unknown>)[name] as (...args: unknown[]) => unknown;
  const trapped = new Proxy(real, {
    apply: (target, self, args) => {
      trespass(title, why);
      return Reflect.apply(target, self, args);
    },
    construct: (target, args, made) => {
      trespass(title, why);
      return Reflect.construct(target, args, made);
    },
  });
  Object.defineProperty(owner, name, {
    value: trapped,
    configurable: true,
    writable: true,
    enumerable: true,
  });
}

/** `Date` without arguments reads the clock; with them it is a pure function. */
function trappedDate(): DateConstructor {
  const now = Date.now;
  Date.now = () => {
    trespass('Date.now()', CLOCK);
    return now();
  };
  return new Proxy(Date, {
    construct: (target, args: unknown[], made) => {
      if (args.length === 0) trespass('new Date()', CLOCK);
      return Reflect.construct(target, args, made);
    },
    apply: (target) => {
      trespass('Date()', CLOCK);
      return target();
    },
  });
}
