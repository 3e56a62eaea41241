/**
 * What must stand in the environment of every process that loads onnxruntime, before it is loaded.
 *
 * Its official builds since 1.29 carry telemetry that is on by default: at load they make a device id
 * and a database of events in a folder of the person's and look up their maker's collector. By its
 * Privacy.md this variable keeps all of that from being created; its API can only do so afterwards,
 * when the first event is out. On Windows the library hands its events to the system's own tracing
 * (ETW) instead, opens no connection of its own, and does not heed the variable.
 */
export const RUNTIME_ENVIRONMENT: Readonly<Record<string, string>> = { ORT_DISABLE_TELEMETRY: '1' };
