/** A data set of three orders in the layout of Brunel's: what its reader and the command line are shown on. */
export const BRUNEL_ORDER_HEADER =
  'Order ID,Order Date,Origin Port,Carrier,TPT,Service Level,Ship ahead day count,Ship Late Day count,Customer,Product ID,Plant Code,Destination Port,Unit quantity,Weight';

/** By file name. */
export const BRUNEL_FILES: Readonly<Record<string, string>> = {
  'brunel_OrderList.csv': [
    BRUNEL_ORDER_HEADER,
    '1.0,5/26/13,PORT-A,FAST,1,DTD,0,0,C1,P1,PLANT-1,PORT-Z,10,2.5',
    '2.0,5/26/13,PORT-A,FAST,1,DTD,0,2,C2,P1,PLANT-1,PORT-Z,20,7.5',
    '3.0,5/26/13,PORT-A,OWN,1,CRF,0,0,C1,P2,PLANT-1,PORT-Z,5,1',
  ].join('\n'),
  'brunel_FreightRates.csv': [
    'Carrier,orig_port_cd,dest_port_cd,minm_wgh_qty,max_wgh_qty,svc_cd,minimum cost,rate,mode_dsc,tpt_day_cnt,Carrier type',
    'FAST,PORT-A,PORT-Z,0,5,DTD,$ 4.00,$ 1.00,AIR   ,1,V1',
    'FAST,PORT-A,PORT-Z,0,5,DTD,$ 5.00,$ 1.00,AIR   ,1,V1',
    'SLOW,PORT-A,PORT-Z,0,50,DTP,$ 1.00,$ 0.10,GROUND,4,V2',
  ].join('\n'),
  'brunel_PlantPorts.csv': 'Plant Code,Port\nPLANT-1,PORT-A\n',
  'brunel_ProductsPerPlant.csv': 'Plant Code,Product ID\nPLANT-1,P1\nPLANT-1,P2\nPLANT-9,P1\n',
  'brunel_VmiCustomers.csv': 'Plant Code,Customers\nPLANT-1,C1\nPLANT-1,C2\n',
  'brunel_WhCapacities.csv': 'Plant ID,Daily Capacity \nPLANT-1,2\n',
  'brunel_WhCosts.csv': 'WH,Cost/unit\nPLANT-1,$ 0.50\n',
};
