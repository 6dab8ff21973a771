/**
 * Where the time of a shipment goes, from the order's release to the door: which stage is the long one.
 *
 * 1. Of shipments that have arrived, lost ones left out: each has all instants, so the means of the stages add up to the mean
 *    of the whole way.
 */
import { Sample } from '../measures.ts';
import type { OutboundOutcomes } from './outcomes.ts';
import { CONDITION } from './tables.ts';

/** In order of time. */
export const STAGES = ['source', 'pick', 'pack', 'dock', 'road'] as const;
export type Stage = (typeof STAGES)[number];

/** What each stage is made of. */
export const STAGE_MEANING: Readonly<Record<Stage, string>> = {
  source: 'released to reserved: credit hold, choice of node, reservation',
  pick: 'reserved to picked: waiting for the wave, then for pickers',
  pack: 'picked to packed: waiting for packers, packing',
  dock: 'packed to gone: waiting for cut-off, carrier, truck and loading',
  road: 'gone to arrived: transit',
};

export interface StageTimes {
  readonly stage: Stage;
  readonly meanMs: number | null;
  readonly p95Ms: number | null;
}

/** @param node undefined = all nodes. O(shipments), and sorting */
export function stageTimes({ orders, shipments }: OutboundOutcomes, node?: number): StageTimes[] {
  const samples = STAGES.map(() => new Sample());
  for (let row = 0; row < shipments.size; row++) {
    if (node !== undefined && shipments.node[row] !== node) continue;
    if (shipments.deliveredAt[row]! < 0 || shipments.condition[row] === CONDITION.lost) continue;
    const instants = [
      orders.releasedAt[shipments.order[row]!]!,
      shipments.reservedAt[row]!,
      shipments.pickedAt[row]!,
      shipments.packedAt[row]!,
      shipments.issuedAt[row]!,
      shipments.deliveredAt[row]!,
    ];
    if (instants.some((at) => at < 0)) continue;
    samples.forEach((sample, i) => {
      sample.add(instants[i + 1]! - instants[i]!);
    });
  }
  return STAGES.map((stage, i) => ({
    stage,
    meanMs: samples[i]!.meanMs(),
    p95Ms: samples[i]!.quantileMs(0.95),
  }));
}
