/** The outbound process, thin version, as the live host's handler process loads it: the very actors of the twin. */
import { passGate } from '#orchestrator/decisions/gate';
import {
  cheapestFeasible,
  customerTie,
  type NodeAndCarrierContext,
  type NodeAndCarrierOption,
  plantCan,
} from '#orchestrator/decisions/node-and-carrier';
import type { MasterData } from '#orchestrator/model/master-data';
import { EXCEPTION_CASE } from '#orchestrator/processes/inputs';
import { OUTBOUND_ROUTES, outboundActors } from '#orchestrator/processes/outbound';

const PRODUCTS = new Set([0, 1, 2]);

const MASTER: MasterData = {
  plants: [
    { no: 0, ports: [0], unitCostMinor: 52.5, products: PRODUCTS, customers: null },
    { no: 1, ports: [0, 1], unitCostMinor: 40, products: PRODUCTS, customers: new Set([0, 1]) },
  ],
  invoiceTolerance: 0.02,
};

const RULES = [
  customerTie((plant) => MASTER.plants[plant]!.customers),
  plantCan(
    (plant, product) => MASTER.plants[plant]!.products.has(product),
    (plant, port) => MASTER.plants[plant]!.ports.includes(port),
  ),
];

export const liveApp = {
  actors: outboundActors(MASTER),
  routes: OUTBOUND_ROUTES,
  exceptionType: EXCEPTION_CASE,
  claimsHorizonMs: 90 * 86_400_000,
  decide: (ask: { readonly context: unknown; readonly options: readonly unknown[] }) => {
    const { chosen, fallback } = passGate(
      ask.context as NodeAndCarrierContext,
      ask.options as readonly NodeAndCarrierOption[],
      RULES,
      cheapestFeasible,
    );
    return { chosen, policy: cheapestFeasible.name, fallback };
  },
};
