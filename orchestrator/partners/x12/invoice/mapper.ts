/**
 * Between a carrier's invoice and a 210.
 *
 * 1. Amounts are exact to the cent: what is not exact in the invoice's currency is an error, nothing is rounded.
 * 2. The total is what B3-07 says; that it differs from the sum of the charges is reported, and left for the audit.
 * 3. B3-08 says whether the invoice puts an earlier one right; N9 IK names that one.
 */
import type { X12FreightInvoice, X12InvoiceLine } from '../../../contracts/x12-payloads.ts';
import type { CarrierInvoice, InvoiceCharge } from '../../carrier-shapes.ts';
import type { Result } from '../../result.ts';
import { CHARGE_NAMES } from '../codes.ts';
import type { X12Issue } from '../issues.ts';
import { type MapperOptions, Mapping } from '../mapping.ts';
import { hundredths, minorOfHundredths } from '../units.ts';

const CORRECTION_CODES: Readonly<Record<NonNullable<CarrierInvoice['correction']>, string>> = {
  adjustment: 'AD',
  balanceDue: 'BD',
  replacement: 'RB',
};
const CORRECTED_INVOICE = 'IK';
/** L5-01 and L1-01 have three digits. */
const LINE_ITEM_MAX = 999;
/** L1-08 where a bill does not say what a charge is for. */
const FREIGHT = '400';

export function invoiceToX12(
  invoice: CarrierInvoice,
  options: MapperOptions,
): Result<X12FreightInvoice, X12Issue> {
  const mapping = new Mapping(options, `210 of invoice ${invoice.invoiceNo}`);
  const { currency, correction, correctionOf, totalMinor } = invoice;
  const total = mapping.exact('total', totalMinor, hundredths(totalMinor, currency));
  const lines = invoice.charges.map((charge, i) => lineOf(charge, i + 1, currency, mapping));
  const corrected = correctionOf === null ? null : mapping.key('corrected invoice', correctionOf, 1, 30);
  return mapping.issues.result<X12FreightInvoice>({
    invoice: {
      invoiceNo: mapping.key('invoice number', invoice.invoiceNo, 1, 22),
      shipmentId: mapping.key('load key', invoice.loadKey, 1, 30),
      payment: 'PP',
      date: mapping.when('invoice date', { kind: 'local', date: invoice.date, time: null }).date,
      netAmountDueMinor: total,
      correction: correction === null ? null : CORRECTION_CODES[correction],
      deliveryDate: null,
      deliveryQualifier: null,
      scac: mapping.code('SCAC', invoice.carrierScac, 2, 4),
    },
    currency: { code: mapping.key('currency', currency, 3, 3) },
    identifications:
      corrected === null ? [] : [{ qualifier: CORRECTED_INVOICE, value: corrected, description: null }],
    dates: [],
    parties: [],
    lines,
    total: {
      weight: null,
      weightQualifier: null,
      rate: null,
      rateQualifier: null,
      chargeMinor: total,
      ladingQuantity: null,
      weightUnit: null,
    },
  });
}

function lineOf(charge: InvoiceCharge, number: number, currency: string, mapping: Mapping): X12InvoiceLine {
  const code = mapping.key('charge code', charge.code, 3, 3);
  const { amountMinor } = charge;
  const chargeMinor = mapping.exact('charge', amountMinor, hundredths(amountMinor, currency));
  const lineItem = number <= LINE_ITEM_MAX ? number : null;
  const description = CHARGE_NAMES.get(code) ?? null;
  return {
    line: { number },
    identifications: [],
    ladings:
      description === null
        ? []
        : [{ lineItem, description, commodity: null, commodityQualifier: null, packaging: null }],
    quantities: [],
    charges: [{ lineItem, rate: null, rateQualifier: null, chargeMinor, code, description: null }],
  };
}

export interface InvoiceReading extends MapperOptions {
  /** Where the invoice names none. */
  readonly currencyDefault: string;
}

export function invoiceFromX12(
  payload: X12FreightInvoice,
  options: InvoiceReading,
): Result<CarrierInvoice, X12Issue> {
  const { invoice } = payload;
  const mapping = new Mapping(options, `210 of invoice ${invoice.invoiceNo}`);
  const loadKey = mapping.needed('shipment id (B3-03)', invoice.shipmentId);
  const currency = payload.currency?.code ?? options.currencyDefault;
  const charges = chargesOf(payload, currency, mapping);
  const due = invoice.netAmountDueMinor;
  const totalMinor = mapping.exact('net amount due (B3-07)', due, minorOfHundredths(due, currency));
  const sum = charges.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (sum !== totalMinor) mapping.remark(`the charges make ${sum}, the invoice says`, String(totalMinor));
  const correction = correctionOf(invoice.correction, mapping);
  const corrected = payload.identifications.find((each) => each.qualifier === CORRECTED_INVOICE)?.value;
  if (loadKey === null) return mapping.issues.result<CarrierInvoice>(null);
  return mapping.issues.result<CarrierInvoice>({
    loadKey,
    carrierScac: invoice.scac,
    invoiceNo: invoice.invoiceNo,
    date: invoice.date,
    charges,
    totalMinor,
    currency,
    correctionOf: invoice.correction === null ? null : (corrected ?? null),
    correction,
  });
}

function chargesOf(payload: X12FreightInvoice, currency: string, mapping: Mapping): InvoiceCharge[] {
  return payload.lines.flatMap((line) =>
    line.charges.flatMap(({ chargeMinor, code }) => {
      if (chargeMinor === null) return [];
      const converted = minorOfHundredths(chargeMinor, currency);
      return [
        { code: code ?? FREIGHT, amountMinor: mapping.exact('charge (L1-04)', chargeMinor, converted) },
      ];
    }),
  );
}

function correctionOf(code: string | null, mapping: Mapping): CarrierInvoice['correction'] {
  if (code === null) return null;
  const found = Object.entries(CORRECTION_CODES).find(([, each]) => each === code)?.[0];
  if (found === undefined) mapping.remark('unknown correction (B3-08)', code);
  return (found ?? null) as CarrierInvoice['correction'];
}
