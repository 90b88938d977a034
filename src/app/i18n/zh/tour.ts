import type { tour as english } from '../en/tour.ts';
import type { Part } from '../shape.ts';

/** 首次使用：欢迎页与操作导览。 */
export const tour: Part<typeof english> = {
  welcome: {
    title: '骨髓细胞工作站',
    what: '在浏览器中检出、命名并计数骨髓涂片的有核细胞；由您逐一复核并签发。图像与病例只保存在本机。',
    research: '仅供研究使用，不用于诊断。',
    who: '复核者是谁？',
    whoHint: '姓名会记录在每一项更改旁。可以留空，签发时会再次询问。',
    language: 'Language · 语言',
    tour: '参加两分钟导览',
    start: '开始使用',
  },
  tour: {
    label: '操作导览',
    progress: '第 {{current}} 步，共 {{total}} 步',
    next: '下一步',
    previous: '上一步',
    finish: '完成',
    close: '结束导览（Esc）',
    doIt: '替我完成',
    done: '已完成。',
    steps: {
      analyse: {
        title: '先由模型判读',
        text: '“分析”会检出病例中的每个细胞，判断能否计数并命名。计算在本浏览器中进行；首次运行会加载模型。',
        wait: '请按“分析”，并等待第一个视野完成。',
      },
      call: {
        title: '判定',
        text: '按此处所选规则解释计数结果：比例及其 95% 区间与阈值的关系。区间跨过阈值时，判定为“不确定”。',
      },
      field: {
        title: '视野与检测框',
        text: '每个框是一个细胞，字母表示类别，颜色表示系列。滚轮缩放，拖动平移；{{fit}} 显示整个视野。',
      },
      strip: {
        title: '逐个查看细胞',
        text: '{{next}} 转到下一个细胞，{{previous}} 转到上一个，图像与此处同步。',
        wait: '请按 {{next}}。',
      },
      look: {
        title: '待查看的细胞',
        text: '模型把握不足的细胞须在签发前查看。{{nextNeedsLook}} 逐个跳转；图库（{{viewGallery}}）分类显示全部细胞。',
      },
      atlas: {
        title: '拿不准时',
        text: '参考图谱（{{atlas}}）将 20 类细胞的判断标准及易混淆细胞列在细胞旁。',
      },
      relabel: {
        title: '由您判定',
        text: '{{accept}} 确认模型的命名。按一两个字母可重新命名：{{LBL}} 原始淋巴细胞，{{LYM}} 淋巴细胞，{{OCE}} 晚幼红细胞。{{undo}} 撤销。',
        wait: '请确认该细胞，或用按键命名。',
      },
      review: {
        title: '完成一个视野',
        text: '复核完一个视野（包括漏检的细胞）后，将其标记为已复核：{{reviewField}}。',
        wait: '请将视野标记为已复核。',
      },
      count: {
        title: '计数进度',
        text: '在此选择计数目标：200、300 或 500 个细胞。判定栏会提示大约还需多少细胞才能得出结论，以及何时继续计数已难以改变结果。',
      },
      sign: {
        title: '签发与导出',
        text: '没有遗漏后，“签发”会以您的姓名锁定病例；报告与表格在“导出”中。全部按键见 {{help}}，全部命令见 {{palette}}。',
      },
    },
  },
};
