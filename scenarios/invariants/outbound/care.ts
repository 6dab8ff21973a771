/**
 * Customers: what must hold of complaints, returns and credits, by what their owners have written down.
 *
 * 1. A complaint is opened once when it is raised, and answered once. A credit by goodwill is within the limit and of an open complaint.
 * 2. units-conserved: of a return, no more is posted than was asked for; what WMS has taken back is what was posted, and what is good and
 *    what is scrapped is all of it.
 * 3. invoice-settled-once: a return is credited once, a disputed bill once for a dispute that is open, and both together no more than the
 *    shipment was billed.
 * 4. authority-kept: of a disputed bill no more than the limit is credited unless a person has answered.
 * 5. side-effect-once: CRM's, WMS's and ERP's own ledgers, counted where they act, against what they have written down.
 * 6. Memory: what is open; of what was billed, as long as it may be returned.
 */
import {
  amountOf,
  copyAmounts,
  noAmounts,
  type RecentAmounts,
  remember,
} from '#mock-systems/erp/recent-amounts';
import { COMPLAINT, kindOfComplaint, shipmentOfComplaint } from '#orchestrator/contracts/complaint-key';
import type { Posting } from '#orchestrator/core/out';
import { DAY_MS } from '#sim/shifts/civil';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { nameOfShipment, type PartnerSystems, type Rules, violated } from './part.ts';

const CONSERVED = 'units-conserved';
const SETTLED = 'invoice-settled-once';
const ONCE = 'side-effect-once';
const TABLED = 'only-tabled-transitions';

/** ERP takes its time, people as well. Source: assumption. */
const BILLED_KEPT_MORE_MS = 120 * DAY_MS;

interface OpenComplaint {
  /** How often it was raised. */
  readonly raised: number;
  readonly opened: boolean;
  /** A person has answered. */
  readonly byPerson: boolean;
  /** Against the bill that it is about. */
  readonly credited: boolean;
}

interface OpenReturn {
  readonly wanted: number;
  readonly sent: number;
  readonly came: number;
}

interface Sums {
  complaints: number;
  complaintsSaid: number;
  returnsAsked: number;
  returnsSent: number;
  sentUnits: number;
  parcels: number;
  takenBackUnits: number;
  goodUnits: number;
  scrappedUnits: number;
  notes: number;
  notesMinor: number;
  corrections: number;
  correctionsMinor: number;
  goodwills: number;
  goodwillMinor: number;
}

interface Saved {
  readonly complaints: ReadonlyMap<number, OpenComplaint>;
  readonly returns: ReadonlyMap<number, OpenReturn>;
  readonly billed: RecentAmounts;
  readonly credits: RecentAmounts;
  readonly sums: Sums;
}

export class CareRules {
  readonly rules: Rules = {
    complaintRaised: (_time, complaint, n) => this.raised(complaint, n),
    complaintOpened: (_time, complaint) => this.opened(complaint),
    complaintEscalated: (_time, complaint) => {
      if (!this.complaints.get(complaint)?.opened)
        violated(TABLED, `complaint ${complaint}: escalated, and it is not open`);
    },
    complaintAnswered: (_time, complaint) => {
      if (!this.complaints.get(complaint)?.opened)
        violated(
          ONCE,
          `complaint ${complaint}: answered, and it is not open: never opened, or answered before`,
        );
      this.complaints.delete(complaint);
    },
    goodwillCredited: (_time, order, _n, minor, complaint) => this.goodwill(order, minor, complaint),
    billCredited: (time, complaint, _n, minor) => this.corrected(time, complaint, minor),
    customerBilled: (time, shipment, _n, minor) => {
      if (this.billedKeptMs > 0) remember(this.billed, shipment, minor, time, this.billedKeptMs);
    },
    deliveryCredited: (time, shipment, _n, minor) => {
      if (this.billedKeptMs > 0) this.credited(time, shipment, minor, 'delivery');
    },
    returnRequested: (_time, key, _n, units) => {
      this.sums.returnsAsked += 1;
      this.returns.set(key, { wanted: units, sent: 0, came: 0 });
    },
    returnRefused: (_time, key) => {
      this.returns.delete(key);
    },
    returnSent: (_time, key, _n, units) => this.sent(key, units),
    returnArrived: () => {
      this.sums.parcels += 1;
    },
    customerReturned: (_time, key, _n, _node, units) => this.came(key, units),
    returnGraded: (_time, key, _n, good, scrapped) => this.graded(key, good, scrapped),
    creditNoteIssued: (time, key, _n, minor) => {
      this.sums.notes += 1;
      this.sums.notesMinor += minor;
      this.credited(time, key, minor, 'return');
    },
    returnClosed: (_time, key) => {
      this.returns.delete(key);
    },
  };

  private readonly goodwillMinorMax: number;
  private readonly disputeMinorMax: number;
  private readonly billedKeptMs: number;
  private complaints = new Map<number, OpenComplaint>();
  private returns = new Map<number, OpenReturn>();
  private billed = noAmounts();
  /** By shipment: all that was credited of its bill. */
  private credits = noAmounts();
  private sums: Sums = {
    complaints: 0,
    complaintsSaid: 0,
    returnsAsked: 0,
    returnsSent: 0,
    sentUnits: 0,
    parcels: 0,
    takenBackUnits: 0,
    goodUnits: 0,
    scrappedUnits: 0,
    notes: 0,
    notesMinor: 0,
    corrections: 0,
    correctionsMinor: 0,
    goodwills: 0,
    goodwillMinor: 0,
  };

  constructor({ network: { care } }: Pick<OutboundWorld, 'network'>) {
    const returns = care?.returns ?? null;
    this.goodwillMinorMax = care?.lateCreditMinorMax ?? 0;
    this.disputeMinorMax = care?.disputes?.creditMinorMax ?? 0;
    const returnedMs = returns === null ? 0 : returns.withinMs + returns.neverCameMs;
    const disputedMs = care?.disputes?.withinMs ?? 0;
    const latestMs = Math.max(returnedMs, disputedMs);
    this.billedKeptMs = latestMs === 0 ? 0 : latestMs + BILLED_KEPT_MORE_MS;
  }

  /** A person has said something of a complaint. */
  answered(complaint: number): void {
    const open = this.complaints.get(complaint);
    if (open !== undefined) this.complaints.set(complaint, { ...open, byPerson: true });
  }

  /** Partners must be at rest: none is in the midst of what it does. */
  check({ crm, wms, erp }: PartnerSystems): void {
    const { sums } = this;
    if (crm) {
      same('CRM', 'complaints', crm.ledger.complaints, sums.complaints);
      same('CRM', 'complaints said', crm.ledger.complaintsSaid, sums.complaintsSaid);
      same('CRM', 'returns asked for', crm.ledger.returnsAsked, sums.returnsAsked);
      same('CRM', 'returns posted', crm.ledger.returnsSent, sums.returnsSent);
      same('CRM', 'units posted', crm.ledger.unitsSent, sums.sentUnits);
    }
    if (wms.bench) {
      same('WMS', 'parcels of customers', wms.bench.ledger.parcels, sums.parcels);
      same('WMS', 'good units taken back', wms.bench.ledger.goodUnits, sums.goodUnits);
      same('WMS', 'scrapped units taken back', wms.bench.ledger.scrappedUnits, sums.scrappedUnits);
    }
    if (erp.credits) {
      same('ERP', 'credit notes', erp.credits.ledger.notes, sums.notes);
      same('ERP', 'minor units credited for returns', erp.credits.ledger.notesMinor, sums.notesMinor);
      same('ERP', 'credits of disputed bills', erp.credits.ledger.corrections, sums.corrections);
      same(
        'ERP',
        'minor units credited of disputed bills',
        erp.credits.ledger.correctionsMinor,
        sums.correctionsMinor,
      );
      same('ERP', 'credits by goodwill', erp.credits.ledger.goodwills, sums.goodwills);
      same('ERP', 'minor units credited by goodwill', erp.credits.ledger.goodwillMinor, sums.goodwillMinor);
    }
  }

  /** When nothing more can happen. @param behind a person, or a dead letter: keys of complaints and returns */
  atEnd(systems: PartnerSystems, ledger: ReadonlyMap<Posting, number>, behind: CareBehind): void {
    this.check(systems);
    const { sums } = this;
    const { wms } = systems;
    if (wms.bench && wms.bench.open > 0)
      violated(
        'nothing-left-over',
        `${wms.bench.open} parcels of customers lie at the benches at the end, and nobody opens them`,
      );
    if (sums.sentUnits !== sums.takenBackUnits)
      violated(
        CONSERVED,
        `customers have posted ${sums.sentUnits} units, WMS has taken back ${sums.takenBackUnits}`,
      );
    const open = [...this.complaints.keys()].filter((key) => !behind.complaints.has(key));
    if (open.length > 0)
      violated('settles', `${open.length} complaints are not answered at the end: ${open.slice(0, 5)}`);
    const returns = [...this.returns.keys()].filter((key) => !behind.returns.has(key));
    if (returns.length > 0)
      violated('settles', `${returns.length} returns are not over at the end: ${returns.slice(0, 5)}`);
    if (behind.letters > 0) return;
    balanced('customerCredited', ledger, sums.notesMinor);
    balanced('goodwillGranted', ledger, sums.goodwillMinor);
    balanced('billCorrected', ledger, sums.correctionsMinor);
  }

  save(): Saved {
    return {
      complaints: new Map(this.complaints),
      returns: new Map(this.returns),
      billed: copyAmounts(this.billed),
      credits: copyAmounts(this.credits),
      sums: { ...this.sums },
    };
  }

  load(saved: Saved): void {
    this.complaints = new Map(saved.complaints);
    this.returns = new Map(saved.returns);
    this.billed = copyAmounts(saved.billed);
    this.credits = copyAmounts(saved.credits);
    this.sums = { ...saved.sums };
  }

  private raised(complaint: number, n: number): void {
    const before = this.complaints.get(complaint);
    this.sums.complaintsSaid += 1;
    if (n === 1) this.sums.complaints += 1;
    if (before !== undefined && n !== before.raised + 1)
      violated(ONCE, `complaint ${complaint}: raised for the ${n}. time after the ${before.raised}.`);
    // Said again as its answer was on the way.
    if (before === undefined && n > 1) return;
    this.complaints.set(complaint, {
      raised: n,
      opened: before?.opened ?? false,
      byPerson: before?.byPerson ?? false,
      credited: before?.credited ?? false,
    });
  }

  private opened(complaint: number): void {
    const before = this.complaints.get(complaint);
    if (before === undefined || before.opened)
      violated(
        ONCE,
        `complaint ${complaint}: opened, and ${before === undefined ? 'nobody has raised it' : 'it is open'}`,
      );
    this.complaints.set(complaint, { ...before, opened: true });
  }

  private goodwill(order: number, minor: number, complaint: number): void {
    this.sums.goodwills += 1;
    this.sums.goodwillMinor += minor;
    if (minor > this.goodwillMinorMax)
      violated(
        'authority-kept',
        `order ${order}: ${minor} credited by goodwill, the limit is ${this.goodwillMinorMax}`,
      );
    if (!this.complaints.get(complaint)?.opened)
      violated(
        SETTLED,
        `order ${order}: ${minor} credited by goodwill for complaint ${complaint}, which is not open`,
      );
  }

  private sent(key: number, units: number): void {
    const open = this.returns.get(key);
    this.sums.returnsSent += 1;
    this.sums.sentUnits += units;
    if (open === undefined) return;
    if (units > open.wanted)
      violated(
        CONSERVED,
        `return of ${nameOfShipment(key)}: ${units} units posted, ${open.wanted} asked for`,
      );
    this.returns.set(key, { ...open, sent: units });
  }

  private came(key: number, units: number): void {
    const open = this.returns.get(key);
    this.sums.takenBackUnits += units;
    // The core may have given it up.
    if (open === undefined) return;
    if (units !== open.sent)
      violated(
        CONSERVED,
        `return of ${nameOfShipment(key)}: WMS has taken back ${units} units, ${open.sent} were posted`,
      );
    this.returns.set(key, { ...open, came: units });
  }

  private graded(key: number, good: number, scrapped: number): void {
    const open = this.returns.get(key);
    this.sums.goodUnits += good;
    this.sums.scrappedUnits += scrapped;
    if (open !== undefined && good + scrapped !== open.came)
      violated(
        CONSERVED,
        `return of ${nameOfShipment(key)}: ${good} good and ${scrapped} scrapped units of ${open.came} taken back`,
      );
  }

  private corrected(time: number, complaint: number, minor: number): void {
    this.sums.corrections += 1;
    this.sums.correctionsMinor += minor;
    const open = this.complaints.get(complaint);
    if (!open?.opened || open.credited || kindOfComplaint(complaint) !== COMPLAINT.bill)
      violated(
        SETTLED,
        `complaint ${complaint}: ${minor} credited of a bill, and it is ${open?.credited ? 'credited already' : 'no open dispute'}`,
      );
    this.complaints.set(complaint, { ...open, credited: true });
    this.credited(time, shipmentOfComplaint(complaint), minor, 'dispute');
    if (minor > this.disputeMinorMax && !open.byPerson)
      violated(
        'authority-kept',
        `complaint ${complaint}: ${minor} credited of a bill by rule, the limit is ${this.disputeMinorMax}`,
      );
  }

  private credited(time: number, shipment: number, minor: number, what: string): void {
    const billed = amountOf(this.billed, shipment) ?? 0;
    const all = (amountOf(this.credits, shipment) ?? 0) + minor;
    if (all > billed)
      violated(SETTLED, `${what} of ${nameOfShipment(shipment)}: ${all} credited, ${billed} billed`);
    remember(this.credits, shipment, all, time, this.billedKeptMs);
  }
}

/** What stands behind a person. */
export interface CareBehind {
  readonly complaints: ReadonlySet<number>;
  readonly returns: ReadonlySet<number>;
  /** Dead letters about one of them. */
  readonly letters: number;
}

function same(system: string, what: string, own: number, written: number): void {
  if (own !== written)
    violated(ONCE, `${system}'s own ledger has ${own} ${what}, it has written down ${written}`);
}

function balanced(posting: Posting, ledger: ReadonlyMap<Posting, number>, minor: number): void {
  const posted = ledger.get(posting) ?? 0;
  if (posted !== minor)
    violated('ledger-balances', `${posting} in the ledger is ${posted}, ERP has credited ${minor}`);
}
