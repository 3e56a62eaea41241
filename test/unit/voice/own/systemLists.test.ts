import { describe, expect, it } from 'vitest';
import {
  espeakArguments,
  parseEspeakVersion,
  parseEspeakVoices,
} from '../../../../src/voice/own/espeak.js';
import { parseSayVoices, sayArguments } from '../../../../src/voice/own/macSay.js';
import { systemVoiceIds, systemVoices } from '../../../../src/voice/own/voiceSource.js';
import { parseWindowsVoices, windowsRate } from '../../../../src/voice/own/windowsSpeech.js';

/** Lines as eSpeak NG 1.51 wrote them. */
const ESPEAK_NG = `Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  chr-US-Qaaa-x-west --/M      Cherokee_          iro/chr              
 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn              (zh-cmn 5)(zh 5)
 2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)
 5  en-us-nyc       --/M      English_(America,_New_York_City) gmw/en-US-nyc        
 5  eu              --/M      Basque             eu                   
 5  mi              --/M      Māori             poz/mi               
 5  yue             --/M      Chinese_(Cantonese) sit/yue              (zh-yue 5)(zh 8)
`;

/** Lines as eSpeak 1.48.15 wrote them. */
const ESPEAK = `Pty Language Age/Gender VoiceName          File          Other Languages
 5  af             M  afrikaans            other/af      
 5  bg             -  bulgarian            europe/bg     
 2  en-gb          M  english              en            (en-uk 2)(en 2)
`;

describe('the list of espeak', () => {
  it('is read as version 1.51 of eSpeak NG writes it', () => {
    const voices = parseEspeakVoices(ESPEAK_NG);
    expect(voices.map(({ name, language, handle }) => [name, language, handle])).toEqual([
      ['Cherokee', 'chr-US', 'iro/chr'],
      ['Chinese (Mandarin, latin as English)', 'zh', 'sit/cmn'],
      ['English (Great Britain)', 'en-GB', 'gmw/en'],
      ['English (America, New York City)', 'en-US', 'gmw/en-US-nyc'],
      ['Basque', 'eu', 'eu'],
      ['Māori', 'mi', 'poz/mi'],
      ['Chinese (Cantonese)', 'yue', 'sit/yue'],
    ]);
    expect(voices.every(({ gender }) => gender === 'male')).toBe(true);
  });

  it('is read as the older eSpeak writes it', () => {
    expect(parseEspeakVoices(ESPEAK)).toEqual([
      { name: 'afrikaans', language: 'af', handle: 'other/af', gender: 'male' },
      { name: 'bulgarian', language: 'bg', handle: 'europe/bg' },
      { name: 'english', language: 'en-GB', handle: 'en', gender: 'male' },
    ]);
  });

  it('is empty of anything else', () => {
    for (const text of ['', 'Error: no data', '\n\n', '5', ' 5 en']) {
      expect(parseEspeakVoices(text)).toEqual([]);
    }
  });

  it('comes with a version', () => {
    const ng =
      'eSpeak NG text-to-speech: 1.51  Data at: /usr/lib/x86_64-linux-gnu/espeak-ng-data\n';
    const old = 'eSpeak text-to-speech: 1.48.15  16.Apr.15  Data at: /usr/lib/espeak-data\n';
    expect([ng, old, 'ls (GNU coreutils) 9.1'].map(parseEspeakVersion)).toEqual([
      '1.51',
      '1.48.15',
      undefined,
    ]);
  });
});

/** As Apple's documents and people's lists of macOS 12 to 15 show it. */
const SAY = `Agnes               en_US    # Isn't it nice to have a computer that will talk to me?
Bad News            en_US    # The light you see at the end of the tunnel is the headlamp of a fast approaching train.
Eddy (English (UK)) en_GB    # Hello! My name is Eddy.
Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.
Fiona               en-scotland # Hello, my name is Fiona. I am a Scottish-English voice.
Majed               ar_001    # مرحبًا! اسمي ماجد.
Tingting            zh_CN    # 你好！我叫婷婷。 # 1
Samantha (Enhanced) en_US    # Hello! My name is Samantha.
`;

describe('the list of say', () => {
  it('is read with names that hold spaces and brackets', () => {
    expect(parseSayVoices(SAY).map(({ handle, language }) => [handle, language])).toEqual([
      ['Agnes', 'en-US'],
      ['Bad News', 'en-US'],
      ['Eddy (English (UK))', 'en-GB'],
      ['Eddy (German (Germany))', 'de-DE'],
      ['Fiona', 'en-scotland'],
      ['Majed', 'ar-001'],
      ['Tingting', 'zh-CN'],
      ['Samantha (Enhanced)', 'en-US'],
    ]);
    expect(parseSayVoices('say: no voices\n')).toEqual([]);
  });
});

describe('the list of Windows', () => {
  const list = (voices: unknown) => JSON.stringify({ system: '10.0.22631.0', voices });
  const zira = {
    name: 'Microsoft Zira Desktop',
    language: 'en-US',
    gender: 'Female',
    version: '11.0',
  };

  it('is read with the versions that count', () => {
    const huihui = { ...zira, name: 'Microsoft Huihui Desktop', language: 'zh-CN' };
    expect(parseWindowsVoices(`\ufeff${list([zira, huihui])}\r\n`)).toEqual([
      {
        name: 'Microsoft Zira Desktop',
        handle: 'Microsoft Zira Desktop',
        language: 'en-US',
        gender: 'female',
        release: 'Windows 10.0.22631.0 11.0',
      },
      expect.objectContaining({ handle: 'Microsoft Huihui Desktop', language: 'zh-CN' }),
    ]);
  });

  it('may hold one voice, none, or one of which little is known', () => {
    expect(parseWindowsVoices(list(zira))).toHaveLength(1);
    expect(parseWindowsVoices(list([]))).toEqual([]);
    expect(parseWindowsVoices(list(null))).toEqual([]);
    const [bare] = parseWindowsVoices(list([{ name: 'X', language: '', gender: 'NotSet' }]));
    expect(bare).toEqual({ name: 'X', handle: 'X', language: '', release: 'Windows 10.0.22631.0' });
  });
});

describe('ids', () => {
  const voice = (name: string, language: string) => ({ name, language, handle: name });

  it('tell voices of one name by their language, and list nothing twice', () => {
    const listed = [voice('Anna', 'de-DE'), voice('Eddy', 'en-US'), voice('Eddy', 'de-DE')];
    const ids = systemVoiceIds([...listed, voice('Anna', 'de-DE')]);
    expect([...ids.keys()]).toEqual(['system:Anna', 'system:Eddy (en-US)', 'system:Eddy (de-DE)']);
    expect(systemVoices(ids)[0]).toEqual({
      id: 'system:Anna',
      kind: 'system',
      name: 'Anna',
      language: 'de-DE',
    });
  });

  it('do not depend on the order of the list', () => {
    const listed = parseEspeakVoices(ESPEAK_NG);
    const ids = [...systemVoiceIds(listed).keys()].toSorted();
    expect([...systemVoiceIds(listed.toReversed()).keys()].toSorted()).toEqual(ids);
  });
});

describe('what programs are told', () => {
  it('is never the text', () => {
    expect(espeakArguments('gmw/en', 2, '/t/sound.wav')).toEqual(
      ['-v', 'gmw/en', '-s', '350', '-b', '1', '-w', '/t/sound.wav', '--stdin'], // prettier-ignore
    );
    const format = ['--file-format=WAVE', '--data-format=LEI16@22050', '-f', '-'];
    const [voice, file] = [
      ['-v', 'Anna'],
      ['-o', '/t/sound.wav'],
    ];
    expect(sayArguments('Anna', 1, '/t/sound.wav')).toEqual([...voice, ...file, ...format]);
    expect(sayArguments('Anna', 0.5, '/t/sound.wav')).toEqual(
      [...voice, '-r', '88', ...file, ...format], // prettier-ignore
    );
  });

  it('is a pace that Windows has', () => {
    expect([0.5, 1, 1.5, 2, 9].map(windowsRate)).toEqual([-6, 0, 4, 6, 10]);
  });
});
