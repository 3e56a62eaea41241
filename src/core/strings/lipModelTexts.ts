/** Of lip models that the person brings: the settings that choose one. */
export const lipModelTextsEn = {
  'settings-group-model': 'Your own lip-sync model',
  'setting-backend': 'Lips are made by',
  'setting-backend-hint':
    'HeyGem Studio itself, or a Wav2Lip-shaped ONNX model that you added to this machine.',
  'value-backend-mesh': 'HeyGem Studio',
  'value-backend-wav2lip': 'My own model',
  'setting-model': 'Model',
  'setting-model-hint': 'One of the models that you added to this machine.',
  'model-add': 'Add Model...',
  'model-none': 'None',
  'model-choice': '{name} · {size} px · {bytes}',
  'model-not-here': '{name} (not on this machine)',
  'model-not-here-hint':
    'Add its file: “HeyGem: Add Model...” in the commands of VS Code, or `heygem models add FILE`. What was made with it stays current.',
  'model-add-hint':
    'None was added yet: “HeyGem: Add Model...” in the commands of VS Code, or `heygem models add FILE`.',
  'model-choose-hint': 'Choose one: without it nothing can be made.',
  'model-licence': 'Licence: {licence}',
  'setting-detail': 'Picture of the mouth',
  'setting-detail-hint':
    'The model’s own picture, or lips of its shape made of the person’s own pixels, as sharp as the video.',
  'value-detail-net': 'As the model draws it',
  'value-detail-own': 'The person’s own, in the model’s shape',
  'setting-modelColors': 'Order of colours',
  'setting-modelColors-hint':
    'How the model was trained to see colours. Blue skin says that it is the other one.',
  'value-colors-bgr': 'Blue, green, red (usual)',
  'value-colors-rgb': 'Red, green, blue',
  'setting-modelSharpen': 'Sharpen the model’s picture',
  'setting-modelSharpen-hint': 'Its picture is mostly smaller than the face. 0 leaves it as it is.',
};

export const lipModelTextsZh: Readonly<Record<keyof typeof lipModelTextsEn, string>> = {
  'settings-group-model': '您自己的口型模型',
  'setting-backend': '口型由谁生成',
  'setting-backend-hint': 'HeyGem Studio 自身，或您添加到本机的 Wav2Lip 类 ONNX 模型。',
  'value-backend-mesh': 'HeyGem Studio',
  'value-backend-wav2lip': '我自己的模型',
  'setting-model': '模型',
  'setting-model-hint': '您添加到本机的模型之一。',
  'model-add': '添加模型...',
  'model-none': '无',
  'model-choice': '{name} · {size} 像素 · {bytes}',
  'model-not-here': '{name}（不在本机）',
  'model-not-here-hint':
    '请添加该文件：在 VS Code 命令中选择“HeyGem: 添加模型...”，或运行 `heygem models add 文件`。用它生成的成片仍然有效。',
  'model-add-hint':
    '尚未添加模型：在 VS Code 命令中选择“HeyGem: 添加模型...”，或运行 `heygem models add 文件`。',
  'model-choose-hint': '请选择一个：否则无法生成。',
  'model-licence': '许可：{licence}',
  'setting-detail': '嘴部画面',
  'setting-detail-hint': '模型画出的画面，或按其口型用本人像素生成、与视频同样清晰的画面。',
  'value-detail-net': '模型画出的画面',
  'value-detail-own': '本人的画面，模型的口型',
  'setting-modelColors': '颜色顺序',
  'setting-modelColors-hint': '模型训练时的颜色顺序。如果皮肤发蓝，请换另一种。',
  'value-colors-bgr': '蓝、绿、红（常见）',
  'value-colors-rgb': '红、绿、蓝',
  'setting-modelSharpen': '锐化模型画面',
  'setting-modelSharpen-hint': '模型的画面通常比人脸小。0 表示保持原样。',
};

/** What VS Code's own boxes say while one is added. */
export const addModelTextsEn = {
  'model-file': 'Choose a Wav2Lip-shaped ONNX model',
  'model-name': 'What is it to be called?',
  'model-licence-ask':
    'Who may use it for what? It is only kept as a note. Research weights may mostly not be used for business.',
  'model-adding': 'Trying and adding {name}',
  'model-added':
    'Added {name}: {size} px, {ms} ms a frame on {provider}. Choose it in a project’s settings.',
};

export const addModelTextsZh: Readonly<Record<keyof typeof addModelTextsEn, string>> = {
  'model-file': '选择 Wav2Lip 类 ONNX 模型',
  'model-name': '它叫什么名字？',
  'model-licence-ask': '谁可以用它做什么？这里只作为备注保存。研究用权重大多不可商用。',
  'model-adding': '正在试用并添加 {name}',
  'model-added':
    '已添加 {name}：{size} 像素，在 {provider} 上每帧 {ms} 毫秒。请在项目设置中选择它。',
};
