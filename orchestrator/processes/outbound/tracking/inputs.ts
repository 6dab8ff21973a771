/**
 * What tracks, quality cases and carrier records hear and say, and their addresses. The key of a track and of a quality case is that of their
 * load, a carrier record's is the carrier.
 */
import type { LadingException } from '../../../contracts/carriers.ts';
import type { Envelope } from '../../../contracts/envelope.ts';
import type {
  DeviceAssigned,
  DeviceRemoved,
  NoDevice,
  Position,
  PositionReported,
  TemperatureExceeded,
} from '../../../contracts/telematics.ts';
import type { TaskAnsweredInput, TimerInput } from '../../../core/actor.ts';
import * as types from '../../../core/actor-types.ts';
import type { ActorTypeNo } from '../../../core/address.ts';

/** load -> track: it departs; a = carrier, b = shipments that need their temperature, which are these. */
export type OpenTrack = Envelope<'openTrack', { readonly cold: readonly number[] }>;
/** load -> track: it is there, lost, or with another carrier. */
export type CloseTrack = Envelope<'closeTrack', null>;
/** load -> track: its carrier has it elsewhere; a = milestone, b = share of the way by the device, in thousandths. */
export type Contradicted = Envelope<'contradicted', null>;
interface PositionRead extends Position {
  /** So far along, it can't arrive later than that: whoever says so is contradicted. */
  readonly latestAt: number;
}
/** track -> load; a = estimate, b = when the reading was taken. */
export type PositionEstimated = Envelope<'positionEstimated', PositionRead>;
/** track -> load: its device says nothing any more; a = which gap, b = when it was last heard of. */
export type DeviceSilent = Envelope<'deviceSilent', null>;
/** track -> load: what its device has said is not of this load; a = `MISTRUST`. */
export type PositionsVoid = Envelope<'positionsVoid', null>;
/** track -> quality case; a = 1 the load is there already, 0 it is not; b = since when they were out of their limits. */
export type OpenQualityCase = Envelope<
  'openQualityCase',
  { readonly cold: readonly number[]; readonly outsideMs: number; readonly peakTenths: number }
>;
/** quality case -> load: nobody is to have its goods before they are decided on; a = since when. */
export type GoodsQuarantined = Envelope<'goodsQuarantined', null>;
/** load -> quality case: its proof of delivery; a = when, b = carrier. `CONDITION` of each shipment. */
export type GoodsArrived = Envelope<
  'goodsArrived',
  {
    readonly shipments: readonly number[];
    readonly conditions: readonly number[];
    /** Of each shipment, where units of any differ. */
    readonly exceptions?: readonly (readonly LadingException[])[];
  }
>;
/** load -> quality case: there will be none; or it had been passed on before the case was heard of. */
export type GoodsLost = Envelope<'goodsLost', null>;
export type TooLateForQuality = Envelope<'tooLate', null>;

/**
 * load -> carrier record; key = carrier; a = how late it came against plan, b = how long it was on the road, ms. Body: milestones, each with
 * how long after departure.
 */
export type LoadArrived = Envelope<'loadArrived', { readonly passed: readonly number[] }>;
/** freight invoice -> carrier record; key = carrier: a bill was matched, a = millionths of what was agreed by which it is above it; it came again; a dispute has ended, a = 1 by a corrected bill. */
export type BillTaken = Envelope<'billTaken', null>;
export type BillRepeated = Envelope<'billRepeated', null>;
export type DisputeEnded = Envelope<'disputeEnded', null>;

export type TrackInput =
  | OpenTrack
  | CloseTrack
  | Contradicted
  | DeviceAssigned
  | NoDevice
  | PositionReported
  | TemperatureExceeded
  | DeviceRemoved
  | TimerInput;
export type QualityInput =
  | OpenQualityCase
  | GoodsArrived
  | GoodsLost
  | TooLateForQuality
  | TaskAnsweredInput
  | TimerInput;
export type CarrierRecordInput = LoadArrived | BillTaken | BillRepeated | DisputeEnded;

export const TRACK: ActorTypeNo<TrackInput> = types.TRACK;
export const QUALITY_CASE: ActorTypeNo<QualityInput> = types.QUALITY_CASE;
export const CARRIER_RECORD: ActorTypeNo<CarrierRecordInput> = types.CARRIER_RECORD;
