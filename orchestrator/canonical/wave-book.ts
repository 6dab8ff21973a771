/**
 * Waves that are under way: who of each has been picked and has left.
 *
 * 1. Nobody tells the core that a wave has ended: it is `picked` when all that were not called off before are picked, `shipped` when all of these have
 *    left or were called off, and one at least has left. One that all were called off of stays `released`.
 * 2. Memory is what is kept of waves under way.
 */
import type { ReleaseWave, WaveReleased } from '../contracts/wms.ts';
import type { CanonicalContext } from './context.ts';
import { canonicalOfWave, type WaveBegun } from './from-warehouse.ts';
import type { Wave } from './wave.ts';

interface OpenWave {
  readonly begun: WaveBegun;
  /** Not picked, and not called off. */
  readonly waiting: Set<number>;
  /** Picked, and neither gone nor called off. */
  readonly picked: Set<number>;
  anyPicked: boolean;
  anyGone: boolean;
}

/** What WMS says of a shipment. */
export interface ShipmentWord {
  readonly kind: string;
  readonly key: number;
  readonly b: number;
}

export class WaveBook {
  private readonly context: CanonicalContext;
  private readonly open = new Set<OpenWave>();
  private readonly waveOf = new Map<number, OpenWave>();

  constructor(context: CanonicalContext) {
    this.context = context;
  }

  /** The core has it released. */
  released({ a: node, b: no, body }: ReleaseWave, now: number): void {
    this.begin({ node, no, releasedAt: now, shipments: body.shipments });
  }

  /** WMS has begun it of itself. */
  begun({ key: node, a: no, body }: WaveReleased, now: number): void {
    this.begin({ node, no, releasedAt: now, shipments: body.shipments });
  }

  /** Any message of WMS. @returns the wave that ends by it, if one does */
  heard({ kind, key, b }: ShipmentWord): Wave[] {
    const wave = this.waveOf.get(key);
    if (wave === undefined) return [];
    if (kind === 'shipmentPicked' || kind === 'shipmentPacked') pick(wave, key);
    else if (kind === 'goodsIssued') {
      pick(wave, key);
      wave.anyGone = true;
      return this.drop(wave, key);
    } else if (kind === 'shipmentReleased' && b === 1) return this.drop(wave, key);
    return [];
  }

  /** A shipment is over, whatever was heard of it. */
  over(key: number): Wave[] {
    const wave = this.waveOf.get(key);
    return wave === undefined ? [] : this.drop(wave, key);
  }

  /** Those that have not ended. */
  left(): Wave[] {
    return [...this.open].map((wave) => this.document(wave));
  }

  private begin(begun: WaveBegun): void {
    const waiting = new Set(begun.shipments);
    const wave: OpenWave = { begun, waiting, picked: new Set(), anyPicked: false, anyGone: false };
    this.open.add(wave);
    for (const shipment of waiting) this.waveOf.set(shipment, wave);
  }

  private drop(wave: OpenWave, key: number): Wave[] {
    this.waveOf.delete(key);
    wave.waiting.delete(key);
    wave.picked.delete(key);
    if (wave.waiting.size > 0 || wave.picked.size > 0) return [];
    this.open.delete(wave);
    return [this.document(wave)];
  }

  private document(wave: OpenWave): Wave {
    return canonicalOfWave(this.context, wave.begun, statusOf(wave));
  }
}

function pick(wave: OpenWave, key: number): void {
  if (!wave.waiting.delete(key)) return;
  wave.picked.add(key);
  wave.anyPicked = true;
}

function statusOf({ waiting, picked, anyPicked, anyGone }: OpenWave): Wave['status'] {
  if (waiting.size > 0 || !anyPicked) return 'released';
  return picked.size === 0 && anyGone ? 'shipped' : 'picked';
}
