/**
 * What is in the files that the core and a partner exchange by folders, and in the receipts for them. Shapes only: each side has its own
 * mapper and its own codec. Guide: docs/files-guide.md.
 *
 * 1. A cell holds only what the text can carry: whole numbers, texts, amounts in minor units, instants in epoch ms; null = empty. What a
 *    cell of a type of record is, each side's layout says.
 * 2. A file is known by its number, a record by its own, which is the sender's running number of the message.
 */

export type FileCell = number | string | null;

/** A line below a record: a charge, a shipment. */
export interface FilePart {
  /** Three capital letters. */
  readonly type: string;
  readonly cells: readonly FileCell[];
}

export interface FileRecord extends FilePart {
  /** The sender's running number of the message, from 1. */
  readonly number: number;
  readonly parts: readonly FilePart[];
}

export interface ExchangeFile {
  readonly sender: string;
  readonly receiver: string;
  /** The sender's running number of the file, from 1: the same number twice is the same file twice. */
  readonly number: number;
  readonly createdAt: number;
  readonly records: readonly FileRecord[];
}

/** A file as its receiver has read it. */
export interface FileReading {
  /** With the records that could be read. */
  readonly file: ExchangeFile;
  /** Numbers of those that could not. */
  readonly refused: readonly number[];
}

/** What a receiver says of a file that it has taken. */
export interface FileReceipt {
  readonly sender: string;
  readonly receiver: string;
  /** The file's number. */
  readonly file: number;
  readonly at: number;
  /** Records that were taken. */
  readonly taken: number;
  /** Numbers of records that could not be read, and were put aside. */
  readonly refused: readonly number[];
}

/** Turns files into texts and back, where a run goes by wire. Reading never throws: null = it is not whole, or is none. */
export interface FilesCodec {
  write(file: ExchangeFile): string;
  read(text: string): FileReading | null;
  writeReceipt(receipt: FileReceipt): string;
  readReceipt(text: string): FileReceipt | null;
}
