import type { FindingCode } from '../check.js';
import type { ErrorText } from './en.js';

/**
 * What a preflight finding says and advises. `{name}` is replaced by the finding's parameter of that
 * name; every text of a code may use the same ones.
 */
export type CheckTexts = Readonly<Record<FindingCode, ErrorText>>;

export const checkTextsEn: CheckTexts = {
  'video-good': {
    sentence: 'The face is clear to see: {size} pixels between the eyes.',
    hint: 'Nothing to do.',
  },
  'face-never': {
    sentence: 'No face was found in the video.',
    hint: 'Use footage that shows one person from the front, well lit, with the mouth uncovered.',
  },
  'face-missing': {
    sentence: 'No face was found in {share} % of the pictures looked at.',
    hint: 'Those parts stay as filmed, without lip movement. Cut them off, or use footage in which the person stays in view.',
  },
  'face-turned': {
    sentence: 'The face is turned by more than 30 degrees in {share} % of the pictures.',
    hint: 'Lips look best from the front. Beyond {limit} degrees the picture stays as filmed ({lost} % of it here).',
  },
  'face-tiny': {
    sentence:
      'The face is too small in {share} % of the pictures: under {limit} pixels between the eyes.',
    hint: 'Those pictures stay as filmed. Crop the video around the person, or film closer.',
  },
  'face-small': {
    sentence: 'The face is small: {size} pixels between the eyes.',
    hint: 'It works, but the mouth will not show much detail. Film closer for a better result.',
  },
  'several-faces': {
    sentence: 'Up to {count} faces are in the picture at once.',
    hint: 'The largest one that is no mere picture is made to speak, and the same one after a cut. Point at another one if it is not the right one.',
  },
  'people-turned': {
    sentence: 'The people in this video are turned by {degrees} degrees.',
    hint: 'The result is turned like the video. Turn the video upright first if that is not meant.',
  },
  'mouth-covered': {
    sentence: 'Something is in front of the mouth in parts of the video: a hand, a microphone.',
    hint: 'Those parts stay as filmed. Choose footage with a free mouth for better results.',
  },
  'mouth-cut': {
    sentence: "The mouth reaches beyond the picture's edge.",
    hint: 'What is not in the picture cannot be drawn. Choose footage that shows the whole mouth.',
  },
  'mouth-lettered': {
    sentence: 'A caption, or something with edges as sharp, lies over the mouth or the chin.',
    hint: 'It is moved along with the face. Use the footage without captions, and add them afterwards.',
  },
  'high-resolution': {
    sentence: 'The video is {width} x {height}, larger than full HD.',
    hint: 'It works, but slower. Scale it to 1080p first if you do not need the size.',
  },
  'picture-track': {
    sentence: 'The file has {tracks} pictures; number {number} is used ({width} x {height}).',
    hint: 'If that is the wrong one, set the picture track of the video (--video-track).',
  },
  interlaced: {
    sentence: 'The video is interlaced: each frame holds two moments, line by line.',
    hint: 'It is deinterlaced, one frame for each frame. Nothing to do.',
  },
  telecine: {
    sentence: 'The video is film brought to television (telecine): two frames of five are combed.',
    hint: 'It is deinterlaced, one frame for each frame, and keeps its rate. The film itself, at 23.976 frames a second, moves more evenly.',
  },
  'whole-fields': {
    sentence: 'The video is marked as interlaced, but each of its frames is one moment.',
    hint: 'The frames are taken as they are. Nothing to do.',
  },
  'size-changes': {
    sentence:
      'The picture changes its size: it begins with {firstWidth} x {firstHeight} and is {width} x {height} for longest.',
    hint: 'All of it is brought to the latter. The small beginning looks soft; cut it off if you do not need it.',
  },
  transparent: {
    sentence: 'The video is transparent in places, and an mp4 cannot be.',
    hint: 'What shows through is {color}. Set another backdrop (--backdrop), or put the person before a picture first.',
  },
  'still-picture': {
    sentence: 'This is one still picture, not a video.',
    hint: 'The lips move, but head and eyes hold still. A few seconds of film look alive.',
  },
  'variable-rate': {
    sentence: 'The video has a varying frame rate, as phones and screen recorders make it.',
    hint: 'It is made even at {rate} frames a second; where it pauses, frames are repeated. Nothing to do unless movements look uneven.',
  },
  'low-frame-rate': {
    sentence: 'The video has only {rate} frames a second.',
    hint: 'Frames are repeated to {to} a second so that the lips move smoothly, but the head moves as filmed. Use a recording with 25 or more.',
  },
  'video-long': {
    sentence: 'The video is {minutes} minutes long.',
    hint: 'Only as much of it is used as the speech is long; a few minutes of footage are enough.',
  },
  'video-short': {
    sentence: 'The video is only {seconds} seconds long.',
    hint: 'It is played forward and backward to fill the speech, which can look repetitive. 10 seconds or more look natural.',
  },
  'video-sampled': {
    sentence: 'The video was looked at in {segments} places, {frames} pictures in all.',
    hint: 'What happens between them was not seen.',
  },
  'sound-late': {
    sentence: "The video's own sound comes about {time} ms after the lips that make it.",
    hint: 'New lips fit the new speech all the same. Where the footage itself is shown with this sound, people can see it: move the sound {time} ms earlier in a video editor.',
  },
  'sound-early': {
    sentence: "The video's own sound comes about {time} ms before the lips that make it.",
    hint: 'New lips fit the new speech all the same. Where the footage itself is shown with this sound, people can see it: move the sound {time} ms later in a video editor.',
  },
  'video-breaks-off': {
    sentence: 'The file should last {claimed} seconds, but only {found} of them can be read.',
    hint: 'It breaks off or is damaged; only what can be read is used. Copy or export the file again.',
  },
  'audio-good': {
    sentence: 'The speech is clear and at a good level.',
    hint: 'Nothing to do.',
  },
  'audio-all-silent': {
    sentence: 'The recording is silent.',
    hint: 'Check that the right file was chosen and that the microphone was on.',
  },
  'audio-mostly-silent': {
    sentence: '{share} % of the recording is silence.',
    hint: 'The mouth rests there. If there is quiet speech, lower the silence threshold or raise the volume.',
  },
  'audio-quiet': {
    sentence: 'The recording is quiet ({loudness} LUFS).',
    hint: 'The lips follow quiet speech too, but viewers may not hear it. Raise the volume to about -16 LUFS.',
  },
  'audio-loud': {
    sentence: 'The recording is very loud ({loudness} LUFS).',
    hint: 'Lower the volume to about -16 LUFS.',
  },
  'audio-clipped': {
    sentence: 'The recording is overdriven: {share} % of it is cut off at the top.',
    hint: 'Record again with less gain: overdriven speech sounds harsh and is harder to follow.',
  },
  'audio-noisy': {
    sentence:
      'There is likely noise or music under the speech (only {ratio} dB between loud and quiet).',
    hint: 'The mouth may move where nobody speaks. Use a recording without music, or remove the noise first.',
  },
  'audio-no-speech': {
    sentence: 'Nobody is heard speaking in the recording.',
    hint: 'The mouth would stay shut. Check that the right file was chosen; in very loud noise or music, remove it first.',
  },
  'audio-other-sound': {
    sentence:
      'In {share} % of the recording there is sound but nobody speaks (music, noise, applause).',
    hint: 'The mouth rests there. Nothing to do if that is what you want; singing counts as speech where its words are clear.',
  },
  'audio-channels-cancel': {
    sentence: 'One channel is the opposite of the other: mixed to one they cancel out.',
    hint: 'The lips follow the speech all the same, but on a single loudspeaker (most phones) it is not heard. Invert one channel, or keep only one.',
  },
  'audio-channels-unknown': {
    sentence: 'The file does not say what its {count} channels are for.',
    hint: "They are mixed into one, the loudest counting most. Keep only the speaker's channel if others are heard too.",
  },
  'audio-several-tracks': {
    sentence: 'The file has {count} sound tracks; number {track} is used.',
    hint: 'It is the one that players choose, or the first that is not silent. Choose another with --audio-track.',
  },
  'audio-breaks-off': {
    sentence: 'The file should last {claimed} seconds, but only {found} of them can be read.',
    hint: 'It breaks off or is damaged, and the result ends with what can be read. Copy or export the file again.',
  },
  'audio-sampled': {
    sentence: 'The first {minutes} minutes were listened to for speech.',
    hint: 'Whether somebody speaks in the rest was not checked; loudness and clipping were.',
  },
  'audio-telephone': {
    sentence: 'The recording has telephone quality ({rate} Hz).',
    hint: 'Lips are less exact with it. Use a recording of 16000 Hz or more.',
  },
  'audio-short': {
    sentence: 'The recording is only {seconds} seconds long.',
    hint: 'Check that the right file was chosen.',
  },
  'audio-longer-than-video': {
    sentence: 'The speech ({audio} s) is longer than the video ({video} s).',
    hint: 'The video is played forward and backward {times} times to fill it. A longer video looks more natural.',
  },
  'audio-shorter-than-video': {
    sentence: 'The speech ({audio} s) is shorter than the video ({video} s).',
    hint: 'The result ends with the speech. Nothing to do if that is what you want.',
  },
};

export const checkTextsZh: CheckTexts = {
  'video-good': {
    sentence: '人脸清晰：两眼间距 {size} 像素。',
    hint: '无需处理。',
  },
  'face-never': {
    sentence: '视频中没有找到人脸。',
    hint: '请使用单人正面、光线充足、嘴部无遮挡的视频。',
  },
  'face-missing': {
    sentence: '在检查的画面中，{share}% 没有找到人脸。',
    hint: '这些部分会保持原样，嘴唇不会动。请剪掉它们，或换用人物始终在画面内的视频。',
  },
  'face-turned': {
    sentence: '{share}% 的画面中，人脸转动超过 30 度。',
    hint: '正面效果最好。超过 {limit} 度的画面保持原样（本视频中占 {lost}%）。',
  },
  'face-tiny': {
    sentence: '{share}% 的画面中人脸太小：两眼间距不足 {limit} 像素。',
    hint: '这些画面会保持原样。请把视频裁剪到人物附近，或靠近拍摄。',
  },
  'face-small': {
    sentence: '人脸偏小：两眼间距 {size} 像素。',
    hint: '可以使用，但嘴部细节较少。靠近拍摄效果更好。',
  },
  'several-faces': {
    sentence: '画面中同时最多有 {count} 张人脸。',
    hint: '默认让最大的真人（而非照片）说话，镜头切换后仍是同一人。如果不是您要的人，请在画面上指定。',
  },
  'people-turned': {
    sentence: '视频中的人转了 {degrees} 度。',
    hint: '成片会与视频方向一致。如果不是有意为之，请先把视频转正。',
  },
  'mouth-covered': {
    sentence: '视频中有些地方嘴被挡住了：手或麦克风。',
    hint: '这些部分保持原样。请选用嘴部没有遮挡的素材，效果更好。',
  },
  'mouth-cut': {
    sentence: '嘴超出了画面边缘。',
    hint: '画面之外的部分无法绘制。请选用能看到整张嘴的素材。',
  },
  'mouth-lettered': {
    sentence: '嘴或下巴上有字幕，或边缘同样锐利的东西。',
    hint: '它会随脸一起移动。请使用没有字幕的素材，之后再加字幕。',
  },
  'high-resolution': {
    sentence: '视频尺寸为 {width} x {height}，超过 1080p。',
    hint: '可以使用，但速度较慢。不需要这么大时，请先缩放到 1080p。',
  },
  'variable-rate': {
    sentence: '视频帧率不固定（手机拍摄和录屏常见）。',
    hint: '会统一为每秒 {rate} 帧，停顿处重复画面。动作流畅就无需处理。',
  },
  'low-frame-rate': {
    sentence: '视频每秒只有 {rate} 帧。',
    hint: '会重复画面到每秒 {to} 帧，让嘴唇动得流畅，但头部动作仍与拍摄时一样。请使用 25 帧以上的视频。',
  },
  'picture-track': {
    sentence: '文件中有 {tracks} 条画面轨道，使用第 {number} 条（{width} x {height}）。',
    hint: '如果选错了，请设置该视频的画面轨道（--video-track）。',
  },
  interlaced: {
    sentence: '视频是隔行扫描的：每帧由两个时刻的画面逐行交错而成。',
    hint: '会去隔行，一帧对一帧。无需处理。',
  },
  telecine: {
    sentence: '视频由电影胶片转换而来（telecine）：每五帧中有两帧带梳状纹。',
    hint: '会去隔行，一帧对一帧，帧率不变。直接使用每秒 23.976 帧的原片，动作更均匀。',
  },
  'whole-fields': {
    sentence: '视频标记为隔行扫描，但每帧其实是同一时刻的完整画面。',
    hint: '画面按原样使用。无需处理。',
  },
  'size-changes': {
    sentence:
      '视频中途改变尺寸：开头为 {firstWidth} x {firstHeight}，大部分时间为 {width} x {height}。',
    hint: '会全部统一为后者。开头的小画面会偏模糊，不需要时请剪掉。',
  },
  transparent: {
    sentence: '视频有透明部分，而 mp4 不支持透明。',
    hint: '透明处显示为 {color}。可以设置其他背景色（--backdrop），或先把人物合成到背景上。',
  },
  'still-picture': {
    sentence: '这是一张静止图片，不是视频。',
    hint: '嘴唇会动，但头和眼睛不动。使用几秒钟的视频更生动。',
  },
  'video-long': {
    sentence: '视频长 {minutes} 分钟。',
    hint: '只会用到与语音等长的部分，几分钟的素材就够了。',
  },
  'video-short': {
    sentence: '视频只有 {seconds} 秒。',
    hint: '会来回播放以配合语音，可能显得重复。10 秒以上更自然。',
  },
  'video-sampled': {
    sentence: '抽查了视频的 {segments} 处，共 {frames} 帧画面。',
    hint: '其间的内容没有检查。',
  },
  'sound-late': {
    sentence: '视频自带的声音比口型晚约 {time} 毫秒。',
    hint: '新口型会对准新语音，不受影响。但原视频配着这段声音播放时，观众看得出来：请在剪辑软件中把声音提前 {time} 毫秒。',
  },
  'sound-early': {
    sentence: '视频自带的声音比口型早约 {time} 毫秒。',
    hint: '新口型会对准新语音，不受影响。但原视频配着这段声音播放时，观众看得出来：请在剪辑软件中把声音推后 {time} 毫秒。',
  },
  'video-breaks-off': {
    sentence: '文件应有 {claimed} 秒，但只能读出 {found} 秒。',
    hint: '文件不完整或已损坏，只会使用能读出的部分。请重新复制或导出该文件。',
  },
  'audio-good': {
    sentence: '语音清晰，音量合适。',
    hint: '无需处理。',
  },
  'audio-all-silent': {
    sentence: '录音没有声音。',
    hint: '请检查是否选对了文件，以及麦克风是否打开。',
  },
  'audio-mostly-silent': {
    sentence: '录音中 {share}% 是静音。',
    hint: '静音处嘴巴不动。如果其中有轻声说话，请降低静音阈值或提高音量。',
  },
  'audio-quiet': {
    sentence: '录音音量偏小（{loudness} LUFS）。',
    hint: '嘴型同样能跟上，但观众可能听不清。请提高到约 -16 LUFS。',
  },
  'audio-loud': {
    sentence: '录音音量过大（{loudness} LUFS）。',
    hint: '请降低到约 -16 LUFS。',
  },
  'audio-clipped': {
    sentence: '录音过载：{share}% 的波形被削顶。',
    hint: '请降低增益重新录制：过载的语音刺耳，嘴型也更难对准。',
  },
  'audio-noisy': {
    sentence: '语音下可能有噪声或音乐（响声与安静处只差 {ratio} dB）。',
    hint: '没有人说话时嘴巴也可能会动。请使用没有音乐的录音，或先降噪。',
  },
  'audio-no-speech': {
    sentence: '录音中没有听到有人说话。',
    hint: '嘴巴会一直闭着。请检查是否选对了文件；若噪声或音乐很大，请先去除。',
  },
  'audio-other-sound': {
    sentence: '录音中有 {share}% 的时间有声音但没有人说话（音乐、噪声、掌声）。',
    hint: '这些地方嘴巴不动。如果正是您想要的，无需处理；吐字清楚的歌声算作说话。',
  },
  'audio-channels-cancel': {
    sentence: '两个声道互为反相，混合成单声道后会互相抵消。',
    hint: '嘴型仍会跟随语音，但用单个扬声器（多数手机）播放时听不到声音。请将其中一个声道反相，或只保留一个声道。',
  },
  'audio-channels-unknown': {
    sentence: '文件没有说明它的 {count} 个声道各是什么。',
    hint: '它们会混合成一个声道，声音越大占比越大。如果混入了别的声音，请只保留说话人的声道。',
  },
  'audio-several-tracks': {
    sentence: '文件有 {count} 条音轨，使用第 {track} 条。',
    hint: '即播放器默认的音轨，或第一条有声音的音轨。可用 --audio-track 另选。',
  },
  'audio-breaks-off': {
    sentence: '文件应有 {claimed} 秒，但只能读出 {found} 秒。',
    hint: '文件不完整或已损坏，成片会在能读出的部分之后结束。请重新复制或导出该文件。',
  },
  'audio-sampled': {
    sentence: '前 {minutes} 分钟检查了是否有人说话。',
    hint: '其余部分没有检查是否有人说话，但检查了音量和削顶。',
  },
  'audio-telephone': {
    sentence: '录音是电话音质（{rate} Hz）。',
    hint: '嘴型会不够准确。请使用 16000 Hz 以上的录音。',
  },
  'audio-short': {
    sentence: '录音只有 {seconds} 秒。',
    hint: '请检查是否选对了文件。',
  },
  'audio-longer-than-video': {
    sentence: '语音（{audio} 秒）比视频（{video} 秒）长。',
    hint: '视频会来回播放 {times} 遍来补足。更长的视频更自然。',
  },
  'audio-shorter-than-video': {
    sentence: '语音（{audio} 秒）比视频（{video} 秒）短。',
    hint: '成片随语音结束。如果这正是您想要的，无需处理。',
  },
};
