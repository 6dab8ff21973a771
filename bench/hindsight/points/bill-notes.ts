/**
 * Carriers' bills that were judged (`invoice-anomaly`), what became of them, and the least that any judgement could have made of each: notes of a run.
 *
 * 1. A bill counts when it is paid. What is left unpaid is left out of both.
 * 2. Whether a carrier gives in is drawn by the luck of its load, and what the auditor says by the task: both are drawn again here, by the same keys.
 */
import { FREIGHT_INVOICE } from '#orchestrator/core/actor-types';
import type { InvoiceContext, InvoiceOption } from '#orchestrator/decisions/invoice-anomaly';
import type { Recorder } from '#scenarios/recording/recorder';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Random } from '#sim/random/random';
import { leastOfBill } from './bill-bound.ts';
import { DeskPrices, type LeastOfTask } from './desk-prices.ts';
import type { EndedRun, PointFacts, PointNotes } from './point-facts.ts';
import { TenderLuck } from './tender-luck.ts';

const ACTOR = 'freight-invoice';
const AUDIT = { role: 'freight-auditor', kind: 'disputedBill', type: FREIGHT_INVOICE };

interface NotedBill {
  readonly context: InvoiceContext;
  readonly options: readonly InvoiceOption[];
  readonly mistakenMinor: number;
  /** Tasks of its actor before it came. */
  readonly tasks: number;
  workMinor: number;
  /** -1 = it has not been paid. */
  paidMinor: number;
}

/** A bill that was paid: what it came to, and the least. Minor units. */
export interface BillOutcome {
  readonly load: number;
  readonly came: number;
  readonly least: number;
}

export class BillNotes implements PointNotes {
  readonly hears: Partial<Recorder>;
  private readonly world: OutboundWorld;
  private readonly luck: TenderLuck;
  private readonly desk: DeskPrices;
  private readonly bills = new Map<number, NotedBill>();
  private readonly mistakes = new Map<number, number>();
  private readonly tasks = new Map<number, number>();

  constructor(world: OutboundWorld, random: Random) {
    this.world = world;
    this.luck = new TenderLuck(world, random);
    this.desk = new DeskPrices(world, random);
    this.hears = {
      message: this.luck.message,
      decision: (...cells) => this.judged(cells),
      task: (_now, role, type, load, _kind, _dueAt, state, body) => {
        if (type === ACTOR) this.worked(role, load, state, body);
      },
      business: (_time, event, _owner, _type, load, _n, a) => {
        const bill = this.bills.get(load);
        if (event === 'freightBillMistaken') this.mistakes.set(load, a);
        else if (event === 'freightPaid' && bill !== undefined) bill.paidMinor = a;
      },
    };
  }

  facts({ end }: EndedRun): Promise<PointFacts | null> {
    const paid = this.paid(end === 'empty');
    const sum = (of: (each: BillOutcome) => number): number => paid.reduce((all, each) => all + of(each), 0);
    if (paid.length === 0) return Promise.resolve(null);
    return Promise.resolve({
      point: 'invoice-anomaly',
      unit: 'money',
      decisions: paid.length,
      came: sum(({ came }) => came),
      bound: sum(({ least }) => least),
      open: 0,
    });
  }

  /** Bill by bill. @param settles nothing more could happen at the end of the run */
  paid(settles: boolean): readonly BillOutcome[] {
    const outcomes: BillOutcome[] = [];
    for (const [load, bill] of this.bills) {
      if (bill.paidMinor < 0) continue;
      const audit = this.auditOf(load, bill, settles);
      const least = leastOfBill({ ...bill, corrects: this.corrects(load, bill), audit });
      outcomes.push({ load, came: bill.paidMinor + bill.workMinor, least });
    }
    return outcomes;
  }

  /** Where exceptions are cases, a remedy may say what an auditor would, without work. */
  private auditOf(key: number, { tasks }: NotedBill, settles: boolean): LeastOfTask {
    if (this.world.network.cases !== undefined) return { minor: 0, answers: [0, 1] };
    return this.desk.leastOf({ ...AUDIT, key, no: tasks + 1 }, { settles });
  }

  private corrects(load: number, { context: { carrier }, mistakenMinor }: NotedBill): boolean | null {
    const { correctedShare, concededShare } = this.world.carriers[carrier]!.freight;
    const unit = this.luck.unit('dispute', load, carrier);
    return unit === null ? null : unit < (mistakenMinor > 0 ? correctedShare : concededShare);
  }

  private judged(cells: Parameters<Recorder['decision']>): void {
    if (cells[1] !== 'invoice-anomaly') return;
    const load = cells[3];
    this.bills.set(load, {
      context: cells[16] as InvoiceContext,
      options: cells[17] as readonly InvoiceOption[],
      mistakenMinor: this.mistakes.get(load) ?? 0,
      tasks: this.tasks.get(load) ?? 0,
      workMinor: 0,
      paidMinor: -1,
    });
  }

  private worked(role: string, load: number, state: string, body: unknown): void {
    if (state === 'open') this.tasks.set(load, (this.tasks.get(load) ?? 0) + 1);
    const bill = this.bills.get(load);
    if (bill !== undefined) bill.workMinor += this.desk.minorOf(role, state, body);
  }
}
