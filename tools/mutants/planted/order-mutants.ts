/** Orders: their plan, their lines, their customers' second thoughts. */
import type { Mutant } from '../mutant.ts';

const ORDER = 'orchestrator/processes/outbound/order/order.ts';
const CHANGES = 'orchestrator/processes/outbound/order/order-changes.ts';
const LINES = 'orchestrator/processes/outbound/order/order-lines.ts';
const PLAN = 'orchestrator/processes/outbound/order/order-plan.ts';
const SHIPMENTS = 'orchestrator/processes/outbound/order/order-shipments.ts';

export const ORDER_MUTANTS: readonly Mutant[] = [
  {
    id: 'sourcing-limit-off-by-one',
    file: PLAN,
    find: 'if (draft.attempt === SHIPMENTS_MAX) {',
    replace: 'if (draft.attempt > SHIPMENTS_MAX) {',
    bug: "An order is sourced once more than it has numbers of shipments: the last has the key of the next order's first.",
    grounds: ['distributor', 'waves'],
    expected: ['bounded', 'one-active-booking', 'side-effect-once'],
  },
  {
    id: 'clerk-lifts-credit-hold',
    file: ORDER,
    find: "endTask(draft, out);\n  if (status === 'no-route') {",
    replace:
      "endTask(draft, out);\n  if (status === 'held') {\n    moveOrder(draft, 'holdReleased');\n    begin(network, draft, key, now, out);\n  }\n  if (status === 'no-route') {",
    bug: "An answer to the task of a credit hold lifts the hold, which is ERP's to lift.",
    grounds: ['distributor'],
    expected: ['rules-win'],
  },
  {
    id: 'denied-party-at-home',
    file: PLAN,
    find: 'if (network.customers[draft.customer]?.deniedParty) {',
    replace:
      'if (\n    network.customers[draft.customer]?.deniedParty &&\n    network.customers[draft.customer]!.country !== network.nodes[0]!.country\n  ) {',
    bug: 'Denied parties are refused abroad only.',
    grounds: ['export'],
    expected: ['export-released-legally'],
  },
  {
    id: 'refusing-node-asked-again',
    file: PLAN,
    find: 'markTried(draft, option.node);\n  allocate(draft, n, lines);',
    replace: 'allocate(draft, n, lines);',
    bug: 'A node that had too little is sourced from again at once: the view that was wrong is still believed.',
    grounds: ['distributor'],
    expected: ['bounded'],
  },
  {
    id: 'change-forgets-back-order',
    file: CHANGES,
    find: 'draft.backordered[line]! -= waiting;',
    replace: '',
    bug: 'A smaller quantity is taken off what is open and not off what waits for stock.',
    grounds: ['distributor'],
    expected: ['order-lines-conserved'],
  },
  {
    id: 'change-below-what-is-held',
    file: CHANGES,
    find: 'if (missing > 0) return askForUnits(draft, changes, no, line, missing, key, out);',
    replace:
      'if (missing > draft.ordered[line]!) return askForUnits(draft, changes, no, line, missing, key, out);',
    bug: 'A customer may want less than what a shipment holds already: the line owes units.',
    grounds: ['distributor'],
    expected: ['order-lines-conserved', 'settles', 'no-throw'],
  },
  {
    id: 'cancellation-answered-too-soon',
    file: ORDER,
    find: 'if (draft.stopping !== 0) return;',
    replace: '',
    bug: 'ERP hears what became of a cancellation before the shipments have said whether they could be stopped.',
    grounds: ['distributor'],
    expected: ['side-effect-once', 'order-lines-conserved'],
  },
  {
    id: 'stopped-shipment-remembered',
    file: SHIPMENTS,
    find: 'giveBack(draft, n, null, input.b, out);\n      draft.phases[n] = PHASE.gone;\n      draft.stopping &= ~(1 << n);',
    replace: 'giveBack(draft, n, null, input.b, out);\n      draft.phases[n] = PHASE.gone;',
    bug: 'An order goes on waiting for a shipment that has said that it stopped.',
    grounds: ['distributor'],
    expected: ['settles'],
  },
  {
    id: 'back-order-timer-lost',
    file: PLAN,
    find: 'if (total(draft.backordered) === 0) out.timer(BACKORDER_TIMER, instant(now + backorderRetryMs));',
    replace: 'if (draft.backorderTries === 0) out.timer(BACKORDER_TIMER, instant(now + backorderRetryMs));',
    bug: 'What goes on back-order for the second time is never tried again.',
    grounds: ['distributor'],
    expected: ['settles'],
  },
  {
    id: 'cancelled-line-dropped',
    file: LINES,
    find: 'draft.cancelled[line]! += units;',
    replace: 'if (reason !== STOP_REASON.refusedByRule) draft.cancelled[line]! += units;',
    bug: 'Units that a rule refuses are in none of the books of their order.',
    grounds: ['export'],
    expected: ['order-lines-conserved'],
  },
  {
    id: 'early-cancel-forgotten',
    file: ORDER,
    find: 'draft.early.push(input as EarlyInput);',
    replace: "if (input.kind !== 'orderCancelled') draft.early.push(input as EarlyInput);",
    bug: 'A cancellation that overtakes its order is not heard when the order comes.',
    grounds: ['distributor', 'hard'],
    expected: ['settles'],
  },
  {
    id: 'two-erps-old-one-told',
    file: ORDER,
    find: 'if (phase !== PHASE.none && phase !== PHASE.gone)',
    replace: 'if (phase === PHASE.shipped)',
    bug: 'When another ERP takes an order over, shipments that have not left go on reporting to the old one.',
    grounds: ['moved'],
    expected: ['one-erp-an-order'],
  },
];
