/**
 * Units that did not arrive as they were shipped, where a scenario has such deliveries.
 *
 * 1. units-conserved: what left with a shipment has arrived well, is missing, is damaged, or was lost or refused with all of it. WMS says
 *    how many left, the carrier what it counted at the door, the core what it has read of the proof: when ERP bills, the three agree. At
 *    the end everything that left has been heard of, also of what the core had given up as lost.
 * 2. invoice-settled-once: a bill is of what arrived, or of what was shipped and then credited, once, by what is missing; nothing else of a
 *    delivery is credited. A claim after the bill is for what is missing.
 * 3. authority-kept: settled by rule is what the limit allows.
 * 4. side-effect-once, ledger-balances: ERP's own ledger and the core's against what ERP has written down.
 * 5. Memory: an entry for each shipment that is on its way, and for each of an open order that differs.
 */
import { LADING_EXCEPTION, type LadingException } from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import type { Posting } from '#orchestrator/core/out';
import { SHIPMENT, SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { type OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import { bitOf } from './events.ts';
import { NONE } from './figures.ts';
import { type CoreStates, nameOfShipment, type PartnerSystems, type Rules, violated } from './part.ts';

const CONSERVED = 'units-conserved';
const SETTLED = 'invoice-settled-once';
const ONCE = 'side-effect-once';
const BILLED = bitOf('customerBilled');
const DELIVERED = bitOf('shipmentDelivered');
const WAIVED = bitOf('proofWaived');

interface Sums {
  issuedUnits: number;
  heardOfUnits: number;
  credits: number;
  creditedMinor: number;
}

/** How far the core and ERP are with a shipment that differs. */
const STAGE = { counted: 0, differs: 1, settled: 2, credited: 3 } as const;

interface Counted {
  /** What its carrier has counted as it came off the truck. */
  readonly exceptions: readonly LadingException[];
  /** `STAGE`. */
  readonly stage: number;
}

interface Saved {
  readonly counted: ReadonlyMap<number, Counted>;
  readonly aboard: ReadonlyMap<number, number>;
  readonly sums: Sums;
}

export class DifferenceRules {
  readonly rules: Rules;
  private readonly books: OpenBooks;
  private readonly terms: NonNullable<OutboundWorld['network']['proof']>['differences'];
  private readonly core: () => CoreStates;
  /** By shipment. */
  private counted = new Map<number, Counted>();
  /** By shipment that has left and is not heard of: units. Its order may be over: claimed for as lost, and it comes after all. */
  private aboard = new Map<number, number>();
  private sums: Sums = { issuedUnits: 0, heardOfUnits: 0, credits: 0, creditedMinor: 0 };

  constructor(books: OpenBooks, { network }: Pick<OutboundWorld, 'network'>, core: () => CoreStates) {
    this.books = books;
    this.terms = network.proof?.differences;
    this.core = core;
    this.rules =
      this.terms === undefined
        ? { claimOpened: (_time, shipment) => this.noBillBefore(shipment), ...this.none() }
        : this.watched();
  }

  /** Partners must be at rest. */
  check({ erp }: PartnerSystems): void {
    if (!erp.credits) return;
    const { deliveries, deliveriesMinor } = erp.credits.ledger;
    const { credits, creditedMinor } = this.sums;
    if (deliveries !== credits || deliveriesMinor !== creditedMinor)
      violated(
        ONCE,
        `ERP has credited ${deliveries} deliveries with ${deliveriesMinor}, written down are ${credits} with ${creditedMinor}`,
      );
  }

  /** When nothing more can happen. @param behind whether something stands behind a person or a dead letter */
  atEnd(ledger: ReadonlyMap<Posting, number>, { behind }: { readonly behind: boolean }): void {
    if (this.terms === undefined || behind) return;
    const { issuedUnits, heardOfUnits, creditedMinor } = this.sums;
    if (issuedUnits !== heardOfUnits)
      violated(
        CONSERVED,
        `${issuedUnits} units have left, ${heardOfUnits} have arrived, are missing, damaged, refused or lost`,
      );
    const posted = ledger.get('deliveryCredited') ?? 0;
    if (posted !== creditedMinor)
      violated(
        'ledger-balances',
        `deliveries credited in the ledger are ${posted}, ERP credited ${creditedMinor}`,
      );
  }

  save(): Saved {
    return { counted: new Map(this.counted), aboard: new Map(this.aboard), sums: { ...this.sums } };
  }

  load(saved: Saved): void {
    this.counted = new Map(saved.counted);
    this.aboard = new Map(saved.aboard);
    this.sums = { ...saved.sums };
  }

  /** Where no units ever differ nobody may say so. */
  private none(): Rules {
    const never = (_time: number, shipment: number): void =>
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)}: its units differ, and the scenario has no such deliveries`,
      );
    return {
      deliveryExcepted: never,
      deliveryDiffers: never,
      differenceSettled: never,
      deliveryCredited: never,
    };
  }

  private watched(): Rules {
    return {
      goodsIssued: (_time, shipment, _n, _node, units) => {
        this.aboard.set(shipment, units);
        this.sums.issuedUnits += units;
      },
      deliveryExcepted: (_time, shipment, n, units, kind) => this.excepted(shipment, n - 1, units, kind),
      shipmentDelivered: (_time, shipment, _n, _at, condition) => this.delivered(shipment, condition),
      deliveryDiffers: (_time, shipment, _n, minor) => this.differs(shipment, minor),
      differenceSettled: (_time, shipment, _n, minor, byPerson) => this.settled(shipment, minor, byPerson),
      customerBilled: (_time, shipment) => this.billed(shipment),
      deliveryCredited: (_time, shipment, _n, minor) => this.credited(shipment, minor),
      claimOpened: (_time, shipment, _n, minor) => this.claimed(shipment, minor),
      orderDone: (_time, order) => {
        for (let n = 0; this.counted.size > 0 && n < SHIPMENTS_MAX; n++)
          this.counted.delete(order * SHIPMENTS_MAX + n);
      },
    };
  }

  private excepted(shipment: number, line: number, units: number, kind: number): void {
    // Nobody bills, credits or claims it any more.
    if (this.books.shipments.at(shipment) === NONE) return;
    const before = this.counted.get(shipment)?.exceptions ?? [];
    if (before.some((each) => each.line === line))
      violated(ONCE, `${nameOfShipment(shipment)}: line ${line} is counted a second time`);
    this.counted.set(shipment, { exceptions: [...before, { line, kind, units }], stage: STAGE.counted });
  }

  /** All that left with it has been seen, in one way or another. */
  private delivered(shipment: number, condition: number): void {
    const issued = this.aboard.get(shipment);
    if (issued === undefined) return;
    this.aboard.delete(shipment);
    const missing = this.missingUnits(shipment);
    if (missing > issued || (missing > 0 && condition !== CONDITION.good))
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)}: ${missing} units missing or damaged of ${issued} that left, in condition ${condition}`,
      );
    this.sums.heardOfUnits += issued;
  }

  /** One step after the other, each once. */
  private moveTo(shipment: number, stage: number, event: string): void {
    const known = this.counted.get(shipment);
    const delivered = (this.books.shipmentBits.get(shipment) & DELIVERED) !== 0;
    if (known === undefined || !delivered || known.stage >= stage)
      violated(
        ONCE,
        `${nameOfShipment(shipment)}: ${event}, and ${known === undefined ? 'its carrier has counted nothing that differs' : delivered ? 'that has been written down' : 'it has not been delivered'}`,
      );
    if (known.stage !== stage - 1)
      violated('only-tabled-transitions', `${nameOfShipment(shipment)}: ${event} out of turn`);
    this.counted.set(shipment, { ...known, stage });
  }

  private differs(shipment: number, minor: number): void {
    this.moveTo(shipment, STAGE.differs, 'deliveryDiffers');
    const missing = this.missingMinor(shipment);
    if (missing !== null && minor !== missing)
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)}: ${minor} minor units differ by the core, ${missing} by what its carrier has counted`,
      );
  }

  private settled(shipment: number, minor: number, byPerson: number): void {
    this.moveTo(shipment, STAGE.settled, 'differenceSettled');
    const over = this.worth(shipment, (kind) => kind === LADING_EXCEPTION.over) ?? 0;
    const worth = minor + over;
    if (byPerson === 0 && worth > this.terms!.ruledMinorMax)
      violated(
        'authority-kept',
        `${nameOfShipment(shipment)}: a difference of ${worth} is settled by rule, the limit is ${this.terms!.ruledMinorMax}`,
      );
  }

  /** What the core has read of the proof is what the carrier has counted, unless the proof was done without by rule. */
  private billed(shipment: number): void {
    const state = this.core().state<ShipmentState>(SHIPMENT, shipment);
    if (state === undefined || this.isByRule(state)) return;
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    const issued = at === NONE ? NONE : shipments.values[at + S.issued]!;
    const held = state.units.reduce((sum, units) => sum + units, 0);
    const missing = unitsOf(state.exceptions, isMissing);
    const counted = this.missingUnits(shipment);
    if (missing !== counted || (issued !== NONE && held !== issued))
      violated(
        CONSERVED,
        `${nameOfShipment(shipment)}: billed for ${held - missing} units, ${issued} left and ${counted} of them did not arrive well`,
      );
  }

  private credited(shipment: number, minor: number): void {
    this.moveTo(shipment, STAGE.credited, 'deliveryCredited');
    const missing = this.missingMinor(shipment) ?? minor;
    if (!this.terms!.billShipped || minor > missing)
      violated(
        SETTLED,
        `${nameOfShipment(shipment)}: ${minor} credited of its delivery, ${this.terms!.billShipped ? missing : 0} is due`,
      );
    this.sums.credits += 1;
    this.sums.creditedMinor += minor;
  }

  private claimed(shipment: number, minor: number): void {
    if ((this.counted.get(shipment)?.stage ?? STAGE.counted) === STAGE.counted) {
      this.noBillBefore(shipment);
      return;
    }
    const missing = this.missingMinor(shipment);
    if (missing !== null && minor !== missing)
      violated(
        SETTLED,
        `${nameOfShipment(shipment)}: ${minor} claimed, ${missing} is missing of what was shipped`,
      );
  }

  /** What was billed in full had arrived. */
  private noBillBefore(shipment: number): void {
    if ((this.books.shipmentBits.get(shipment) & BILLED) !== 0)
      violated('only-tabled-transitions', `${nameOfShipment(shipment)}: claimOpened after customerBilled`);
  }

  private isByRule({ load }: ShipmentState): boolean {
    return load >= 0 && (this.books.loadBits.get(load) & WAIVED) !== 0;
  }

  private missingUnits(shipment: number): number {
    return unitsOf(this.counted.get(shipment)?.exceptions ?? [], isMissing);
  }

  private missingMinor(shipment: number): number | null {
    return this.worth(shipment, isMissing);
  }

  /** At the order's prices; null = the core does not know the shipment any more. */
  private worth(shipment: number, counts: (kind: number) => boolean): number | null {
    const state = this.core().state<ShipmentState>(SHIPMENT, shipment);
    if (state === undefined) return null;
    let minor = 0;
    for (const { line, kind, units } of this.counted.get(shipment)?.exceptions ?? [])
      if (counts(kind)) minor += units * state.unitPriceMinor[line]!;
    return minor;
  }
}

function isMissing(kind: number): boolean {
  return kind !== LADING_EXCEPTION.over;
}

function unitsOf(exceptions: readonly LadingException[], counts: (kind: number) => boolean): number {
  let all = 0;
  for (const { kind, units } of exceptions) if (counts(kind)) all += units;
  return all;
}

/** Units by line that ERP is to bill, by what the core has read of the proof. */
export function unitsBilled(
  { units, exceptions, condition }: ShipmentState,
  terms: NonNullable<OutboundWorld['network']['proof']>['differences'],
): readonly number[] {
  if (terms === undefined || terms.billShipped || condition !== CONDITION.good) return units;
  const billed = units.slice();
  for (const { line, kind, units: differing } of exceptions)
    if (isMissing(kind)) billed[line]! -= differing;
    else if (terms.oversBilled) billed[line]! += differing;
  return billed;
}
