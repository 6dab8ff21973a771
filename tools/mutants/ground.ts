/** A place where mutants are searched for. */
export interface Ground {
  readonly scenario: string;
  readonly overlays: readonly string[];
  readonly set: readonly string[];
  /** Who answers this decision point instead of the scenario's arm. */
  readonly model?: 'sourcing' | 'carrier' | 'exception';
  /** How long the model takes over an answer, on average; nothing = some minutes. */
  readonly thinkingMs?: number;
  readonly compared?: boolean;
}
