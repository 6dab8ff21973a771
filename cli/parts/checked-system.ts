/** From what a user defined with `defineSystem` to what a run takes in: checked, and guarded at every call. */
import { FRONT_PARTNERS, type FrontName } from '#mock-systems/front-contracts';
import type { LinePrice, TmsConduct } from '#mock-systems/tms/conduct';
import type { OwnPart } from '#scenarios/schema/own-parts';
import { checkedFront, FRONT_KEYS, type WrittenFront } from './checked-front.ts';
import { frozenCopy } from './frozen.ts';
import { faultAt, guarded, hookPlace, show } from './guard.ts';
import type { GuardedPart } from './guarded-part.ts';
import { meant } from './meant.ts';

const TRANSIT_DAYS_MAX = 365;
const KEYS = ['name', 'system', 'price', ...FRONT_KEYS];

/** What a user wrote of one: without types it may be anything. */
export interface WrittenSystem extends WrittenFront {
  readonly system: FrontName;
  readonly price?: TmsConduct['price'];
}

/** Throws `PartFault` for a definition that is none. */
export function checkedSystem(definition: WrittenSystem, part: GuardedPart): OwnPart {
  const { name, system, price } = definition;
  const refuse = (word: string, message: string): never => {
    throw faultAt(hookPlace(part, word), part, message);
  };
  for (const key of Object.keys(definition))
    if (!KEYS.includes(key)) refuse(key, `"${key}" is none of ${KEYS.join(', ')}.${meant(key, KEYS)}`);
  if (typeof name !== 'string' || name === '') refuse('name', 'name is missing');
  const names = Object.keys(FRONT_PARTNERS);
  if (!names.includes(system))
    refuse('system', `system ${show(system)} is none of ${names.join(', ')}. Of a carrier: defineCarrier`);
  if (price !== undefined && system !== 'tms') refuse('price', `a ${system} has no prices: only 'tms' has`);
  if (price !== undefined && typeof price !== 'function') refuse('price', 'price must be a function');
  const front = checkedFront(definition, system, part, refuse);
  if (price === undefined && front === null)
    refuse(
      'system',
      `it has no function: answers, replies, onEvent${system === 'tms' ? ', price' : ''}. All would be as without it`,
    );
  const conduct = price === undefined ? null : guardedPrice(price.bind(definition), part);
  return { kind: 'system', name, system, conduct, front };
}

function guardedPrice(price: TmsConduct['price'], part: GuardedPart): TmsConduct {
  const asked = guarded(part, 'price', price, wrongPrice);
  return {
    price: (priced: Parameters<typeof price>[0], usual: LinePrice) =>
      asked(frozenCopy(priced), frozenCopy(usual)),
  };
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
