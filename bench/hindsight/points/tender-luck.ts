/** By what the luck of loads is drawn, as their tenders say. Heard while a run goes on. */
import { CarrierBehaviours } from '#mock-systems/carriers/behaviours';
import { luckOf } from '#mock-systems/carriers/tenders';
import type { LoadTender } from '#orchestrator/contracts/carriers';
import type { Recorder } from '#scenarios/recording/recorder';
import { drawKeys } from '#scenarios/twin/landscape';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Random } from '#sim/random/random';

export class TenderLuck {
  private readonly behaviours: CarrierBehaviours;
  private readonly lucks = new Map<string, readonly [key: number, n: number]>();

  constructor({ market, demand, proof }: OutboundWorld, random: Random) {
    this.behaviours = new CarrierBehaviours(random, market, drawKeys(demand), proof);
  }

  readonly message: Recorder['message'] = (...cells) => {
    if (cells[2] !== 'offerTender') return;
    const [load, carrier, tender] = [cells[9], cells[11], cells[12] as LoadTender];
    const smallest = Math.min(...tender.shipments);
    const { behaviours } = this;
    const luck = luckOf(tender, behaviours.keyOfShipment(smallest), behaviours.sourcingOf(smallest));
    this.lucks.set(`${load} ${carrier}`, luck);
  };

  /** In [0, 1); null = it was not heard that this carrier was offered the load. */
  unit(stream: 'dispute' | 'expedite', load: number, carrier: number): number | null {
    const luck = this.lucks.get(`${load} ${carrier}`);
    return luck === undefined ? null : this.behaviours.streams[stream].unit(...luck);
  }
}
