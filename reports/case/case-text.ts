/** A case in the terminal: who the order is, then its life line by line, then its money. */
import { NONE, POT_TITLES, words } from '../outbound/figures.ts';
import { textTable } from '../outbound/text-table.ts';
import { count, decimal, duration, instant, money, share } from '../text/format.ts';
import { padded, printable } from '../text/width.ts';
import type {
  CaseEntry,
  CaseKind,
  CaseLoad,
  CaseMoney,
  CaseRoute,
  CaseSummary,
  CaseView,
} from './case-view.ts';
import { broken, titled } from './text-lines.ts';

/** Columns of the terminal. */
const NARROW = 64;
const WIDTH_MIN = 24;
const TIME_WIDTH = 8;
const SYSTEM_WIDTH = 15;
/** A gap is told from this on. */
const GAP_MS = 3_600_000;
const DAY_CHARS = 10;
/** Of those that share a load. */
const ORDERS_SHOWN = 8;

const KIND_WORDS: Readonly<Record<CaseKind, string>> = {
  event: '',
  message: '',
  decision: 'decision: ',
  task: 'task: ',
  posting: 'posting: ',
  fault: 'fault: ',
  note: 'note: ',
};

export interface CaseTextOptions {
  /** Columns. */
  readonly width: number;
  /** The command that explains a decision, but for its number. */
  readonly explain: string;
}

export function renderCase(view: CaseView, { width, explain }: CaseTextOptions): string {
  const columns = Math.max(WIDTH_MIN, width);
  const { scenario, seed, arm, summary, entries, gaps } = view;
  const blocks = [
    [
      ...broken(`${caseTitle(view)}: ${scenario}, seed ${seed}, ${arm}`, columns),
      ...summaryLines(summary, view.money.currency, columns),
    ],
    ...(gaps.length === 0
      ? []
      : [['Not all of it could be read', ...gaps.flatMap((gap) => titled('-', gap, 1, columns))]]),
    lifeLines(entries, columns),
    moneyLines(view.money, columns),
    closing(entries, explain, columns),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n');
}

/** `Order 17`, with its own name where it has one. */
export function caseTitle({ order, name }: Pick<CaseView, 'order' | 'name'>): string {
  return name === null ? `Order ${order}` : `Order ${order} (${printable(name)})`;
}

function summaryLines(summary: CaseSummary, currency: string, width: number): string[] {
  const rows = summaryRows(summary, currency);
  const titleWidth = Math.max(...rows.map(([title]) => title.length));
  return rows.flatMap(([title, text]) => titled(title, text, titleWidth, width));
}

/** The same in the terminal and on the page. */
export function summaryRows(
  summary: CaseSummary,
  currency: string,
): (readonly [title: string, text: string])[] {
  const { customer, units, weightGrams, valueMinor, releasedAt, promisedAt, shipments, loads } = summary;
  const { changes } = summary;
  const wanted = [
    ...(units === null ? [] : [`${count(units)} ${units === 1 ? 'piece' : 'pieces'}`]),
    ...(weightGrams === null ? [] : [`${decimal(weightGrams / 1000, 1)} kg`]),
    ...(valueMinor === null ? [] : [`worth ${money(valueMinor)} ${currency}`]),
  ];
  return [
    ...(customer === null ? [] : [['customer', customer] as const]),
    ...(wanted.length === 0 ? [] : [['wanted', `${wanted.join(', ')}${changedSince(changes)}`] as const]),
    ...(releasedAt === null ? [] : [['released', instant(releasedAt)] as const]),
    ...(promisedAt === null ? [] : [['promised', instant(promisedAt)] as const]),
    ['delivered', deliveredWords(summary)],
    ['shipments', shipments.length === 0 ? 'none' : shipments.join(', ')],
    ...loads.map((load) => [`load ${load.key}`, loadWords(load)] as const),
    ...summary.routes.map((route) => [`route ${route.key}`, routeWords(route)] as const),
    ['on record', recordWords(summary)],
  ];
}

function changedSince(changes: number): string {
  if (changes === 0) return '';
  return changes === 1 ? '; changed once since' : `; changed ${changes} times since`;
}

function deliveredWords({ deliveredAt, promisedAt, doneAt }: CaseSummary): string {
  if (deliveredAt === null)
    return doneAt === null ? 'not yet, at the end of the run' : 'nothing: the order is over';
  if (promisedAt === null) return instant(deliveredAt);
  const late = deliveredAt - promisedAt;
  const by = duration(Math.abs(late));
  return `${instant(deliveredAt)}, ${late > 0 ? `late by ${by}` : `${by} before its promise`}`;
}

function loadWords({ shipments, otherOrders, share: part }: CaseLoad): string {
  const weight = part === null ? 'it has not left' : `${share(part)} of its weight is this order's`;
  return `${withOthers(shipments, otherOrders)}${otherOrders.length === 0 ? '' : `; ${weight}`}`;
}

function routeWords({ shipments, otherOrders }: CaseRoute): string {
  return withOthers(shipments, otherOrders);
}

function withOthers(shipments: readonly number[], others: readonly number[]): string {
  const own = shipments.length === 0 ? '' : `shipment ${shipments.join(', ')}; `;
  if (others.length === 0) return `${own}this order alone`;
  const shown = others.slice(0, ORDERS_SHOWN).join(', ');
  const more = others.length > ORDERS_SHOWN ? ` and ${others.length - ORDERS_SHOWN} more` : '';
  return `${own}shared with ${others.length === 1 ? 'order' : 'orders'} ${shown}${more}`;
}

function recordWords({ messages, resent, decisions, tasks, tasksOpen }: CaseSummary): string {
  const again = resent === 0 ? 'none sent again' : `${count(resent)} sent again`;
  const open = tasksOpen === 0 ? '' : ` (${tasksOpen} open)`;
  return `${some(messages, 'message')} (${again}), ${some(decisions, 'decision')}, ${some(tasks, 'task')} for people${open}`;
}

function some(n: number, what: string): string {
  return `${n === 0 ? 'no' : count(n)} ${what}${n === 1 ? '' : 's'}`;
}

function lifeLines(entries: readonly CaseEntry[], width: number): string[] {
  const lines: string[] = [];
  let day = '';
  let before: number | null = null;
  for (const entry of entries) {
    const today = new Date(entry.at).toISOString().slice(0, DAY_CHARS);
    const gap = before === null ? 0 : entry.at - before;
    if (gap >= GAP_MS) lines.push(`  ... ${duration(gap)} later`);
    if (today !== day) lines.push(...(day === '' ? [] : ['']), today);
    [day, before] = [today, entry.at];
    lines.push(...entryLines(entry, width));
  }
  return lines;
}

function entryLines(entry: CaseEntry, width: number): string[] {
  const time = clock(entry.at);
  const system = systemWords(entry);
  const text = entryWords(entry);
  if (width < NARROW) return [`  ${time} ${system}`, ...broken(text, width - 4).map((line) => `    ${line}`)];
  const left = `  ${time}  ${padded(system, SYSTEM_WIDTH, 'left')}  `;
  return broken(text, width - left.length).map(
    (line, i) => (i === 0 ? left : ' '.repeat(left.length)) + line,
  );
}

/** `17:37:10` */
export function clock(at: number): string {
  return new Date(at).toISOString().slice(DAY_CHARS + 1, DAY_CHARS + 1 + TIME_WIDTH);
}

export function systemWords({ system, to }: Pick<CaseEntry, 'system' | 'to'>): string {
  return to === null ? system : `${system} > ${to}`;
}

function entryWords(entry: CaseEntry): string {
  const { kind, about, shared, row } = entry;
  const no = kind === 'decision' ? `decision ${row}: ` : KIND_WORDS[kind];
  return `${no}${about}${shared ? '*' : ''}: ${saidWords(entry)}`;
}

/** What happened, without what it is about. */
export function saidWords({ what, detail, document, latencyMs, attempt }: CaseEntry): string {
  return [
    what,
    ...(attempt !== null && attempt > 1 ? [`transmission ${attempt}`] : []),
    ...(detail === '' ? [] : [detail]),
    ...(document === null || document === detail ? [] : [`[${document}]`]),
    ...(latencyMs === null ? [] : [`after ${seconds(latencyMs)}`]),
  ].join(', ');
}

/** `2.0 s`, below a minute to the tenth. */
export function seconds(ms: number): string {
  return ms < 60_000 ? `${decimal(ms / 1000, 1)} s` : duration(ms);
}

function moneyLines({ currency, postings, pots, billedMinor }: CaseMoney, width: number): string[] {
  const head = [`Money, ${currency}`];
  const rows = postings.map(({ at, posting, amountMinor, ownMinor, costMinor }) => [
    instant(at).slice(0, -4),
    words(posting),
    money(amountMinor),
    money(ownMinor),
    money(costMinor),
  ]);
  const table = textTable([['posted', 'posting', 'amount', 'own part', 'cost so far'], ...rows], 2).split(
    '\n',
  );
  const isWide = table.every((line) => line.length <= width);
  if (rows.length === 0) head.push('  nothing is posted about it');
  else if (isWide) head.push(...table);
  else
    for (const [at, posting, amount, own, cost] of rows)
      head.push(
        ...titled(at!, `${posting} ${amount}, own part ${own}, cost so far ${cost}`, at!.length, width),
      );
  head.push(`Billed to its customer: ${money(billedMinor)}`);
  head.push('', `Landed cost that is its own, ${currency}`);
  const potRows = pots.map(({ pot, landedMinor, ledgerMinor }) => [
    POT_TITLES[pot],
    money(landedMinor),
    ledgerMinor === null ? NONE : money(ledgerMinor),
  ]);
  head.push(...textTable([['pot', 'landed cost', 'by the ledger'], ...potRows]).split('\n'));
  for (const { pot, why } of pots)
    if (why !== null) head.push(...titled(`${POT_TITLES[pot]}:`, why, 0, width));
  return head;
}

/** Pots that no case can tell. */
export const OTHER_POTS =
  'Labour, machines, stock, penalties, tasks and IT have prices of the scenario and are shared by all orders: the report of the run has them.';

function closing(entries: readonly CaseEntry[], explain: string, width: number): string[] {
  return [
    ...broken(OTHER_POTS, width),
    ...(entries.some(({ shared }) => shared) ? broken('* shared with other orders', width) : []),
    ...(entries.some(({ kind }) => kind === 'decision') ? broken(`Why a decision: ${explain} N`, width) : []),
  ];
}
