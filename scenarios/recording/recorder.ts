// temporary stand-in
export type Recorder = any;
const no = () => {};
export const nullRecorder: any = {
  input: no,
  event: no,
  message: no,
  decision: no,
  task: no,
  ledger: no,
  business: no,
  kpi: no,
  audit: no,
  fault: no,
  checkpoint: no,
};
