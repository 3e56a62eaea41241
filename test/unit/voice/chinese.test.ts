import { describe, expect, it } from 'vitest';
import { spokenLine } from './spokenLine.js';

/** Sentences and what they are read as: see `spokenLine`. */
const TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'words by the words around them': {
    重庆的银行行长长大了: 'chong2 qing4 de0 yin2 hang2 hang2 zhang3 zhang3 da4 le0',
    '我得去银行，跑得快，得到了': 'wo2 dei3 qu4 yin2 hang2 , pao3 de0 kuai4 , de2 dao4 le0',
    他还没还钱: 'ta1 hai2 mei2 huan2 qian2',
    '了解了，为了你': 'liao2 jie3 le0 , wei4 le0 ni3',
    我觉得音乐让人快乐: 'wo3 jue2 de0 yin1 yue4 rang4 ren2 kuai4 le4',
    '他长得很高，头发很长': 'ta1 zhang3 de0 hen3 gao1 , tou2 fa0 hen3 chang2',
    这只鸟长着长长的尾巴: 'zhe4 zhi1 niao3 zhang3 zhe0 chang2 chang2 de0 wei3 ba0',
    '种子种在地里，种了三棵树': 'zhong3 zi0 zhong4 zai4 di4 li3 , zhong4 le0 san1 ke1 shu4',
    '教练教我们打球，校长参加了会议':
      'jiao4 lian4 jiao1 wo3 men0 da3 qiu2 , xiao4 zhang3 can1 jia1 le0 hui4 yi4',
    '他步行去了音乐会，行李放在银行门口':
      'ta1 bu4 xing2 qu4 le0 yin1 yue4 hui4 , xing2 li0 fang4 zai4 yin2 hang2 men2 kou3',
    '受不了，吃得了，了不起，不了解':
      'shou4 bu4 liao3 , chi1 de0 liao3 , liao3 bu0 qi3 , bu4 liao2 jie3',
    大不了重新来过: 'da4 bu4 liao3 chong2 xin1 lai2 guo4',
    '着急，看着，睡着了，着装，着什么急':
      'zhao2 ji2 , kan4 zhe0 , shui4 zhao2 le0 , zhuo2 zhuang1 , zhao2 shen2 me0 ji2',
    '首都，都是，成都，都市': 'shou3 du1 , dou1 shi4 , cheng2 du1 , du1 shi4',
    大夫说他的血压有点高: 'dai4 fu0 shuo1 ta1 de0 xue4 ya1 you2 dian3 gao1',
    '请重复一遍，这个箱子很重': 'qing3 chong2 fu4 yi2 bian4 , zhe4 ge0 xiang1 zi0 hen3 zhong4',
    '他差点儿没赶上飞机，差别很大':
      'ta1 cha4 dianr3 mei2 gan3 shang4 fei1 ji1 , cha1 bie2 hen3 da4',
    '尽快完成任务，尽管很难': 'jin3 kuai4 wan2 cheng2 ren4 wu0 , jin2 guan2 hen3 nan2',
    '数据分析，参数设置，数一数有几个':
      'shu4 ju4 fen1 xi1 , can1 shu4 she4 zhi4 , shu3 yi0 shu3 you2 ji3 ge4',
    '角度，角色，角落': 'jiao3 du4 , jue2 se4 , jiao3 luo4',
    '转身，转动，旋转': 'zhuan3 shen1 , zhuan4 dong4 , xuan2 zhuan3',
    '给我，供给，给予': 'gei2 wo3 , gong1 ji3 , ji2 yu3',
    '更新，更好，三更半夜': 'geng1 xin1 , geng4 hao3 , san1 geng1 ban4 ye4',
    '干净，干活，饼干': 'gan1 jing0 , gan4 huo2 , bing3 gan1',
    '处理，到处，好处': 'chu2 li3 , dao4 chu4 , hao3 chu0',
    '假如放假，真假': 'jia3 ru2 fang4 jia4 , zhen1 jia3',
    '当时，上当，当作，适当': 'dang1 shi2 , shang4 dang4 , dang4 zuo4 , shi4 dang4',
    '强大，勉强，倔强': 'qiang2 da4 , mian2 qiang3 , jue2 jiang4',
    '模型，模样，模板': 'mo2 xing2 , mu2 yang4 , mu2 ban3',
    '曲线，歌曲，弯曲': 'qu1 xian4 , ge1 qu3 , wan1 qu1',
    '调整音量，空调，语调，调一下':
      'tiao2 zheng3 yin1 liang4 , kong1 tiao2 , yu3 diao4 , tiao2 yi2 xia4',
    '兴趣，高兴，兴奋': 'xing4 qu4 , gao1 xing4 , xing1 fen4',
    '背包，背着书包，背诵': 'bei1 bao1 , bei4 zhe0 shu1 bao1 , bei4 song4',
    只有这一只猫: 'zhi2 you3 zhe4 yi4 zhi1 mao1',
    '乐山大佛，朝阳区，厦门，都江堰':
      'le4 shan1 da4 fo2 , chao2 yang2 qu1 , xia4 men2 , du1 jiang1 yan4',
    '为人民服务，因为，成为': 'wei4 ren2 min2 fu2 wu4 , yin1 wei4 , cheng2 wei2',
    '你得小心，总得有人做，说得对，做得到':
      'ni2 dei3 xiao3 xin1 , zong2 dei3 you3 ren2 zuo4 , shuo1 de0 dui4 , zuo4 de0 dao4',
    '他得了第一名，得分最高': 'ta1 de2 le0 di4 yi1 ming2 , de2 fen1 zui4 gao1',
    '慢慢地走，土地，高兴地说，突然地出现':
      'man4 man4 de0 zou3 , tu3 di4 , gao1 xing4 de0 shuo1 , tu1 ran2 de0 chu1 xian4',
    '打折，折断': 'da3 zhe2 , zhe2 duan4',
    '屏幕，屏住呼吸': 'ping2 mu4 , bing3 zhu4 hu1 xi1',
    '露珠，露馅': 'lu4 zhu1 , lou4 xian4',
    '血液，流血': 'xue4 ye4 , liu2 xue4',
    '薄弱，薄薄的': 'bo2 ruo4 , bao2 bao2 de0',
  },
  'tones by the tones around them': {
    '你好，我很好': 'ni2 hao3 , wo2 hen2 hao3',
    我想买五把好雨伞: 'wo2 xiang2 mai3 wu2 ba2 hao3 yu2 san3',
    展览馆里有很多老古董: 'zhan2 lan2 guan3 li2 you3 hen3 duo1 lao2 gu2 dong3',
    我可以给你打电话吗: 'wo2 ke2 yi3 gei2 ni3 da3 dian4 hua4 ma0',
    '一起，一个，一样，一天，一百，一万':
      'yi4 qi3 , yi2 ge4 , yi2 yang4 , yi4 tian1 , yi4 bai3 , yi2 wan4',
    '看一看，第一，统一，星期一，十一个':
      'kan4 yi0 kan4 , di4 yi1 , tong3 yi1 , xing1 qi1 yi1 , shi2 yi1 ge4',
    '不是，不好，不对，不来，好不好': 'bu2 shi4 , bu4 hao3 , bu2 dui4 , bu4 lai2 , hao3 bu0 hao3',
    '一月一日，一年级，一号楼，一等奖':
      'yi1 yue4 yi1 ri4 , yi1 nian2 ji2 , yi1 hao4 lou2 , yi1 deng2 jiang3',
    '一九四九年，一点五，一点点': 'yi1 jiu3 si4 jiu3 nian2 , yi1 dian2 wu3 , yi4 dian2 dian3',
    '看看，试试，想想，走走': 'kan4 kan0 , shi4 shi0 , xiang2 xiang0 , zou2 zou0',
    '不客气，没关系，女朋友，大学生':
      'bu2 ke4 qi0 , mei2 guan1 xi0 , nv3 peng2 you0 , da4 xue2 sheng1',
    '东西，先生，葡萄，漂亮，桌子，石头，孩子们':
      'dong1 xi0 , xian1 sheng0 , pu2 tao0 , piao4 liang0 , zhuo1 zi0 , shi2 tou0 , hai2 zi0 men0',
    '分子，孔子，妻子': 'fen1 zi3 , kong2 zi3 , qi1 zi0',
    一会儿在门口玩儿: 'yi2 huir4 zai4 men2 kou3 wanr2',
    '事儿，花儿，有点儿，小孩儿，女儿，儿童，婴儿':
      'shir4 , huar1 , you2 dianr3 , xiao3 hair2 , nv3 er2 , er2 tong2 , ying1 er2',
    '重庆市长寿区，南京市长江大桥，北京市长':
      'chong2 qing4 shi4 chang2 shou4 qu1 , nan2 jing1 shi4 chang2 jiang1 da4 qiao2 , bei3 jing1 shi4 zhang3',
    '上午举行会议，将会严重影响':
      'shang4 wu3 ju3 xing2 hui4 yi4 , jiang1 hui4 yan2 zhong4 ying2 xiang3',
    '住在朝阳，像朝阳区，朝阳医院，迎着朝阳，朝阳升起':
      'zhu4 zai4 chao2 yang2 , xiang4 chao2 yang2 qu1 , chao2 yang2 yi1 yuan4 , ying2 zhe0 zhao1 yang2 , zhao1 yang2 sheng1 qi3',
    服务很好: 'fu2 wu4 hen2 hao3',
    我很喜欢: 'wo3 hen2 xi3 huan0',
    '不知道，我知道': 'bu4 zhi1 dao4 , wo3 zhi1 dao0',
    '知识分子，箱子': 'zhi1 shi0 fen1 zi3 , xiang1 zi0',
  },
  'numbers as people say them': {
    '我有2个苹果，22个人，第2名':
      'wo2 you2 liang3 ge4 ping2 guo3 , er4 shi2 er4 ge4 ren2 , di4 er4 ming2',
    '200元，2000人，20000，2亿，12000':
      'liang2 bai3 yuan2 , liang3 qian1 ren2 , liang3 wan4 , liang3 yi4 , yi2 wan4 er4 qian1',
    '10005，100010，110，15':
      'yi2 wan4 ling2 wu3 , shi2 wan4 ling2 yi1 shi2 , yi4 bai3 yi1 shi2 , shi2 wu3',
    '1.5米，3.14，0.5，-3': 'yi1 dian2 wu3 mi3 , san1 dian3 yi1 si4 , ling2 dian2 wu3 , fu4 san1',
    '10,000人，10 000人，1,234,567.89':
      'yi2 wan4 ren2 , yi2 wan4 ren2 , yi4 bai3 er4 shi2 san1 wan4 si4 qian1 wu2 bai3 liu4 shi2 qi1 dian3 ba1 jiu3',
    '2026年11月28日，2026-11-28，2026/1/1':
      'er4 ling2 er4 liu4 nian2 shi2 yi1 yue4 er4 shi2 ba1 ri4 , er4 ling2 er4 liu4 nian2 shi2 yi1 yue4 er4 shi2 ba1 ri4 , er4 ling2 er4 liu4 nian2 yi1 yue4 yi1 ri4',
    '今天是2026年，1998年出生，2024-2026年':
      'jin1 tian1 shi4 er4 ling2 er4 liu4 nian2 , yi1 jiu2 jiu3 ba1 nian2 chu1 sheng1 , er4 ling2 er4 si4 dao4 er4 ling2 er4 liu4 nian2',
    '98年的冠军，10年前，80年代，90后':
      'jiu3 ba1 nian2 de0 guan4 jun1 , shi2 nian2 qian2 , ba1 shi2 nian2 dai4 , jiu3 ling2 hou4',
    '3000年的历史，1000年前': 'san1 qian1 nian2 de0 li4 shi3 , yi4 qian1 nian2 qian2',
    '下午3:30开会，9:05到，15:00结束':
      'xia4 wu3 san1 dian3 san1 shi2 fen1 kai1 hui4 , jiu2 dian3 ling2 wu3 fen1 dao4 , shi2 wu2 dian3 jie2 shu4',
    '9:00-18:00营业，2点2分': 'jiu2 dian3 dao4 shi2 ba1 dian3 ying2 ye4 , liang2 dian3 er4 fen1',
    '比分是21:15，3:1获胜，16:9的屏幕':
      'bi3 fen1 shi4 er4 shi2 yi1 bi3 shi2 wu3 , san1 bi3 yi2 huo4 sheng4 , shi2 liu4 bi3 jiu3 de0 ping2 mu4',
    '¥12.50，$3.5，€5，100美元，￥1.2万':
      'shi2 er4 dian2 wu3 yuan2 , san1 dian2 wu3 mei3 yuan2 , wu3 ou1 yuan2 , yi4 bai3 mei3 yuan2 , yi1 dian3 er4 wan4 yuan2',
    '50%，3.5%，-2%，10-20%，10%~20%，100%':
      'bai3 fen1 zhi1 wu3 shi2 , bai3 fen1 zhi1 san1 dian2 wu3 , fu4 bai3 fen1 zhi1 er4 , bai3 fen1 zhi1 shi2 dao4 bai3 fen1 zhi1 er4 shi2 , bai3 fen1 zhi1 shi2 dao4 bai3 fen1 zhi1 er4 shi2 , bai3 fen1 zhi1 bai3',
    '5km，20℃，3kg，100㎡，50m²':
      'wu3 gong1 li3 , er4 shi2 she4 shi4 du4 , san1 gong1 jin1 , yi4 bai3 ping2 fang1 mi3 , wu3 shi2 ping2 fang1 mi3',
    '80km/h，5-10km，-5℃到10℃，-3℃~8℃':
      'ba1 shi2 gong1 li2 mei3 xiao3 shi2 , wu3 dao4 shi2 gong1 li3 , ling2 xia4 wu3 she4 shi4 du4 dao4 shi2 she4 shi4 du4 , ling2 xia4 san1 she4 shi4 du4 dao4 ba1 she4 shi4 du4',
    '1080p，16GB，4K，5G，60Hz':
      'yi1 ling2 ba1 ling2 p. , shi2 liu4 G.B. , si4 K. , wu3 G. , liu4 shi2 he4 zi1',
    '13812345678，010-12345678，400-800-1234':
      'yao1 san1 ba1 yao1 er4 san1 si4 wu3 liu4 qi1 ba1 , ling2 yao1 ling2 yao1 er4 san1 si4 wu3 liu4 qi1 ba1 , si4 ling2 ling2 ba1 ling2 ling2 yao1 er4 san1 si4',
    '拨打110，120急救，10086客服':
      'bo1 da3 yao1 yao1 ling2 , yao1 er4 ling2 ji2 jiu4 , yao1 ling2 ling2 ba1 liu4 ke4 fu2',
    '302室，房间号1205，密码：0088':
      'san1 ling2 er4 shi4 , fang2 jian1 hao4 yao1 er4 ling2 wu3 , mi4 ma3 : ling2 ling2 ba1 ba1',
    '10-20人，3~5天，第1-3章':
      'shi2 dao4 er4 shi2 ren2 , san1 dao4 wu3 tian1 , di4 yi1 dao4 san1 zhang1',
    '1/2，3/4杯': 'er4 fen1 zhi1 yi1 , si4 fen1 zhi1 san1 bei1',
    'v1.0.2，版本2.0，IP是192.168.1.1':
      'V. yi1 dian3 ling2 dian3 er4 , ban2 ben3 er4 dian3 ling2 , I.P. shi4 yi1 jiu3 er4 dian3 yi1 liu4 ba1 dian3 yi1 dian3 yi1',
    '第3，第二十，No.1，№5': 'di4 san1 , di4 er4 shi2 , di4 yi1 , di4 wu3',
    '1+1=2，5-3=2，2×3=6，x>3':
      'yi1 jia1 yi1 deng3 yu2 er4 , wu2 jian3 san1 deng3 yu2 er4 , er4 cheng2 san1 deng3 yu2 liu4 , x. da4 yu2 san1',
    '1920×1080，7*24小时':
      'yi1 jiu3 er4 ling2 cheng2 yi1 ling2 ba1 ling2 , qi1 cheng2 er4 shi2 si4 xiao3 shi2',
    '100+人，20多，双11': 'yi4 bai3 duo1 ren2 , er4 shi2 duo1 , shuang1 shi2 yi1',
    '2月2日，2号楼，2层，2小时，2天，2年，2个月':
      'er4 yue4 er4 ri4 , er4 hao4 lou2 , liang3 ceng2 , liang2 xiao3 shi2 , liang3 tian1 , liang3 nian2 , liang3 ge4 yue4',
    '5/6月份，7/8号，3/4个月': 'wu3 liu4 yue4 fen4 , qi1 ba1 hao4 , si4 fen1 zhi1 san1 ge4 yue4',
    '24/7在线，7/24小时，24/7=3.4':
      'er4 shi2 si4 qi1 zai4 xian4 , qi1 cheng2 er4 shi2 si4 xiao3 shi2 , qi1 fen1 zhi1 er4 shi2 si4 deng3 yu2 san1 dian3 si4',
    '1.25亿元，1000万人，3.5万':
      'yi1 dian3 er4 wu3 yi4 yuan2 , yi4 qian1 wan4 ren2 , san1 dian2 wu3 wan4',
    '5‰，0.1%': 'qian1 fen1 zhi1 wu3 , bai3 fen1 zhi1 ling2 dian3 yi1',
    '①第一，Ⅲ期，１２３': 'yi1 di4 yi1 , san1 qi1 , yi4 bai3 er4 shi2 san1',
    'PM2.5指数35，打8折': 'P.M. er4 dian2 wu3 zhi3 shu4 san1 shi2 wu3 , da3 ba1 zhe2',
  },
  mixed: {
    'AI时代，GPU很贵，VS Code，HeyGem工作室':
      'A.I. shi2 dai4 , G.P.U. hen3 gui4 , V.S. [Code] , [HeyGem] gong1 zuo4 shi4',
    'A股，T恤，B超，卡拉OK，U盘': 'A. gu3 , T. xu4 , B. chao1 , ka3 la1 O.K. , U. pan2',
    'iPhone 15 Pro，Windows 11，GPT-4': '[iPhone] shi2 wu3 [Pro] , [Windows] shi2 yi1 , G.P.T. si4',
    'RTX4090，MP3，i7-13700K':
      'R.T.X. si4 ling2 jiu3 ling2 , M.P. san1 , i. qi1 jian3 yi1 san1 qi1 ling2 ling2 K.',
    'C++，C#，Node.js，report.pdf': 'C. jia1 jia1 , C. [sharp] , [Node.js] , [report] dian3 [pdf]',
    'https://example.com/docs，www.baidu.com':
      '[example] dian3 [com] xie2 gang4 [docs] , W. W. W. dian3 [baidu] dian3 [com]',
    'me@example.cn': '[me] ai4 te4 [example] dian3 C. N.',
    '他说 I have three big apples today，然后走了。':
      'ta1 shuo1 [I have three big apples today] , ran2 hou4 zou3 le0 .',
    'Hello everyone, welcome to the lesson.': '[Hello everyone, welcome to the lesson.]',
    '使用Ctrl+C复制，按F5刷新': 'shi3 yong4 [Ctrl] jia1 C. fu4 zhi4 , an4 F. wu3 shua1 xin1',
    他用Python写了一个script: 'ta1 yong4 [Python] xie3 le0 yi2 ge4 [script]',
    '约翰·史密斯说："你好！"': 'yue1 han4 shi3 mi4 si1 shuo1 : ni2 hao3 !',
    '《红楼梦》很好看……真的——是吗？':
      '“ hong2 lou2 meng4 ” hen2 hao3 kan4 … … zhen1 de0 — — shi4 ma0 ?',
    '（括号里）和【这里】': '( kuo4 hao4 li3 ) he2 “ zhe4 li3 ”',
    '今天天气不错😀👍🏽！': 'jin1 tian1 tian1 qi4 bu2 cuo4 !',
    臺灣銀行的行長長大了: 'tai2 wan1 yin2 hang2 de0 hang2 zhang3 zhang3 da4 le0',
    他們覺得為什麼還沒還錢: 'ta1 men0 jue2 de0 wei4 shen2 me0 hai2 mei2 huan2 qian2',
    '頭髮，發財，乾燥，乾隆，看著': 'tou2 fa0 , fa1 cai2 , gan1 zao4 , qian2 long2 , kan4 zhe0',
    '男/女，北京—上海': 'nan2 nv3 , bei3 jing1 — shang4 hai3',
    '啊，哦，嗯，哎呀': 'a0 , o4 , en4 , ai1 ya1',
    '绿色，女孩，旅行，略过': 'lv4 se4 , nv3 hai2 , lv3 xing2 , lve4 guo4',
  },
};

describe.each(Object.entries(TABLE))('Chinese: %s', (_title, sentences) => {
  it.each(Object.entries(sentences))('%s', (sentence, expected) => {
    expect(spokenLine(sentence)).toBe(expected);
  });
});
