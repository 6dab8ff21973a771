/** Papers are those that the core asked TMS for, each once; what else a load travels with is what its carrier or customs was told. */
import { describe, expect, test } from 'vitest';
import type { PodReceived, ReleaseTruck } from '../contracts/carriers.ts';
import type { AnswerQuery } from '../contracts/customs.ts';
import { envelope } from '../contracts/envelope.ts';
import {
  DOCUMENT_REFUSAL,
  type DocumentsPrepared,
  type DocumentsRefused,
  PAPER,
  type Paper,
  type PrepareDocuments,
} from '../contracts/tms.ts';
import { initialEntry } from '../processes/outbound/customs/customs-entry-state.ts';
import { SMALL } from './context.fixture.ts';
import {
  canonicalOfAnswer,
  canonicalOfBillOfLading,
  canonicalOfEntry,
  canonicalOfProof,
} from './from-papers.ts';
import { PaperBook } from './paper-book.ts';
import { canonicalSchema } from './schemas.ts';
import type { TradeDocument } from './trade-document.ts';

const LOAD = 8;
const said = (kind: string, a: number, b: number, body: unknown = null) =>
  envelope(kind, 1, 101, 0, 0, 101, 1, LOAD, a, b, body);
const asks = (...papers: Paper[]): PrepareDocuments =>
  said('prepareDocuments', 20, 1, { papers, customers: [1], products: [1], units: [3] }) as PrepareDocuments;
const prepared = (licence = 0): DocumentsPrepared =>
  said('documentsPrepared', LOAD, licence) as DocumentsPrepared;
const refused = (who: number, why: number): DocumentsRefused =>
  said('documentsRefused', who, why, { unitsLeft: 0 }) as DocumentsRefused;

function valid(documents: readonly TradeDocument[]): readonly TradeDocument[] {
  for (const document of documents) expect(canonicalSchema.parse(document)).toEqual(document);
  return documents;
}

describe('papers that TMS makes', () => {
  test('are those that were asked for; a licence is of the export declaration', () => {
    const book = new PaperBook(SMALL);
    book.asked(asks(PAPER.exportDeclaration, PAPER.commercialInvoice, PAPER.dangerousGoodsDeclaration));
    expect(
      valid(book.answered(prepared(4))).map(({ type, number, licence }) => [type, number, licence]),
    ).toEqual([
      ['export_declaration', '8', '4'],
      ['commercial_invoice', '8', null],
      ['dangerous_goods_declaration', '8', null],
    ]);
  });

  test('of dangerous goods that stay in their country are no export declaration', () => {
    const book = new PaperBook(SMALL);
    book.asked(asks(PAPER.dangerousGoodsDeclaration));
    expect(book.answered(prepared()).map(({ type }) => type)).toEqual(['dangerous_goods_declaration']);
  });

  test('are refused with who or what is at fault, and may be asked for again', () => {
    const book = new PaperBook(SMALL);
    book.asked(asks(PAPER.exportDeclaration));
    const [no] = valid(book.answered(refused(1, DOCUMENT_REFUSAL.deniedParty)));
    expect(no).toMatchObject({ status: 'refused', refusal: { reason: 'denied_party', atFault: 'C1' } });
    book.asked(asks(PAPER.exportDeclaration));
    expect(book.answered(prepared()).map(({ status }) => status)).toEqual(['prepared']);
  });

  test('answered twice are the same papers; of a load that is over nothing is kept', () => {
    const book = new PaperBook(SMALL);
    book.asked(asks(PAPER.commercialInvoice));
    book.asked(asks(PAPER.commercialInvoice));
    expect([book.answered(prepared()).length, book.answered(prepared()).length]).toEqual([1, 0]);
    book.asked(asks(PAPER.commercialInvoice));
    book.close(LOAD);
    expect(book.answered(prepared())).toEqual([]);
  });
});

describe('what a load travels with', () => {
  test('a bill of lading says what its carrier takes on', () => {
    const body = { shipments: [8, 17], takenOverFrom: -1 };
    const [bill] = valid([canonicalOfBillOfLading(SMALL, said('releaseTruck', 1, 1, body) as ReleaseTruck)]);
    expect(bill).toMatchObject({ type: 'bill_of_lading', status: 'issued', shipments: ['SO-1/0', 'SO-2/1'] });
  });

  test.each([
    ['received', 0],
    ['unreadable', 4],
  ])('a proof of delivery is %s', (status, condition) => {
    const body = { shipments: [{ shipment: 8, condition }] };
    const [proof] = valid([canonicalOfProof(SMALL, said('podReceived', 5, 1, body) as PodReceived)]);
    expect(proof).toMatchObject({ type: 'proof_of_delivery', status, shipments: ['SO-1/0'] });
  });

  test('customs has its declaration, and what it asked for', () => {
    const entry = { ...initialEntry(), status: 'released' as const, reference: 77 };
    const [declared, sent] = valid([
      canonicalOfEntry(SMALL, LOAD, entry),
      canonicalOfAnswer(SMALL, said('answerQuery', 1, 3) as AnswerQuery),
    ]);
    expect(declared).toMatchObject({ type: 'import_declaration', status: 'released', number: '77' });
    expect(sent).toMatchObject({ type: 'certificate_of_origin', status: 'sent' });
    expect(() => canonicalOfAnswer(SMALL, said('answerQuery', 1, 9) as AnswerQuery)).toThrow(/document 9/);
  });
});
