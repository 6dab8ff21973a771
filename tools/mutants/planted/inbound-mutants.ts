/** Purchase orders, docks, receipts; stores, transfers and routes. */
import type { Mutant } from '../mutant.ts';

const RECEIPT = 'orchestrator/processes/inbound/inbound-receipt.ts';
const COUNT = 'orchestrator/processes/inbound/inbound-receipt-count.ts';
const DOCK = 'orchestrator/processes/inbound/dock-appointment.ts';
const REPLENISHMENT = 'orchestrator/processes/replenishment/replenishment.ts';
const TRANSFER = 'orchestrator/processes/replenishment/transfer.ts';
const ROUTE = 'orchestrator/processes/replenishment/route.ts';

export const INBOUND_MUTANTS: readonly Mutant[] = [
  {
    id: 'damaged-units-posted-as-good',
    file: COUNT,
    find: 'draft.taken = draft.units;',
    replace: 'draft.taken = draft.units.map((good, line) => good + (draft.damaged[line] ?? 0));',
    bug: 'ERP posts what was damaged as received in good condition.',
    grounds: ['inbound'],
    expected: ['no-drift', 'side-effect-once', 'units-conserved'],
  },
  {
    id: 'sent-back-and-not-posted',
    file: COUNT,
    find: "out.send(WMS, 'releaseReceipt', key, draft.node, 0, null);\n  post(draft, key, out);",
    replace: "out.send(WMS, 'releaseReceipt', key, draft.node, 0, null);",
    bug: 'ERP never hears of a delivery that was sent back.',
    grounds: ['sentBack'],
    expected: ['nothing-left-over'],
  },
  {
    id: 'lost-truck-keeps-its-slot',
    file: RECEIPT,
    find: "if (isOrdered && isNoticed) out.tell(DOCK_APPOINTMENT, key, 'callOffAppointment', 0, 0, null);",
    replace:
      "if (isOrdered && isNoticed && estimatedAt > now) out.tell(DOCK_APPOINTMENT, key, 'callOffAppointment', 0, 0, null);",
    bug: 'A truck that is given up keeps its slot at the dock.',
    grounds: ['inbound'],
    expected: ['nothing-left-over', 'settles', 'no-throw'],
  },
  {
    id: 'planner-let-it-come-and-slot-kept',
    file: DOCK,
    find: "out.send(WMS, 'cancelSlot', input.key, draft.node, 0, null);",
    replace: "if (draft.bookedFrom < 0) out.send(WMS, 'cancelSlot', input.key, draft.node, 0, null);",
    bug: 'An appointment that is called off gives back no slot that it has.',
    grounds: ['inbound'],
    expected: ['nothing-left-over'],
  },
  {
    id: 'authority-compared-in-units',
    file: REPLENISHMENT,
    find: 'if (option.valueMinor <= settings.limits.authorityMinor) {',
    replace: 'if (option.totalUnits <= settings.limits.authorityMinor) {',
    bug: 'The authority limit of a transfer, which is money, is compared with its units.',
    grounds: ['stores'],
    expected: ['authority-kept'],
  },
  {
    id: 'refused-large-transfer-sent',
    file: REPLENISHMENT,
    find: 'if (answer === LARGE_TRANSFER_ANSWER.send) {',
    replace: 'if (answer >= LARGE_TRANSFER_ANSWER.send) {',
    bug: 'Whatever a planner says to a large transfer, it is sent.',
    grounds: ['largeTransfers'],
    expected: ['authority-kept'],
  },
  {
    id: 'written-off-receipt-not-posted',
    file: TRANSFER,
    find: "if (input.kind === 'transferReceived')\n    out.send(ERP, 'postTransferReceipt', input.key, input.a, input.b, input.body);",
    replace: "if (input.kind === 'transferReceived') out.audit('transferOver', 'received late');",
    bug: 'What comes to a store after it was written off is posted by nobody.',
    grounds: ['writtenOffTransfers'],
    expected: ['nothing-left-over'],
  },
  {
    id: 'proposal-forgotten-in-deployment',
    file: 'orchestrator/processes/replenishment/deployment.ts',
    find: 'draft.proposals = draft.proposals.slice(inRound);',
    replace: 'draft.proposals = [];',
    bug: 'A store that asks while the view of the stock is asked is forgotten.',
    grounds: ['slowStores'],
    expected: ['settles'],
  },
  {
    id: 'driven-once-too-often',
    file: ROUTE,
    find: 'if (ride >= network.routes!.ridesMax || index < 0',
    replace: 'if (ride > network.routes!.ridesMax || index < 0',
    bug: 'Goods that a store has refused are driven there once more than they should.',
    grounds: ['refusingStores'],
    expected: ['bounded'],
  },
  {
    id: 'brought-back-and-forgotten',
    file: ROUTE,
    find: 'for (const shipment of body.shipments) settle(draft, { shipment, condition: CONDITION.refused }, at, out);\n  moveRoute',
    replace: 'keepShipments(draft, ({ goods }) => !body.shipments.includes(goods.shipment));\n  moveRoute',
    bug: 'A shipment that the fleet hands back to its node never hears so.',
    grounds: ['refusingStores'],
    expected: ['settles'],
  },
  {
    id: 'duty-without-end',
    file: 'orchestrator/processes/replenishment/route-timing.ts',
    find: '|| returnAt - departAt > driving.dutyMsMax) return null;',
    replace: '|| returnAt - leavesAt < 0) return null;',
    bug: "A driver's time on duty is not limited, only that at the wheel.",
    grounds: ['shortDuty'],
    expected: ['rules-win'],
  },
];
