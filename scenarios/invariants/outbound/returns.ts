/**
 * What customers may send back, and what they get for it.
 *
 * 1. rules-win: dangerous goods never travel back by parcel, and nobody is let send back more than it got. Judged as a return is
 *    authorised, by the world's own products.
 * 2. invoice-settled-once: no more is credited than what was authorised is worth.
 */
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import { ORDER, RETURN_ORDER } from '#orchestrator/processes/outbound/inputs';
import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';
import type { ReturnState } from '#orchestrator/processes/returns/return-order-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { type CoreStates, nameOfShipment, type Rules, violated } from './part.ts';

export class ReturnRules {
  readonly rules: Rules = {
    returnAuthorised: (_time, shipment) => this.authorised(shipment),
    creditNoteIssued: (_time, shipment, _n, minor) => this.credited(shipment, minor),
  };

  private readonly world: Pick<OutboundWorld, 'network' | 'names'>;
  private readonly core: () => CoreStates;

  constructor(world: Pick<OutboundWorld, 'network' | 'names'>, core: () => CoreStates) {
    this.world = world;
    this.core = core;
  }

  private credited(shipment: number, minor: number): void {
    const wanted = this.core().state<ReturnState>(RETURN_ORDER, shipment);
    if (wanted === undefined) return;
    const worth = wanted.units.reduce(
      (sum, units, line) => sum + units * (wanted.unitPriceMinor[line] ?? 0),
      0,
    );
    if (minor > worth)
      violated(
        'invoice-settled-once',
        `return of ${nameOfShipment(shipment)}: ${minor} credited, what was authorised is worth ${worth}`,
      );
  }

  private authorised(shipment: number): void {
    const order = this.core().state<OrderState>(ORDER, orderOf(shipment));
    const wanted = this.core().state<ReturnState>(RETURN_ORDER, shipment);
    if (order === undefined || order.care === null || wanted === undefined) return;
    const { network, names } = this.world;
    const first = sourcingOf(shipment) * order.ordered.length;
    let at = 0;
    for (let line = 0; line < order.ordered.length; line++) {
      const sent = order.care.sent[first + line] ?? -1;
      if (sent < 0) continue;
      const units = wanted.units[at++] ?? 0;
      const product = network.products[order.products[line]!];
      if (units > 0 && product !== undefined && product.unNumber !== 0)
        violated(
          'rules-win',
          `${nameOfShipment(shipment)}: ${units} units of ${names.products[product.no]} (UN ${product.unNumber}) may be sent back by parcel`,
        );
      if (units > sent)
        violated(
          'rules-win',
          `${nameOfShipment(shipment)}: ${units} units of line ${line} may be sent back, ${sent} came`,
        );
    }
  }
}
