/** What the cells of each type of record are, as the core writes and reads them. Guide: docs/files-guide.md. */

export type CellType = 'whole' | 'text' | 'amount' | 'instant' | 'flag';

export interface Layout {
  readonly cells: readonly CellType[];
  /** Of the lines below it, by type. */
  readonly parts: Readonly<Record<string, readonly CellType[]>>;
}

const NO_PARTS = {};
const CHARGE: Layout['parts'] = { CHG: ['text', 'amount'] };
const UNITS: Layout['parts'] = { UNT: ['whole'] };

export const LAYOUTS: ReadonlyMap<string, Layout> = new Map<string, Layout>([
  [
    'TND',
    {
      cells: [
        ...([
          'whole',
          'whole',
          'whole',
          'whole',
          'whole',
          'whole',
          'text',
          'whole',
          'whole',
          'whole',
        ] as const),
        ...(['flag', 'instant', 'instant', 'amount', 'whole', 'amount', 'whole', 'whole', 'whole'] as const),
      ],
      parts: { ...CHARGE, SHP: ['whole'] },
    },
  ],
  ['WDR', { cells: ['whole', 'whole'], parts: NO_PARTS }],
  ['PUP', { cells: ['whole', 'whole', 'instant'], parts: NO_PARTS }],
  ['INQ', { cells: ['whole', 'whole'], parts: NO_PARTS }],
  ['BRQ', { cells: ['whole', 'whole'], parts: NO_PARTS }],
  ['DSP', { cells: ['whole', 'whole', 'amount'], parts: { COD: ['text'] } }],
  ['CLM', { cells: ['whole', 'whole', 'amount', 'whole'], parts: NO_PARTS }],
  ['ACC', { cells: ['whole', 'whole'], parts: NO_PARTS }],
  ['REJ', { cells: ['whole', 'whole', 'text'], parts: NO_PARTS }],
  ['CTR', { cells: ['whole', 'whole', 'amount', 'whole', 'amount'], parts: NO_PARTS }],
  ['STS', { cells: ['whole', 'text', 'text', 'instant', 'instant'], parts: NO_PARTS }],
  [
    'POD',
    { cells: ['whole', 'instant'], parts: { ITM: ['whole', 'whole'], EXC: ['whole', 'text', 'whole'] } },
  ],
  ['INV', { cells: ['whole', 'whole', 'amount'], parts: CHARGE }],
  ['COR', { cells: ['whole', 'whole', 'amount'], parts: NO_PARTS }],
  ['DRJ', { cells: ['whole', 'whole', 'amount'], parts: NO_PARTS }],
  ['CAN', { cells: ['whole', 'amount'], parts: NO_PARTS }],
  [
    'RSV',
    {
      cells: ['whole', 'whole', 'flag'],
      parts: { LIN: ['whole', 'whole'], DLV: ['whole', 'whole', 'instant', 'amount', 'flag'] },
    },
  ],
  [
    'ADV',
    {
      cells: [
        ...(['whole', 'whole', 'whole', 'whole', 'whole', 'whole'] as const),
        'instant',
        'instant',
        'whole',
      ],
      parts: { GDS: ['whole', 'whole', 'whole', 'instant', 'amount', 'flag'] },
    },
  ],
  ['RDC', { cells: ['whole', 'whole', 'whole'], parts: UNITS }],
  ['RDD', { cells: ['whole', 'whole', 'whole'], parts: UNITS }],
  ['CXL', { cells: ['whole', 'whole'], parts: NO_PARTS }],
  ['WAV', { cells: ['whole', 'whole', 'whole'], parts: { SHP: ['whole'] } }],
  ['RET', { cells: ['whole', 'whole', 'flag'], parts: UNITS }],
  ['RSD', { cells: ['whole', 'whole', 'whole'], parts: UNITS }],
  ['PCK', { cells: ['whole', 'whole', 'whole'], parts: UNITS }],
  ['PKD', { cells: ['whole', 'whole', 'whole', 'whole'], parts: UNITS }],
  ['ISS', { cells: ['whole', 'whole', 'whole'], parts: NO_PARTS }],
  ['REL', { cells: ['whole', 'whole', 'flag'], parts: NO_PARTS }],
  ['STK', { cells: ['whole', 'instant', 'whole'], parts: { QTY: ['whole', 'whole'] } }],
]);
