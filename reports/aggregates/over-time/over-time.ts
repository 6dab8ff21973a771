/**
 * Queues, work in process, people, messages and faults, slot by slot.
 *
 * 1. Every list has a value for each slot, from the first on: `slots` of them. Slots are `slotMs` long; the first begins at `fromAt`, a
 *    midnight UTC.
 * 2. A level is the mean of its slot, weighted by time; of the last slot up to the end of the run.
 * 3. What comes after the last slot is left out: the few orders that take for ever would squeeze all the others.
 */

export interface OverTime {
  readonly fromAt: number;
  readonly slotMs: number;
  readonly slots: number;
  readonly startAt: number;
  /** End of the last slot, or of the run. */
  readonly endAt: number;
  /** When the last order may come. */
  readonly ordersUntil: number;
  /** Comparisons leave out what was released before; null = nothing is. */
  readonly warmUpUntil: number | null;
  readonly orders: OrdersOverTime;
  /** Shipments between two instants of their life; of the first one orders that have none. */
  readonly stages: Readonly<Record<FlowStage, Level>>;
  readonly kpis: KpisOverTime;
  readonly nodes: readonly NodeOverTime[];
  /** Shipments of loads that wait, for what. */
  readonly loads: Readonly<Record<LoadWait, Level>>;
  /** Trucks of suppliers; null = none came. */
  readonly yard: { readonly gate: Level; readonly door: Level } | null;
  readonly roles: readonly RoleOverTime[];
  readonly partners: readonly PartnerOverTime[];
  readonly faults: readonly { readonly kind: string; readonly counts: readonly number[] }[];
  /** When the scenario has something go wrong, where that is written down or drawn beforehand. */
  readonly faultWindows: readonly FaultWindow[];
}

/** In order of time. */
export const FLOW_STAGES = ['source', 'pick', 'pack', 'dock', 'road'] as const;
export type FlowStage = (typeof FLOW_STAGES)[number];

/** Of a load that is formed: for a carrier to take it, for its truck, at the dock. */
export const LOAD_WAITS = ['carrier', 'truck', 'loading'] as const;
export type LoadWait = (typeof LOAD_WAITS)[number];

/** How many there were, and how many came in. */
export interface Level {
  readonly mean: readonly number[];
  readonly entered: readonly number[];
}

export interface OrdersOverTime {
  readonly released: readonly number[];
  /** Of which nothing is to come any more: at the last arrival, or when it was done without any. */
  readonly over: readonly number[];
  /** Released and not over. */
  readonly inProcess: readonly number[];
}

export interface KpisOverTime {
  /** Shipments by when they arrived, and of them by the promise. */
  readonly arrived: readonly number[];
  readonly arrivedOnTime: readonly number[];
  /** Shipments by when their order was released: arrived or on the road past the promise; and of them by the promise. */
  readonly due: readonly number[];
  readonly dueOnTime: readonly number[];
  /** Orders by when they were released, to the last arrival: median of so many slots together. null = none has arrived. */
  readonly cycles: { readonly slotsTogether: number; readonly msP50: readonly (number | null)[] };
}

export interface NodeOverTime {
  readonly no: number;
  /** Shipments that wait, or are worked on. */
  readonly pick: Level;
  readonly pack: Level;
  readonly dock: Level;
  /** Work on shipments, by when they were packed; of what never was, by when it was released. Of what had left or was released by the end. */
  readonly workedMs: readonly number[];
  /** Hours for which workers were there; null = it has no stations. */
  readonly paidMs: readonly number[] | null;
}

export interface RoleOverTime {
  readonly role: string;
  /** Tasks given and not answered; `entered`: given. */
  readonly open: Level;
  /** Shipments that open tasks hold, mean: those of a load at the dock, each once however many tasks there are; of another matter one. */
  readonly held: readonly number[];
  readonly answered: readonly number[];
  /** Touch time, by when the work was done. */
  readonly workedMs: readonly number[];
  /** Hours of heads that were there; null = without limit. */
  readonly paidMs: readonly number[] | null;
}

export interface PartnerOverTime {
  readonly no: number;
  /** Transmissions to it, the first of each message and those beyond it; and from it. */
  readonly sent: readonly number[];
  readonly retries: readonly number[];
  readonly received: readonly number[];
  /** From handing over to where it is read, if nothing happens on the way; null = nothing was said. */
  readonly wayMsMean: readonly (number | null)[];
  readonly wayMsMax: readonly number[];
  /** From what the core says of something to what the partner says of it next, summed by when it does. */
  readonly answerMs: readonly number[];
  /** What as many answers to the same kinds of message take over the whole run. */
  readonly answerMsUsual: readonly number[];
  readonly throttled: readonly number[];
  readonly deadLetters: readonly number[];
  /** All that befell messages to and from it. */
  readonly faults: readonly number[];
  /** The first and the last third of the time in which orders came in, warm-up left out. */
  readonly first: PartnerThird;
  readonly last: PartnerThird;
  /** By how much the median of answers to the same kinds of message is longer in the last third, a share; null = too little to tell. */
  readonly answerDrift: number | null;
}

export interface PartnerThird {
  readonly sent: number;
  readonly retries: number;
  readonly deadLetters: number;
  readonly faults: number;
  readonly answerMsP50: number | null;
  readonly answerMsP95: number | null;
}

export interface FaultWindow {
  readonly kind: string;
  /** Partner number; null = all of them, or the core itself. */
  readonly partner: number | null;
  readonly fromAt: number;
  readonly untilAt: number;
}
