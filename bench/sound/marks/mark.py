"""Times at which lips must meet, must be open, and must be round, in speech of four languages.

Usage (from bench/sound/marks/):
  python mark.py recordings AUDIO_FOLDER    writes recordings.json from texts.json and the recordings
  python mark.py spoken OUT_FOLDER          writes OUT_FOLDER/NAME.wav by eSpeak NG, and spoken.json there
  python mark.py try                        how far the alignment is off where the truth is known

A recording's phonemes come from laying eSpeak NG's reading of its text over it (alignment.py). Each
candidate is then moved to where the sound itself says so, and dropped where it does not: the lips are
shut where the sound above 1 kHz is weakest, an open vowel is where it is loudest around 500-1200 Hz.
"""

import json
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
from scipy.signal import butter, sosfiltfilt

from alignment import RATE, Aligner
from espeak import Espeak, Phone

HERE = Path(__file__).parent
CLOSED = ("p", "b", "m")
OPEN = ("a", "ɑ", "æ", "ä", "ʌ", "ɐ")
ROUND = ("u", "o", "y", "ɔ", "w", "ʊ", "ø")
# ʊ and w begin diphthongs' ends and glides; Japanese ɯ is not round.
NOT_ROUND = ("oʊə",)
REACH = 0.06  # seconds that a mark may move
DIP = 6.0  # dB that a closure lies below what is around it


def kind_of(name: str) -> str | None:
    for kind, heads in (("closed", CLOSED), ("open", OPEN), ("round", ROUND)):
        if name.startswith(heads) and name not in NOT_ROUND:
            return kind
    return None


def band_level(sound: np.ndarray, low: float, high: float) -> np.ndarray:
    """dB every 5 ms over 20 ms."""
    power = sosfiltfilt(butter(4, (low, high), "band", fs=RATE, output="sos"), sound) ** 2
    sums = np.concatenate([[0], np.cumsum(power)])
    at = np.arange(0, len(sound), RATE // 200)
    low_at, high_at = np.maximum(0, at - 160), np.minimum(len(sound), at + 160)
    return 10 * np.log10((sums[high_at] - sums[low_at]) / (high_at - low_at) + 1e-9)


def around(level: np.ndarray, start: float, end: float) -> slice:
    return slice(max(0, round(start * 200)), max(1, round(end * 200) + 1))


def marks_of(sound: np.ndarray, phones: list[Phone]) -> list[dict]:
    bright, vowel = band_level(sound, 1000, 5000), band_level(sound, 500, 1200)
    out = []
    for phone in phones:
        kind = kind_of(phone.name)
        if kind is None:
            continue
        if kind == "closed":
            near = around(bright, phone.start - REACH, phone.end)
            rows = bright[near]
            if len(rows) == 0:
                continue
            # The middle of the closure, not its very weakest sample.
            shut = np.flatnonzero(rows < rows.min() + 3)
            at = (near.start + shut.mean()) / 200
            level = bright[round(at * 200)]
            before, after = (bright[around(bright, at + a, at + b)] for a, b in ((-0.2, 0), (0, 0.2)))
            if len(after) == 0 or after.max() - level < DIP:
                continue
            # After a pause the lips may have been anywhere; before one too.
            if len(before) == 0 or before.max() - level < DIP:
                continue
        else:
            near = around(vowel, phone.start, phone.end)
            if len(vowel[near]) == 0 or phone.end - phone.start < 0.04:
                continue
            loud = np.flatnonzero(vowel[near] > vowel[near].max() - 3)
            at = (near.start + loud.mean()) / 200
            if vowel[near].max() < np.quantile(vowel, 0.5):
                continue
        if out and out[-1]["kind"] == kind and at - out[-1]["at"] < 0.08:
            continue
        out.append({"kind": kind, "phone": phone.name, "at": round(float(at), 3)})
    return out


def decode(path: Path) -> np.ndarray:
    ffmpeg = ["ffmpeg", "-v", "error", "-i", str(path), "-ac", "1", "-ar", str(RATE), "-f", "f32le", "-"]
    return np.frombuffer(subprocess.check_output(ffmpeg), np.float32)


def resampled(sound: np.ndarray, rate: int) -> np.ndarray:
    at = np.arange(int(len(sound) * RATE / rate)) * rate / RATE
    return np.interp(at, np.arange(len(sound)), sound).astype(np.float32)


def write_wav(path: Path, sound: np.ndarray, rate: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def write(path: Path, entries: dict) -> None:
    lines = [f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in entries.items()]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def try_alignment(texts: dict, espeak: Espeak, aligner: Aligner) -> None:
    rng = np.random.default_rng(0)
    for name, entry in texts["spoken"].items():
        for variant, pace in (("+f3", 135), ("+m7", 200)):
            sound, true = espeak.say(entry["text"], entry["voice"] + variant, pace, 70)
            sound = resampled(sound, espeak.rate)
            noisy = sound + rng.standard_normal(len(sound)).astype(np.float32) * 0.003
            found, cost = aligner(noisy, entry["text"], entry["voice"])
            gaps = [abs(a.start + a.end - b.start - b.end) / 2 for a, b in zip(found, true)]
            print(name, variant, f"cost {cost:.2f}, off by {1000 * np.median(gaps):.0f} ms (median)",
                  f"{1000 * np.quantile(gaps, 0.9):.0f} ms (nine of ten)")  # fmt: skip


def main() -> None:
    texts = json.loads((HERE / "texts.json").read_text())
    espeak = Espeak()
    if sys.argv[1] == "spoken":
        folder, entries = Path(sys.argv[2]), {}
        for name, entry in texts["spoken"].items():
            sound, phones = espeak.say(entry["text"], entry["voice"], 150)
            write_wav(folder / f"spoken_{name}.wav", sound, espeak.rate)
            marks = marks_of(resampled(sound, espeak.rate), phones)
            entries[f"spoken_{name}.wav"] = {"language": name, "marks": marks}
        write(folder / "spoken.json", entries)
        return
    aligner = Aligner(espeak)
    if sys.argv[1] == "try":
        try_alignment(texts, espeak, aligner)
        return
    entries = {}
    for name, entry in texts["recordings"].items():
        sound = decode(Path(sys.argv[2]) / name)
        phones, cost = aligner(sound, entry["text"], entry["voice"])
        marks = marks_of(sound, phones)
        entries[name] = {"language": name[:2], "marks": marks}
        kinds = [mark["kind"] for mark in marks]
        print(name, f"cost {cost:.2f}", {kind: kinds.count(kind) for kind in ("closed", "open", "round")})
    write(HERE / "recordings.json", entries)


if __name__ == "__main__":
    main()
