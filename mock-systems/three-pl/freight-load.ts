/** What a third party keeps of a load whose freight it arranges: plain data; what it holds by reference never changes. */
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { PackedGoods } from './ramp.ts';

/**
 * `seeking`: no carrier has taken it. `booked`: one has, and its truck is called. `loading`: it is at the door. `away`: it has left.
 * `off`: nothing of it was there to be loaded.
 */
export type FreightStage = 'seeking' | 'booked' | 'loading' | 'away' | 'off';

export interface FreightLoad {
  stage: FreightStage;
  readonly lane: number;
  /** -1 = it followed no timetable. */
  readonly cutoff: number;
  /** Until it has left. */
  goods: readonly PackedGoods[];
  /** Of the tender that was accepted, and who that is. */
  attempt: number;
  haulier: number;
  pickupAt: number;
  transitDays: number;
}

/** What it has done by its own count, never a repeat. */
export interface FreightLedger {
  loads: number;
  bookings: number;
  bookedMinor: number;
  cancellations: number;
  boughtMinor: number;
  departures: number;
}

export const NO_FREIGHT: FreightLedger = {
  loads: 0,
  bookings: 0,
  bookedMinor: 0,
  cancellations: 0,
  boughtMinor: 0,
  departures: 0,
};

export type SavedFreightLoads = SavedRecords<FreightLoad>;

export function freightLoads(): LentRecords<FreightLoad> {
  return new LentRecords<FreightLoad>((load) => ({ ...load }));
}
