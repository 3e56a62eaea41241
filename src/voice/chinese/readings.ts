/**
 * Words whose reading the dictionary lacks, each with its syllables. Facts of the language, from the
 * standard of Putonghua as it is taught.
 */
const WORDS = `
数数 shu3 shu4|数一数 shu3 yi0 shu3|屏住 bing3 zhu4|屏息 bing3 xi1|冲着 chong4 zhe0|倒车 dao4 che1|倒水 dao4 shui3|倒数 dao4 shu3|倒计时 dao4 ji4 shi2|倒退 dao4 tui4|倒影 dao4 ying3
系鞋带 ji4 xie2 dai4|系领带 ji4 ling3 dai4|系安全带 ji4 an1 quan2 dai4|有空 you3 kong4|没空 mei2 kong4|空白 kong4 bai2
空闲 kong4 xian2|空缺 kong4 que1|填空 tian2 kong4|抽空 chou1 kong4|空格 kong4 ge2|排行 pai2 hang2|排行榜 pai2 hang2 bang3
行业 hang2 ye4|同行 tong2 hang2|行列 hang2 lie4|内行 nei4 hang2|外行 wai4 hang2|行情 hang2 qing2|一行字 yi1 hang2 zi4
转圈 zhuan4 quan1|转动 zhuan4 dong4|旋转 xuan2 zhuan3|转速 zhuan4 su4|转盘 zhuan4 pan2|转悠 zhuan4 you0
数学 shu4 xue2|长相 zhang3 xiang4|相机 xiang4 ji1|照相 zhao4 xiang4|照相机 zhao4 xiang4 ji1|真相 zhen1 xiang4|相声 xiang4 sheng0|相片 xiang4 pian4
首相 shou3 xiang4|相貌 xiang4 mao4|着装 zhuo2 zhuang1|着陆 zhuo2 lu4|着手 zhuo2 shou3|着重 zhuo2 zhong4|着落 zhuo2 luo4|执着 zhi2 zhuo2|沉着 chen2 zhuo2
穿着打扮 chuan1 zhuo2 da3 ban4|着火 zhao2 huo3|长得 zhang3 de0|长得多 chang2 de0 duo1|着什么急 zhao2 shen2 me0 ji2|着凉 zhao2 liang2|着迷 zhao2 mi2|用不着 yong4 bu0 zhao2|找着了 zhao3 zhao2 le0|睡不着 shui4 bu0 zhao2
一模一样 yi4 mu2 yi2 yang4|模样 mu2 yang4|模板 mu2 ban3|模具 mu2 ju4|给予 ji3 yu3|供给 gong1 ji3|补给 bu3 ji3|自给 zi4 ji3|给养 ji3 yang3
处分 chu3 fen4|处境 chu3 jing4|处于 chu3 yu2|相处 xiang1 chu3|处女 chu3 nv3|处罚 chu3 fa2|处方 chu3 fang1|四处 si4 chu4|到处 dao4 chu4|用处 yong4 chu4|好处 hao3 chu0
应用 ying4 yong4|应对 ying4 dui4|反应 fan3 ying4|适应 shi4 ying4|响应 xiang3 ying4|应届 ying1 jie4|供应 gong1 ying4|应聘 ying4 pin4|应有尽有 ying1 you3 jin4 you3
降落 jiang4 luo4|投降 tou2 xiang2|下降 xia4 jiang4|大夫 dai4 fu0|大王 da4 wang2|都江堰 du1 jiang1 yan4|大都 da4 du1|成都 cheng2 du1
尽快 jin3 kuai4|尽早 jin3 zao3|尽量 jin3 liang4|尽可能 jin3 ke3 neng2|尽头 jin4 tou2|占卜 zhan1 bu3|奔跑 ben1 pao3|投奔 tou2 ben4
情结 qing2 jie2|扫把 sao4 ba0|扫地 sao3 di4|散文 san3 wen2|散步 san4 bu4|散发 san4 fa1|丧失 sang4 shi1|宿舍 su4 she4|舍得 she3 de0|舍不得 she3 bu0 de0
为难 wei2 nan2|难兄难弟 nan4 xiong1 nan4 di4|灾难 zai1 nan4|遇难 yu4 nan4|难度 nan2 du4|更新 geng1 xin1|更换 geng1 huan4|更改 geng1 gai3|变更 bian4 geng1|三更半夜 san1 geng1 ban4 ye4
间隔 jian4 ge2|间接 jian4 jie1|间断 jian4 duan4|中间 zhong1 jian1|房间 fang2 jian1|削减 xue1 jian3|剥削 bo1 xue1|剥皮 bao1 pi2|刀削面 dao1 xiao1 mian4
差距 cha1 ju4|差别 cha1 bie2|误差 wu4 cha1|差异 cha1 yi4|出差 chu1 chai1|参差 cen1 ci1|差不多 cha4 bu0 duo1|差点 cha4 dian3|时差 shi2 cha1
冠军 guan4 jun1|皇冠 huang2 guan1|王冠 wang2 guan1|鸡冠 ji1 guan1|观看 guan1 kan4|看守 kan1 shou3|看护 kan1 hu4|看门 kan1 men2|勉强 mian3 qiang3|倔强 jue2 jiang4
曲线 qu1 xian4|歌曲 ge1 qu3|作曲 zuo4 qu3|曲折 qu1 zhe2|戏曲 xi4 qu3|折腾 zhe1 teng0|打折 da3 zhe2|折本 she2 ben3|血淋淋 xie3 lin1 lin1|流血 liu2 xue4
薄弱 bo2 ruo4|单薄 dan1 bo2|薄荷 bo4 he0|薄饼 bao2 bing3|负荷 fu4 he4|电荷 dian4 he4|荷花 he2 hua1|露出 lu4 chu1|露馅 lou4 xian4|暴露 bao4 lu4
泊车 bo2 che1|湖泊 hu2 po1|梁山泊 liang2 shan1 po1|果脯 guo3 fu3|胸脯 xiong1 pu2|铺垫 pu1 dian4|卷子 juan4 zi0|试卷 shi4 juan4|卷起 juan3 qi3
似的 shi4 de0|标识 biao1 zhi4|知识 zhi1 shi0|识别 shi2 bie2|提防 di1 fang0|提供 ti2 gong1|口供 kou3 gong4|供暖 gong1 nuan3|供求 gong1 qiu2|供应商 gong1 ying4 shang1
恶心 e3 xin0|厌恶 yan4 wu4|可恶 ke3 wu4|凶恶 xiong1 e4|便宜 pian2 yi0|大便 da4 bian4|禁止 jin4 zhi3|不禁 bu4 jin1|禁不住 jin1 bu0 zhu4
挣扎 zheng1 zha2|挣钱 zheng4 qian2|包扎 bao1 za1|扎针 zha1 zhen1|喝彩 he4 cai3|分析 fen1 xi1|成分 cheng2 fen4|水分 shui3 fen4|部分 bu4 fen0|缘分 yuan2 fen4|分量 fen4 liang0|过分 guo4 fen4|充分 chong1 fen4
不行 bu4 xing2|可行 ke3 xing2|行走 xing2 zou3|步行 bu4 xing2|行长 hang2 zhang3|董事长 dong3 shi4 zhang3|增长 zeng1 zhang3|成长 cheng2 zhang3|生长 sheng1 zhang3|长度 chang2 du4|擅长 shan4 chang2|特长 te4 chang2|家长 jia1 zhang3|部长 bu4 zhang3|市长 shi4 zhang3|院长 yuan4 zhang3|长辈 zhang3 bei4
重复 chong2 fu4|重新 chong2 xin1|重点 zhong4 dian3|重来 chong2 lai2|重启 chong2 qi3|重做 chong2 zuo4|重试 chong2 shi4|重命名 chong2 ming4 ming2|重置 chong2 zhi4|重建 chong2 jian4|重写 chong2 xie3|重生 chong2 sheng1|重阳 chong2 yang2|双重 shuang1 chong2|体重 ti3 zhong4|隆重 long2 zhong4
音乐 yin1 yue4|乐器 yue4 qi4|乐队 yue4 dui4|快乐 kuai4 le4|乐观 le4 guan1|声乐 sheng1 yue4|乐曲 yue4 qu3
调整 tiao2 zheng3|调节 tiao2 jie2|调试 tiao2 shi4|调用 diao4 yong4|调研 diao4 yan2|强调 qiang2 diao4|声调 sheng1 diao4|语调 yu3 diao4|曲调 qu3 diao4|色调 se4 diao4|调皮 tiao2 pi2|调动 diao4 dong4|协调 xie2 tiao2|单调 dan1 diao4|空调 kong1 tiao2
传统 chuan2 tong3|传记 zhuan4 ji4|自传 zi4 zhuan4|水浒传 shui3 hu3 zhuan4|种植 zhong4 zhi2|种地 zhong4 di4|种树 zhong4 shu4|种花 zhong4 hua1|种类 zhong3 lei4|播种 bo1 zhong4|中奖 zhong4 jiang3|中毒 zhong4 du2|击中 ji1 zhong4|打中 da3 zhong4|命中 ming4 zhong4|中标 zhong4 biao1|看中 kan4 zhong4
教室 jiao4 shi4|教书 jiao1 shu1|教课 jiao1 ke4|教会 jiao1 hui4
载入 zai4 ru4|下载 xia4 zai4|加载 jia1 zai4|装载 zhuang1 zai4|记载 ji4 zai3|转载 zhuan3 zai3|刊载 kan1 zai3|一年半载 yi4 nian2 ban4 zai3|千载难逢 qian1 zai3 nan2 feng2
角色 jue2 se4|主角 zhu3 jue2|配角 pei4 jue2|三角 san1 jiao3|口角 kou3 jiao3|号召 hao4 zhao4|呼号 hu1 hao2|号叫 hao2 jiao4|几率 ji1 lv4|几何 ji3 he2|茶几 cha2 ji1|几乎 ji1 hu1
作业 zuo4 ye4|作坊 zuo1 fang0|钥匙 yao4 shi0|地壳 di4 qiao4|贝壳 bei4 ke2|蛋壳 dan4 ke2|咽喉 yan1 hou2|呜咽 wu1 ye4|省长 sheng3 zhang3|反省 fan3 xing3|省钱 sheng3 qian2
茂盛 mao4 sheng4|盛饭 cheng2 fan4|盛大 sheng4 da4|厦门 xia4 men2|大厦 da4 sha4|六安 lu4 an1|台州 tai1 zhou1|天台山 tian1 tai1 shan1|丽水 li2 shui3|东莞 dong1 guan3|番禺 pan1 yu2|蚌埠 beng4 bu4|亳州 bo2 zhou1|铅山 yan2 shan1|乐清 yue4 qing1|单县 shan4 xian4|渑池 mian3 chi2|解县 xie4 xian4|燕山 yan1 shan1|燕京 yan1 jing1
区别 qu1 bie2|尉迟 yu4 chi2|单于 chan2 yu2|可汗 ke4 han2|龟兹 qiu1 ci2|大宛 da4 yuan1|吐蕃 tu3 bo1|歙县 she4 xian4|朝阳区 chao2 yang2 qu1|朝气 zhao1 qi4|朝霞 zhao1 xia2|今朝 jin1 zhao1|朝鲜 chao2 xian3|鲜为人知 xian3 wei2 ren2 zhi1
因为 yin1 wei4|为什么 wei4 shen2 me0|为何 wei4 he2|为此 wei4 ci3|为了 wei4 le0|为大家 wei4 da4 jia1|为人民 wei4 ren2 min2|为你 wei4 ni3|为您 wei4 nin2|为他 wei4 ta1|为我 wei4 wo3|专为 zhuan1 wei4|为主 wei2 zhu3|为止 wei2 zhi3|以为 yi3 wei2|成为 cheng2 wei2|作为 zuo4 wei2|认为 ren4 wei2|为期 wei2 qi1|人为 ren2 wei2|行为 xing2 wei2|所为 suo3 wei2
想想 xiang2 xiang0|走走 zou2 zou0|讲讲 jiang2 jiang0|等等 deng2 deng3|写写 xie2 xie0|整整 zheng2 zheng3|早早 zao2 zao3|好好 hao2 hao3|好好儿 hao3 haor1|点点 dian2 dian3|小小 xiao2 xiao3
没了 mei2 le0|为了不 wei4 le0 bu4|了断 liao3 duan4|了却 liao3 que4|一了百了 yi4 liao3 bai3 liao3|没完没了 mei2 wan2 mei2 liao3|了然 liao3 ran2|明了 ming2 liao3|末了 mo4 liao3|了不得 liao3 bu0 de2|不得了 bu4 de2 liao3|不得不 bu4 de2 bu4|了解 liao3 jie3
不知道 bu4 zhi1 dao4|谁知 shei2 zhi1|嗯 en4|呣 m2|哼 heng1|欸 ei4|诶 ei4|哦 o4|喔 o1|哇 wa1|嘿 hei1|唉 ai4|啊 a0|呀 ya0|哪 na3|那 na4|这 zhe4|谁 shei2|都 dou1|吗 ma0|呢 ne0|吧 ba0|嘛 ma0|啦 la0|的 de0|咱 zan2|您 nin2|给 gei3|还 hai2
目的 mu4 di4|的确 di2 que4|的士 di1 shi4|有的放矢 you3 di4 fang4 shi3|打的 da3 di1|还款 huan2 kuan3|还债 huan2 zhai4|还钱 huan2 qian2|还书 huan2 shu1|还给 huan2 gei3|归还 gui1 huan2|偿还 chang2 huan2|还原 huan2 yuan2|返还 fan3 huan2|退还 tui4 huan2|还清 huan2 qing1|还价 huan2 jia4|讨价还价 tao3 jia4 huan2 jia4|生还 sheng1 huan2|还手 huan2 shou3
首都 shou3 du1|都市 du1 shi4|古都 gu3 du1|京都 jing1 du1|都城 du1 cheng2|帝都 di4 du1|魔都 mo2 du1|空气 kong1 qi4|太空 tai4 kong1|航空 hang2 kong1|空间 kong1 jian1
会计 kuai4 ji4|会计师 kuai4 ji4 shi1|财会 cai2 kuai4|一会儿 yi2 huir4|待会儿 dai1 huir4|待一会儿 dai1 yi2 huir4|呆会儿 dai1 huir4|这会儿 zhe4 huir4|多会儿 duo1 huir4
看了看 kan4 le0 kan4|试一试 shi4 yi0 shi4|想一想 xiang3 yi0 xiang3|是不是 shi4 bu0 shi4|能不能 neng2 bu0 neng2|会不会 hui4 bu0 hui4|好不好 hao3 bu0 hao3|行不行 xing2 bu0 xing2|要不要 yao4 bu0 yao4|有没有 you3 mei0 you3|看不见 kan4 bu0 jian4|对不起 dui4 bu0 qi3|来不及 lai2 bu0 ji2|了不起 liao3 bu0 qi3
万里长城 wan4 li3 chang2 cheng2|弹性 tan2 xing4|弹簧 tan2 huang2|弹窗 tan2 chuang1|弹幕 dan4 mu4|子弹 zi3 dan4|炸弹 zha4 dan4|量子 liang4 zi3|测量 ce4 liang2|数量 shu4 liang4|质量 zhi4 liang4|大量 da4 liang4|打量 da3 liang0|商量 shang1 liang0|掂量 dian1 liang0|量体温 liang2 ti3 wen1|量杯 liang2 bei1
便于 bian4 yu2|据说 ju4 shuo1|拮据 jie2 ju1|说服 shui4 fu2|游说 you2 shui4|叶公好龙 ye4 gong1 hao4 long2|爱好 ai4 hao4|好奇 hao4 qi2|好学 hao4 xue2|喜好 xi3 hao4|好客 hao4 ke4|友好 you3 hao3|好吃 hao3 chi1
参与 can1 yu4|与会 yu4 hui4|与其 yu3 qi2|干净 gan1 jing4|干活 gan4 huo2|干部 gan4 bu4|能干 neng2 gan4|干什么 gan4 shen2 me0|干嘛 gan4 ma2|干杯 gan1 bei1|树干 shu4 gan4|主干 zhu3 gan4|饼干 bing3 gan1|相干 xiang1 gan1
冲洗 chong1 xi3|冲劲 chong4 jin4|奇数 ji1 shu4|奇怪 qi2 guai4|假期 jia4 qi1|放假 fang4 jia4|请假 qing3 jia4|暑假 shu3 jia4|寒假 han2 jia4|假装 jia3 zhuang1|假如 jia3 ru2|当作 dang4 zuo4|当成 dang4 cheng2|上当 shang4 dang4|适当 shi4 dang4|恰当 qia4 dang4|当天 dang4 tian1|当年 dang1 nian2|当时 dang1 shi2|得当 de2 dang4|妥当 tuo3 dang4
结果 jie2 guo3|结实 jie1 shi0|结巴 jie1 ba0|结婚 jie2 hun1|落下 luo4 xia4|丢三落四 diu1 san1 la4 si4|落枕 lao4 zhen3|没收 mo4 shou1|沉没 chen2 mo4|埋没 mai2 mo4|埋怨 man2 yuan4|淹没 yan1 mo4
圈养 juan4 yang3|圆圈 yuan2 quan1|悄然 qiao3 ran2|悄悄 qiao1 qiao1|翘首 qiao2 shou3|翘尾巴 qiao4 wei3 ba0|吐血 tu4 xue4|呕吐 ou3 tu4|吐槽 tu3 cao2|哄堂大笑 hong1 tang2 da4 xiao4|起哄 qi3 hong4|哄骗 hong3 pian4
纤维 xian1 wei2|拉纤 la1 qian4|压轴 ya1 zhou4|车轴 che1 zhou2|脊髓 ji3 sui3|字帖 zi4 tie4|请帖 qing3 tie3|发帖 fa1 tie3|帖子 tie3 zi0|妥帖 tuo3 tie1|头发 tou2 fa0|理发 li3 fa4|长发 chang2 fa4|白发 bai2 fa4|发型 fa4 xing2|发现 fa1 xian4|发生 fa1 sheng1|洗发 xi3 fa4|毛发 mao2 fa4|黑发 hei1 fa4|发廊 fa4 lang2
`;

/** Words that end in a syllable without a tone. */
const NEUTRAL = `
东西 先生 知道 葡萄 谢谢 看看 试试 说说 听听 坐坐 问问 聊聊 玩玩 学学 做做 尝尝 瞧瞧 读读 用用 练练 动动 歇歇 逛逛 查查 找找 谈谈 算算
爸爸 妈妈 哥哥 姐姐 弟弟 妹妹 爷爷 奶奶 叔叔 姑姑 舅舅 伯伯 太太 宝宝 星星 猩猩 娃娃 宝贝 丈夫 姑娘 媳妇 亲戚 朋友 学生 大夫 师傅 女婿 木匠 铁匠 裁缝 奴才 和尚 道士 护士 少爷 老爷 老婆
衣服 衣裳 眼睛 耳朵 嘴巴 舌头 头发 眉毛 胳膊 指甲 指头 骨头 拳头 脑袋 屁股 尾巴 巴掌 下巴 脊梁 疙瘩 石头 木头 馒头 罐头 枕头 锄头 砖头 丫头 念头 苦头 甜头 跟头 后头 前头 里头 外头 上头 下头 码头 风头 势头 兆头 浪头 对头
豆腐 芝麻 黄瓜 萝卜 蘑菇 玫瑰 高粱 棉花 庄稼 粮食 点心 烧饼 月饼 馄饨 包袱 麻花 核桃 石榴 樱桃 枇杷 荸荠 窗户 玻璃 扫帚 簸箕 篱笆 喇叭 唢呐 琵琶 风筝 算盘 钥匙 戒指 胭脂 灯笼 帐篷 行李 家伙 牲口 畜生 骆驼 狐狸 蛤蟆 刺猬 苍蝇 蚂蚱
时候 工夫 功夫 早上 晚上 晌午 月亮 地道 地方 街坊 胡同 衙门 铺盖 名堂 名字 意思 心思 主意 本事 力气 脾气 福气 运气 客气 和气 阔气 小气 秀气 神气 俗气 土气 洋气 志气 口气 义气 事情 消息 道理 规矩 招牌 买卖 生意 价钱 工钱 行头 行当 差事 关系 官司 故事 笑话 闲话 合同 交情 见识 知识 学问 记性 悟性 惦记 忘性
打算 打听 打扮 打发 打量 打点 收拾 拾掇 休息 照顾 招呼 应付 应酬 支吾 吩咐 嘱咐 答应 告诉 商量 议论 认识 明白 清楚 糊涂 胡涂 晓得 觉得 记得 懂得 显得 值得 使得 免得 省得 舍得 认得 喜欢 稀罕 心疼 埋怨 折腾 耽误 耽搁 凑合 将就 对付 巴结 哆嗦 咳嗽 喷嚏 哈欠 吆喝 嚷嚷 嘟囔 唠叨 念叨 嘀咕 咕噜 咕嘟 琢磨 思量 掂量 提防 拨弄 摆弄 糟蹋 糟践 祸害 欺负 委屈 冤枉 连累 勾搭 窝囊 邋遢 马虎 含糊 迷糊 模糊
漂亮 干净 利落 利索 厉害 暖和 凉快 热闹 舒服 舒坦 痛快 爽快 勤快 麻利 结实 扎实 实惠 富余 宽敞 宽绰 硬朗 老实 聪明 机灵 斯文 新鲜 别扭 麻烦 啰嗦 罗嗦 动弹 张罗 热乎 软和 匀称 苗条 骨碌 轱辘 疟疾 吓唬 溜达 晃荡 晃悠 转悠 忽悠 颤悠 比方 比划 人家 亲家 娘家 婆家 行家 口袋 脑筋 部分 身子 伺候 拉扯 扒拉 扑腾 闹腾 倒腾 翻腾 云彩 包涵 玄乎 邪乎 在乎 黏糊 伙计 活计 算计 架势 多么 要么 这个 那个 哪个 怎么 什么 那么 这么
`;

/** 子 that is a word's own syllable and no ending: 电子, 孔子. */
const CHILD = `
分子 原子 电子 质子 中子 离子 粒子 量子 光子 因子 算子 夸子 君子 男子 女子 弟子 孔子 孟子 老子 庄子 荀子 墨子 韩非子 天子 太子 王子 皇子 公子 父子 母子 亲子 游子 才子 赤子 学子 棋子 瓜子 莲子 松子 鱼子 精子 卵子 孢子 花子 逆子 长子 次子 独生子 西子 浪子 骄子 之子 孝子 臣子 童子 鬼子 义子 养子 妻子儿女 核子 介子 胶子 菜子 凤子 世子 士子 诸子 夫子 孙子兵法 甲子 丙子 戊子 庚子 壬子 电子 胚子 基因子 有机电子
`;

/** 儿 that is a syllable of its own: 女儿. */
const OWN_ER = `
女儿 婴儿 幼儿 少儿 孤儿 男儿 健儿 宠儿 胎儿 新生儿 育儿 混血儿 早产儿 幸运儿 弃儿 侄儿 妻儿 托儿 小儿 患儿 娇儿 吾儿
`;

/** What these are as words of their own, not in a longer one. */
export const SINGLE_READINGS: Readonly<Partial<Record<string, string>>> = {
  教: 'jiao1',
  调: 'tiao2',
  干: 'gan4',
};

/** A word that has its reading of its own. */
export interface WordReading {
  readonly word: string;
  readonly syllables: readonly string[];
}

const listed = (text: string): readonly string[] => text.trim().split(/\s+/);

/** By their first character, the longest first. */
export const WORD_READINGS: ReadonlyMap<string, readonly WordReading[]> = byFirst(
  WORDS.trim()
    .split(/[|\n]/)
    .map((entry) => {
      const [word, ...syllables] = entry.split(' ');
      return { word, syllables };
    }),
);

export const NEUTRAL_WORDS: ReadonlySet<string> = new Set(listed(NEUTRAL));
export const CHILD_WORDS: ReadonlySet<string> = new Set(listed(CHILD));
export const OWN_ER_WORDS: ReadonlySet<string> = new Set(listed(OWN_ER));

function byFirst(readings: readonly WordReading[]): ReadonlyMap<string, readonly WordReading[]> {
  const found = new Map<string, WordReading[]>();
  for (const reading of readings) {
    const same = found.get(reading.word[0]) ?? [];
    found.set(reading.word[0], [...same, reading]);
  }
  for (const same of found.values()) same.sort((a, b) => b.word.length - a.word.length);
  return found;
}
