/** Who answers for a KPI. */

export const SERVICE = 'customer service';
export const PLANNING = 'order planning';
export const WAREHOUSE = 'warehouse';
export const TRANSPORT = 'transport planning';
export const CARRIERS = 'carrier management';
export const AUDIT = 'freight audit';
export const FINANCE = 'finance';
export const CONTROL = 'control tower';
export const IT = 'IT operations';
