/**
 * What a carrier bills: what was agreed, by charge, plus detention and expediting; and what it gets wrong.
 *
 * 1. A pure function of the load, the profile and the luck of its order: a duplicate is the same bill to the last unit.
 * 2. A bill has at most one error. The amount that would have been right is known, for the dispute.
 *    A slip of unit or currency is one, and comes before the others: their draws are as they were.
 * 3. Where the market indexes fuel, it is billed by the day of pickup, whatever was tendered for it.
 * 4. The line haul is what the agreed amount leaves over the other agreed charges: a counter-offer raises the line haul.
 */
import type { FreightCharge } from '#orchestrator/contracts/carriers';
import { roundHalfUp } from '../money.ts';
import type { CarrierBehaviours, CompiledProfile } from './behaviours.ts';
import { type CarrierLoad, EXPEDITE } from './carrier-load.ts';
import { billedLoad, loadLuck } from './conduct-cases.ts';
import type { MarketSettings } from './settings.ts';

export const LINE_HAUL = '400';
export const FUEL = 'FUE';
export const DETENTION = 'DTL';
export const EXPEDITED = 'EXP';

export const BILL_ERROR = {
  none: 0,
  rate: 1,
  accessorial: 2,
  duplicate: 3,
  fuel: 4,
  weight: 5,
  currency: 6,
  pounds: 7,
} as const;

/** What slips of unit and currency are called on record. */
export const SLIPS: ReadonlyMap<number, string> = new Map([
  [BILL_ERROR.currency, 'currency-slip'],
  [BILL_ERROR.pounds, 'unit-slip'],
]);

const POUNDS_PER_KG = 2.204_62;

/** Revisions an invoice number leaves room for. */
const REVISIONS = 8;

export interface Bill {
  readonly charges: readonly FreightCharge[];
  readonly totalMinor: number;
  readonly rightMinor: number;
  /** `BILL_ERROR`. */
  readonly error: number;
}

/** The invoice number of a load: one load, one invoice. */
export function invoiceOf(load: number): number {
  return load * REVISIONS + 1;
}

export function billOf(behaviours: CarrierBehaviours, profile: CompiledProfile, load: CarrierLoad): Bill {
  const right = rightCharges(load, behaviours.market);
  const error = errorOf(behaviours, profile, load);
  const usual = withError(behaviours, profile, load, right, error);
  const own = profile.settings.conduct?.bill;
  const charges =
    own === undefined ? usual : own(billedLoad(load), usual, loadLuck(behaviours, 'bill', load));
  return { charges, totalMinor: sum(charges), rightMinor: sum(right), error };
}

function rightCharges(
  { tender, agreedMinor, detentionMinor, expedite, expediteMinor, pickupAt }: CarrierLoad,
  { fuel }: Pick<MarketSettings, 'fuel'>,
): FreightCharge[] {
  const others = tender!.charges.filter(({ code }) => code !== LINE_HAUL);
  const lineHaulMinor = agreedMinor - sum(others);
  const indexed = fuel === undefined ? others : withFuel(others, lineHaulMinor, fuelShareAt(fuel, pickupAt));
  const charges = [{ code: LINE_HAUL, amountMinor: lineHaulMinor }, ...indexed];
  if (detentionMinor > 0) charges.push({ code: DETENTION, amountMinor: detentionMinor });
  if (expedite === EXPEDITE.done && expediteMinor > 0)
    charges.push({ code: EXPEDITED, amountMinor: expediteMinor });
  return charges;
}

/** What fuel comes to that day; where nothing was tendered for it, nothing is billed. */
function withFuel(
  charges: readonly FreightCharge[],
  lineHaulMinor: number,
  share: number,
): readonly FreightCharge[] {
  return charges.map((charge) =>
    charge.code === FUEL ? { code: FUEL, amountMinor: roundHalfUp(lineHaulMinor * share) } : charge,
  );
}

function fuelShareAt(fuel: NonNullable<MarketSettings['fuel']>, at: number): number {
  let share = 0;
  for (const [fromAt, each] of fuel) if (fromAt <= at) share = each;
  return share;
}

function errorOf(
  { streams }: CarrierBehaviours,
  profile: CompiledProfile,
  { luckKey, luckN }: CarrierLoad,
): number {
  const { slips } = profile.settings;
  if (slips !== undefined) {
    const u = streams['bill-slip'].unit(luckKey, luckN);
    if (u < slips.currencyShare) return BILL_ERROR.currency;
    if (u < slips.currencyShare + slips.poundsShare) return BILL_ERROR.pounds;
  }
  if (streams['bill-error'].unit(luckKey, luckN) >= profile.settings.freight.errorShare)
    return BILL_ERROR.none;
  return profile.errorKind.sample(streams['bill-error-kind'], luckKey, luckN);
}

function withError(
  { streams }: CarrierBehaviours,
  profile: CompiledProfile,
  { luckKey, luckN }: CarrierLoad,
  right: readonly FreightCharge[],
  error: number,
): readonly FreightCharge[] {
  const size = streams['bill-error-size'];
  const lineHaulMinor = right[0]!.amountMinor;
  switch (error) {
    case BILL_ERROR.rate:
      return raised(right, LINE_HAUL, profile.rateError.sample(size, luckKey, luckN));
    case BILL_ERROR.weight:
      return raised(right, LINE_HAUL, profile.weightError.sample(size, luckKey, luckN));
    case BILL_ERROR.fuel: {
      const by = profile.fuelError.sample(size, luckKey, luckN);
      if (right.some(({ code }) => code === FUEL)) return raised(right, FUEL, by);
      return [...right, { code: FUEL, amountMinor: Math.max(1, roundHalfUp(lineHaulMinor * by)) }];
    }
    case BILL_ERROR.accessorial: {
      const amountMinor = roundHalfUp(lineHaulMinor * profile.accessorialError.sample(size, luckKey, luckN));
      return [
        ...right,
        { code: profile.settings.freight.accessorialCode, amountMinor: Math.max(1, amountMinor) },
      ];
    }
    case BILL_ERROR.currency: {
      const by = profile.settings.slips!.currencyRate - 1;
      return right.reduce((charges, { code }) => raised(charges, code, by), right);
    }
    case BILL_ERROR.pounds:
      return raised(right, LINE_HAUL, POUNDS_PER_KG - 1);
    default:
      return right;
  }
}

/** One charge too high, by a minor unit at least. */
function raised(right: readonly FreightCharge[], wrong: string, by: number): FreightCharge[] {
  return right.map(({ code, amountMinor }) =>
    code === wrong
      ? { code, amountMinor: Math.max(amountMinor + 1, roundHalfUp(amountMinor * (1 + by))) }
      : { code, amountMinor },
  );
}

function sum(charges: readonly FreightCharge[]): number {
  let totalMinor = 0;
  for (const { amountMinor } of charges) totalMinor += amountMinor;
  return totalMinor;
}
