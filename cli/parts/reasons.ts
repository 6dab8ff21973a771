/** Why a part may not use what it used, and what to use in its place: ends of sentences that begin with what that was. */
import type { Call } from './guarded-part.ts';

export type Reason = string | ((call: Call) => string);

export const CLOCK = 'reads a clock of this machine: time is in what the part is given';
export const LATER = 'works after it has answered: answer at once';
export const ZONE =
  'goes by the time zone of this machine, and would be another one elsewhere: getUTCDay() and the like do not';
export const UNZONED = "has no zone and so goes by this machine's: end it in Z, or use Date.UTC()";
export const LOCALE = 'goes by the language of this machine: compare with < and >';
export const LOCALE_TEXT =
  'goes by the language of this machine: use String(), toFixed(), toUpperCase() and toLowerCase()';
export const INTL =
  "goes by the language, zone and tables of this machine: compare with < and >, write with toFixed(), and take a date's parts by getUTCDay() and the like";
export const OUTSIDE = 'reaches out of the run: answer from what is given';
export const MACHINE =
  'tells of this machine and of the process that runs here, and would be another elsewhere: write what you need into the file, or answer from what is given';
export const COLLECTED =
  'shows when memory is collected, which no two runs share: keep the value itself, or nothing';
export const LEFT_OVER = 'shows what memory happens to hold: use Buffer.alloc() or a Uint8Array';

const WITHOUT_LUCK: Readonly<Record<string, string>> = {
  recommend:
    'a policy has no luck: decide from `context`, `options` and `views`. What should try another option now and then is an arm with `explore`',
  learn: 'what is learned follows from `knows` and `told` alone',
  price: 'a rating service has no luck: say a price by what is asked and by `usual`',
  step: 'the core has no luck: its system has. Draw from `luck` there, and say what came of it',
};

/** All others are handed luck, whoever's they are: those of a system of one's own are called as messages are. */
const LUCKLESS: ReadonlySet<string | null> = new Set([
  ...Object.keys(WITHOUT_LUCK),
  ...['initial', 'migrate', 'finished', 'outcome'],
]);

/** Where luck is at hand in what runs now, and what there is where it is not. */
export function chance({ hook }: Call): string {
  const wayOut =
    hook !== null && !LUCKLESS.has(hook)
      ? 'draw from `luck`'
      : ((hook === null ? undefined : WITHOUT_LUCK[hook]) ??
        'nothing is drawn here. Functions of a carrier, and of a system, are given `luck`; a policy decides from what it is given');
  return `draws ambient chance, and no two runs would be the same: ${wayOut}`;
}

const SAME_BY_NAME = new Set(['exp', 'log', 'log1p', 'pow']);
const IN_PLACE: Readonly<Record<string, string>> = {
  expm1: 'exp(x) - 1',
  log2: 'log(x) / Math.LN2',
  log10: 'log(x) / Math.LN10',
  cbrt: 'pow(x, 1 / 3)',
  sinh: '(exp(x) - exp(-x)) / 2',
  cosh: '(exp(x) + exp(-x)) / 2',
  tanh: '1 - 2 / (exp(2 * x) + 1)',
  asinh: 'log(x + Math.sqrt(x * x + 1))',
  acosh: 'log(x + Math.sqrt(x * x - 1))',
  atanh: 'log((1 + x) / (1 - x)) / 2',
};

/** Functions of `Math` that the language leaves to whoever builds it. */
export const INEXACT = [
  ...SAME_BY_NAME,
  ...Object.keys(IN_PLACE),
  ...['hypot', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2'],
];

const LAST_BIT = 'differs in the last bit between machines, and so would the run:';

export function inexact(name: string): string {
  if (SAME_BY_NAME.has(name)) return `${LAST_BIT} \`${name}\` of 'dray/sim' does not`;
  const formula = IN_PLACE[name];
  if (formula !== undefined) return `${LAST_BIT} write ${formula}, with exp, log and pow of 'dray/sim'`;
  if (name === 'hypot') return `${LAST_BIT} write Math.sqrt(x * x + y * y)`;
  return `${LAST_BIT} no such function is the same everywhere. Put a table of what you need into the file`;
}

export const POWER = `${LAST_BIT} multiply (x * x), or use \`pow\` of 'dray/sim'`;
export const HERE =
  'tells where the file lies on this machine: what a part needs it imports by a path that is relative to it';
