/**
 * What belongs to one order: told by kind of thing and number.
 *
 * 1. Keys alone mean nothing: 136 is an order, a shipment of order 17 and a load. A thing is its type and its key.
 * 2. What several orders share (loads, routes) belongs to each of them.
 */
import { SHIPMENTS_OF_ORDER } from '../decision-log/outcomes/order-outcome.ts';
import { type Keys, keysAmong, keysBetween } from './scan/keys.ts';

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
  'refusal-review',
]);
const OTHERS = ['route', 'case', 'exception-case', 'outbound-message', 'complaint'];

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

  /** What `has` may have of a type, as it is now: a number is among them if, and only if, `has` says so. null = nothing. */
  keysOf(type: string): Keys | null {
    if (BY_LOAD.has(type)) return keysAmong(this.loads);
    if (BY_SHIPMENT.has(type)) return this.shipmentKeys();
    if (BY_ORDER.has(type)) return keysBetween(this.order, this.order);
    switch (type) {
      case 'route':
        return keysAmong(this.routes);
      case 'case':
        return keysAmong(this.cases);
      case 'exception-case':
        return keysAmong(this.exceptionCases);
      case 'outbound-message':
        return keysAmong(this.troubled);
      case 'complaint': {
        const { low, high } = this.shipmentKeys();
        return keysBetween(low * COMPLAINTS_OF_SHIPMENT, (high + 1) * COMPLAINTS_OF_SHIPMENT - 1);
      }
      default:
        return null;
    }
  }

  /** Numbers that some thing of the order has, whatever kind of thing it is. */
  allKeys(): ReadonlySet<number> {
    const all = new Set<number>();
    for (const type of [...BY_ORDER, ...BY_SHIPMENT, ...BY_LOAD, ...OTHERS]) {
      const keys = this.keysOf(type);
      if (keys === null) continue;
      if (keys.among === null) for (let key = keys.low; key <= keys.high; key++) all.add(key);
      else for (const key of keys.among) all.add(key);
    }
    return all;
  }

  /** Of all shipments that the order may have. */
  shipmentKeys(): Keys {
    const first = this.order * SHIPMENTS_OF_ORDER;
    return keysBetween(first, first + SHIPMENTS_OF_ORDER - 1);
  }

  isShipment(key: number): boolean {
    return Math.floor(key / SHIPMENTS_OF_ORDER) === this.order;
  }

  /** Only things of this kind are ever shared. */
  isOfLoad(type: string): boolean {
    return BY_LOAD.has(type);
  }
}
