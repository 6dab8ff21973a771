/** What a run comes to, as three texts of 16 hexadecimal digits. Two runs are the same where `digest` is. */
export interface Digests {
  /** Over all events and effects, in their order. */
  readonly digest: string;
  /** Over business events by virtual time, entity and number: retries left out. */
  readonly businessDigest: string;
  /** Over final states, quantities and money: no times. */
  readonly outcomeDigest: string;
}
