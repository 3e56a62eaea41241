import { fleetFailuresZh } from './fleetFailures.js';
import type { ErrorCode } from '../errors.js';
import type { ErrorText } from './en.js';

/** `{name}` is replaced by the parameter of that name. */
export const errorTexts: Readonly<Record<ErrorCode, ErrorText>> = {
  ...fleetFailuresZh,
  'input-missing': {
    sentence: '文件 {path} 不存在。',
    hint: '请检查路径，或在项目中重新链接该文件。',
  },
  'input-empty': { sentence: '文件 {path} 是空的。', hint: '请重新复制或导出该文件。' },
  'input-is-folder': {
    sentence: '{path} 是文件夹，不是文件。',
    hint: '请指定其中的一个文件。',
  },
  'input-not-media': {
    sentence: '文件 {path} 不是 ffmpeg 能读取的视频或音频文件。',
    hint: '请先用播放器打开确认，再导出为 mp4 或 wav。',
  },
  'input-no-video': { sentence: '文件 {path} 没有画面。', hint: '请选择一段人物说话的视频。' },
  'input-no-track': {
    sentence: '文件 {path} 没有第 {track} 条画面轨道：共有 {tracks} 条。',
    hint: '请把该视频的画面轨道设为 1 到 {tracks}，或设为 0 自动选择。',
  },
  'input-no-audio': { sentence: '文件 {path} 没有声音。', hint: '请选择一段语音录音。' },
  'input-no-such-track': {
    sentence: '文件 {path} 没有第 {track} 条音轨：它共有 {count} 条。',
    hint: '请从 1 开始选择其中一条；不选择时使用最可能的一条。',
  },
  'input-damaged': { sentence: '文件 {path} 不完整或已损坏。', hint: '请重新复制或导出该文件。' },
  'input-protected': {
    sentence: '文件 {path} 有版权保护（已加密），只有原平台的播放器能播放。',
    hint: '请使用没有版权保护的文件，或自己的录音。',
  },
  'input-too-large': {
    sentence: '文件 {path} 太大，无法处理。',
    hint: '请使用更小的文件：最大 {limit}。',
  },
  'input-changed': {
    sentence: '文件 {path} 在制作视频期间发生了变化。',
    hint: '请重新运行；若使用多台机器，请检查它们看到的是否为同一共享存储。',
  },
  'part-time-invalid': {
    sentence: '{path} 的使用片段不能以 {time} 秒为起点或终点。',
    hint: '请以文件开头为零，用秒数指定起点和终点，例如 12.5。',
  },
  'part-backward': {
    sentence: '{path} 的使用片段终点（{to} 秒）不在起点（{from} 秒）之后。',
    hint: '请把起点提前，或把终点推后。',
  },
  'part-too-short': {
    sentence: '{path} 的使用片段太短。',
    hint: '请至少使用 {least} 秒。',
  },
  'part-beyond-end': {
    sentence: '{path} 的使用片段从 {from} 秒开始，而文件在此之前已经结束。',
    hint: '请把起点提前，或使用整个文件。',
  },
  'offset-invalid': {
    sentence: '{path} 的语音不能在视频的第 {offset} 秒开始。',
    hint: '请选择 0 到 {most} 秒。',
  },
  'no-face-here': {
    sentence: '在这几秒里，{path} 中没有可用的人脸。',
    hint: '请试听语音的另一处，或在视频中选择人脸。',
  },
  'no-face': {
    sentence: '在 {path} 中没有找到可用的人脸。',
    hint: '请使用正面露脸的视频，或保留原画面：设置“没有人脸的视频”（noFace: "pass"）。',
  },
  'output-is-input': { sentence: '输出 {path} 会覆盖它的输入文件。', hint: '请换一个输出文件名。' },
  'output-collision': {
    sentence: '有两对素材都会写入 {path}。',
    hint: '请修改输出文件名模板，使每一对都有自己的文件名。',
  },
  'output-busy': {
    sentence: '另一个 HeyGem 进程正在生成 {path}。',
    hint: '请等待它完成，或将其取消。',
  },
  'output-exists': {
    sentence: '文件 {path} 已存在，且不是由 HeyGem Studio 生成的。',
    hint: '请换一个输出文件名，或强制替换它。',
  },
  'output-changed': {
    sentence: '文件 {path} 在由 HeyGem Studio 生成之后被更改或替换过。',
    hint: '如果还需要它，请改名保存；否则请强制替换它。',
  },
  'output-of-another': {
    sentence: '文件 {path} 是为另一个项目 {project} 生成的。',
    hint: '请为两个项目设置不同的输出文件名或文件夹，或强制替换它。',
  },
  'file-in-use': {
    sentence: '另一个程序正打开着 {path}。',
    hint: '请关闭正在显示它的播放器或编辑器，然后重试。',
  },
  'output-not-writable': { sentence: '无法写入输出 {path}。', hint: '请检查文件夹及其权限。' },
  'output-name-too-long': {
    sentence: '输出文件名 {path} 太长，此磁盘无法保存。',
    hint: '请换一个更短的名称：最多约 240 个字母或 80 个汉字。',
  },
  'archive-in-project': {
    sentence: '压缩包 {path} 会覆盖项目自己的文件。',
    hint: '请为压缩包换一个文件名。',
  },
  'output-damaged': {
    sentence: '视频 {path} 没有完整写入，已丢弃。',
    hint: '请检查磁盘：剩余空间、是否损坏、是否支持 4 GB 以上的文件（FAT32 不支持），然后重新运行。',
  },
  'cache-unusable': {
    sentence: '缓存文件夹 {path} 无法使用。',
    hint: '请检查该文件夹及其权限，或用环境变量 HEYGEM_CACHE 指定别处。',
  },
  'disk-full': {
    sentence: '写入 {path} 时磁盘已满。',
    hint: '请清理空间后重新运行，已完成的输出会保留。',
  },
  'ffmpeg-missing': {
    sentence: '没有找到可用的 ffmpeg。',
    hint: '请安装 ffmpeg，或设置它的路径；`heygem doctor` 会列出尝试过的位置。',
  },
  'ffmpeg-failed': {
    sentence: 'ffmpeg 处理 {path} 时出错停止。',
    hint: '日志中有它的提示；请确认该文件能正常播放。',
  },
  'ffmpeg-unusable': {
    sentence: '指定的 ffmpeg（{path}）无法使用：{problem}。',
    hint: '请改正路径，或不指定：这样会自动寻找可用的 ffmpeg。',
  },
  'ffmpeg-blocked': {
    sentence: '这台电脑不允许 {path} 启动。',
    hint: '在 Mac 上，请打开“系统设置”→“隐私与安全性”并选择“允许”；或在“终端”中输入：xattr -d com.apple.quarantine "{path}"。在 Windows 上，或由他人管理的电脑上，请在杀毒软件中放行此文件，或请管理员放行。',
  },
  'model-missing': { sentence: '缺少模型 {name}。', hint: '请重新安装 HeyGem Studio。' },
  'model-damaged': {
    sentence: '模型 {name} 已损坏：校验和不一致。',
    hint: '请重新安装 HeyGem Studio。',
  },
  'provider-unavailable': {
    sentence: '执行提供程序 {provider} 在这台机器上无法工作。',
    hint: '请选择 auto 或 cpu。',
  },
  'voice-missing': {
    sentence: '这台机器上没有语音 {voice}。',
    hint: '请选择其他语音，或安装缺少的语音。',
  },
  'voices-missing': {
    sentence: '没有安装语音，无法朗读文稿。',
    hint: '请安装 HeyGem Voices 扩展，或运行 `npm run voices` 生成语音。',
  },
  'lip-model-missing': {
    sentence: '本机没有口型模型“{name}”。',
    hint: '请用“添加模型…”或 `heygem models add 文件` 添加该文件，或在设置中选择其他模型。',
  },
  'lip-model-unusable': {
    sentence: '{name} 不能用作口型模型：它有 {found}，而需要 {wanted}。',
    hint: '需要 Wav2Lip 类的 ONNX 文件：输入声音 [n,1,80,16] 和人脸 [n,6,S,S]，输出人脸 [n,3,S,S]。',
  },
  'lip-model-failed': {
    sentence: '口型模型“{name}”失败：{reason}。',
    hint: '请用 `heygem models test` 试一试。也可以在设置中选择其他模型，或使用引擎自身的口型。',
  },
  'lip-model-crashed': {
    sentence: '运行口型模型“{name}”的程序两次崩溃。',
    hint: '请用 `heygem models test` 试一试。也可以在设置中选择其他模型，或使用引擎自身的口型。',
  },
  'lip-model-stalled': {
    sentence: '口型模型“{name}”在 {seconds} 秒内没有响应，已被停止。',
    hint: '请用 `heygem models test` 试一试。也可以在设置中选择其他模型，或使用引擎自身的口型。',
  },
  'lip-model-not-chosen': {
    sentence: '口型应由您自己的模型生成，但没有选择模型。',
    hint: '请在设置中选择模型，或让 HeyGem Studio 生成口型。',
  },
  'lip-model-changed': {
    sentence: '口型模型“{name}”的文件与添加时不同：{path}',
    hint: '如要使用现在的文件，请重新添加，并在设置中选择它。',
  },
  'lip-model-external': {
    sentence: '{name} 的权重保存在旁边的其他文件中。',
    hint: '请保存为单个 ONNX 文件：在 Python 中运行 onnx.save(onnx.load(文件), 新文件)。',
  },
  'lip-model-ambiguous': {
    sentence: '有多个口型模型名为 {name}。',
    hint: '请用 `heygem models list` 所列 sha256 的前几位指明所需的模型。',
  },
  'lip-models-unwritable': {
    sentence: '无法写入您的口型模型文件夹：{path}',
    hint: '请使其可写，或用 HEYGEM_LIP_MODELS 指定其他文件夹。',
  },
  'voices-damaged': {
    sentence: '语音已损坏：{name} 与应有的内容不符。',
    hint: '请重新安装 HeyGem Voices 扩展，或运行 `npm run voices` 重新生成语音。',
  },
  'voice-failed': {
    sentence: '语音 {voice} 无法朗读。',
    hint: '请查看日志中的说明，或选择其他语音。',
  },
  'voice-folder-unusable': {
    sentence: '文件夹 {path} 中没有可用的语音：{problem}。',
    hint: '请按发布时的结构放入 Kokoro 模型及其语音，或在设置中去掉该文件夹。',
  },
  'voice-commands-invalid': {
    sentence: '{place} 中的语音命令无法使用：{problem}。',
    hint: '请为每个命令提供名称，以及由程序和参数组成的列表，参见 docs/voices.md。',
  },
  'script-empty': {
    sentence: '文稿 {name} 没有可朗读的内容。',
    hint: '请在其中写入文字。',
  },
  'script-unreadable': {
    sentence: '文稿 {path} 无法作为文本读取。',
    hint: '请将其保存为 UTF-8 纯文本。',
  },
  'script-too-long': {
    sentence: '文稿 {name} 超过 {limit} 个字符。',
    hint: '请分成几个文稿。',
  },
  'speech-altered': {
    sentence: '{path} 不是由其文稿朗读而成的录音。',
    hint: '请将其移到别处，即会重新朗读；或将其作为单独的录音加入。',
  },
  'project-missing': {
    sentence: '项目 {path} 不存在。',
    hint: '请检查路径，或用 `heygem new` 新建一个。',
  },
  'project-invalid': {
    sentence: '项目 {path} 有错误，需要先改正。',
    hint: '运行 `heygem status` 可查看每处错误及其行号。',
  },
  'not-a-project': {
    sentence: '{path} 不是 HeyGem 项目。',
    hint: '请指定 .heygem 文件。`heygem new` 可为文件夹新建项目；`heygem check --video` 或 `--audio` 可检查单个文件。',
  },
  'no-project-in-folder': {
    sentence: '文件夹 {path} 中没有项目。',
    hint: '请用 `heygem new` 新建一个，或指定 .heygem 文件。',
  },
  'several-projects': {
    sentence: '文件夹 {path} 中有多个项目：{names}。',
    hint: '请指定其中一个。',
  },
  'folder-missing': {
    sentence: '文件夹 {path} 不存在。',
    hint: '请检查路径，或先创建该文件夹。',
  },
  'not-a-folder': {
    sentence: '{path} 是文件，不是文件夹。',
    hint: '请指定它所在的文件夹。',
  },
  'path-outside-project': {
    sentence: '{path} 在项目文件夹之外。',
    hint: '请把它复制到项目文件夹内，或允许此文件：在它的卡片上，或在路径旁写 "outside": true（命令行还需 --trust）。',
  },
  'not-trusted': {
    sentence: '此工作区不受信任，因此不会运行其中的任何内容。',
    hint: '信任该工作区后即可生成视频。',
  },
  'worker-crashed': {
    sentence: '口型同步进程两次意外停止。',
    hint: '日志中有它最后的输出；可以试试 cpu 提供程序，或较慢的 HEYGEM_RUNTIME=wasm。',
  },
  'worker-unresponsive': { sentence: '口型同步进程没有响应。', hint: '已将其停止，请重新运行。' },
  'port-in-use': {
    sentence: '端口 {port} 已被其他程序占用。',
    hint: '请另选端口，0 表示任选空闲端口。',
  },
  'cannot-listen': {
    sentence: '无法在 {host} 的端口 {port} 上监听。',
    hint: '请使用 127.0.0.1 和大于 1023 的端口。',
  },
  'studio-needs-password': {
    sentence: '在 {host} 上，网络中的其他人也能使用工作室。',
    hint: '请用 --password 或 HEYGEM_STUDIO_PASSWORD 设置密码，或不要使用 --host。',
  },
  'studio-ended': { sentence: '工作室在打开之前就已结束。', hint: '日志中有它最后的输出。' },
  'studio-under-path': {
    sentence: '此处转发端口所用的路径与其他页面共用：{address}。',
    hint: '请让每个端口拥有独立地址（code-server：--proxy-domain），或运行 `heygem studio` 并转发其端口。',
  },
  'studio-not-opened': {
    sentence: '未能打开浏览器。',
    hint: '请手动打开 {address}，该地址只能使用一次，十分钟内有效。',
  },
  'no-folder': {
    sentence: '这里没有可打开工作室的文件夹。',
    hint: '请先打开文件夹或 HeyGem 项目。',
  },
  'node-too-old': {
    sentence: 'HeyGem Studio 需要 Node.js {oldest} 或更高版本，当前是 {version}。',
    hint: '请从 https://nodejs.org 安装新版本，然后重新运行。',
  },
  cancelled: { sentence: '已取消。', hint: '重新运行即可生成。' },
  usage: { sentence: '{message}', hint: '请运行 `heygem --help`。' },
  internal: { sentence: 'HeyGem Studio 内部出错。', hint: '详细信息在日志中。' },
};
