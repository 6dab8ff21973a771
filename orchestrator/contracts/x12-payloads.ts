/**
 * What the X12 004010 transaction sets between the core and carriers carry, set by set. Shapes only: the core's codec
 * and the mocks' codec are two programs that meet here.
 *
 * 1. A payload holds only what the format can carry: `decode(encode(x))` is `x`.
 * 2. Text is printable Latin-1 without the delimiters `*`, `~`, `>`, and without blanks at its end. Absent is `null`,
 *    never an empty string.
 * 3. A number with implied decimals is an integer: `...Minor` counts hundredths (N2), the rest is whole (N0). A number
 *    with a written decimal point (R) stays text, as the format has it: `"5472.0"`.
 * 4. Dates are `CCYYMMDD`; times `HHMM`, `HHMMSS` or `HHMMSSDD`, in the zone that the time code beside them names.
 * 5. Codes stay raw: a code nobody knows is carried like any other.
 */

/** L11: business instructions and reference number. */
export interface X12Reference {
  readonly value: string | null;
  readonly qualifier: string | null;
  readonly description: string | null;
}

/** N9: reference identification. */
export interface X12Identification {
  readonly qualifier: string;
  readonly value: string | null;
  readonly description: string | null;
}

/** G62: date and time. `dateQualifier` 64 = must respond by. */
export interface X12DateTime {
  readonly dateQualifier: string | null;
  readonly date: string | null;
  readonly timeQualifier: string | null;
  readonly time: string | null;
  readonly timeCode: string | null;
}

/** MS3: interline information, which is where the mode of transport stands. */
export interface X12Route {
  readonly scac: string;
  readonly routing: string | null;
  readonly city: string | null;
  readonly method: string | null;
  readonly state: string | null;
}

/** NTE: free text. */
export interface X12Note {
  readonly reference: string | null;
  readonly text: string;
}

/** N1. */
export interface X12Name {
  readonly entity: string;
  readonly name: string | null;
  readonly idQualifier: string | null;
  readonly id: string | null;
}

/** N3. */
export interface X12Address {
  readonly line1: string;
  readonly line2: string | null;
}

/** N4. */
export interface X12Place {
  readonly city: string | null;
  readonly state: string | null;
  readonly postal: string | null;
  readonly country: string | null;
}

/** G61. */
export interface X12Contact {
  readonly function: string;
  readonly name: string;
  readonly numberQualifier: string | null;
  readonly number: string | null;
}

/** N1 loop. */
export interface X12Party {
  readonly name: X12Name;
  readonly addresses: readonly X12Address[];
  readonly place: X12Place | null;
  readonly contacts: readonly X12Contact[];
}

/** N7. */
export interface X12Equipment {
  readonly initial: string | null;
  readonly number: string;
  readonly description: string | null;
}

/** AT8: weight, packaging and quantity. */
export interface X12Weight {
  readonly qualifier: string | null;
  readonly unit: string | null;
  readonly weight: string | null;
  readonly ladingQuantity: number | null;
  readonly ladingQuantity2: number | null;
}

/** L5: description, marks and numbers. */
export interface X12Lading {
  readonly lineItem: number | null;
  readonly description: string | null;
  readonly commodity: string | null;
  readonly commodityQualifier: string | null;
  readonly packaging: string | null;
}

/** L3: total weight and charges. */
export interface X12Total {
  readonly weight: string | null;
  readonly weightQualifier: string | null;
  readonly rate: string | null;
  readonly rateQualifier: string | null;
  readonly chargeMinor: number | null;
  readonly ladingQuantity: number | null;
  readonly weightUnit: string | null;
}

/** LH1 loop: one dangerous substance. */
export interface X12Hazard {
  readonly material: {
    readonly unit: string;
    readonly quantity: number;
    readonly unNumber: string | null;
    readonly packingGroup: string | null;
  };
  readonly classes: readonly { readonly hazardClass: string; readonly qualifier: string }[];
  readonly names: readonly { readonly name: string; readonly qualifier: string | null }[];
}

/** L5 loop of a stop. */
export interface X12StopLading {
  readonly lading: X12Lading;
  readonly weight: X12Weight | null;
  readonly hazardous: readonly {
    readonly contact: X12Contact;
    readonly references: readonly X12Reference[];
    readonly hazards: readonly X12Hazard[];
  }[];
}

/** OID. */
export interface X12OrderLine {
  readonly reference: string | null;
  readonly purchaseOrder: string | null;
  readonly unit: string | null;
  readonly quantity: string | null;
  readonly weightUnit: string | null;
  readonly weight: string | null;
}

/** S5 loop. */
export interface X12Stop {
  readonly stop: {
    readonly sequence: number;
    readonly reason: string;
    readonly weight: string | null;
    readonly weightUnit: string | null;
    readonly units: string | null;
    readonly unit: string | null;
  };
  readonly references: readonly X12Reference[];
  readonly dates: readonly X12DateTime[];
  readonly weight: X12Weight | null;
  readonly notes: readonly X12Note[];
  readonly parties: readonly X12Party[];
  readonly ladings: readonly X12StopLading[];
  readonly orders: readonly { readonly order: X12OrderLine }[];
}

/** 204: motor carrier load tender. */
export interface X12LoadTender {
  readonly shipment: {
    readonly scac: string | null;
    readonly shipmentId: string | null;
    readonly payment: string;
  };
  readonly purpose: { readonly code: string; readonly application: string | null };
  readonly references: readonly X12Reference[];
  readonly dates: readonly X12DateTime[];
  readonly routes: readonly X12Route[];
  readonly notes: readonly X12Note[];
  readonly parties: readonly X12Party[];
  readonly equipment: readonly { readonly unit: X12Equipment }[];
  readonly stops: readonly X12Stop[];
  readonly total: X12Total | null;
}

/** 990: response to a load tender. */
export interface X12TenderResponse {
  readonly answer: {
    readonly scac: string | null;
    readonly shipmentId: string;
    readonly date: string | null;
    readonly action: string | null;
  };
  readonly identifications: readonly X12Identification[];
  /** L9: charge detail, of a counter-offer also the detention rate (DTL). The amount has a written decimal point. */
  readonly charges: readonly { readonly code: string; readonly amount: string }[];
  /** V9: event detail, which is where a reason for declining stands, and the free time of a counter-offer. */
  readonly events: readonly {
    readonly code: string;
    readonly description: string | null;
    readonly date: string | null;
    readonly time: string | null;
    readonly reason: string | null;
  }[];
  /** K1. */
  readonly remarks: readonly { readonly message1: string; readonly message2: string | null }[];
}

/** AT7 loop of a 214. `status` and `appointment` exclude each other. */
export interface X12StatusDetail {
  readonly status: {
    readonly status: string | null;
    readonly reason: string | null;
    readonly appointment: string | null;
    readonly appointmentReason: string | null;
    readonly date: string | null;
    readonly time: string | null;
    readonly timeCode: string | null;
  };
  /** MS1. */
  readonly place: {
    readonly city: string | null;
    readonly state: string | null;
    readonly country: string | null;
  } | null;
  /** MS2. */
  readonly equipment: {
    readonly scac: string | null;
    readonly number: string | null;
    readonly description: string | null;
  } | null;
}

/** Q7: lading exception, in which way units differ from what was shipped, and how many. */
export interface X12LadingException {
  readonly code: string;
  readonly packaging: string | null;
  readonly quantity: number | null;
}

/** LX loop of a 214. */
export interface X12StatusLine {
  readonly line: { readonly number: number };
  readonly statuses: readonly X12StatusDetail[];
  readonly references: readonly X12Reference[];
  readonly exceptions: readonly X12LadingException[];
  readonly weights: readonly X12Weight[];
}

/** 214: shipment status. */
export interface X12ShipmentStatus {
  readonly shipment: {
    readonly carrierReference: string | null;
    readonly shipmentId: string | null;
    readonly scac: string;
  };
  readonly references: readonly X12Reference[];
  readonly parties: readonly X12Party[];
  readonly routes: readonly X12Route[];
  readonly lines: readonly X12StatusLine[];
}

/** LX loop of a 210. */
export interface X12InvoiceLine {
  readonly line: { readonly number: number };
  readonly identifications: readonly X12Identification[];
  readonly ladings: readonly X12Lading[];
  /** L0. */
  readonly quantities: readonly {
    readonly lineItem: number | null;
    readonly weight: string | null;
    readonly weightQualifier: string | null;
    readonly ladingQuantity: number | null;
    readonly packaging: string | null;
    readonly weightUnit: string | null;
  }[];
  /** L1. */
  readonly charges: readonly {
    readonly lineItem: number | null;
    readonly rate: string | null;
    readonly rateQualifier: string | null;
    readonly chargeMinor: number | null;
    readonly code: string | null;
    readonly description: string | null;
  }[];
}

/** 210: freight details and invoice. */
export interface X12FreightInvoice {
  readonly invoice: {
    readonly invoiceNo: string;
    readonly shipmentId: string | null;
    readonly payment: string;
    readonly date: string;
    readonly netAmountDueMinor: number;
    readonly correction: string | null;
    readonly deliveryDate: string | null;
    readonly deliveryQualifier: string | null;
    readonly scac: string | null;
  };
  readonly currency: { readonly code: string } | null;
  readonly identifications: readonly X12Identification[];
  readonly dates: readonly X12DateTime[];
  readonly parties: readonly X12Party[];
  readonly lines: readonly X12InvoiceLine[];
  readonly total: X12Total | null;
}

/** AK3 loop: one segment in error. */
export interface X12SegmentError {
  readonly segment: {
    readonly id: string;
    /** In the set; ST is 1. */
    readonly position: number;
    readonly loop: string | null;
    readonly code: string | null;
  };
  /** AK4. */
  readonly elements: readonly {
    readonly position: number;
    readonly component: number | null;
    readonly reference: number | null;
    readonly code: string;
    readonly copy: string | null;
  }[];
}

/** AK2 loop: one set of the acknowledged group. */
export interface X12SetAcknowledgement {
  readonly set: { readonly id: string; readonly control: string };
  readonly errors: readonly X12SegmentError[];
  readonly outcome: { readonly code: string; readonly error1: string | null; readonly error2: string | null };
}

/** 997: functional acknowledgement of one group. */
export interface X12Acknowledgement {
  readonly group: { readonly functionalId: string; readonly control: number };
  readonly sets: readonly X12SetAcknowledgement[];
  readonly outcome: {
    readonly code: string;
    readonly included: number;
    readonly received: number;
    readonly accepted: number;
    readonly error1: string | null;
    readonly error2: string | null;
  };
}

/** Payload by transaction set. */
export interface X12Payloads {
  readonly '204': X12LoadTender;
  readonly '990': X12TenderResponse;
  readonly '214': X12ShipmentStatus;
  readonly '210': X12FreightInvoice;
  readonly '997': X12Acknowledgement;
}
