// Protocol Buffers' wire format, as far as ONNX files need it: a message is its fields in their order,
// and whatever is not understood is written again as it was read.

/** How a field's value is written: varint, eight bytes, bytes of a told length, four bytes. */
const [VARINT, EIGHT, BYTES, FOUR] = [0, 1, 2, 5];

/**
 * The fields of a message: `{ number, wire, value }`, `value` a BigInt for varints, else a Buffer.
 * @throws Error where the bytes are no message
 */
export function readMessage(bytes) {
  const fields = [];
  const reader = { bytes, at: 0 };
  while (reader.at < bytes.length) {
    const key = Number(readVarint(reader));
    const [number, wire] = [key >>> 3, key & 7];
    fields.push({ number, wire, value: readValue(reader, wire) });
  }
  return fields;
}

function readValue(reader, wire) {
  if (wire === VARINT) return readVarint(reader);
  const fixed = { [EIGHT]: 8, [FOUR]: 4 }[wire];
  if (fixed === undefined && wire !== BYTES) throw new Error(`no wire type ${wire} is known`);
  const length = fixed ?? Number(readVarint(reader));
  const end = reader.at + length;
  if (end > reader.bytes.length) throw new Error('the message ends too early');
  const value = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return value;
}

function readVarint(reader) {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const byte = reader.bytes[reader.at++];
    if (byte === undefined) throw new Error('the message ends too early');
    value |= BigInt(byte & 127) << shift;
    if (byte < 128) return BigInt.asUintN(64, value);
  }
}

/** The bytes of a message of such fields. */
export function writeMessage(fields) {
  return Buffer.concat(
    fields.flatMap(({ number, wire, value }) => {
      const key = varint(BigInt((number << 3) | wire));
      if (wire === VARINT) return [key, varint(value)];
      return wire === BYTES ? [key, varint(BigInt(value.length)), value] : [key, value];
    }),
  );
}

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

export const integerField = (number, value) => ({ number, wire: VARINT, value: BigInt(value) });
export const bytesField = (number, value) => ({ number, wire: BYTES, value: Buffer.from(value) });

/** All values of one field, in their order. */
export function valuesOf(fields, number) {
  return fields.filter((field) => field.number === number).map(({ value }) => value);
}

/** The text of a field, the empty one where it is absent. */
export function textOf(fields, number) {
  return valuesOf(fields, number).at(-1)?.toString('utf8') ?? '';
}

/** The integers of a repeated field, whether packed together or one by one. */
export function integersOf(fields, number) {
  return fields
    .filter((field) => field.number === number)
    .flatMap(({ wire, value }) => (wire === VARINT ? [value] : unpack(value)))
    .map((value) => Number(BigInt.asIntN(64, value)));
}

function unpack(bytes) {
  const reader = { bytes, at: 0 };
  const values = [];
  while (reader.at < bytes.length) values.push(readVarint(reader));
  return values;
}
