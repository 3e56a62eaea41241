/** Branded ids: a string that came from one kind of thing cannot be passed where another is meant. */
declare const brand: unique symbol;
type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type AudioId = Id<'audio'>;
export type VideoId = Id<'video'>;
/** `${VideoId}+${AudioId}`: a pair has no identity beyond what it joins. */
export type PairId = Id<'pair'>;
export type JobId = Id<'job'>;
/** Lower-case hex sha256 over everything that decides an output's content. */
export type Fingerprint = Id<'fingerprint'>;
