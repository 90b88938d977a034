import type { evaluation as english } from '../en/evaluation.ts';
import type { Translated } from '../phrase.ts';

/** 含标准答案的病例集的各项指标。 */
export const evaluation: Translated<typeof english> = {
  'evaluation.title': () => '对照标准答案的性能验证',
  'evaluation.set': ({ cases, fields, cells }) =>
    `${cases} 名患者，${fields} 个视野，标准答案含 ${cells} 个细胞`,
  'evaluation.detection': () => '检测',
  'evaluation.gate': () => '可计数判别',
  'evaluation.classes': () => '分类',
  'evaluation.grouped': () => '原始细胞与有核红细胞各合为一类',
  'evaluation.twenty': () => '20 个类别',
  'evaluation.agreement': () => '分类计数',
  'evaluation.patients': () => '患者',
  'evaluation.confusion': () => '混淆矩阵',
  'evaluation.summary': () => '概要',

  'evaluation.failed': () => '无法计算各项指标。请重新加载页面。',

  'evaluation.ap50': () => 'IoU 0.5 的 AP',
  'evaluation.ap5095': () => 'IoU 0.5–0.95 的 AP',
  'evaluation.recall': () => '召回率',
  'evaluation.precision': () => '精确率',
  'evaluation.falseCalls': () => '误判为此类',
  'evaluation.ofAllCalls': () => '占全部此类判读',
  'evaluation.sensitivity': () => '灵敏度',
  'evaluation.specificity': () => '特异度',
  'evaluation.accuracy': () => '准确率',
  'evaluation.f1': () => 'F1 值',
  'evaluation.ap': () => 'AP',
  'evaluation.auc': () => 'ROC 曲线下面积',
  'evaluation.ppv': () => '阳性预测值',
  'evaluation.npv': () => '阴性预测值',
  'evaluation.micro': () => '微平均',
  'evaluation.macro': () => '宏平均',
  'evaluation.weighted': () => '加权平均',

  'evaluation.allBlasts': () => '原始细胞（各系）',
  'evaluation.allErythroblasts': () => '有核红细胞（各阶段）',

  'evaluation.figure': () => '指标',
  'evaluation.value': () => '数值',
  'evaluation.interval': () => '95% 区间',
  'evaluation.n': () => 'n',
  'evaluation.paper': () => 'Zhou 等 2021',
  'evaluation.class': () => '类别',
  'evaluation.truth': () => '标准答案',
  'evaluation.missed': () => '漏检',
  'evaluation.dropped': () => '被剔除',
  'evaluation.classified': () => '已分类',
  'evaluation.right': () => '正确',
  'evaluation.endToEnd': () => '占标准答案全部',
  'evaluation.subject': () => '对象',
  'evaluation.bias': () => '偏倚',
  'evaluation.limits': () => '一致性界限',
  'evaluation.meanOfBoth': () => '标准答案与流程的均值，%',
  'evaluation.difference': () => '流程 − 标准答案，百分点',
  'evaluation.lowerLimit': () => '下限',
  'evaluation.upperLimit': () => '上限',
  'evaluation.patient': () => '患者',
  'evaluation.diagnosis': () => '诊断',
  'evaluation.all': () => '急淋（ALL）',
  'evaluation.notAll': () => '非 ALL',
  'evaluation.unknown': () => '未知',
  'evaluation.basis-diagnosis': () => '已知',
  'evaluation.basis-truth': () => '按标准答案自身的计数',
  'evaluation.truthShare': () => '标准答案的占比',
  'evaluation.share': () => '流程的占比',
  'evaluation.call': () => '判读',
  'evaluation.call-meets': () => '符合',
  'evaluation.call-does-not-meet': () => '不符合',
  'evaluation.call-indeterminate': () => '不确定',
  'evaluation.call-none': () => '无判读',
  'evaluation.bare': () => '仅按阈值',
  'evaluation.threeStates': () => '按区间',
  'evaluation.meets': () => '符合规则',
  'evaluation.doesNotMeet': () => '不符合',
  'evaluation.open': () => '未定',
  'evaluation.rule': ({ name }) => `判读规则：${name}`,
  'evaluation.countable': () => '可计数',
  'evaluation.notCountable': () => '不可计数',
  'evaluation.passed': () => '通过',
  'evaluation.packOf': ({ name, version, hash }) => `模型包 ${name} ${version}，sha256 ${hash}`,

  'evaluation.how-intervals-patients': () =>
    '有计数的比率用 Wilson 区间；AP、AUC、F1 及各平均值的区间由整名患者重抽样得到（百分位法，1000 次）。',
  'evaluation.how-intervals-fields': () =>
    '有计数的比率用 Wilson 区间；AP、AUC、F1 及各平均值的区间由整个视野重抽样得到（百分位法，1000 次），因患者不足十名；视野较少时区间过窄。',
  'evaluation.how-pipeline': () => '所衡量的是流程自身的输出，而非审核者修改后的结果。',
  'evaluation.how-detection': () =>
    '标准答案中的每个框都应被检出，不可计数细胞也在内。AP 按 COCO 定义，覆盖全部得分；召回率和精确率取模型包的工作得分及 IoU 0.5。',
  'evaluation.how-gate': () =>
    '针对已检出的框（IoU 不低于 0.5）；可计数细胞为阳性。不属于标准答案任何细胞的框不计入此处指标。',
  'evaluation.how-classes': () =>
    '针对已检出并通过判别、且标准答案给出名称的可计数细胞；以概率最高的类别为预测。AP 与 AUC 为一类对其余各类。没有细胞的类别没有指标，也不计入任何平均；所处的患者或视野过少的类别，其 F1、AP 与 AUC 没有区间。',
  'evaluation.how-agreement': () =>
    'Bland–Altman 法：同一患者相同视野中，流程的百分比减去标准答案的百分比，单位为百分点。界限为偏倚 ± 1.96 个标准差；区间按 Student t 分布。至少需要三名患者。',
  'evaluation.how-patients': () =>
    '灵敏度和特异度分别除以全部 ALL 与非 ALL 患者。未定的判读既不算命中也不算漏判。诊断未知时，以规则阈值用于标准答案自身计数的结果代之：此时检验的只是计数，而非规则。',
  'evaluation.assumed-lymphoid': ({ count }) =>
    `按病例设置，有 ${count} 个系别未定的原始细胞在此计为淋系：髓系白血病的原始细胞同样会使规则成立。`,
  'evaluation.assumed-myeloid': ({ count }) =>
    `按病例设置，有 ${count} 个系别未定的原始细胞在此计为髓系：原始淋巴细胞同样会被漏计。`,
  'evaluation.recognition': () => '规则所计的细胞',
  'evaluation.recognitionOpen': ({ count }) =>
    `有 ${count} 个细胞依标准答案或命名可能属于也可能不属于此类：不计入这两个指标。`,
  'evaluation.how-paper': () =>
    '论文的指标来自其他图像和患者，针对其 20 个类别。论文未说明 IoU，也未说明如何平均：其 F1 等于准确率，只有微平均如此；精确率、AP 与 AUC 列在可能对应的每种平均旁。',
  'evaluation.classCurves': () => '各类别的精确率–召回率曲线；圆点为以概率最高者为准时的位置。',
  'evaluation.agreementCharts': ({ count }) =>
    `最常见的 ${count} 个对象的 Bland–Altman 图；色带为 95% 区间。`,
  'evaluation.curveShown': ({ name, x, y, figure, value }) =>
    `${name}：${y}–${x}曲线；${figure} ${value}`,
  'evaluation.pointShown': ({ curve, x, y, atX, atY }) =>
    `${curve}；圆点处${x} ${atX}，${y} ${atY}`,
  'evaluation.agreementShown': ({ name, count, bias, interval, limits }) =>
    `${name}的 Bland–Altman 图，${count} 名患者：偏倚 ${bias} 个百分点，95% 区间 ${interval}；一致性界限 ${limits}`,
  'evaluation.few': ({ most }) => `† 不足 ${most} 个细胞：该指标说明不了多少。`,
  'evaluation.fewPatients': ({ count }) => `仅基于 ${count} 名患者：请看区间，而不是比率。`,

  'evaluation.remark-waiting': ({ count }) =>
    `${count} 个有标准答案的视野尚未分析：不计入任何指标。`,
  'evaluation.remark-excluded': ({ count }) =>
    `${count} 个有标准答案的视野被审核者排除在计数之外：不计入任何指标。`,
  'evaluation.remark-detection-only': ({ count }) =>
    `${count} 名患者的标准答案既未命名细胞，也未区分不可计数细胞：仅衡量检测。`,
  'evaluation.remark-truncated': ({ count }) =>
    `${count} 个视野分析时尚未保存低于工作得分的框：AP 为下界。重新分析可得完整曲线。`,
  'evaluation.remark-lost': ({ count }) =>
    `流程的 ${count} 个框被审核者删除、合并或拆分：检测指标按检出计入，其余指标不计。如需全部计入，请分析一份未审核的副本。`,
  'evaluation.remark-packs': ({ count }) =>
    `这些视野由 ${count} 个不同的模型包分析：指标不属于其中任何一个。请用同一个模型包全部重新分析。`,
  'evaluation.remark-unnamed': ({ count }) =>
    `标准答案中有 ${count} 个可计数细胞没有名称，而同一病例的其他细胞有名称：这些病例不计入一致性分析，其标准答案也不代替诊断。`,
  'evaluation.remark-ungraded': ({ count }) =>
    `标准答案中有 ${count} 个细胞只以组命名：在原始细胞与有核红细胞各合为一类时衡量。`,
  'evaluation.remark-open-groups': ({ count }) =>
    `模型包有 ${count} 个细胞只以组命名（原始细胞、有核红细胞）：在 20 个类别中取其概率最高者，而模型包并不声称能区分。请看原始细胞与有核红细胞各合为一类时的指标。`,
};
