/** Puts on record what the numbers of a world stand for, in the words of its source. */
import { documentNo } from '#mock-systems/erp/documents';
import { DOCUMENT, renderNumber } from '#mock-systems/erp/profile';
import type { ErpSettings } from '#mock-systems/erp/settings';
import { ERP, NEXT_ERP } from '#orchestrator/contracts/partners';
import type { Recorder } from '../recording/recorder.ts';
import type { OutboundWorld } from '../world/outbound-world.ts';

/** Orders of a list have names of their own; those that are made as the run goes are called by their number. */
export function recordNames({ names, demand, erp, erpMigration }: OutboundWorld, recorder: Recorder): void {
  recordDocuments(erp, ERP, recorder);
  if (erpMigration !== undefined) recordDocuments(erpMigration.next, NEXT_ERP, recorder);
  if (demand.kind === 'listed')
    for (const { no } of demand.orders) recorder.name('order', no, names.order(no));
  else
    for (let i = 1; i <= (demand.history?.customer.length ?? 0); i++)
      recorder.name('order', i, names.order(i));
  const lists = {
    node: names.nodes,
    place: names.places,
    carrier: names.carriers,
    service: names.services,
    product: names.products,
    customer: names.customers,
    lane: names.lanes,
    supplier: names.suppliers ?? [],
  };
  for (const [kind, list] of Object.entries(lists))
    for (const [no, name] of list.entries()) recorder.name(kind, no, name);
}

/** Documents of an order, of a purchase order and of a period: the rest are of shipments and receipts. */
const HEADS: Readonly<Record<number, string>> = {
  [DOCUMENT.sales]: 'salesDocument',
  [DOCUMENT.purchase]: 'purchaseDocument',
  [DOCUMENT.accrual]: 'periodDocument',
};

/**
 * What an ERP calls its documents: `salesDocument` by partner x 64 + n of the event, the others alike, `documentRange` by
 * partner x 64 + kind: the first number of the range, as it is written. Those of purchasing where it buys.
 */
function recordDocuments({ conduct, procurement }: ErpSettings, partner: number, recorder: Recorder): void {
  for (const [kind, form] of (conduct?.forms ?? []).entries()) {
    if (kind >= DOCUMENT.purchase && procurement === undefined) continue;
    const { name, states, first } = form;
    recorder.name('documentRange', partner * 64 + kind, `${name} ${renderNumber(form, first)}`);
    for (const [state, called] of states.entries()) {
      const word = HEADS[kind];
      const n = word === undefined ? documentNo(kind, state) : state + 1;
      const partOf = kind < DOCUMENT.purchase ? 'shipmentDocument' : 'receiptDocument';
      recorder.name(word ?? partOf, partner * 64 + n, `${name}: ${called}`);
    }
  }
}
