import { languageName } from './languageTag.js';

/** By the language alone, but where a country or a script makes it another text. */
const SENTENCES: Readonly<Record<string, string>> = {
  ar: 'مرحبا، هذا هو صوتي.',
  bg: 'Здравейте, това е моят глас.',
  ca: 'Hola, aquesta és la meva veu.',
  cs: 'Dobrý den, takhle zní můj hlas.',
  da: 'Hej, sådan lyder min stemme.',
  de: 'Guten Tag, so klingt meine Stimme.',
  el: 'Γεια σας, αυτή είναι η φωνή μου.',
  en: 'Hello, this is what my voice sounds like.',
  es: 'Hola, así suena mi voz.',
  fi: 'Hei, tältä ääneni kuulostaa.',
  fr: 'Bonjour, voici ma voix.',
  he: 'שלום, זה הקול שלי.',
  hi: 'नमस्ते, यह मेरी आवाज़ है।',
  hr: 'Dobar dan, ovako zvuči moj glas.',
  hu: 'Jó napot, így szól a hangom.',
  id: 'Halo, seperti inilah suara saya.',
  it: 'Buongiorno, questa è la mia voce.',
  ja: 'こんにちは、これが私の声です。',
  ko: '안녕하세요, 제 목소리입니다.',
  ms: 'Helo, inilah suara saya.',
  nb: 'Hei, slik høres stemmen min ut.',
  nl: 'Hallo, zo klinkt mijn stem.',
  no: 'Hei, slik høres stemmen min ut.',
  pl: 'Dzień dobry, tak brzmi mój głos.',
  pt: 'Olá, esta é a minha voz.',
  ro: 'Bună ziua, aceasta este vocea mea.',
  ru: 'Здравствуйте, так звучит мой голос.',
  sk: 'Dobrý deň, takto znie môj hlas.',
  sv: 'Hej, så här låter min röst.',
  th: 'สวัสดี นี่คือเสียงของฉัน',
  tr: 'Merhaba, sesim böyle duyuluyor.',
  uk: 'Вітаю, так звучить мій голос.',
  vi: 'Xin chào, đây là giọng nói của tôi.',
  yue: '你好，呢個就係我把聲。',
  zh: '你好，这就是我的声音。',
  'zh-Hant': '你好，這就是我的聲音。',
};

/** What to hear a voice by: a sentence of its language, else the language's name in itself. */
export function sampleSentence(language: string): string {
  const known = sentenceOf(language);
  if (known !== undefined) return known;
  const name = languageName(language, language);
  // A system that does not know the language gives its tag or an English name back.
  return language === '' || name === language ? SENTENCES['en'] : name;
}

function sentenceOf(language: string): string | undefined {
  const [tongue, ...rest] = language.split('-');
  const traditional = rest.some((part) => ['TW', 'HK', 'MO', 'Hant'].includes(part));
  if (tongue === 'zh' && traditional) return SENTENCES['zh-Hant'];
  return Object.hasOwn(SENTENCES, tongue) ? SENTENCES[tongue] : undefined;
}
