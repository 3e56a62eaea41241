import type { ProblemCode } from '../project/problems.js';
import type { ErrorText } from './en.js';

/** `{name}` is replaced by the parameter of that name. */
export const problemTexts: Readonly<Record<ProblemCode, ErrorText>> = {
  'too-large': {
    sentence: '文件太大，不像是项目文件。',
    hint: '项目文件最大 {limit}，请确认打开的文件是否正确。',
  },
  'too-many-values': {
    sentence: '文件中的名称和值太多，不像是项目文件。',
    hint: '请拆分成几个项目，或确认打开的文件是否正确。',
  },
  'too-deep': { sentence: '嵌套层数太多，不像是项目文件。', hint: '请确认打开的文件是否正确。' },
  empty: {
    sentence: '这个项目还是空的。',
    hint: '请在编辑器中打开它，添加视频和录音，或用 `heygem new` 新建项目。',
  },
  syntax: {
    sentence: '这不是有效的 JSON。',
    hint: '请检查此处或前面是否多了或少了逗号、引号、括号。',
  },
  'not-object': {
    sentence: '这不是项目文件：内容必须是一个 JSON 对象。',
    hint: '请把全部内容放在 { 和 } 之间，或用 `heygem new` 新建项目。',
  },
  'duplicate-key': { sentence: '字段“{key}”重复出现。', hint: '请删除其中一个。' },
  'unsupported-version': {
    sentence: '项目版本为 {version}，当前的 HeyGem Studio 无法识别。',
    hint: '请更新 HeyGem Studio，或将 "version" 改为 1。',
  },
  'missing-field': { sentence: '缺少字段“{field}”。', hint: '请补上。' },
  'unknown-field': { sentence: '字段“{field}”无法识别，不起作用。', hint: '请检查拼写。' },
  'wrong-type': { sentence: '值的类型不对。', hint: '此处应为 {expected} 类型。' },
  'out-of-range': { sentence: '数值超出范围。', hint: '请填 {bounds} 之间的数。' },
  'not-one-of': { sentence: '此处不支持这个值。', hint: '可选值：{allowed}。' },
  'too-long': { sentence: '文字太长。', hint: '最多 {limit} 个字符。' },
  'too-many': { sentence: '列表太长。', hint: '最多 {limit} 项。' },
  'bad-text': { sentence: '文字中含有控制字符。', hint: '请重新手动输入，不要粘贴。' },
  'bad-id': {
    sentence: '“{value}”不能用作此处的 id。',
    hint: '请使用最多 40 个英文字母、数字、- 或 _，以字母或数字开头；一对写作 视频+音频。',
  },
  'bad-name': {
    sentence: '“{value}”不能用作输出文件名。',
    hint: '请使用以 .mp4 结尾且不含斜杠的文件名，例如 {{video}}-{{audio}}.mp4。',
  },
  'unknown-token': {
    sentence: '文件名中的 {token} 没有含义。',
    hint: '可以使用 {{video}}、{{audio}}、{{videoLabel}}、{{audioLabel}} 或 {{title}}。',
  },
  'path-empty': { sentence: '路径为空。', hint: '请选择一个文件。' },
  'path-absolute': {
    sentence: '{path} 不是相对于项目的路径。',
    hint: '请把文件放到项目旁边，并填写从项目文件夹开始的路径。',
  },
  'path-backslash': {
    sentence: '{path} 含有反斜杠。',
    hint: '请改用正斜杠 /，这样在各种系统上都能用。',
  },
  'path-control': { sentence: '路径中含有控制字符。', hint: '请重新选择文件。' },
  'path-outside': {
    sentence: '{path} 在项目文件夹之外。',
    hint: '使用它的配对会等待。请在它的卡片上复制或允许此文件，或在路径旁写 "outside": true。',
  },
  'output-outside': {
    sentence: '成片文件夹 {path} 在项目文件夹之外。',
    hint: '请选择项目文件夹内的文件夹。',
  },
  'name-unportable': {
    sentence: 'Windows 上不能有名为 {name} 的文件或文件夹。',
    hint: '请换一个名称，使项目在那里也能使用。',
  },
  'part-empty': {
    sentence: '此文件的使用片段在开始之前就已结束。',
    hint: '请选择大于 {from} 的数值，或删除 "to"。',
  },
  'bad-word': {
    sentence: '“{value}”无法朗读。',
    hint: '词语和读法都要写在一行内，至少有一个字符。',
  },
  'bad-voice': {
    sentence: '“{value}”不能用作声音的名称。',
    hint: '请从列表中选择声音，或删除 "voice"，使用默认声音。',
  },
  'unknown-syllable': {
    sentence: '“{word}”不能这样读：“{part}”不是带声调的汉语音节。',
    hint: '请为每个音节写上拼音和声调，例如“chong2 qing4”。改好之前按原文朗读。',
  },
  'unknown-sound': {
    sentence: '“{word}”不能这样读：没有语音认识音素“{part}”。',
    hint: '请改写成别的拼法，例如“hey gem”。改好之前按原文朗读。',
  },
  'unsaid-word': {
    sentence: '“{word}”中没有可朗读的内容。',
    hint: '请写含有文字或数字的词语。',
  },
  'script-missing': {
    sentence: '这里没有要说的内容。',
    hint: '请在 "text" 中写文稿，或在 "file" 中填写文稿文件。',
  },
  'script-twice': {
    sentence: '这里既写了文稿，又指定了文稿文件。',
    hint: '请删除 "text" 或 "file"。',
  },
  'script-kind': {
    sentence: '无法从 {path} 读取文稿。',
    hint: '请使用 .txt、.md、.srt 或 .vtt 文件。',
  },
  'speech-name': {
    sentence: '{path} 不能用作由文稿生成的录音。',
    hint: '请使用以 .wav 结尾的文件名。',
  },
  'speech-outside': {
    sentence: '由文稿生成的录音 {path} 在项目文件夹之外。',
    hint: '请选择项目文件夹内的位置。',
  },
  'speech-shared': {
    sentence: '{path} 由文稿生成，但另一个音频也在使用它。',
    hint: '请让每份文稿有自己的录音。',
  },
  'duplicate-id': { sentence: 'id“{id}”重复使用。', hint: '每个音频、每个视频都要有自己的 id。' },
  'unknown-video': { sentence: '没有视频“{id}”。', hint: '请添加该视频，或删除引用它的内容。' },
  'unknown-audio': { sentence: '没有音频“{id}”。', hint: '请添加该音频，或删除引用它的内容。' },
  'duplicate-pair': { sentence: '{id} 这一对重复列出。', hint: '只会生成一次，请删除其中一个。' },
  'too-many-pairs': {
    sentence: '项目要生成的视频超过 {limit} 个。',
    hint: '请拆分成多个项目。',
  },
  'more-problems': { sentence: '还有 {count} 处错误。', hint: '请先改正上面的错误。' },
};
