/** What this program calls itself, in every language. */
export const PRODUCT_NAME = 'HeyGem Studio';
