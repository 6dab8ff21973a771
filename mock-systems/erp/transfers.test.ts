/** ERP's transfers: made once, told as they go, told again when asked; receipts are posted once. */
import { beforeEach, expect, test } from 'vitest';
import { envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type {
  CancelTransfer,
  PostTransferReceipt,
  RequestTransfer,
  TransferOrder,
} from '#orchestrator/contracts/replenishment';
import { Kernel } from '#sim/kernel';
import type { ErpOrder } from './settings.ts';
import { Transfers } from './transfers.ts';

const NO = 1001;
const KEY = 7;
const DUE = 9_000;
const WANTED: TransferOrder = { store: 1, source: 0, products: [3, 2], units: [12, 6] };
const request: RequestTransfer = message('requestTransfer', NO, DUE, WANTED);
const cancel: CancelTransfer = message('cancelTransfer', NO, 0, null);
const receipt: PostTransferReceipt = message('postTransferReceipt', NO, 0, { products: [3], units: [12] });

let kernel: Kernel;
let transfers: Transfers;
let released: ErpOrder[];
let cancelled: number[];
let stocked: number[][];
let said: unknown[][];
let written: unknown[][];

function message<Kind extends string, Body>(kind: Kind, a: number, b: number, body: Body) {
  return envelope(kind, 0, KEY, PARTNER, 1, 0, 1, KEY, a, b, body);
}

beforeEach(() => {
  kernel = new Kernel({ start: 0 });
  [released, cancelled, stocked, said, written] = [[], [], [], [], []];
  transfers = new Transfers(
    kernel,
    { business: (...event) => written.push(event) },
    {
      customerOf: [
        [50, -1],
        [51, 52],
        [53, -1],
      ],
      placeOf: [4, 5, 6],
      nodeOf: [-1, -1, 1],
      nodePriceMinor: [15, 25, 35, 45],
      unitPriceMinor: [10, 20, 30, 40],
      unitWeightGrams: [100, 200, 300, 400],
      priority: 2,
      rememberMs: 1000,
    },
    {
      release: (order) => released.push(order),
      cancel: (no) => cancelled.push(no),
      stock: (...of) => stocked.push(of),
    },
    (kind, key, a, b) => said.push([kind, key, a, b]),
  );
});

test('it becomes an order of the store as the customer of that node, once', () => {
  transfers.request(request);
  transfers.request(request);
  expect(released).toEqual([
    {
      no: NO,
      drawKey: NO,
      releaseAt: 0,
      sales: {
        customer: 51,
        destination: 5,
        lines: [
          { product: 3, units: 12, unitWeightGrams: 400, unitPriceMinor: 40 },
          { product: 2, units: 6, unitWeightGrams: 300, unitPriceMinor: 30 },
        ],
        shipComplete: false,
        priority: 2,
        promisedAt: DUE,
        instructed: null,
      },
    },
  ]);
  expect(written).toEqual([['transferReleased', 'ERP', 'internal-order', NO, 1, 18, KEY]]);
  expect(said).toEqual([
    ['transferReleased', KEY, NO, 18],
    ['transferReleased', KEY, NO, 18],
  ]);
});

test('asked for when its day is over, it is promised for no instant before that', () => {
  transfers.request({ ...request, b: -1 });
  expect(released.map(({ sales }) => sales.promisedAt)).toEqual([0]);
});

test('what becomes of its order is told as it goes, and again to who asks again', () => {
  transfers.request(request);
  transfers.issued(NO * 8 + 1, { lines: [1], units: [6] });
  transfers.delivered(NO * 8 + 1, 2);
  transfers.closed(NO, 12);
  const story = [
    ['transferReleased', KEY, NO, 18],
    ['transferIssued', KEY, NO, 1],
    ['transferDelivered', KEY, NO, 6],
    ['transferClosed', KEY, NO, 12],
  ];
  expect(said).toEqual(story);
  transfers.request(request);
  expect(said).toEqual([...story, ...story]);
});

test('called off once; where it is closed already it says so again', () => {
  transfers.request(request);
  transfers.cancel(cancel);
  transfers.cancel(cancel);
  expect(cancelled).toEqual([NO]);
  transfers.closed(NO, 18);
  transfers.closed(NO, 18);
  transfers.cancel(cancel);
  expect(said.filter(([kind]) => kind === 'transferClosed')).toHaveLength(2);
});

test('a receipt is posted once', () => {
  transfers.request(request);
  transfers.postReceipt(receipt);
  transfers.postReceipt(receipt);
  expect(written.slice(1)).toEqual([['transferReceiptPosted', 'ERP', 'transfer', NO * 8, 1, 12, KEY]]);
});

test('what is of no transfer is none of its business', () => {
  transfers.issued(99, { lines: [0], units: [1] });
  transfers.delivered(99, 0);
  transfers.closed(12, 0);
  transfers.cancel(cancel);
  transfers.postReceipt(receipt);
  expect([said, written, cancelled]).toEqual([[], [], []]);
});

test('a copy knows what the original knew', () => {
  transfers.request(request);
  transfers.issued(NO * 8, { lines: [0], units: [12] });
  const saved = transfers.save();
  transfers.closed(NO, 6);
  transfers.load(saved);
  said.length = 0;
  transfers.request(request);
  expect(said.map(([kind]) => kind)).toEqual(['transferReleased', 'transferIssued']);
});

test('what a store has received is no stock of ERP any more; what a node has received is, once', () => {
  transfers.request(request);
  transfers.postReceipt(receipt);
  expect(stocked).toEqual([]);
  transfers.request(message('requestTransfer', NO + 2, DUE, { ...WANTED, store: 2 }));
  for (let i = 0; i < 2; i++)
    transfers.postReceipt(message('postTransferReceipt', NO + 2, 0, { products: [3, 2], units: [12, 6] }));
  expect(stocked).toEqual([
    [1, 3, 12],
    [1, 2, 6],
  ]);
  expect(released[1]!.sales.lines.map(({ unitPriceMinor }) => unitPriceMinor)).toEqual([45, 35]);
});
