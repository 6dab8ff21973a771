/**
 * What belongs to one order: told by kind of thing and number.
 *
 * 1. Keys alone mean nothing: 136 is an order, a shipment of order 17 and a load. A thing is its type and its key.
 * 2. What several orders share (loads, routes) belongs to each of them.
 */
import { SHIPMENTS_OF_ORDER } from '../decision-log/outcomes/order-outcome.ts';

/** Source: orchestrator/contracts/complaint-key.ts, which reports may not import; a test holds them together. */
export const COMPLAINTS_OF_SHIPMENT = 8;

const BY_ORDER: ReadonlySet<string> = new Set(['order', 'internal-order']);
const BY_SHIPMENT: ReadonlySet<string> = new Set(['shipment', 'claim', 'return', 'return-order', 'transfer']);
const BY_LOAD: ReadonlySet<string> = new Set([
  'load',
  'freight-invoice',
  'customs-entry',
  'declaration',
  'track',
  'trip',
  'quality-case',
]);

export class OrderParts {
  readonly order: number;
  readonly shipments = new Set<number>();
  readonly loads = new Set<number>();
  readonly routes = new Set<number>();
  /** Records of exceptions. */
  readonly cases = new Set<number>();
  readonly exceptionCases = new Set<number>();
  /** Messages that did not get through at once, by number. */
  readonly troubled = new Set<number>();

  constructor(order: number) {
    this.order = order;
  }

  has(type: string, key: number): boolean {
    if (BY_LOAD.has(type)) return this.loads.has(key);
    if (BY_SHIPMENT.has(type)) return this.isShipment(key);
    if (BY_ORDER.has(type)) return key === this.order;
    switch (type) {
      case 'route':
        return this.routes.has(key);
      case 'case':
        return this.cases.has(key);
      case 'exception-case':
        return this.exceptionCases.has(key);
      case 'outbound-message':
        return this.troubled.has(key);
      case 'complaint':
        return this.isShipment(Math.floor(key / COMPLAINTS_OF_SHIPMENT));
      default:
        return false;
    }
  }

  isShipment(key: number): boolean {
    return Math.floor(key / SHIPMENTS_OF_ORDER) === this.order;
  }

  /** Only things of this kind are ever shared. */
  isOfLoad(type: string): boolean {
    return BY_LOAD.has(type);
  }
}
