/** Which English is spoken: American or British. */
export type Accent = 'us' | 'gb';
