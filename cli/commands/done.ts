/** Is told the exit code of the command that was typed. */
export type Done = (code: number) => void;
