/** Business events of an order: by whom, and in words what they say. A document is named where an event is one. */
import type { Entries } from './entries.ts';
import { eventDetail, type Words } from './event-words.ts';
import type { Found } from './find-parts.ts';
import type { OrderParts } from './order-parts.ts';
import { BY_ENTITY, type Cells, type TableCells, type Wanted } from './table-cells.ts';

/** Business events that are a document, or the fate of one. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  documentsPrepared: 'shipping papers',
  documentsRefused: 'shipping papers',
  documentsAmended: 'shipping papers',
  declarationLodged: 'customs declaration',
  declarationQueried: 'customs declaration',
  declarationAccepted: 'customs declaration',
  declarationAmended: 'customs declaration',
  declarationWithdrawn: 'customs declaration',
  proofUnread: 'proof of delivery',
  proofReceived: 'proof of delivery',
  proofWaived: 'proof of delivery',
  freightBilled: 'freight bill',
  invoiceCorrected: 'freight bill',
  customerBilled: 'invoice',
  deliveryCredited: 'credit note',
  creditNoteIssued: 'credit note',
  billCredited: 'credit note',
};

export interface BusinessRow {
  readonly time: number;
  readonly event: string;
  readonly owner: string;
  readonly type: string;
  readonly key: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
}

export function businessRow(cells: Cells): BusinessRow {
  return {
    time: cells.number('time'),
    event: cells.text('event'),
    owner: cells.text('owner'),
    type: cells.text('entityType'),
    key: cells.number('entityKey'),
    n: cells.number('entityN'),
    a: cells.number('a'),
    b: cells.number('b'),
  };
}

/** Rows about the order and what is its. */
export function aboutOrder(parts: OrderParts): readonly Wanted[] {
  return [{ pair: BY_ENTITY, keysOf: (type) => parts.keysOf(type) }];
}

/** Answers the order's events, in the order in which they stand. */
export function findEvents(
  business: TableCells,
  { parts }: Found,
  words: Words,
  entries: Entries,
): BusinessRow[] {
  const rows: BusinessRow[] = [];
  business.look(aboutOrder(parts), (cells) => {
    if (!parts.has(cells.text('entityType'), cells.number('entityKey'))) return;
    const row = businessRow(cells);
    rows.push(row);
    const { time, event, owner, type, key, n, a, b } = row;
    entries.add({
      at: time,
      kind: 'event',
      system: owner,
      aboutType: type,
      aboutKey: key,
      name: event,
      detail: documentName(row, words) ?? eventDetail({ name: event, n, a, b }, words),
      document: documentName(row, words) ?? DOCUMENTS[event] ?? null,
      table: 'business',
      row: cells.no,
    });
  });
  entries.trouble(business.trouble);
  return rows;
}

/** Under which names a recording has what an ERP calls its documents. */
const DOCUMENT_WORDS: Readonly<Record<string, string>> = {
  salesDocumentChanged: 'salesDocument',
  shipmentDocumentChanged: 'shipmentDocument',
  purchaseDocumentChanged: 'purchaseDocument',
  receiptDocumentChanged: 'receiptDocument',
  periodDocumentChanged: 'periodDocument',
};

/** As the ERP calls it; its number stands in `a`. */
function documentName({ event, n, a, b }: BusinessRow, words: Words): string | null {
  const kind = DOCUMENT_WORDS[event];
  if (kind === undefined) return null;
  return `${words.nameOf(kind, b * 64 + n) ?? 'document'} ${a}`;
}
