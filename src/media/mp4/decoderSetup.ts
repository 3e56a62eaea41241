import { findBox, Mp4Error, parseBoxes, payloadAt, type Mp4Branch } from './box.js';
import { trackKind } from './tracks.js';

/** Bytes of a sample description's head, and of a picture's sample entry before the boxes in it. */
const DESCRIPTION_HEAD = 8;
const ENTRY_HEAD = 8 + 78;

/**
 * What an H.264 decoder must know before the first frame: the `avcC` record of a movie's picture, with the
 * parameter sets in it. ISO/IEC 14496-15, 5.3.3.
 * @throws Mp4Error where there is no such picture
 */
export function decoderSetup(moov: Mp4Branch): Buffer {
  const picture = moov.children.find((box) => box.type === 'trak' && trackKind(box) === 'picture');
  if (picture === undefined) throw new Mp4Error('no picture');
  const entry = payloadAt(picture, ['mdia', 'minf', 'stbl', 'stsd'], DESCRIPTION_HEAD + ENTRY_HEAD);
  const inside = parseBoxes(
    entry.subarray(DESCRIPTION_HEAD + ENTRY_HEAD, DESCRIPTION_HEAD + entry.readUInt32BE(8)),
  );
  const setup = findBox({ type: 'stsd', children: inside }, 'avcC');
  if (setup === undefined || !('payload' in setup)) throw new Mp4Error('no H.264 picture');
  return setup.payload;
}
