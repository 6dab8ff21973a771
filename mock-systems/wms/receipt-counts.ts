/**
 * How receipts are counted: mostly right.
 *
 * 1. A wrong count is keyed by product and receipt, whatever else is on the truck.
 */
import { compile, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { InboundReceipt } from './receiving-record.ts';
import type { ReceivingSettings, WmsSettings } from './settings.ts';

interface Counting {
  readonly settings: ReceivingSettings;
  readonly units: Sampler;
}

export class ReceiptCounts {
  private readonly nodes: readonly (Counting | null)[];
  private readonly wrong: RandomStream;
  private readonly direction: RandomStream;
  private readonly howMany: RandomStream;

  constructor(random: Random, settings: WmsSettings) {
    this.nodes = settings.nodes.map(({ receiving }, node) =>
      receiving === undefined
        ? null
        : {
            settings: receiving,
            units: compile(receiving.countWrongUnits, `wms.nodes[${node}].receiving.countWrongUnits`),
          },
    );
    this.wrong = random.stream('wms/receipt-count');
    this.direction = random.stream('wms/receipt-count-fewer');
    this.howMany = random.stream('wms/receipt-count-units');
  }

  /** Good units by line, as somebody counts them. */
  of(receipt: number, { node, products, units }: InboundReceipt): readonly number[] {
    const { settings, units: howMany } = this.nodes[node]!;
    const { countWrongShare, countFewerShare } = settings;
    if (countWrongShare === 0) return units;
    return units.map((there, line) => {
      const product = products[line]!;
      if (there === 0 || this.wrong.unit(product, receipt) >= countWrongShare) return there;
      const by = Math.max(1, Math.round(howMany.sample(this.howMany, product, receipt)));
      return this.direction.unit(product, receipt) < countFewerShare ? Math.max(0, there - by) : there + by;
    });
  }
}
