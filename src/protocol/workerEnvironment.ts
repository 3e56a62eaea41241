/** `1` when the worker leads a process group of its own, so that it may signal the whole group. */
export const OWN_GROUP_VARIABLE = 'HEYGEM_WORKER_OWN_GROUP';
