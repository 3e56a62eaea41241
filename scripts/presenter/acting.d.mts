/** What the presenter does at a time in seconds: only what the bench holds its scorer against. */
export function actingAt(time: number): { readonly face: { readonly open: number } };
