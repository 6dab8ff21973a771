/** Documents are numbered without gaps, change their states once and onwards, and are called as their ERP calls them. */
import { describe, expect, test } from 'vitest';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { Documents } from './documents.ts';
import { DOCUMENT, renderNumber, SALES_STATE } from './profile.ts';
import { ERP_PROFILES } from './profiles.ts';

const { forms } = ERP_PROFILES['sap-s4'];

function book(options = {}): { readonly documents: Documents; readonly log: string[] } {
  const log: string[] = [];
  const business = (
    event: string,
    _owner: string,
    _type: string,
    key: number,
    n: number,
    a: number,
  ): void => {
    log.push(`${event === 'salesDocumentChanged' ? 'sales' : 'shipment'} ${key}#${n} ${a}`);
  };
  return { documents: new Documents({ business }, 1, forms, options), log };
}

describe('the documents of an order', () => {
  test('are numbered from the first of their range, and go from state to state', () => {
    const { documents, log } = book();
    const chain = documents.open(7, SALES_STATE.open, 10);
    const shipment = shipmentKey(7, 0);
    documents.issued(shipment, 0, chain, 4);
    documents.confirmed(shipment, 0, chain);
    documents.billed(shipment, 0, chain, 3, 100);
    documents.issued(shipmentKey(7, 1), 1, chain, 6);
    documents.reach(7, chain, SALES_STATE.completed);
    expect(log).toEqual([
      'sales 7#2 1',
      'shipment 56#8 80000000',
      'shipment 56#16 4900000000',
      'sales 7#3 1',
      'shipment 56#9 80000000',
      'shipment 56#24 90000000',
      'shipment 56#10 80000000',
      'shipment 57#8 80000001',
      'shipment 57#16 4900000001',
      'sales 7#4 1',
      'sales 7#5 1',
    ]);
  });

  test('never go back', () => {
    const { documents, log } = book();
    const chain = documents.open(7, SALES_STATE.completed, 0);
    documents.reach(7, chain, SALES_STATE.open);
    documents.reach(7, chain, SALES_STATE.completed);
    expect(log).toHaveLength(1);
  });

  test('are billed together, by customer, where one run of the job bills them', () => {
    const numbers = (collective: boolean): string[] => {
      const { documents, log } = book({ collective });
      const chain = documents.open(7, SALES_STATE.open, 10);
      for (const [n, customer, at] of [
        [0, 3, 100],
        [1, 4, 100],
        [2, 3, 100],
        [3, 3, 200],
      ] as const)
        documents.billed(shipmentKey(7, n), n, chain, customer, at);
      return log.slice(1).map((line) => line.slice(-1));
    };
    expect(numbers(true)).toEqual(['0', '1', '0', '2']);
    expect(numbers(false)).toEqual(['0', '1', '2', '3']);
  });

  test('are as they were after a save and load', () => {
    const one = book({ collective: true });
    const chain = one.documents.open(7, SALES_STATE.open, 10);
    one.documents.billed(shipmentKey(7, 0), 0, chain, 3, 100);
    const other = book({ collective: true });
    other.documents.load(one.documents.save());
    other.documents.billed(shipmentKey(7, 1), 1, chain, 3, 100);
    other.documents.open(8, SALES_STATE.open, 1);
    expect(other.log).toEqual(['shipment 57#24 90000000', 'sales 8#2 2']);
  });
});

describe('each profile', () => {
  test.each(Object.entries(ERP_PROFILES))(
    '%s has a name for every state of every document',
    (_name, profile) => {
      expect(profile.forms.map(({ states }) => states.length)).toEqual([6, 3, 1, 1, 6, 2, 1, 1, 1]);
      for (const { name, states } of profile.forms)
        for (const text of [name, ...states]) expect(text).not.toBe('');
      expect(profile.forms).toHaveLength(Object.keys(DOCUMENT).length);
    },
  );

  test.each([
    ['sap-s4', '0000000001', '0090000000', '4500000000', '5105600000'],
    ['odoo', 'S00001', 'INV/00001', 'P00001', 'BILL/00001'],
    ['business-central', 'S-ORD101001', 'PS-INV103001', 'P-ORD106001', 'P-INV108001'],
  ] as const)('%s writes numbers as %s, %s, %s and %s', (name, ...numbers) => {
    const kinds = [DOCUMENT.sales, DOCUMENT.billing, DOCUMENT.purchase, DOCUMENT.invoiceReceipt];
    const written = kinds.map((kind) => {
      const form = ERP_PROFILES[name].forms[kind]!;
      return renderNumber(form, form.first);
    });
    expect(written).toEqual(numbers);
  });
});
