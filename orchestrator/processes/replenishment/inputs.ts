/**
 * What replenishment and deployment hear. A replenishment's key is store x groups + group; a deployment's is the node that supplies.
 */
import type { Envelope } from '../../contracts/envelope.ts';
import type {
  TransferClosed,
  TransferDelivered,
  TransferIssued,
  TransferReleased,
  UnitsOfProducts,
} from '../../contracts/replenishment.ts';
import type { ShelfReported, TransferReceived } from '../../contracts/stores.ts';
import type { DecidedInput, TaskAnsweredInput, TimerInput } from '../../core/actor.ts';
import * as types from '../../core/actor-types.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { StockStands } from '../outbound/inputs.ts';

/** replenishment -> deployment; a = the replenishment's key, b = its case pack. */
export type TransferProposed = Envelope<'transferProposed', UnitsOfProducts>;
/** deployment -> replenishment; a = units in all, b = of what was wanted. Units by product, as proposed. */
export type TransferAllotted = Envelope<'transferAllotted', { readonly units: readonly number[] }>;

export type ReplenishmentInput =
  | ShelfReported
  | TransferReceived
  | TransferReleased
  | TransferIssued
  | TransferDelivered
  | TransferClosed
  | TransferAllotted
  | DecidedInput
  | TaskAnsweredInput
  | TimerInput;

export type DeploymentInput = TransferProposed | StockStands | TimerInput;

export const REPLENISHMENT: ActorTypeNo<ReplenishmentInput> = types.REPLENISHMENT;
export const DEPLOYMENT: ActorTypeNo<DeploymentInput> = types.DEPLOYMENT;
