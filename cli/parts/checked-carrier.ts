/** From what a user defined with `defineCarrier` to a profile that the mock runs: checked, and guarded at every call. */
import { CarrierBehaviours } from '#mock-systems/carriers/behaviours';
import type { CarrierConduct } from '#mock-systems/carriers/conduct';
import { CARRIER_PROFILES, NORMAL_MARKET } from '#mock-systems/carriers/profiles';
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import { REJECTION } from '#orchestrator/contracts/carriers';
import type { CarrierDefinition } from '#own-parts/mocks';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { frozenCopy } from './frozen.ts';
import { faultAt, guarded, hookPlace, show } from './guard.ts';
import type { GuardedPart } from './guarded-part.ts';
import { luckOfPart } from './lucky.ts';
import { meant } from './meant.ts';

/** Longer than any horizon. */
export const MS_MAX = 1000 * DAY_MS;
const CHARGES_MAX = 50;
const KEYS = ['name', 'like', 'profile', 'answerTender', 'planTrip', 'bill'];

/** Throws `PartFault` for a definition that is none. */
export function checkedCarrier(definition: CarrierDefinition, part: GuardedPart): CarrierProfile {
  const { name, like, profile = {} } = definition;
  const refuse = (word: string, message: string): never => {
    throw faultAt(hookPlace(part, word), part, message);
  };
  for (const key of Object.keys(definition))
    if (!KEYS.includes(key)) refuse(key, `"${key}" is none of ${KEYS.join(', ')}.${meant(key, KEYS)}`);
  if (typeof name !== 'string' || name === '') refuse('name', 'name is missing');
  const names = Object.keys(CARRIER_PROFILES);
  if (!names.includes(like)) refuse('like', `like ${show(like)} is none of ${names.join(', ')}`);
  const conduct = guardedConduct(definition, part);
  const figures = { ...changed(CARRIER_PROFILES[like], profile, '', refuse), name } as CarrierProfile;
  const whole = Object.keys(conduct).length === 0 ? figures : { ...figures, conduct };
  try {
    // Shares, distributions and the route, as they are when a run begins.
    new CarrierBehaviours(new Random(1), NORMAL_MARKET, (order) => order).compile(whole);
  } catch (error) {
    refuse('profile', error instanceof Error ? error.message : String(error));
  }
  return whole;
}

/** The figures of the profile it is like, but for those that are given. */
function changed(
  like: object,
  changes: object,
  path: string,
  refuse: (word: string, message: string) => never,
): object {
  const known = like as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = { ...known };
  for (const [key, value] of Object.entries(changes)) {
    const place = path === '' ? key : `${path}.${key}`;
    const before = known[key];
    if (key === 'name' || key === 'conduct' || (before === undefined && place !== 'transitOf'))
      refuse(key, `profile.${place} is unknown.${meant(key, Object.keys(known))}`);
    if (
      before !== undefined &&
      (typeof value !== typeof before || Array.isArray(value) !== Array.isArray(before))
    )
      refuse(
        key,
        `profile.${place} must be ${Array.isArray(before) ? 'a list' : `a ${typeof before}`}, got ${show(value)}`,
      );
    if (typeof value === 'number' && !Number.isFinite(value)) refuse(key, `profile.${place} is ${value}`);
    const whole =
      before === undefined || Array.isArray(value) || typeof value !== 'object' || 'kind' in value!;
    result[key] = whole ? frozenCopy(value) : changed(before as object, value as object, place, refuse);
  }
  return result;
}

function guardedConduct(definition: CarrierDefinition, part: GuardedPart): CarrierConduct {
  const { answerTender, planTrip, bill } = definition;
  const lucky = luckOfPart();
  const conduct: { -readonly [Key in keyof CarrierConduct]: CarrierConduct[Key] } = {};
  for (const hook of ['answerTender', 'planTrip', 'bill'] as const)
    if (definition[hook] !== undefined && typeof definition[hook] !== 'function')
      throw faultAt(hookPlace(part, hook), part, `${hook} must be a function`);
  if (answerTender !== undefined) {
    const answer = guarded(part, 'answerTender', answerTender.bind(definition), wrongReply);
    conduct.answerTender = (tender, usual, luck) =>
      answer(frozenCopy(tender), Object.freeze(usual), lucky(luck));
  }
  if (planTrip !== undefined) {
    const plan = guarded(part, 'planTrip', planTrip.bind(definition), wrongTrip);
    conduct.planTrip = (trip, usualMs, luck) => plan(frozenCopy(trip), usualMs, lucky(luck));
  }
  if (bill !== undefined) {
    const charge = guarded(part, 'bill', bill.bind(definition), wrongBill);
    conduct.bill = (load, usual, luck) =>
      frozenCopy(charge(frozenCopy(load), frozenCopy(usual), lucky(luck)));
  }
  return conduct;
}

function isMs(value: unknown, least: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= MS_MAX;
}

function wrongReply(answer: unknown): string | null {
  const said = `answered ${show(answer)}:`;
  if (answer === null || typeof answer !== 'object') return `${said} ${REPLIES}`;
  const { answer: kind, afterMs, amountMinor, reason } = answer as Readonly<Record<string, unknown>>;
  if (kind === 'silent') return null;
  if (kind !== 'accept' && kind !== 'reject' && kind !== 'counter') return `${said} ${REPLIES}`;
  if (!isMs(afterMs, 0)) return `${said} afterMs must be whole ms from 0 to 1000 days`;
  if (kind === 'counter' && !(Number.isSafeInteger(amountMinor) && (amountMinor as number) > 0))
    return `${said} amountMinor must be a whole number above 0, in minor units`;
  if (kind === 'reject' && !Object.hasOwn(REJECTION, String(reason)))
    return `${said} reason must be one of ${Object.keys(REJECTION).join(', ')}`;
  return null;
}

const REPLIES = "{ answer: 'accept' | 'reject' | 'counter' | 'silent', ... } is needed, or `usual` as it is";

function wrongTrip(answer: unknown): string | null {
  if (isMs(answer, 1)) return null;
  return `answered ${show(answer)}: whole ms from departure to delivery are needed, from 1 to 1000 days, or \`usualMs\` as it is`;
}

function wrongBill(answer: unknown): string | null {
  const said = `answered ${show(answer)}:`;
  if (!Array.isArray(answer) || answer.length === 0 || answer.length > CHARGES_MAX)
    return `${said} a list of charges is needed, 1 to ${CHARGES_MAX}, or \`usual\` as it is`;
  for (const charge of answer as readonly unknown[]) {
    const { code, amountMinor } = (charge ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof code !== 'string' || !/^[A-Z0-9]{1,3}$/.test(code))
      return `${said} the code of a charge is 1 to 3 capital letters or digits, got ${show(code)}`;
    if (!Number.isSafeInteger(amountMinor) || (amountMinor as number) < 0)
      return `${said} charge ${code}: amountMinor must be a whole number from 0, got ${show(amountMinor)}`;
  }
  return null;
}
