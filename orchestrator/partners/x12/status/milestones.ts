/**
 * What an X12 shipment status means to the core.
 *
 * 1. A code that is not here moves no state. Codes that are known to X12 and say nothing of a milestone (rail ramps,
 *    connecting lines, estimates of terminals) are left out on purpose.
 *
 * Source: element 1650 as in kputnam/stupidedi (BSD-3-Clause); 1652 for appointments.
 */
import type { Milestone } from '../../carrier-shapes.ts';

const STATUS_MILESTONES: ReadonlyMap<string, Milestone> = new Map<string, Milestone>([
  ['XB', 'acknowledged'],
  ['AA', 'pickupEstimated'],
  ['X3', 'pickupArrived'],
  ['X8', 'pickupArrived'],
  ['L1', 'loading'],
  ['CP', 'loaded'],
  ['AM', 'loaded'],
  ['AF', 'departed'],
  ['X6', 'inTransit'],
  ['R1', 'inTransit'],
  ['X4', 'terminalArrived'],
  ['P1', 'terminalDeparted'],
  ['AG', 'deliveryEstimated'],
  ['X2', 'deliveryEstimated'],
  ['X1', 'arrived'],
  ['X5', 'arrived'],
  ['AJ', 'outForDelivery'],
  ['D1', 'delivered'],
  ['CD', 'deliveryDeparted'],
  ['SD', 'delayed'],
  ['AH', 'attempted'],
  ['AP', 'notCompleted'],
  ['A7', 'refused'],
  ['A9', 'damaged'],
  ['A3', 'returned'],
  ['CA', 'cancelled'],
  ['AI', 'reconsigned'],
  ['K1', 'customsArrived'],
  ['PR', 'customsHold'],
  ['OO', 'paperworkOnly'],
  ['BC', 'stored'],
]);

const APPOINTMENT_MILESTONES: ReadonlyMap<string, Milestone> = new Map<string, Milestone>([
  ['AA', 'pickupAppointed'],
  ['AB', 'deliveryAppointed'],
]);

/** null = the code moves no state. */
export function milestoneOf(kind: 'status' | 'appointment', code: string): Milestone | null {
  const table = kind === 'status' ? STATUS_MILESTONES : APPOINTMENT_MILESTONES;
  return table.get(code) ?? null;
}
