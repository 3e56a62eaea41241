/** What the page says where one thing leads to the next. */
export const journeyaTextsEn = {
  'older-kept': 'The result from before is kept.',
} as const;

export const journeyaTextsZh: Readonly<Record<keyof typeof journeyaTextsEn, string>> = {
  'older-kept': '之前的成片仍保留。',
};
