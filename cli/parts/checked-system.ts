/** From what a user defined with `defineSystem` to what the mock of TMS asks: checked, and guarded at every call. */
import type { LinePrice } from '#mock-systems/tms/conduct';
import type { SystemDefinition } from '#own-parts/mocks';
import type { OwnPart } from '#scenarios/schema/own-parts';
import { frozenCopy } from './frozen.ts';
import { faultAt, guarded, hookPlace, show } from './guard.ts';
import type { GuardedPart } from './guarded-part.ts';

const TRANSIT_DAYS_MAX = 365;

/** Throws `PartFault` for a definition that is none. */
export function checkedSystem(definition: SystemDefinition, part: GuardedPart): OwnPart {
  const { name, system, price } = definition;
  const refuse = (word: string, message: string): never => {
    throw faultAt(hookPlace(part, word), part, message);
  };
  if (typeof name !== 'string' || name === '') refuse('name', 'name is missing');
  if (system !== 'tms')
    refuse('system', `system ${show(system)}: of your own can be 'tms', its rating service`);
  if (typeof price !== 'function') refuse('price', 'price must be a function');
  const asked = guarded(part, 'price', price.bind(definition), wrongPrice);
  const conduct = {
    price: (priced: Parameters<typeof price>[0], usual: LinePrice) =>
      asked(frozenCopy(priced), frozenCopy(usual)),
  };
  return { kind: 'system', name, conduct };
}

function wrongPrice(answer: unknown): string | null {
  if (answer === null) return null;
  const said = `answered ${show(answer)}:`;
  if (typeof answer !== 'object')
    return `${said} { lineHaulMinor, transitDays } is needed, \`usual\` as it is, or null for a line that is not offered`;
  const { lineHaulMinor, transitDays } = answer as Readonly<Record<string, unknown>>;
  if (!Number.isSafeInteger(lineHaulMinor) || (lineHaulMinor as number) < 0)
    return `${said} lineHaulMinor must be a whole number from 0, in minor units`;
  if (typeof transitDays === 'number' && transitDays >= 0 && transitDays <= TRANSIT_DAYS_MAX) return null;
  return `${said} transitDays must be from 0 to ${TRANSIT_DAYS_MAX}`;
}
