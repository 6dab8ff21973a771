/**
 * WMS of all nodes: owns stock by lot, reservations, waves, picking, packing, loading and goods issue.
 *
 * 1. Idempotent by business key: a repeated command changes nothing, and what was answered is answered again.
 * 2. A command for a shipment that is not known, or that has been released, finds nothing: in a wave or a load it is left out.
 * 3. A cancellation that overtakes its reservation stands: the reservation then gets nothing.
 * 4. A reservation is reduced as long as no work has begun on it; what is answered is what is held.
 * 5. Before goods issue, `returnToStock` is of the whole shipment: what of it is held is free again, or written off.
 * 6. Where it owns waves it releases them itself (`own-waves.ts`), and says which.
 */
import { WMS } from '#orchestrator/contracts/partners';
import { isRoute } from '#orchestrator/contracts/route-key';
import type {
  CancelShipment,
  ReduceReservation,
  ReleaseWave,
  ReserveStock,
  ReturnToStock,
} from '#orchestrator/contracts/wms';
import type { Random } from '#sim/random/random';
import type { Cargo } from '../cargo.ts';
import type { Doorstep } from '../doorstep.ts';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { ReturnParcels } from '../return-parcels.ts';
import type { Ramp } from '../three-pl/ramp.ts';
import type { Yard } from '../yard.ts';
import { CycleCounts } from './cycle-counts.ts';
import { Floor, type FloorState } from './floor.ts';
import { Goods, wantedUnits } from './goods.ts';
import { InventoryFeed } from './inventory-feed.ts';
import { OwnWaves, type OwnWavesState } from './own-waves.ts';
import { Receiving, type ReceivingSend, type ReceivingState } from './receiving.ts';
import { Replenishment } from './replenishment.ts';
import { ReturnsBench, type SavedBench } from './returns-bench.ts';
import type { OwnWaveSettings, TransferDockSettings, WmsSettings } from './settings.ts';
import { expires, ShelfLives } from './shelf-lives.ts';
import { PHASE, type Shipment, Shipments, type ShipmentsState, sum } from './shipments.ts';
import { Stock, type StockState } from './stock.ts';
import { TransferDock, type TransferDockState } from './transfer-dock.ts';

interface WmsState {
  readonly stock: StockState;
  readonly shipments: ShipmentsState;
  readonly floor: FloorState;
  readonly onOrder: Float64Array;
  /** null where nothing is received. */
  readonly receiving: ReceivingState | null;
  /** null where nothing comes back from customers. */
  readonly bench: SavedBench | null;
  /** null where WMS is told what to release. */
  readonly waves: OwnWavesState | null;
  /** null where no node is supplied by another one. */
  readonly transfers: TransferDockState | null;
}

/** What WMS did for a shipment, by its own count. */
export interface SideEffects {
  readonly reservations: number;
  readonly goodsIssues: number;
  readonly returns: number;
}

export class WmsSystem extends MockSystem<WmsState> {
  readonly stock: Stock;
  private readonly shipments: Shipments;
  private readonly goods: Goods;
  private readonly floor: Floor;
  private readonly replenishment: Replenishment;
  private readonly counts: CycleCounts;
  private readonly shelfLives: ShelfLives | null;
  private readonly feed: InventoryFeed;
  /** null where nothing is received. */
  readonly receiving: Receiving | null;
  /** null where nothing comes back from customers. */
  readonly bench: ReturnsBench | null;
  /** null where no node is supplied by another one. */
  readonly transfers: TransferDock | null;
  private readonly doorstep: Doorstep | null;
  /** null where trucks come for the core. */
  private readonly ramp: Ramp | null;
  private readonly cargo: Cargo | null;
  /** null where WMS is told what to release. */
  private readonly waves: OwnWaves | null;

  /**
   * @param keyOf what the draws of an order are keyed by, uint32
   * @param yard from which trucks are received
   * @param doorstep at which customers find what is loaded
   * @param parcels that customers send back
   * @param ramp at which a third party's trucks are loaded
   * @param cargo that carriers have aboard
   */
  constructor(
    context: MockContext,
    random: Random,
    settings: WmsSettings,
    keyOf: (order: number) => number,
    yard: Yard | null = null,
    doorstep: Doorstep | null = null,
    parcels: ReturnParcels | null = null,
    cargo: Cargo | null = null,
    ramp: Ramp | null = null,
  ) {
    super(context, WMS, 'WMS');
    const { kernel, log } = context;
    this.stock = new Stock(settings);
    this.shipments = new Shipments(settings.rememberMs);
    this.goods = new Goods(kernel, log, random, settings, this.stock, this.shipments, keyOf);
    this.floor = this.floorOf(context, random, settings, keyOf);
    this.replenishment = new Replenishment(kernel, log, random, settings, this.stock);
    this.counts = new CycleCounts(kernel, log, random, settings, this.stock);
    this.shelfLives = expires(settings) ? new ShelfLives(kernel, log, settings, this.stock) : null;
    this.feed = new InventoryFeed(kernel, random, settings, this.stock, (node, countedAt, no, entries) =>
      this.send('stockCounted', node, countedAt, no, { entries }),
    );
    this.on('reserveStock', (message) => this.reserve(message));
    this.on('cancelShipment', (message) => this.cancel(message));
    this.on('reduceReservation', (message) => this.reduce(message));
    this.on('releaseWave', (message) => this.releaseWave(message));
    this.on('loadTruck', ({ key, a, body }) => this.floor.truckAtDoor(key, a, body.shipments));
    this.on('returnToStock', (message) => this.takeBack(message));
    this.on('postOverage', ({ key, body }) => {
      const shipment = this.shipments.get(key);
      if (shipment?.phase === PHASE.issued) this.goods.postOverage(key, shipment, body.units);
    });
    this.receiving = yard === null ? null : this.receivingFrom(yard, random, settings);
    this.doorstep = doorstep;
    this.transfers =
      settings.transfers === undefined ? null : this.dockFor(settings.transfers, random, doorstep!);
    this.ramp = ramp;
    ramp?.connectWarehouse((load, node, shipments) => this.floor.truckAtDoor(load, node, shipments));
    this.cargo = cargo;
    this.waves = settings.ownWaves === undefined ? null : this.wavesBy(settings.ownWaves);
    this.bench = parcels === null ? null : this.benchFor(parcels, random, settings, keyOf);
  }

  /** Schedules the first feeds, reviews and counts; not after a restore. */
  start(): void {
    this.feed.start();
    this.replenishment.start();
    this.counts.start();
    this.shelfLives?.start();
    this.transfers?.start();
  }

  /** Free to reserve; Infinity where stock is unlimited. */
  stockOf(node: number, product: number): number {
    return this.stock.availableOf(node, product);
  }

  /** What was done for a shipment, while it is remembered. */
  sideEffects(key: number): SideEffects {
    const shipment = this.shipments.get(key);
    return {
      reservations: shipment?.reservations ?? 0,
      goodsIssues: shipment?.issues ?? 0,
      returns: shipment?.returns ?? 0,
    };
  }

  /** Shipments remembered. */
  get known(): number {
    return this.shipments.size;
  }

  /** Units of a product that open shipments hold: what must be reserved. O(shipments). */
  heldUnits(node: number, product: number): number {
    let units = 0;
    this.shipments.forEach((shipment) => {
      const { picks, products } = shipment;
      if (shipment.node !== node) return;
      for (let i = 0; i < picks.length; i += 3) if (products[picks[i]!] === product) units += picks[i + 2]!;
    });
    return units;
  }

  private floorOf(
    { kernel, log }: MockContext,
    random: Random,
    settings: WmsSettings,
    keyOf: (order: number) => number,
  ): Floor {
    return new Floor(
      kernel,
      random,
      settings,
      this.shipments,
      {
        picked: (key, shipment) => {
          this.goods.pick(key, shipment);
          this.sendPicked(key, shipment);
        },
        packed: (shipment) => this.goods.pack(shipment),
        staged: (key, shipment) => {
          this.goods.stage(key, shipment);
          this.sendPacked(key, shipment);
        },
        loaded: (load, node, keys) => this.driveOff(load, node, keys),
        overCapacity: (key, node, daysOff) =>
          log.business('orderOverCapacity', 'WMS', 'shipment', key, 1, node, daysOff),
      },
      keyOf,
    );
  }

  private wavesBy(settings: readonly OwnWaveSettings[]): OwnWaves {
    return new OwnWaves(this.kernel, settings, this.shipments, (node, wave, shipments) => {
      this.send('waveReleased', node, wave, shipments.length, { shipments });
      for (const key of shipments) this.floor.begin(key, this.shipments.get(key)!);
    });
  }

  private receivingFrom(yard: Yard, random: Random, settings: WmsSettings): Receiving {
    // The same signature: the compiler does not compare conditional types of two generic functions.
    const send = this.send.bind(this) as ReceivingSend;
    const receiving = new Receiving(this.kernel, this.log, random, settings, this.stock, send);
    yard.connect((truck) => receiving.arrive(truck));
    this.on('requestSlots', (message) => receiving.requestSlots(message));
    this.on('bookSlot', (message) => receiving.bookSlot(message));
    this.on('cancelSlot', (message) => receiving.cancelSlot(message));
    this.on('releaseReceipt', (message) => receiving.release(message));
    return receiving;
  }

  private dockFor(settings: TransferDockSettings, random: Random, doorstep: Doorstep): TransferDock {
    const dock = new TransferDock(this.kernel, this.log, random, settings, this.stock, doorstep, {
      reported: (key, countedAt, no, body) => this.send('shelfReported', key, countedAt, no, body),
      received: (key, transfer, n, body) => this.send('transferReceived', key, transfer, n, body),
    });
    this.on('requestShelf', ({ key }) => dock.report(key));
    this.on('askForReceipts', ({ a: transfer }) => dock.tellReceipts(transfer));
    return dock;
  }

  private benchFor(
    parcels: ReturnParcels,
    random: Random,
    settings: WmsSettings,
    keyOf: (order: number) => number,
  ): ReturnsBench {
    const bench = new ReturnsBench(this.kernel, this.log, random, settings, this.stock, keyOf, {
      arrived: (key, node) => this.send('returnArrived', key, node, 0, null),
      graded: (key, goods, good, scrapped) => this.send('returnReceived', key, good, scrapped, goods),
    });
    parcels.connect((parcel) => bench.arrive(parcel));
    // For the people at the bench to read: what is not announced is opened as well.
    this.on('expectReturn', () => {});
    return bench;
  }

  private reserve(message: ReserveStock): void {
    const { key, a: node, b, body } = message;
    let shipment = this.shipments.get(key);
    if (shipment !== undefined && shipment.products.length < body.lines.length) {
      const units = body.lines.map(() => 0);
      this.send('stockReserved', key, node, wantedUnits(body.lines), { units });
      return;
    }
    const known = shipment !== undefined;
    shipment ??=
      b === 1 ? this.goods.reserveAll(key, node, body.lines) : this.goods.reserve(key, node, body.lines);
    this.send('stockReserved', key, shipment.node, shipment.missing, { units: shipment.reserved });
    if (known || shipment.phase !== PHASE.reserved) return;
    if (body.deliverTo !== undefined) this.ramp?.order(key, body.deliverTo);
    this.waves?.join(key, shipment);
  }

  private cancel({ key, a: node }: CancelShipment): void {
    const shipment = this.shipments.get(key) ?? this.cancelledBefore(key, node);
    if (isOpen(shipment)) {
      this.floor.callOff(shipment);
      this.goods.release(key, shipment);
    }
    this.send('shipmentReleased', key, shipment.node, shipment.phase === PHASE.released ? 1 : 0, null);
  }

  /** What is not known, or is over, holds nothing. */
  private reduce({ key, a: node, b: no, body }: ReduceReservation): void {
    const shipment = this.shipments.get(key);
    if (shipment !== undefined) this.goods.reduce(key, shipment, body.units, no);
    const held = shipment === undefined || shipment.phase === PHASE.released ? null : shipment.units;
    this.send('reservationReduced', key, node, no, { units: held ?? body.units.map(() => 0) });
  }

  /** A shipment without lines: whatever is asked for under its key, nothing is reserved. */
  private cancelledBefore(key: number, node: number): Shipment {
    const shipment = this.shipments.add(key, node, [], [], 0, []);
    this.shipments.finish(key, shipment, PHASE.released, this.kernel.now);
    return shipment;
  }

  private releaseWave({ a: node, body }: ReleaseWave): void {
    for (const key of body.shipments) {
      const shipment = this.shipments.get(key);
      if (shipment === undefined || shipment.node !== node) continue;
      if (shipment.phase === PHASE.reserved) {
        this.floor.begin(key, shipment);
        continue;
      }
      if (shipment.picked) this.sendPicked(key, shipment);
      if (shipment.phase === PHASE.staged || shipment.phase === PHASE.issued) this.sendPacked(key, shipment);
    }
  }

  private driveOff(load: number, node: number, keys: readonly number[]): void {
    const onTruck: number[] = [];
    for (const key of keys) {
      const shipment = this.shipments.get(key);
      if (shipment === undefined || shipment.load !== load) continue;
      if (shipment.phase === PHASE.staged) {
        this.goods.issue(key, shipment);
        this.doorstep?.send({ shipment: key, node, products: shipment.products, units: shipment.units });
        // Nobody counts what comes off a vehicle of one's own.
        if (!isRoute(load)) this.cargo?.send(key, shipment.units);
      }
      if (shipment.phase !== PHASE.issued) continue;
      this.send('goodsIssued', key, node, sum(shipment.units), null);
      onTruck.push(key);
    }
    if (this.ramp !== null && !isRoute(load)) {
      this.ramp.loaded(load, onTruck);
      return;
    }
    this.send(isRoute(load) ? 'vehicleLoaded' : 'truckLoaded', load, node, onTruck.length, {
      shipments: onTruck,
    });
  }

  private takeBack({ key, b, body }: ReturnToStock): void {
    const shipment = this.shipments.get(key);
    if (shipment === undefined) return;
    if (isOpen(shipment)) {
      this.floor.callOff(shipment);
      if (b === 1) this.goods.release(key, shipment);
      else this.goods.writeOff(key, shipment);
    } else if (shipment.phase === PHASE.issued && shipment.returns === 0) {
      this.doorstep?.takeBack(key);
      if (b === 1) this.goods.returnGood(key, shipment, body.units);
      else this.goods.returnScrap(key, shipment, body.units);
    }
  }

  private sendPicked(key: number, shipment: Shipment): void {
    this.send('shipmentPicked', key, shipment.node, shipment.shortUnits, { units: shipment.units });
  }

  private sendPacked(key: number, shipment: Shipment): void {
    const { units, handlingUnits, grossWeightGrams } = shipment;
    this.send('shipmentPacked', key, shipment.node, handlingUnits, {
      units,
      handlingUnits,
      grossWeightGrams,
    });
  }

  protected saveState(): WmsState {
    return {
      stock: this.stock.save(),
      shipments: this.shipments.save(),
      floor: this.floor.save(),
      onOrder: this.replenishment.save(),
      receiving: this.receiving?.save() ?? null,
      bench: this.bench?.save() ?? null,
      waves: this.waves?.save() ?? null,
      transfers: this.transfers?.save() ?? null,
    };
  }

  protected loadState(saved: WmsState): void {
    this.stock.load(saved.stock);
    this.shipments.load(saved.shipments);
    this.floor.load(saved.floor);
    this.replenishment.load(saved.onOrder);
    if (saved.receiving !== null) this.receiving?.load(saved.receiving);
    if (saved.bench !== null) this.bench?.load(saved.bench);
    if (saved.waves !== null) this.waves?.load(saved.waves);
    if (saved.transfers !== null) this.transfers?.load(saved.transfers);
  }
}

/** Holds stock: neither left nor released. */
function isOpen(shipment: Shipment): boolean {
  return shipment.phase !== PHASE.issued && shipment.phase !== PHASE.released;
}
