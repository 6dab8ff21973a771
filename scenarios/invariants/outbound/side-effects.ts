/**
 * side-effect-once, by the partners' own ledgers: what ERP, TMS and a third party have done by their own count is what they have written down, in
 * number and in amount. That each was written down once, and of what, is for the events' rules to say: so what was done twice
 * and written once shows here.
 *
 * 1. Running sums; no memory beside.
 * 2. What a system of a user's own writes in the place of ours is on no ledger of ours: that one's is not compared.
 */
import type { ErpLedger, ErpSideEffects } from '#mock-systems/erp/side-effects';
import type { OwnWriters } from './own-writers.ts';
import { type PartnerSystems, type Rules, violated } from './part.ts';

interface Sums {
  postings: number;
  postedUnits: number;
  postedMinor: number;
  invoices: number;
  invoicedMinor: number;
  payments: number;
  paidMinor: number;
  bookings: number;
  bookedMinor: number;
  refusals: number;
  cancellations: number;
  documents: number;
  documentsRefused: number;
  plans: number;
  appointments: number;
  appointmentsRefused: number;
  appointmentsReleased: number;
}

export class SideEffectRules {
  readonly rules: Rules = {
    goodsIssuePosted: (_time, _shipment, _n, _node, units) => {
      this.sums.postings += 1;
      this.sums.postedUnits += units;
    },
    goodsIssueValued: (_time, _shipment, _n, minor) => {
      this.sums.postedMinor += minor;
    },
    customerBilled: (_time, _shipment, _n, minor) => {
      this.sums.invoices += 1;
      this.sums.invoicedMinor += minor;
    },
    freightPaid: (_time, _load, _n, minor) => {
      this.sums.payments += 1;
      this.sums.paidMinor += minor;
    },
    loadBooked: (_time, _load, _n, _carrier, minor) => {
      this.sums.bookings += 1;
      this.sums.bookedMinor += minor;
    },
    bookingRefused: () => {
      this.sums.refusals += 1;
    },
    bookingCancelled: () => {
      this.sums.cancellations += 1;
    },
    documentsPrepared: () => {
      this.sums.documents += 1;
    },
    documentsRefused: () => {
      this.sums.documentsRefused += 1;
    },
    loadPlanned: () => {
      this.sums.plans += 1;
    },
    pickupSlotConfirmed: () => {
      this.sums.appointments += 1;
    },
    pickupSlotRefused: () => {
      this.sums.appointmentsRefused += 1;
    },
    pickupSlotReleased: () => {
      this.sums.appointmentsReleased += 1;
    },
  };
  private sums: Sums = {
    postings: 0,
    postedUnits: 0,
    postedMinor: 0,
    invoices: 0,
    invoicedMinor: 0,
    payments: 0,
    paidMinor: 0,
    bookings: 0,
    bookedMinor: 0,
    refusals: 0,
    cancellations: 0,
    documents: 0,
    documentsRefused: 0,
    plans: 0,
    appointments: 0,
    appointmentsRefused: 0,
    appointmentsReleased: 0,
  };

  private readonly own: OwnWriters;

  /** @param own systems of the user's own that write events */
  constructor(own: OwnWriters = new Set()) {
    this.own = own;
  }

  /** Partners must be at rest: none is in the midst of what it does. */
  check(systems: PartnerSystems): void {
    this.checkErp(systems);
    if (!this.own.has('tms')) this.checkFreight(systems);
  }

  private checkErp({ erp, nextErp = null }: PartnerSystems): void {
    const { sums } = this;
    const posted = nextErp === null ? erp.sideEffects : bothOf(erp.sideEffects, nextErp.sideEffects);
    same('ERP', 'goods issues posted', posted.postings, sums.postings);
    same('ERP', 'units posted', posted.postedUnits, sums.postedUnits);
    same('ERP', 'minor units posted', posted.postedMinor, sums.postedMinor);
    same('ERP', "customers' invoices", posted.invoices, sums.invoices);
    same('ERP', 'minor units invoiced', posted.invoicedMinor, sums.invoicedMinor);
    same('ERP', 'freight payments', posted.payments, sums.payments);
    same('ERP', 'minor units paid', posted.paidMinor, sums.paidMinor);
  }

  private checkFreight({ tms, freight = null }: PartnerSystems): void {
    const { sums } = this;
    const { sideEffects: booked } = tms;
    const [who, own] = freight === null ? (['TMS', booked] as const) : (['THREEPL', freight.ledger] as const);
    same(who, 'bookings', own.bookings, sums.bookings);
    same(who, 'minor units booked', own.bookedMinor, sums.bookedMinor);
    same(who, 'bookings cancelled', own.cancellations, sums.cancellations);
    same('TMS', 'bookings refused', booked.refusals, sums.refusals);
    same('TMS', 'papers prepared', booked.documents, sums.documents);
    same('TMS', 'papers refused', booked.documentsRefused, sums.documentsRefused);
    same('TMS', 'loads planned', booked.plans, sums.plans);
    same('TMS', 'appointments given', booked.appointments, sums.appointments);
    same('TMS', 'appointments refused', booked.appointmentsRefused, sums.appointmentsRefused);
    same('TMS', 'appointments given back', booked.appointmentsReleased, sums.appointmentsReleased);
  }

  save(): Sums {
    return { ...this.sums };
  }

  load(saved: Sums): void {
    this.sums = { ...saved };
  }
}

/** What two ERPs have done between them. */
function bothOf(one: ErpSideEffects, other: ErpSideEffects): ErpSideEffects {
  const both: ErpLedger = { ...one };
  for (const effect of Object.keys(both) as (keyof ErpLedger)[]) both[effect] += other[effect];
  return both;
}

function same(system: string, what: string, own: number, written: number): void {
  if (own === written) return;
  violated('side-effect-once', `${system}'s own ledger has ${own} ${what}, it has written down ${written}`);
}
