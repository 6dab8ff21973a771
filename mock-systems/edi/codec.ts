/** What turns a carrier's interchanges into bytes and back, where a run goes by wire. It lives in `mock-systems/wire/`. */
import type { X12Interchange, X12Reading } from '#orchestrator/contracts/x12-interchange';

export interface EdiCodec {
  write(interchange: X12Interchange): Uint8Array;
  /** null = the bytes hold no interchange: nobody can answer them. Never throws. */
  read(bytes: Uint8Array): X12Reading | null;
}
