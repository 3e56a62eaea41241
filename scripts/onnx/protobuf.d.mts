export interface Field {
  readonly number: number;
  readonly wire: number;
  readonly value: bigint | Buffer;
}

export function readMessage(bytes: Buffer): Field[];
export function writeMessage(fields: readonly Field[]): Buffer;
export function integerField(number: number, value: number | bigint): Field;
export function bytesField(number: number, value: string | Uint8Array): Field;
