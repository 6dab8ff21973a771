/**
 * The parts of the invariants of outbound fulfilment: made from a world, put in the order in which they judge, saved and loaded.
 *
 * 1. Each part is saved under its name here; what only judges, and remembers nothing, is not.
 * 2. What a part forgets at an event, the parts before it have judged: `judgesOf` says in which order.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { tmsConsolidates, tmsTenders } from '#orchestrator/model/responsibilities';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { AcceptanceRules } from './acceptances.ts';
import { AppointmentRules } from './appointments.ts';
import { OpenBooks } from './books.ts';
import { CancellationRules } from './cancellations.ts';
import { CareRules } from './care.ts';
import { CaseRules } from './cases.ts';
import { ChangeRules } from './changes.ts';
import { Contracts } from './contracts.ts';
import { CustomsRules } from './customs.ts';
import { DecisionRules } from './decisions.ts';
import { DepartureRules } from './departures.ts';
import { DifferenceRules } from './differences.ts';
import { DriftRules } from './drift.ts';
import { ErpBookRules } from './erp-books.ts';
import { GovernanceRules } from './governance.ts';
import { InboundRules } from './inbound.ts';
import type { Has } from './left-over/left-over.ts';
import { LoadRules } from './loads.ts';
import { MessageRules } from './messages.ts';
import { MoneyRules } from './money.ts';
import { ownWriters } from './own-writers.ts';
import type { CoreStates, PartnerSystems, Rules } from './part.ts';
import { PlanRules } from './plans.ts';
import { ProgressRules } from './progress.ts';
import { PromiseRules } from './promises.ts';
import { ProofRules } from './proofs.ts';
import { RateRules } from './rates.ts';
import { ReplenishmentRules } from './replenishment.ts';
import { ReturnRules } from './returns.ts';
import { RouteRules } from './routes.ts';
import { SagaRules } from './sagas.ts';
import { SettleRules } from './settling.ts';
import { SideEffectRules } from './side-effects.ts';
import { StockRules } from './stock.ts';
import { StockBooks } from './stock-books.ts';
import { TaskRules } from './tasks.ts';
import { TelematicsRules } from './telematics.ts';
import { ThirdPartyRules } from './third-party.ts';
import { UnitRules } from './units.ts';

/** What parts look at beside the events; there once the run is connected. */
interface Around {
  readonly core: () => CoreStates;
  /** Stock of the warehouses; null = partners are not audited. */
  readonly stock: () => PartnerSystems['wms']['stock'] | null;
  /** How long what waits for people may have waited in all. */
  readonly waitedMs: () => number;
  /** The core says it for the first time. */
  readonly heard: (message: Envelope) => void;
}

/** What a world has that not every world has. */
export interface WorldHas extends Has {
  readonly care: boolean;
  readonly customs: boolean;
  readonly inbound: boolean;
  readonly stores: boolean;
}

export type RuleParts = ReturnType<typeof rulePartsOf>;
/** Those that remember something. */
type Saved = {
  [Name in keyof RuleParts]: RuleParts[Name] extends { save(): unknown } ? Name : never;
}[keyof RuleParts];
export type SavedParts = { readonly [Name in Saved]: ReturnType<RuleParts[Name]['save']> };

export function worldHas(world: OutboundWorld): WorldHas {
  return {
    care: world.network.care !== undefined,
    customs: world.customs !== undefined,
    inbound: world.inbound !== undefined,
    stores: world.replenishment !== undefined,
    telematics: world.telematics !== undefined,
    plans: tmsConsolidates(world.network),
    routes: world.network.routes !== undefined,
  };
}

export function rulePartsOf(world: OutboundWorld, has: WorldHas, around: Around) {
  const { core, stock, waitedMs, heard } = around;
  const books = new OpenBooks();
  const own = new StockBooks(world, core);
  return {
    acceptances: new AcceptanceRules(books, world),
    appointments: new AppointmentRules(books, world),
    books,
    cancellations: new CancellationRules(core),
    care: new CareRules(world),
    cases: new CaseRules(world, core),
    changes: new ChangeRules(books, core),
    contracts: new Contracts(world),
    customs: new CustomsRules(books, world),
    decisions: new DecisionRules(books, world),
    departures: new DepartureRules(books, world, core),
    differences: new DifferenceRules(books, world, core),
    drift: new DriftRules(world),
    effects: new SideEffectRules(ownWriters(world)),
    erpBooks: new ErpBookRules(),
    governance: new GovernanceRules(),
    inbound: new InboundRules(world, core),
    messages: new MessageRules(core, heard),
    money: new MoneyRules(books, world, core),
    own,
    replenishment: new ReplenishmentRules(world),
    routes: new RouteRules(world, core),
    sagas: new SagaRules(books, world),
    settling: new SettleRules(books, world.settleBoundMs ?? Infinity, core, waitedMs, has),
    stock: new StockRules(books, own, world, stock),
    plans: new PlanRules(books, world, core),
    progress: new ProgressRules(books, core),
    proofs: new ProofRules(books, world, core),
    tasks: new TaskRules(core, world.network.cases !== undefined),
    telematics: new TelematicsRules(books, world, core),
    thirdParty: new ThirdPartyRules(books, world, core),
  };
}

/** All that judges an event, the first to judge first. */
export function judgesOf(
  parts: RuleParts,
  world: OutboundWorld,
  { core, waitedMs }: Around,
): readonly { readonly rules: Rules }[] {
  const { books, contracts } = parts;
  return [
    new PromiseRules(world.demand, world.replenishment?.core.numbering.first),
    parts.sagas,
    // Before the end of an order is judged, and before its units are forgotten.
    parts.changes,
    new UnitRules(books, world, core),
    parts.settling,
    parts.stock,
    parts.own,
    parts.drift,
    parts.inbound,
    parts.care,
    parts.cases,
    parts.replenishment,
    parts.routes,
    parts.effects,
    parts.erpBooks,
    parts.departures,
    parts.customs,
    parts.plans,
    parts.appointments,
    parts.proofs,
    parts.differences,
    parts.telematics,
    parts.thirdParty,
    parts.decisions,
    parts.governance,
    parts.money,
    new LoadRules(books, contracts, world.names.carriers, waitedMs, tmsTenders(world.network)),
    ...(world.network.rates === undefined ? [] : [new RateRules(books, world, core)]),
    parts.acceptances,
    parts.cancellations,
    parts.progress,
    new ReturnRules(world, core),
    parts.messages,
  ];
}

export function saveParts(parts: RuleParts): SavedParts {
  return {
    acceptances: parts.acceptances.save(),
    appointments: parts.appointments.save(),
    books: parts.books.save(),
    cancellations: parts.cancellations.save(),
    care: parts.care.save(),
    cases: parts.cases.save(),
    changes: parts.changes.save(),
    contracts: parts.contracts.save(),
    customs: parts.customs.save(),
    decisions: parts.decisions.save(),
    departures: parts.departures.save(),
    differences: parts.differences.save(),
    drift: parts.drift.save(),
    effects: parts.effects.save(),
    erpBooks: parts.erpBooks.save(),
    governance: parts.governance.save(),
    inbound: parts.inbound.save(),
    messages: parts.messages.save(),
    money: parts.money.save(),
    own: parts.own.save(),
    replenishment: parts.replenishment.save(),
    routes: parts.routes.save(),
    sagas: parts.sagas.save(),
    stock: parts.stock.save(),
    plans: parts.plans.save(),
    progress: parts.progress.save(),
    proofs: parts.proofs.save(),
    tasks: parts.tasks.save(),
    telematics: parts.telematics.save(),
    thirdParty: parts.thirdParty.save(),
  };
}

export function loadParts(parts: RuleParts, saved: SavedParts): void {
  parts.acceptances.load(saved.acceptances);
  parts.appointments.load(saved.appointments);
  parts.books.load(saved.books);
  parts.cancellations.load(saved.cancellations);
  parts.care.load(saved.care);
  parts.cases.load(saved.cases);
  parts.changes.load(saved.changes);
  parts.contracts.load(saved.contracts);
  parts.customs.load(saved.customs);
  parts.decisions.load(saved.decisions);
  parts.departures.load(saved.departures);
  parts.differences.load(saved.differences);
  parts.drift.load(saved.drift);
  parts.effects.load(saved.effects);
  parts.erpBooks.load(saved.erpBooks);
  parts.governance.load(saved.governance);
  parts.inbound.load(saved.inbound);
  parts.messages.load(saved.messages);
  parts.money.load(saved.money);
  parts.own.load(saved.own);
  parts.replenishment.load(saved.replenishment);
  parts.routes.load(saved.routes);
  parts.sagas.load(saved.sagas);
  parts.stock.load(saved.stock);
  parts.plans.load(saved.plans);
  parts.progress.load(saved.progress);
  parts.proofs.load(saved.proofs);
  parts.tasks.load(saved.tasks);
  parts.telematics.load(saved.telematics);
  parts.thirdParty.load(saved.thirdParty);
  parts.settling.restored();
}
