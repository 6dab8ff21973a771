/** Folds business events into flows between places. */
import type { Recorder } from '#scenarios/recording/recorder';
import type { NetworkFlows } from './network-flows.ts';

export interface NetworkPlaces {
  readonly places: NetworkFlows['places'];
}

export class NetworkFold {
  private readonly places: NetworkPlaces;

  constructor(places: NetworkPlaces) {
    this.places = places;
  }

  business(..._row: Parameters<Recorder['business']>): void {}

  result(): NetworkFlows {
    return { places: this.places.places };
  }
}
