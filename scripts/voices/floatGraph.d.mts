export function floatGraph(bytes: Buffer, durations: string): Buffer;
