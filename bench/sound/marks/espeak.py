"""eSpeak NG as a library: speech whose phonemes are known to the millisecond."""

import ctypes
from dataclasses import dataclass

import numpy as np

LIBRARY = "libespeak-ng.so.1"
# Values of speak_lib.h.
RETRIEVAL, PHONEME_EVENTS, PHONEME_IPA = 1, 1, 2
UTF8, END_PAUSE = 1, 0x1000
RATE_PARAMETER, PITCH_PARAMETER = 1, 3
EVENT_END, EVENT_PHONEME = 0, 7


class _Id(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    ]


@dataclass
class Phone:
    name: str
    start: float
    end: float


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Espeak:
    def __init__(self):
        self.library = ctypes.CDLL(LIBRARY)
        self.rate = self.library.espeak_Initialize(RETRIEVAL, 200, None, PHONEME_EVENTS | PHONEME_IPA)
        if self.rate <= 0:
            raise RuntimeError("eSpeak NG could not be started")
        self.pieces, self.starts = [], []
        self.callback = _CALLBACK(self._hear)
        self.library.espeak_SetSynthCallback(self.callback)

    def _hear(self, wave, count, events):
        if wave and count > 0:
            self.pieces.append(np.ctypeslib.as_array(wave, (count,)).copy())
        at = 0
        while events[at].type != EVENT_END:
            event = events[at]
            if event.type == EVENT_PHONEME:
                self.starts.append((event.audio_position / 1000, bytes(event.id.string).decode("utf8", "ignore")))
            at += 1
        return 0

    def say(self, text: str, voice: str, words_a_minute=160, pitch=50) -> tuple[np.ndarray, list[Phone]]:
        """-> (floats at self.rate, phonemes in order)."""
        self.pieces, self.starts = [], []
        if self.library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise RuntimeError(f"eSpeak NG has no voice {voice}")
        self.library.espeak_SetParameter(RATE_PARAMETER, words_a_minute, 0)
        self.library.espeak_SetParameter(PITCH_PARAMETER, pitch, 0)
        data = text.encode()
        self.library.espeak_Synth(data, len(data) + 1, 0, 1, 0, UTF8 | END_PAUSE, None, None)
        self.library.espeak_Synchronize()
        sound = np.concatenate(self.pieces).astype(np.float32) / 32768
        ends = [start for start, _ in self.starts[1:]] + [len(sound) / self.rate]
        return sound, [Phone(name, start, end) for (start, name), end in zip(self.starts, ends) if end > start]
