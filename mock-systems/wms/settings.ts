/**
 * What WMS is configured with: plain data, made by whoever assembles the landscape.
 *
 * 1. Durations are ms, instants epoch ms UTC, weights grams, money minor units, shares in [0, 1].
 * 2. Timetables are lists of instants, sorted: calendars, zones and daylight saving have been worked out before.
 * 3. null = there is no such thing here, and nothing is drawn for it.
 */
import type { TransferNumbering } from '#orchestrator/contracts/replenishment';
import type { Distribution } from '#sim/random/distributions';
import type { Door, DoorSettings } from '../back-door.ts';

/** Nodes that other nodes supply: where and when they receive transfers. */
export interface TransferDockSettings extends DoorSettings {
  readonly numbering: TransferNumbering;
  /** In the order of their places in the numbering, from this one on. */
  readonly firstSite: number;
  readonly docks: readonly (Door & { readonly node: number })[];
  /** Products of each group: what is reported together. */
  readonly groups: readonly (readonly number[])[];
  /** What has been received is told again for so long. */
  readonly rememberMs: number;
}

export interface WmsSettings {
  /** Absent = no node is supplied by another one. */
  readonly transfers?: TransferDockSettings;
  /** When the stock is as stated; breakdowns are counted from here. */
  readonly startAt: number;
  /** Feeds, reviews and counts happen up to this instant, so that a run comes to its end. */
  readonly until: number;
  /** `products[i]` is product i. */
  readonly products: readonly WmsProduct[];
  /** `nodes[i]` is node i. */
  readonly nodes: readonly WmsNode[];
  /** A shipment that left or was released is remembered so long: after it, a late message about it finds nothing. > 0. */
  readonly rememberMs: number;
  /** By node, where WMS releases waves itself; absent = it is told which. */
  readonly ownWaves?: readonly OwnWaveSettings[];
}

export interface OwnWaveSettings {
  /** Sorted. */
  readonly instants: readonly number[];
  /** >= 1. */
  readonly linesPerWave: number;
}

export interface WmsProduct {
  /** Of one unit, > 0; may be fractional. */
  readonly unitWeightGrams: number;
  /** From receipt to expiry; null = does not expire. */
  readonly shelfLifeMs: number | null;
}

export interface WmsNode {
  /** Handling a unit, minor units; may be fractional. */
  readonly unitCostMinor: number;
  /** null = unlimited: everything that is asked for is there. */
  readonly stock: StockSettings | null;
  readonly work: DailyCapacityWork | StationWork;
  readonly packing: PackingSettings;
  /** Share of the lines of which fewer units are found than reserved. */
  readonly shortPickShare: number | null;
  /** null only where nobody asks for the stock. Unlimited stock is never reported. */
  readonly feed: FeedSettings | null;
  /** Trucks of suppliers are received; absent = none come. */
  readonly receiving?: ReceivingSettings;
  /** Its returns bench; absent = what comes back is graded at once. */
  readonly returns?: StationSettings;
}

export interface StockSettings {
  readonly lots: readonly InitialLot[];
  /** A product is in one plan at most. */
  readonly replenishment: readonly ReplenishmentPlan[];
  readonly cycleCounts: CycleCountSettings | null;
}

/** Lots of a product are numbered from 1 in the order stated, then in that of receipt. */
export interface InitialLot {
  readonly product: number;
  readonly units: number;
  readonly expiresAt: number | null;
}

/** Products that are reviewed, ordered and received together. */
export interface ReplenishmentPlan {
  readonly firstReviewAt: number;
  /** > 0. */
  readonly reviewMs: number;
  /** Drawn for each delivery. */
  readonly leadTimeMs: Distribution;
  readonly products: readonly ReplenishedProduct[];
}

export interface ReplenishedProduct {
  readonly product: number;
  /** With this much or less available and on order, more is ordered. */
  readonly reorderUnits: number;
  /** So much that available and on order come up to this. */
  readonly targetUnits: number;
}

export interface CycleCountSettings {
  readonly instants: readonly number[];
  /** Every product is counted once in so many counts, >= 1. */
  readonly cycleLength: number;
  /** Share of the products counted whose stock is not what the books say. */
  readonly wrongShare: number;
  /** Share of these of which units are missing; of the others, some are found. */
  readonly missingShare: number;
  /** Units found or missing; at least 1 after rounding. */
  readonly units: Distribution;
}

/** The plain model of data sets without stations: a node finishes so many shipments in any 24 hours, evenly spread. */
export interface DailyCapacityWork {
  readonly kind: 'dailyCapacity';
  /** >= 1. */
  readonly perDay: number;
}

/** null = takes no time. */
export interface StationWork {
  readonly kind: 'stations';
  readonly pick: StationSettings | null;
  readonly pack: StationSettings | null;
  readonly stage: StationSettings | null;
  readonly load: StationSettings | null;
  /** From pick to pack; absent = what is picked is there. Robots need a station that picks. */
  readonly carriage?: CarriageSettings;
}

export type CarriageSettings = ConveyorSettings | RobotSettings;

export interface ConveyorSettings {
  readonly kind: 'conveyor';
  /** From the pickers to the packers, > 0. */
  readonly travelMs: number;
  /** From one tote to the next, > 0. */
  readonly gapMs: number;
  /** Of the belt. */
  readonly breakdowns: BreakdownSettings | null;
}

/** Mobile robots that go along with the pickers and carry what is picked to the packers. */
export interface RobotSettings {
  readonly kind: 'robots';
  /** >= 1. */
  readonly robots: number;
  /** One way. */
  readonly driveMs: number;
  /** Work on one charge, > 0. */
  readonly runMs: number;
  readonly chargeMs: number;
  /** Of each robot. */
  readonly breakdowns: BreakdownSettings | null;
}

/** Each line is scanned. What is misread is scanned again, up to a number of times, then keyed in by hand. */
export interface ScanSettings {
  /** Of scans. */
  readonly misreadShare: number;
  readonly rescanMs: Distribution;
  /** >= 0. */
  readonly rescansMax: number;
  readonly keyInMs: Distribution;
}

/** One job takes the sum of the parts that are given; below 0 counts as 0. */
export interface StationSettings {
  /** Workers or positions, >= 1. */
  readonly workers: number;
  /** For each line with units; drawn by line. */
  readonly msPerLine: Distribution | null;
  /** For each shipment. */
  readonly msPerShipment: Distribution | null;
  /** For each handling unit; drawn once a shipment. Before packing there are none. */
  readonly msPerHandlingUnit: Distribution | null;
  /** Stretches [open, close), sorted, apart. Empty = always open. After the last one the station stays shut. */
  readonly shifts: readonly (readonly [open: number, close: number])[];
  readonly breakdowns: BreakdownSettings | null;
  /** Of the work on lines, the share that machines take over; absent = none. */
  readonly walkingSaved?: number;
  /** Absent = lines are not scanned. */
  readonly scan?: ScanSettings;
}

/** The whole station stands still. Both run by the clock on the wall, whether there is work or not; at least 1 ms each. */
export interface BreakdownSettings {
  readonly upMs: Distribution;
  readonly downMs: Distribution;
}

/** A shipment makes as many handling units as the tighter limit needs; null = no such limit. */
export interface PackingSettings {
  readonly unitsPerHandlingUnit: number | null;
  /** Net. */
  readonly weightGramsPerHandlingUnit: number | null;
  readonly tareGramsPerHandlingUnit: number;
}

export interface FeedSettings {
  readonly firstAt: number;
  /** > 0. */
  readonly periodMs: number;
  /** Every so many feeds, the first included, all products are reported, not only those that changed; null = the first only. */
  readonly fullEvery: number | null;
  /** From the count to the message; null = none. */
  readonly delayMs: Distribution | null;
  /** Share of the entries left out. They come when the product changes again, or with the next full feed. */
  readonly omittedShare: number;
  /** Share of the entries that are wrong: times (1 + factor), at least 0. */
  readonly wrongShare: number;
  readonly wrongFactor: Distribution;
  /** Of products that expire it names the lots; absent = it has no room for them. */
  readonly tellsLots?: boolean;
}

/** How a node receives: doors, slots, hours, and the work on what comes. */
export interface ReceivingSettings {
  /** >= 1, numbered from 0. */
  readonly doors: number;
  /** > 0. */
  readonly slotMs: number;
  /** Instants at which a slot begins, at each door; sorted, at least `slotMs` apart. */
  readonly slots: readonly number[];
  /** Stretches [open, close) in which trucks without a slot are called to a door; sorted, apart. Empty = always. */
  readonly open: readonly (readonly [open: number, close: number])[];
  /** So many slots are offered at a time, each at another instant; 0 = trucks come without. */
  readonly offeredMax: number;
  /** Crews that unload and count, one a truck. */
  readonly unload: StationSettings;
  readonly putAway: StationSettings;
  /** Of lines: counted wrong. */
  readonly countWrongShare: number;
  /** By so many good units, at least 1 after rounding. */
  readonly countWrongUnits: Distribution;
  /** Of wrong counts: too few. */
  readonly countFewerShare: number;
}
