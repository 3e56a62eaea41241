// Two small changes that make a build of ffmpeg for Linux run from any folder, on machines that lack the
// libraries of its devices (docs/decisions/0003). 64 bits, little-endian; offsets are the ELF standard's.

const PROGRAM_HEADER = 56;
const SECTION = { load: 1, dynamic: 2, stack: 0x6474e551 };
const TAG = {
  ...{ strings: 5, symbols: 6, stringsSize: 10, symbolSize: 11, rpath: 15, runpath: 29 },
  ...{ symbolVersions: 0x6ffffff0, definitions: 0x6ffffffc, definitionCount: 0x6ffffffd },
};
/** Bytes of the definition of one version of symbols. */
const DEFINITION = 28;
const MACHINES = { x64: 62, arm64: 183 };

/**
 * Makes a program's search path hold for the libraries of its libraries as well: DT_RUNPATH becomes
 * DT_RPATH, which differs in nothing else. Changes one byte of `program`.
 * @throws Error where there is none
 */
export function shareSearchPath(program) {
  const headers = Number(program.readBigUInt64LE(32));
  for (let each = 0; each < program.readUInt16LE(56); each += 1) {
    const header = headers + each * PROGRAM_HEADER;
    if (program.readUInt32LE(header) !== SECTION.dynamic) continue;
    const start = Number(program.readBigUInt64LE(header + 8));
    const end = start + Number(program.readBigUInt64LE(header + 32));
    for (let entry = start; entry < end; entry += 16) {
      if (program.readBigUInt64LE(entry) !== BigInt(TAG.runpath)) continue;
      program.writeBigUInt64LE(BigInt(TAG.rpath), entry);
      return;
    }
  }
  throw new Error('the program has no DT_RUNPATH');
}

/**
 * A library with nothing in it, for the place of one that is asked for and whose functions are never
 * called: the libraries of ffmpeg's devices look for a function when it is first called.
 * @param versions the versions of symbols that are asked of it, without which the loader warns
 */
export function emptyLibrary(arch, versions) {
  const names = Buffer.from(`\0${versions.map((name) => `${name}\0`).join('')}`);
  const dynamic = 64 + 3 * PROGRAM_HEADER;
  const symbols = dynamic + 8 * 16; // seven entries and the end
  const definitions = symbols + 24;
  const strings = definitions + versions.length * DEFINITION;
  const size = strings + names.length;
  const library = Buffer.alloc(size);
  library.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  library.writeUInt16LE(3, 16); // a shared object
  library.writeUInt16LE(MACHINES[arch], 18);
  library.writeUInt32LE(1, 20);
  library.writeBigUInt64LE(64n, 32);
  [64, PROGRAM_HEADER, 3, 64].forEach((value, at) => library.writeUInt16LE(value, 52 + 2 * at));
  // Loaded as data that may be written, since the loader notes addresses in the table; a stack that is
  // not named is made executable.
  writeHeader(library, 64, { type: SECTION.load, offset: 0, size, align: 0x10000 });
  const table = { type: SECTION.dynamic, offset: dynamic, size: symbols - dynamic, align: 8 };
  writeHeader(library, 64 + PROGRAM_HEADER, table);
  const stack = { type: SECTION.stack, offset: 0, size: 0, align: 16 };
  writeHeader(library, 64 + 2 * PROGRAM_HEADER, stack);
  const entries = [
    [TAG.strings, strings],
    [TAG.symbols, symbols],
    [TAG.stringsSize, names.length],
    [TAG.symbolSize, 24],
    ...(versions.length === 0
      ? []
      : [
          [TAG.symbolVersions, symbols],
          [TAG.definitions, definitions],
          [TAG.definitionCount, versions.length],
        ]),
  ];
  entries.flat().forEach((value, at) => library.writeBigUInt64LE(BigInt(value), dynamic + 8 * at));
  names.copy(library, strings);
  versions.forEach((name, at) => {
    const isLast = at === versions.length - 1;
    const place = { at: definitions + at * DEFINITION, name: names.indexOf(`\0${name}\0`) + 1 };
    writeDefinition(library, { ...place, number: at + 2, hash: hashOf(name), isLast });
  });
  return library;
}

/** An Elf64_Verdef with its one Elf64_Verdaux. */
function writeDefinition(library, { at, name, number, hash, isLast }) {
  [1, 0, number, 1].forEach((value, field) => library.writeUInt16LE(value, at + 2 * field));
  [hash, 20, isLast ? 0 : DEFINITION, name, 0].forEach((value, field) =>
    library.writeUInt32LE(value, at + 8 + 4 * field),
  );
}

/** The hash function of the ELF standard. */
function hashOf(name) {
  let hash = 0;
  for (const byte of Buffer.from(name)) {
    hash = ((hash << 4) + byte) >>> 0;
    const top = hash & 0xf0000000;
    hash = ((hash ^ (top >>> 24)) & ~top) >>> 0;
  }
  return hash;
}

function writeHeader(library, at, { type, offset, size, align }) {
  library.writeUInt32LE(type, at);
  library.writeUInt32LE(6, at + 4); // may be read and written
  [offset, offset, offset, size, size, align].forEach((value, field) =>
    library.writeBigUInt64LE(BigInt(value), at + 8 + 8 * field),
  );
}
