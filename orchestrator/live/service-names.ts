/** Names and keys under which Restate knows the services beside the actors; an actor's object has the actor's name. */
export const SERVICES = {
  transmission: 'transmission',
  journal: 'journal',
  desk: 'decision-desk',
  task: 'human-task',
  ticket: 'ticket',
} as const;

/** Under which each object keeps what it keeps. */
export const RECORD = 'record';

/** A parked input, or what was said from outside and is no message: nothing of it happened, somebody must look. */
export interface Ticket {
  /** The actor it was for; `none` where no actor takes it. */
  readonly actor: string;
  readonly key: number;
  /** As it came. */
  readonly message: unknown;
  readonly error: string;
}

export function messageId(sender: number, counter: number): string {
  return `${sender}/${counter}`;
}

export function taskKey(actor: string, key: number, taskNo: number): string {
  return `${actor}.${key}.${taskNo}`;
}
