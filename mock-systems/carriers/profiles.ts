/**
 * Eight carriers: parcel, less-than-truckload, truckload, air, ocean, intermodal, local courier, and one that nobody would choose
 * knowingly. Plain data; each number has its source beside it. "kpis" is the collection of published figures in the project's domain
 * notes (kpis.md), "table" us_ltl_tl_aggregates_2022_2025.csv (72,965 US loads), "Cargo 2000" and "SCMS" are fits on those data sets
 * (calibration.json).
 *
 * Money: minor units of a currency like USD.
 */
import { AIR } from './profiles/air.ts';
import { BAD } from './profiles/bad.ts';
import { COURIER } from './profiles/courier.ts';
import { INTERMODAL } from './profiles/intermodal.ts';
import { LTL } from './profiles/ltl.ts';
import { OCEAN } from './profiles/ocean.ts';
import { PARCEL } from './profiles/parcel.ts';
import { TRUCKLOAD } from './profiles/truckload.ts';

export { NORMAL_MARKET } from './profiles/market.ts';
export { AIR, BAD, COURIER, INTERMODAL, LTL, OCEAN, PARCEL, TRUCKLOAD };

export const CARRIER_PROFILES = {
  parcel: PARCEL,
  ltl: LTL,
  truckload: TRUCKLOAD,
  air: AIR,
  ocean: OCEAN,
  intermodal: INTERMODAL,
  courier: COURIER,
  bad: BAD,
} as const;
