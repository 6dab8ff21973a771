/** What business events say of shipments, and of claims for them. */
import type { OutboundBooks } from './books.ts';
import { SHIPMENT_FLAG } from './tables.ts';

export function foldShipment(
  books: OutboundBooks,
  time: number,
  event: string,
  key: number,
  a: number,
  b: number,
): void {
  const row = books.shipmentRow(key, event === 'stockReserved');
  if (row < 0) return;
  const { shipments } = books;
  switch (event) {
    case 'stockReserved':
      shipments.node[row] = a;
      shipments.reservedAt[row] = books.second(time);
      return;
    case 'shipmentPicked':
      shipments.pickedAt[row] = books.second(time);
      return;
    case 'pickedShort':
      shipments.flags[row]! |= SHIPMENT_FLAG.short;
      return;
    case 'shipmentReassigned':
      shipments.flags[row]! |= SHIPMENT_FLAG.moved;
      return;
    case 'shipmentPacked':
      shipments.packedAt[row] = books.second(time);
      shipments.handlingUnits[row] = a;
      shipments.weightGrams[row] = b;
      return;
    case 'goodsIssued':
      shipments.issuedAt[row] = books.second(time);
      shipments.units[row] = b;
      return;
    case 'goodsIssuePosted':
      shipments.postedAt[row] = books.second(time);
      return;
    case 'warehouseCharged':
      shipments.handlingMinor[row] = a;
      return;
    case 'shipmentLoaded':
      shipments.load[row] = books.loadRow(a);
      return;
    case 'labourSpent':
      shipments.workMs[row] = a;
      return;
    case 'goodsIssueValued':
      shipments.valueMinor[row] = a;
      books.stock?.issue(time, a);
      return;
    case 'shipmentDelivered':
      shipments.deliveredAt[row] = books.second(a);
      shipments.condition[row] = b;
      return;
    case 'customerBilled':
      shipments.billedAt[row] = books.second(time);
      return;
    case 'goodsReturned':
      comeBack(books, time, row, b);
      return;
    case 'claimAnswered':
      answerClaim(books, time, row, a);
      return;
    case 'deliveryExcepted':
    case 'deliveryDiffers':
    case 'differenceSettled':
    case 'deliveryCredited':
      books.differenceBooks.fold(books.second(time), event, row, a, b);
  }
}

function comeBack(books: OutboundBooks, time: number, row: number, units: number): void {
  books.shipments.flags[row]! |= SHIPMENT_FLAG.returned;
  backInStock(books, time, row, units);
}

/** Units of what its shipment held, at their mean value. */
export function backInStock(
  { shipments, stock }: OutboundBooks,
  time: number,
  row: number,
  units: number,
): void {
  if (row < 0) return;
  const shipped = shipments.units[row]!;
  if (shipped > 0) stock?.change(time, Math.round((shipments.valueMinor[row]! * units) / shipped));
}

export function openClaim(books: OutboundBooks, time: number, key: number, minor: number): void {
  const shipment = books.shipmentRow(key, false);
  if (shipment < 0) return;
  const row = books.claims.add();
  books.claimOf.set(shipment, row);
  books.claims.shipment[row] = shipment;
  books.claims.openedAt[row] = books.second(time);
  books.claims.claimedMinor[row] = minor;
}

function answerClaim(books: OutboundBooks, time: number, shipment: number, minor: number): void {
  const row = books.claimOf.get(shipment);
  if (row === undefined) return;
  books.claims.answeredAt[row] = books.second(time);
  books.claims.creditedMinor[row] = Math.min(minor, books.claims.claimedMinor[row]!);
}
