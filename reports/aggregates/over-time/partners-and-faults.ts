/**
 * What was said to and by partners, and what went wrong with it or with the core itself, slot by slot.
 *
 * 1. A fault belongs to the partner that its place names: `core to WMS`, `carrier-3 to core, rest`. Names are learnt from messages, so a
 *    fault of a partner that has said nothing yet is nobody's, and counts among all faults alone.
 * 2. Memory: slots for each partner and for each kind of fault.
 */
import type { Thirds } from './answers.ts';
import type { OverTime } from './over-time.ts';
import { PartnerSeries } from './partner-series.ts';
import { type Covered, SumSeries } from './series.ts';
import type { SlotClock } from './slot-clock.ts';

const BETWEEN = /^(?:core to (.+?)|(.+?) to core)(?:, \w+)?$/;

export class PartnersAndFaults {
  private readonly clock: SlotClock;
  private readonly thirds: Thirds;
  private readonly partners: (PartnerSeries | undefined)[] = [];
  private readonly noOf = new Map<string, number>();
  private readonly kinds = new Map<string, SumSeries>();

  constructor(clock: SlotClock, thirds: Thirds) {
    this.clock = clock;
    this.thirds = thirds;
  }

  /** @param name as messages have it */
  partner(no: number, name: string): PartnerSeries {
    return this.partners[no] ?? this.meet(no, name);
  }

  deadLetter(partner: number): void {
    this.partners[partner]?.deadLetters.add(1);
  }

  fault(kind: string, place: string): void {
    let counts = this.kinds.get(kind);
    if (counts === undefined) {
      counts = new SumSeries(this.clock);
      this.kinds.set(kind, counts);
    }
    counts.add(1);
    const between = BETWEEN.exec(place);
    const no = this.noOf.get(between?.[1] ?? between?.[2] ?? place);
    const partner = no === undefined ? undefined : this.partners[no];
    if (partner === undefined) return;
    partner.faults.add(1);
    if (kind.includes('throttled')) partner.throttled.add(1);
  }

  result(covered: Covered): Pick<OverTime, 'partners' | 'faults'> {
    return {
      partners: this.partners.flatMap((partner) => partner?.result(covered) ?? []),
      faults: [...this.kinds]
        .sort(([x], [y]) => (x < y ? -1 : 1))
        .map(([kind, counts]) => ({ kind, counts: counts.first(covered.slots) })),
    };
  }

  private meet(no: number, name: string): PartnerSeries {
    const partner = new PartnerSeries(no, this.clock, this.thirds);
    this.partners[no] = partner;
    this.noOf.set(name, no);
    return partner;
  }
}
