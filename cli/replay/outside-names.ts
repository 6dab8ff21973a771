/** Which event from outside a thing on record is: the names by which `dray replay --without` leaves it out. */
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { type ExogenousEvent, exogenousEvents, nameOf } from '#testing/reducer/exogenous';

/** What ERP writes when an order meets its fate. */
const FATES: Readonly<Record<string, string>> = {
  orderHeld: 'held',
  holdReleased: 'held',
  orderRejected: 'held',
  orderChanged: 'changed',
  orderCancelled: 'cancelled',
};

export class OutsideNames {
  private readonly scenario: OutboundScenario;
  private readonly events: readonly ExogenousEvent[];
  private readonly names: ReadonlySet<string>;

  constructor(scenario: OutboundScenario) {
    this.scenario = scenario;
    this.events = exogenousEvents(scenario);
    this.names = new Set(this.events.map((event) => nameOf(event, scenario)));
  }

  /** null = it comes from no event of the file by itself. */
  ofBusiness(event: string, type: string, key: number): string | null {
    if (type !== 'order') return null;
    const fate = FATES[event];
    const name =
      event === 'orderReleased' ? `order#${key}` : fate === undefined ? '' : `order#${key}.${fate}`;
    return this.names.has(name) ? name : null;
  }

  /** @param message kind of the message that it befell @param key what that is about */
  ofFault(kind: string, place: string, message: string | undefined, key: number | null): string | null {
    const found = this.events.find((event) => {
      if (event.of === 'window') return event.fault.kind === kind && isAt(event.fault, place);
      if (event.of !== 'hit' || event.hit.kind !== kind) return false;
      const { hit } = event;
      if (hit.message !== message) return false;
      // Of a step, what is on record is its actor's number.
      return hit.kind === 'zombie' || ((hit.key ?? key) === key && isAt(hit, place));
    });
    return found === undefined ? null : nameOf(found, this.scenario);
  }
}

/** Whether a fault of that partner may be on record there. Carriers are recorded by number. */
function isAt(
  fault: { readonly kind: string } & { readonly partner?: string | undefined },
  place: string,
): boolean {
  const { partner } = fault;
  if (partner === undefined || place === 'core' || /carrier-\d/.test(place)) return true;
  return place.split(/,| to /).some((word) => word.trim() === partner);
}
