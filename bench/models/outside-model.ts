/** A model that lives outside of the run, whatever it is: a file, a class in another process, an endpoint. */
import type { ModelRunner } from '#scenarios/host/ports';

export interface OutsideModel extends ModelRunner {
  /** Frees what it holds. */
  close(): Promise<void>;
}

/** It can't be used; the message says what to mend. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
}

/** Ends the reason of an answer that did not come in time: on another machine it might have. */
export const REAL_TIME = 'of real time';

/** More is no answer to a question about some options. Source: assumption. */
export const ANSWER_BYTES_MAX = 1 << 20;
