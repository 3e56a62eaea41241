import { constants } from 'node:fs';

/**
 * To open what others may have put somewhere: a named pipe that nobody writes to would else be waited for.
 * Windows has no such flag, nor pipes and devices among its files.
 */
export const READ_FLAGS =
  constants.O_RDONLY | ((constants as { readonly O_NONBLOCK?: number }).O_NONBLOCK ?? 0);
