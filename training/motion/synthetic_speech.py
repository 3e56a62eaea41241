"""Speech in many languages whose phonemes are known to the millisecond, from the espeak-ng library.

Needs libespeak-ng 1.51. Random syllables in each language's own script, spoken by random voice variants,
speeds and pitches. Training uses only what some phonemes ask of the lips; nothing of the voices ships.
"""

import ctypes
from dataclasses import dataclass

import numpy as np
from scipy.signal import resample_poly

from .augment import other_voice
from .hearing import Hearing
from .mel import RATE
from .whisper_mel import FEATURE_RATE

ROMAN = ["ba", "pe", "mi", "fo", "va", "tu", "da", "ne", "so", "zi", "la", "ri", "ka", "go", "cha", "sha", "wa",
         "yo", "bra", "plo", "mu", "pam", "bob", "fim", "tep", "ge", "ou", "ei", "an", "or", "spa", "ste", "thi"]  # fmt: skip
HANZI = "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏爸妈波婆摸佛飞服"
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわがぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽん"
ARABIC = "با مي فو تا دي نو سا شي لا رو كا مو بي وا يا حا عا قو جي زا من بل فم".split()
CYRILLIC = "ба пе ми фо ва ту да не со зи ла ри ка го ша ча мы пю".split()
LANGUAGES = {"en-us": ROMAN, "en": ROMAN, "fr": ROMAN, "de": ROMAN, "es": ROMAN, "it": ROMAN, "pt": ROMAN,
             "cmn": list(HANZI), "ja": list(KANA), "ar": ARABIC, "ru": CYRILLIC}  # fmt: skip
VOICES = ["", "+m1", "+m2", "+m3", "+m4", "+m5", "+m6", "+m7", "+f1", "+f2", "+f3", "+f4", "+f5", "+klatt",
          "+klatt2", "+klatt3", "+Andy", "+Annie", "+Denis", "+Linda", "+Michael", "+linda", "+steph", "+shelby"]  # fmt: skip
OTHER_VOICES = ["+Alex", "+Gene", "+Lee", "+anika", "+Nguyen", "+Mario", "+caleb", "+belinda", "+victor"]

# Kinds of mouth shape, by IPA letter; the first match of a phoneme's letters wins.
KINDS = ["pbmɓ", "fvɱʋ", "θð", "ʃʒɕʑʂʐ", "wʍɥ", "uʊyʏø", "oɔɒœ", "aæɑɐäɛ", "ʌəɜɚɨɪeɘɤ", "ij",
         "rɹɾʁʀɻ", "tdnszlɫɬ", "kgŋxɣqhɡħʕʔç"]  # fmt: skip
LIPS_MEET, LIP_AND_TEETH, HUSH, GLIDE, ROUND, HALF_ROUND, OPEN, SPREAD = 0, 1, 3, 4, 5, 6, 7, 9
SILENCE = len(KINDS)
UNKNOWN = -1
EVENT_END, EVENT_PHONEME = 0, 7
# A phoneme's lips are where they should be in this part of it: later, a stop is already open.
SETTLED = (0.2, 0.7)


class Event(ctypes.Structure):
    class Id(ctypes.Union):
        _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]

    _fields_ = [("type", ctypes.c_int), ("unique", ctypes.c_uint), ("text_position", ctypes.c_int),
                ("length", ctypes.c_int), ("audio_position", ctypes.c_int), ("sample", ctypes.c_int),
                ("user", ctypes.c_void_p), ("id", Id)]  # fmt: skip


def kind_of(ipa: str) -> int:
    letters = [c for c in ipa if any(c in k for k in KINDS)]
    if not letters:
        return SILENCE if ipa.strip("ˈˌ_: |") == "" else UNKNOWN
    return next(i for i, k in enumerate(KINDS) if letters[0] in k)


class Speaker:
    """Owns the espeak library: one process, one speaker."""

    SYNCHRONOUS, PHONEME_EVENTS, PHONEME_IPA = 2, 1, 2

    def __init__(self):
        self.lib = ctypes.CDLL("libespeak-ng.so.1")
        self.rate = self.lib.espeak_Initialize(
            self.SYNCHRONOUS, 0, None, self.PHONEME_EVENTS | self.PHONEME_IPA
        )
        kind = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
        )
        self.callback = kind(self._take)
        self.lib.espeak_SetSynthCallback(self.callback)

    def _take(self, samples, count, events):
        if count > 0:
            self.sound.append(np.ctypeslib.as_array(samples, (count,)).copy())
        i = 0
        while events[i].type != EVENT_END:
            if events[i].type == EVENT_PHONEME:
                self.events.append(
                    (events[i].audio_position / 1000, events[i].id.string.decode("utf8", "ignore"))
                )
            i += 1
        return 0

    def say(self, voice: str, text: str, words_a_minute: int, pitch: int):
        """-> (sound at 16 kHz, [(start second, kind)]); None where nothing came out."""
        self.sound, self.events = [], []
        if self.lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice}")
        self.lib.espeak_SetParameter(1, words_a_minute, 0)
        self.lib.espeak_SetParameter(3, pitch, 0)
        data = text.encode()
        self.lib.espeak_Synth(data, len(data) + 1, 0, 1, 0, 1, None, None)
        if not self.sound or not self.events:
            return None
        sound = np.concatenate(self.sound).astype(np.float32) / 32768
        sound = resample_poly(sound, 320, 441) if self.rate == 22050 else sound
        return sound.astype(np.float32), [(start, kind_of(ipa)) for start, ipa in self.events]


@dataclass
class Utterance:
    language: str
    features: np.ndarray  # [T,512] float16
    phonemes: list[tuple[float, float, int]]  # start and end in seconds of the features' time, kind

    def settled(self) -> np.ndarray:
        """[T] kind where the lips should have taken its shape, UNKNOWN elsewhere."""
        kinds = np.full(len(self.features), UNKNOWN, np.int64)
        for start, end, kind in self.phonemes:
            low, high = (int(round((start + part * (end - start)) * FEATURE_RATE)) for part in SETTLED)
            kinds[low : max(high, low + 1)] = kind
        return kinds


def utterances(count: int, languages=tuple(LANGUAGES), voices=VOICES, seed=0, changed=True) -> list[Utterance]:
    """`changed`: most are heard in other rooms and by other microphones, as the clips are."""
    rng, speaker, hearing, out = np.random.default_rng([7, seed]), Speaker(), Hearing(), []
    while len(out) < count:
        language = languages[len(out) % len(languages)]
        units = LANGUAGES[language]
        words = ["".join(rng.choice(units, rng.integers(1, 4))) for _ in range(rng.integers(4, 8))]
        said = speaker.say(
            language + rng.choice(voices), " ".join(words), int(rng.integers(120, 220)), int(rng.integers(20, 80))
        )
        if said is None or len(said[0]) < RATE // 2:
            continue
        sound, events = said
        end = len(sound) / RATE
        speed = 1.0
        if changed and rng.random() < 0.75:
            sound, speed = other_voice(sound, rng)
        features = hearing(sound, gain=10 ** (-abs(rng.normal(0, 4)) / 20)).astype(np.float16)
        ends = [start for start, _ in events[1:]] + [end]
        phonemes = [(start / speed, stop / speed, kind) for (start, kind), stop in zip(events, ends)]
        out.append(Utterance(language, features, phonemes))
    return out
