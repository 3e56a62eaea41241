#!/usr/bin/env bash
# Makes the two speech files of the demo with free synthetic voices. Needs an ffmpeg built with
# libflite (Debian's is) and espeak-ng; the files it makes are in the repository already.
set -euo pipefail
cd "$(dirname "$0")/../media/demo"

english="Hello, and welcome to the course. This video was recorded only once. \
Today I say something new, and my lips follow."
mandarin="大家好，欢迎来到我们的课程。同一段视频，可以说全新的话。"

finish="loudnorm=I=-18:TP=-2:LRA=7,adelay=250:all=1,apad=pad_dur=0.35"
ffmpeg -v error -y -f lavfi -i "flite=text='$english':voice=slt" \
  -af "$finish" -ar 24000 -ac 1 -sample_fmt s16 -map_metadata -1 -fflags +bitexact speech-en.flac
espeak-ng -v cmn+f3 -s 230 -p 46 --stdout "$mandarin" |
  ffmpeg -v error -y -i - \
    -af "$finish" -ar 24000 -ac 1 -sample_fmt s16 -map_metadata -1 -fflags +bitexact speech-zh.flac
