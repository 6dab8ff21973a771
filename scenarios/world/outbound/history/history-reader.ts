/** Rows of an order history, one by one: each becomes a line of its order, or a problem with its place. */
import { LINES_MAX } from '#mock-systems/erp/settings';
import { DAY_MS } from '#sim/shifts/civil';
import { type TimeZone, timeZone } from '#sim/shifts/time-zone';
import {
  HISTORY_COLUMNS,
  type HistoryColumn,
  MORE_COLUMNS,
  type OrderHistorySection,
} from '../../../schema/outbound/history.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { UNITS_MAX } from '../../../schema/quantities.ts';
import type { Problem } from '../../../schema/source-files.ts';
import { type CsvRow, columnOf } from '../../csv.ts';
import { timeOfDayMs } from '../timetable.ts';
import { HistoryColumns, type HistoryOrder } from './history-columns.ts';
import { AHEAD_DAYS_MAX, instantIn, isTooLate } from './instants.ts';
import { type ListedCustomer, type ListedProduct, unknown } from './listed.ts';

/** For which there are numbers. */
const ORDERS_MAX = 2_000_000;

interface Known {
  readonly classes: readonly string[];
  readonly products: ReadonlyMap<string, ListedProduct> | null;
  readonly customers: ReadonlyMap<string, ListedCustomer> | null;
}

/** Names in the order in which they come. */
class Register {
  readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** Why a cell is no part of an order. */
interface Fault {
  readonly of: HistoryColumn;
  readonly message: string;
}

const isFault = (value: unknown): value is Fault =>
  typeof value === 'object' && value !== null && 'message' in value;

export class HistoryReader {
  readonly problems: Problem[] = [];
  private readonly scenario: OutboundScenario;
  private readonly file: string;
  private readonly names: Readonly<Record<HistoryColumn, string>>;
  private readonly zone: TimeZone;
  private readonly known: Known;
  readonly span: { readonly startAt: number; readonly endAt: number; readonly dayEndMs: number };
  readonly orders = new HistoryColumns();
  readonly products = new Register();
  readonly customers = new Register();
  /** By customer of the register: where its first order goes. */
  readonly places: number[] = [];
  /** By customer of the register; null = it is not said. */
  readonly classNos: (number | null)[] = [];
  rowsRead = 0;
  rowsOutside = 0;

  constructor(scenario: OutboundScenario, section: OrderHistorySection, known: Known) {
    const { demand, start } = scenario;
    const startAt = Date.parse(start);
    this.scenario = scenario;
    this.file = section.file;
    const all = [...HISTORY_COLUMNS, ...MORE_COLUMNS];
    this.names = Object.fromEntries(
      all.map((name) => [name, section.columns?.[name] ?? name]),
    ) as HistoryReader['names'];
    this.zone = timeZone(section.zone ?? demand.zone);
    this.known = known;
    this.span = {
      startAt,
      endAt: startAt + demand.days * DAY_MS,
      dayEndMs: timeOfDayMs(demand.deliveryDayEnd),
    };
    // In the order of the list, so that what nobody orders has its number, too.
    for (const name of known.products?.keys() ?? []) this.products.of(name);
  }

  /** Columns that there must be; one that may be missing must be there once the scenario says what it is called. */
  needed(): readonly string[] {
    const { columns = {} } = this.scenario.demand.history!;
    const more = MORE_COLUMNS.filter((name) => columns[name] !== undefined);
    return [...HISTORY_COLUMNS, ...more].map((name) => this.names[name]);
  }

  row(row: CsvRow, header: readonly string[]): void {
    this.rowsRead += 1;
    if (row.width !== header.length) {
      const message = `${row.width} of ${header.length} cells: the row is cut off, or a cell that holds a comma is not quoted`;
      this.problems.push({ file: this.file, line: row.line, column: 1, message });
      return;
    }
    const fault = this.read(row);
    if (fault === null) return;
    const column = columnOf(row, header, this.names[fault.of]);
    this.problems.push({ file: this.file, line: row.line, column, message: fault.message });
  }

  private read(row: CsvRow): Fault | null {
    const order = this.orderIn(row);
    if (order === null || isFault(order)) return order;
    const line = this.lineIn(row);
    if (isFault(line)) return line;
    const no = this.orderNo(row, order);
    if (isFault(no)) return no;
    const { id } = order;
    if (this.orders.linesIn(no) >= LINES_MAX)
      return {
        of: 'order',
        message: `order ${id} has more than ${LINES_MAX} lines. Make several orders of it`,
      };
    if (this.orders.has(no, line.product))
      return {
        of: 'product',
        message: `order ${id} has product "${this.products.names[line.product]}" twice. Sum its units in one row`,
      };
    this.orders.addLine(no, line.product, line.units);
    return null;
  }

  private cell(row: CsvRow, column: HistoryColumn): string {
    return row.cells[this.names[column]] ?? '';
  }

  /** What a row says of its order; null = it is not of the days of the demand. */
  private orderIn(row: CsvRow): HistoryOrder | Fault | null {
    const empty = HISTORY_COLUMNS.find((column) => this.cell(row, column) === '');
    if (empty !== undefined) return { of: empty, message: `${this.names[empty]} is empty` };
    const releaseAt = this.instant(row, 'released', 0);
    if (typeof releaseAt !== 'number') return releaseAt;
    const { startAt, endAt, dayEndMs } = this.span;
    if (releaseAt < startAt || releaseAt >= endAt) {
      this.rowsOutside += 1;
      return null;
    }
    const promisedAt = this.instant(row, 'promised', dayEndMs);
    if (typeof promisedAt !== 'number') return promisedAt;
    const requestedAt =
      this.cell(row, 'requested') === '' ? Number.NaN : this.instant(row, 'requested', dayEndMs);
    if (typeof requestedAt !== 'number') return requestedAt;
    const fault =
      this.dayFault(row, 'promised', promisedAt, releaseAt) ??
      this.dayFault(row, 'requested', requestedAt, releaseAt);
    if (fault !== null) return fault;
    const destination = this.placeIn(row);
    if (typeof destination !== 'number') return destination;
    const customer = this.customerIn(row, destination);
    if (typeof customer !== 'number') return customer;
    return { id: this.cell(row, 'order'), releaseAt, promisedAt, requestedAt, customer, destination };
  }

  private instant(row: CsvRow, of: HistoryColumn, dateMs: number): number | Fault {
    const text = this.cell(row, of);
    return (
      instantIn(text, this.zone, dateMs) ?? {
        of,
        message: `${this.names[of]} is no instant from 2000 on, such as 2026-03-02 08:15 or 2026-03-02T14:15Z: "${text}"`,
      }
    );
  }

  /** Why an order can't be meant for then; null = it can, or no day is said. */
  private dayFault(row: CsvRow, of: keyof typeof WAY_OUT, at: number, releaseAt: number): Fault | null {
    const said = `${this.names[of]} ${this.cell(row, of)}`;
    if (at < releaseAt)
      return { of, message: `${said} is before ${this.names.released} ${this.cell(row, 'released')}` };
    if (!isTooLate(at, this.span.startAt)) return null;
    const message = `${said} is more than ${AHEAD_DAYS_MAX} days after the scenario's start. ${WAY_OUT[of]}`;
    return { of, message };
  }

  private placeIn(row: CsvRow): number | Fault {
    const { places } = this.scenario.network;
    const name = this.cell(row, 'place');
    const no = places.findIndex((place) => place.name === name);
    if (no < 0)
      return {
        of: 'place',
        message: unknown(
          'place',
          name,
          places.map((place) => place.name),
        ),
      };
    if ((places[no]!.demand ?? 0) > 0) return no;
    return {
      of: 'place',
      message: `"${name}" has no demand in \`network.places\`, so nobody has looked whether it can be reached. Give it demand: 1`,
    };
  }

  private customerIn(row: CsvRow, destination: number): number | Fault {
    const name = this.cell(row, 'customer');
    const listed = this.known.customers;
    if (listed !== null && !listed.has(name))
      return { of: 'customer', message: unknown('customer', name, [...listed.keys()]) };
    const said = this.cell(row, 'class');
    const classNo = said === '' ? (listed?.get(name) ?? null) : this.known.classes.indexOf(said);
    if (classNo === -1) return { of: 'class', message: unknown('class', said, this.known.classes) };
    const no = this.customers.of(name);
    if (this.places[no] === undefined) {
      this.places[no] = destination;
      this.classNos[no] = classNo;
    } else if (this.classNos[no] !== classNo) {
      const before = this.classNos[no] == null ? 'of none' : `"${this.known.classes[this.classNos[no]!]}"`;
      return { of: 'class', message: `customer "${name}" is of class "${said}" here, and ${before} before` };
    }
    return no;
  }

  private lineIn(row: CsvRow): { readonly product: number; readonly units: number } | Fault {
    const name = this.cell(row, 'product');
    const listed = this.known.products;
    if (listed !== null && !listed.has(name))
      return { of: 'product', message: unknown('product', name, [...listed.keys()]) };
    const text = this.cell(row, 'units');
    const units = /^\d+(?:\.0+)?$/.test(text) ? Number(text) : Number.NaN;
    if (!(units >= 1 && units <= UNITS_MAX))
      return {
        of: 'units',
        message: `${this.names.units} is no whole number from 1 to ${UNITS_MAX}: "${text}"`,
      };
    return { product: this.products.of(name), units };
  }

  /** Of its order, which is there by now; a row that says otherwise than an earlier one of it is a fault. */
  private orderNo(row: CsvRow, order: HistoryOrder): number | Fault {
    const found = this.orders.find(order.id);
    if (found < 0) {
      if (this.orders.ids.length === ORDERS_MAX)
        return { of: 'order', message: `more than ${ORDERS_MAX} orders. Take fewer days` };
      return this.orders.add(row.line, order);
    }
    const before = this.orders.of(found);
    const differs = SAME.find(([key]) => !Object.is(before[key], order[key]));
    if (differs === undefined) return found;
    const [, of] = differs;
    return {
      of,
      message: `order ${order.id}: ${this.names[of]} is "${this.cell(row, of)}" here, and another one in line ${this.orders.rowOf(found)}`,
    };
  }
}

/** Of a day that stands for none. */
const WAY_OUT = {
  promised: 'Write until when it was promised, or take the order out',
  requested: 'Leave the cell empty where no day was asked for',
} as const satisfies Partial<Record<HistoryColumn, string>>;

/** What rows of one order say alike, and the column that says it. */
const SAME = [
  ['releaseAt', 'released'],
  ['promisedAt', 'promised'],
  ['requestedAt', 'requested'],
  ['customer', 'customer'],
  ['destination', 'place'],
] as const satisfies readonly (readonly [keyof HistoryOrder, HistoryColumn])[];
