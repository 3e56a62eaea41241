// Imported first of all: an older Node may not even load what comes after.
import { HeygemError } from '../core/errors.js';
import { isFitNode, OLDEST_NODE } from '../core/oldestNode.js';
import { EXIT } from './exitCodes.js';
import { tell } from './tell.js';

const { node: version } = process.versions;

if (!isFitNode(version)) {
  const tooOld = new HeygemError('node-too-old', { version, oldest: OLDEST_NODE });
  tell(tooOld.toFailure(), { json: process.argv.includes('--json') });
  process.exit(EXIT.failed);
}
