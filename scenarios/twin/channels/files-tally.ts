/** What happened on a line of files, both ways. */

/** Counted when it happens. */
export interface FilesTally {
  files: number;
  lost: number;
  halfWritten: number;
  doubled: number;
  recordSpoilt: number;
  /** Files that came again under another number. */
  renamed: number;
  cutoffsMissed: number;
  late: number;
  overtaken: number;
  receiptsLost: number;
  receiptsLate: number;
  /** Files put again for want of a receipt. */
  resent: number;
  /** Files that were not whole when they were picked up. */
  incomplete: number;
  /** Files that the receiver had had before. */
  repeats: number;
  /** Files before which a number was missing, and those that came behind a later one after all. */
  gaps: number;
  outOfOrder: number;
  /** Records that a receipt refused. */
  recordsRefused: number;
  /** Records that could be read and mean nothing. */
  aside: number;
}

export const NOTHING_HAPPENED: FilesTally = {
  files: 0,
  lost: 0,
  halfWritten: 0,
  doubled: 0,
  recordSpoilt: 0,
  renamed: 0,
  cutoffsMissed: 0,
  late: 0,
  overtaken: 0,
  receiptsLost: 0,
  receiptsLate: 0,
  resent: 0,
  incomplete: 0,
  repeats: 0,
  gaps: 0,
  outOfOrder: 0,
  recordsRefused: 0,
  aside: 0,
};
