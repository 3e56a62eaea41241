import { isAbsolute } from 'node:path';
import { LIP_MODEL_PATTERN, lipModelSetting, type LipModelRecord } from '../core/lipModel.js';
import { readSmallText } from '../files/readSmallFile.js';
import { lipModelRecordShape } from '../protocol/lipModelShapes.js';
import { number, object } from '../protocol/shape.js';

export const RECORD_FILE = 'record.json';
const MOST_BYTES = 65_536;

/** A record as it lies on the disk. */
export interface KeptRecord extends LipModelRecord {
  /** When the file that was added was last written, in milliseconds since 1970. */
  readonly changedAt: number;
}

const beyond = object({ changedAt: number });

export function recordText(record: KeptRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/** Undefined where there is none of this model that could be read. Never rejects. */
export async function readRecord(path: string, sha256: string): Promise<KeptRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readSmallText(path, MOST_BYTES));
    for (const shape of [lipModelRecordShape, beyond]) {
      if (shape.problem(value, 'record') !== undefined) return undefined;
    }
    const record = value as KeptRecord;
    const isNamed = new RegExp(LIP_MODEL_PATTERN, 'u').test(lipModelSetting(record));
    return record.sha256 === sha256 && isNamed && isAbsolute(record.file) ? record : undefined;
  } catch {
    return undefined;
  }
}
