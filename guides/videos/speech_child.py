"""Recognises speech in a process of its own: reads sound, prints what is said, one stretch a line, as JSON.

Run by path with the folder of a model, a file of sound (16 kHz, one channel, signed 16 bit) and a language; it knows
nothing of the site, and its memory is given back when it ends. Nothing is fetched from anywhere.
"""

import json
import sys


def main(model: str, sound: str, language: str) -> None:
    """Print each stretch of speech with its words and their seconds."""
    import numpy as np
    from faster_whisper import WhisperModel

    heard = np.fromfile(sound, dtype="<i2").astype(np.float32) / 32768
    whisper = WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)
    stretches, _about = whisper.transcribe(
        heard, language=language, beam_size=1, condition_on_previous_text=False, word_timestamps=True
    )
    for stretch in stretches:
        words = [(word.start, word.end, word.word) for word in stretch.words or ()]
        sys.stdout.write(json.dumps(words) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:4])
