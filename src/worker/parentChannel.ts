import type { Channel } from '../protocol/rpc.js';

/** The IPC channel to the process that started this one. */
export function parentChannel(): Channel {
  return {
    send(message) {
      // A parent that is gone hears nothing; the `disconnect` event ends this process.
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage(listener) {
      process.removeAllListeners('message');
      process.on('message', listener);
    },
  };
}
