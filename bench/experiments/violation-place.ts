/**
 * Where an invariant broke: the event of the run, the time, and the states of the actors involved. Plain data, so that a file holds
 * it and two of them can be compared.
 */
import type { ActorTypeNo } from '#orchestrator/core/address';
import {
  CLAIM,
  FREIGHT_INVOICE,
  LOAD,
  ORDER,
  SHIPMENT,
  SHIPMENTS_MAX,
  STOCK_VIEW,
  WAVE_PLAN,
} from '#orchestrator/processes/outbound/inputs';
import { InvariantViolation } from '#scenarios/invariants/invariant-violation';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { BusinessLine } from './counting-recorder.ts';

/** States in a place, at most: whoever needs more replays it. */
const ACTORS_MAX = 30;

export interface InvolvedActor {
  readonly type: string;
  readonly key: number;
  /** null = there is none, or it has finished. */
  readonly state: unknown;
}

export interface ViolationPlace {
  readonly invariant: string;
  /** Entity and figures, as a sentence. */
  readonly what: string;
  /** Number of the kernel's event, from 1. */
  readonly event: number;
  /** Virtual time, epoch ms. */
  readonly time: number;
  /** Over all events and effects up to it. */
  readonly digest: string;
  /** The business event written last: the one that shows it, where an event does. */
  readonly lastBusiness: BusinessLine | null;
  readonly actors: readonly InvolvedActor[];
}

/** What an error is about, where an invariant is behind it; null for any other. */
export function violationIn(error: unknown): InvariantViolation | null {
  for (let e = error; e instanceof Error; e = e.cause) if (e instanceof InvariantViolation) return e;
  return null;
}

export function violationPlace(
  { invariant, message }: InvariantViolation,
  twin: OutboundTwin,
  lastBusiness: BusinessLine | null,
): ViolationPlace {
  const { kernel, host } = twin;
  const types = new Map(host.actorNames());
  const entities = named(message, [...types.keys()]);
  if (lastBusiness !== null) entities.push([lastBusiness.entityType, lastBusiness.entityKey]);
  const involved = new Map<string, InvolvedActor>();
  for (const [entity, key] of entities) {
    for (const [type, no, of] of actorsOf(entity, key, types)) {
      const state = structuredClone(host.state(no as ActorTypeNo, of) ?? null);
      if (involved.size < ACTORS_MAX) involved.set(`${type} ${of}`, { type, key: of, state });
    }
  }
  const { now: time, events: event } = kernel;
  const { digest } = twin.digests();
  return { invariant, what: message, event, time, digest, lastBusiness, actors: [...involved.values()] };
}

type Entity = [entity: string, key: number];

/** Entities of business events and of messages that are called otherwise than their actors. */
const ACTOR_OF: Readonly<Record<string, string>> = { receipt: 'inbound-receipt', return: 'return-order' };
const ENTITIES = ['order', 'shipment', 'load', 'claim', 'node', ...Object.keys(ACTOR_OF)];
/** `12 shipments wait for no person: 72 (picked), 80 (picked)` */
const LISTED = /\d+ (order|shipment|load|claim|freight invoice)s wait for no person: (.*)/;

/** What a message of an invariant speaks of: `purchase order 3` is no order 3. */
function named(message: string, actors: readonly string[]): Entity[] {
  const names = [...new Set([...ENTITIES, ...actors])].sort((one, other) => other.length - one.length);
  const words = names.map((name) => name.replace(/[^\w-]/g, '\\$&').replaceAll('-', '[- ]'));
  const found = [...message.matchAll(new RegExp(`\\b(${words.join('|')}) (\\d+)`, 'g'))].map(
    ([, entity, key]): Entity => [entity!.replaceAll(' ', '-'), Number(key)],
  );
  const [, entity, list] = LISTED.exec(message) ?? [];
  for (const [, key] of list?.matchAll(/(\d+) \(/g) ?? [])
    found.push([entity!.replaceAll(' ', '-'), Number(key)]);
  return found;
}

type ActorOf = readonly [type: string, no: unknown, key: number];

function actorsOf(entity: string, key: number, types: ReadonlyMap<string, ActorTypeNo>): readonly ActorOf[] {
  switch (entity) {
    case 'order':
      return [
        ['order', ORDER, key],
        ['shipment', SHIPMENT, key * SHIPMENTS_MAX],
      ];
    case 'shipment':
    case 'claim':
      return [
        ['order', ORDER, Math.floor(key / SHIPMENTS_MAX)],
        ['shipment', SHIPMENT, key],
        ['claim', CLAIM, key],
      ];
    case 'load':
    case 'freight-invoice':
      return [
        ['load', LOAD, key],
        ['freight-invoice', FREIGHT_INVOICE, key],
        ['shipment', SHIPMENT, key],
        ['order', ORDER, Math.floor(key / SHIPMENTS_MAX)],
      ];
    case 'node':
      return [
        ['wave-plan', WAVE_PLAN, key],
        ['stock-view', STOCK_VIEW, key],
      ];
    default: {
      const name = ACTOR_OF[entity] ?? entity;
      const type = types.get(name);
      return type === undefined ? [] : [[name, type, key]];
    }
  }
}
