/**
 * How a carrier behaves beyond its profile: functions that a user wrote, each told what the profile makes of the case and free to
 * say otherwise.
 *
 * 1. A function is pure: the same case and luck give the same answer, since a bill is made twice and a run is branched.
 * 2. Luck is keyed as the profile's own draws of the case are: a tender's by carrier, lane, cut-off, rank and round, a trip's and
 *    a bill's by lane and cut-off or order. A name says which question a draw answers.
 */
import type { FreightCharge, LoadTender, REJECTION } from '#orchestrator/contracts/carriers';

/** Draws of one case. */
export interface Luck {
  /** Uniform on (0, 1); the same name gives the same number. */
  unit(name: string): number;
}

export type RejectionReason = keyof typeof REJECTION;

/** What a carrier answers to a tender, `afterMs` from now. */
export type TenderReply =
  | { readonly answer: 'accept'; readonly afterMs: number }
  | { readonly answer: 'reject'; readonly reason: RejectionReason; readonly afterMs: number }
  /** For this amount instead, minor units. */
  | { readonly answer: 'counter'; readonly amountMinor: number; readonly afterMs: number }
  /** Never. */
  | { readonly answer: 'silent' };

export interface TenderedLoad extends Omit<LoadTender, 'shipments'> {
  readonly shipments: number;
  /** How many tenders of this load this carrier has had, this one included. */
  readonly round: number;
  /** Epoch ms. */
  readonly now: number;
}

export interface TripOfLoad extends Omit<LoadTender, 'shipments'> {
  readonly shipments: number;
  readonly departedAt: number;
  /** As the rate table says. */
  readonly plannedMs: number;
}

export interface BilledLoad extends Omit<LoadTender, 'shipments'> {
  readonly shipments: number;
  /** What the tender was accepted for. */
  readonly agreedMinor: number;
  readonly detentionMinor: number;
  readonly departedAt: number;
  readonly deliveredAt: number;
}

export interface CarrierConduct {
  /** @param usual what the profile answers */
  readonly answerTender?: (tender: TenderedLoad, usual: TenderReply, luck: Luck) => TenderReply;
  /**
   * @param usualMs from departure to delivery, as the profile has it
   * @returns the same, ms, at least 1: milestones on the way keep their shares of it
   */
  readonly planTrip?: (trip: TripOfLoad, usualMs: number, luck: Luck) => number;
  /**
   * @param usual what the profile bills, errors and all
   * @returns what is billed
   */
  readonly bill?: (load: BilledLoad, usual: readonly FreightCharge[], luck: Luck) => readonly FreightCharge[];
}
