/**
 * What lies in a folder between the core and a partner: a file or a receipt by reference, or its text.
 *
 * 1. The two forms differ in codecs alone. Damage is an outcome that was drawn: by reference it is stated, in text it is done, and it is
 *    up to the receiver's codec to notice.
 * 2. A side writes in the form of its run and reads both, so that a copy of a run may go on in the other form.
 */
import type {
  ExchangeFile,
  FileReading,
  FileReceipt,
  FilesCodec,
} from '#orchestrator/contracts/exchange-files';
import { AssertionError } from '#sim/assert';

/** `half`: the writer had not done yet. `record`: one record, by its number, can't be read. */
export type FileDamage = { readonly kind: 'half' } | { readonly kind: 'record'; readonly number: number };

export type FileParcel =
  | { readonly form: 'objects'; readonly file: ExchangeFile; readonly damage: FileDamage | null }
  | { readonly form: 'wire'; readonly text: string };

export type ReceiptParcel =
  | { readonly form: 'objects'; readonly receipt: FileReceipt }
  | { readonly form: 'wire'; readonly text: string };

/** One side's end of the line. */
export interface FilesSide {
  write(file: ExchangeFile, damage: FileDamage | null): FileParcel;
  /** null = it is not whole. */
  read(parcel: FileParcel): FileReading | null;
  writeReceipt(receipt: FileReceipt): ReceiptParcel;
  readReceipt(parcel: ReceiptParcel): FileReceipt | null;
}

/** @param codec null in a run of objects whose partners have no text at all */
export function filesSide(form: 'objects' | 'wire', codec: FilesCodec | null): FilesSide {
  const needed = (): FilesCodec => {
    if (codec !== null) return codec;
    throw new AssertionError('a run by wire needs the codecs of the carriers: give the twin `wire`');
  };
  return {
    write: (file, damage) =>
      form === 'objects' ? { form, file, damage } : { form, text: damaged(needed().write(file), damage) },
    read: (parcel) =>
      parcel.form === 'wire' ? needed().read(parcel.text) : readObjects(parcel.file, parcel.damage),
    writeReceipt: (receipt) =>
      form === 'objects' ? { form, receipt } : { form, text: needed().writeReceipt(receipt) },
    readReceipt: (parcel) => (parcel.form === 'wire' ? needed().readReceipt(parcel.text) : parcel.receipt),
  };
}

function readObjects(file: ExchangeFile, damage: FileDamage | null): FileReading | null {
  if (damage === null) return { file, refused: [] };
  if (damage.kind === 'half') return null;
  const records = file.records.filter(({ number }) => number !== damage.number);
  return { file: { ...file, records }, refused: [damage.number] };
}

/** Cuts the text in the middle, or makes a question mark of the first cell of a record behind its number. */
function damaged(text: string, damage: FileDamage | null): string {
  if (damage === null) return text;
  if (damage.kind === 'half') return text.slice(0, Math.floor(text.length / 2));
  const head = new RegExp(`^[A-Z]{3},${damage.number},`, 'm').exec(text);
  if (head === null) throw new AssertionError(`no record ${damage.number} to damage`);
  const at = head.index + head[0].length;
  return `${text.slice(0, at)}?${text.slice(at + text.slice(at).search(/[,\r]/))}`;
}
