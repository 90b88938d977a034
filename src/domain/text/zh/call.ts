import { percentText, proportionText } from '../../wording.ts';
import type { BoundedShare, CallWords } from '../callWords.ts';

const VERDICTS = {
  meets: '计数结果符合所选规则',
  'does-not-meet': '计数结果不符合所选规则',
  indeterminate: '按所选规则，计数结果尚不能确定',
} as const;

const WHERE = {
  meets: '整个区间均在阈值之上',
  'does-not-meet': '整个区间均在阈值之下',
  indeterminate: '区间跨越阈值',
} as const;

const WHY = {
  'interval-spans': '区间跨越阈值',
  'lineage-decides': '须明确这些原始细胞的系列才能确定，增加计数并不能解决',
  'stage-decides': '须明确这些细胞的系列或阶段才能确定，增加计数并不能解决',
  'readings-agree': '两种情况下结论一致',
} as const;

/** The denominator before the numerator, as a Chinese sentence gives a share. */
const among = (total: number, denominator: 'karyocytes' | 'icsh'): string =>
  denominator === 'icsh' ? `ICSH 计数的 ${total} 个细胞中` : `${total} 个有核细胞中`;

/** The open cells, and what they would have to be. */
function openCells({ open, asksForLymphoid }: Pick<BoundedShare, 'open' | 'asksForLymphoid'>) {
  const blasts = `系列待定的 ${open.blasts} 个原始细胞`;
  const erythroblasts = `阶段待定的 ${open.erythroblasts} 个有核红细胞`;
  if (open.erythroblasts === 0 && asksForLymphoid)
    return { cells: blasts, none: '均非淋巴系', all: '均为淋巴系' };
  const parts = [open.blasts > 0 && blasts, open.erythroblasts > 0 && erythroblasts];
  return {
    cells: parts.filter(Boolean).join('和'),
    none: '均不属于规则所计类别',
    all: '均属于规则所计类别',
  };
}

export const call: CallWords = {
  unknownRule: (ruleId) => `本版本工作站没有规则“${ruleId}”，故不作判读。`,
  nothingCounted: (counted) =>
    counted === 0
      ? '尚未计数任何细胞，故不作判读。'
      : `已计数 ${counted} 个有核细胞，但均不在规则的分母之内，故不作判读。`,
  known({ rule, numerator, denominator, total, verdict, named, proportion }) {
    const assumed =
      proportion.count > named
        ? `（其中 ${named} 个已归类，${proportion.count - named} 个的系列为设定）`
        : '';
    return `${VERDICTS[verdict]}（${rule}）：${among(total, denominator)}，${numerator} ${proportion.count} 个${assumed}，占 ${proportionText(proportion, 'zh')}；${WHERE[verdict]}。`;
  },
  bounded({ rule, numerator, denominator, total, verdict, lower, upper, why, ...facts }) {
    const { cells, none, all } = openCells(facts);
    const reason =
      facts.open.erythroblasts > 0 && why === 'lineage-decides' ? 'stage-decides' : why;
    return `${VERDICTS[verdict]}（${rule}）：${numerator}只能给出范围。${among(total, denominator)}，若${cells}${none}，则为 ${lower.count} 个，占 ${proportionText(lower, 'zh')}；若${all}，则为 ${upper.count} 个，占 ${proportionText(upper, 'zh')}；${WHY[reason]}。`;
  },
  bareCriterion: (criterion) => `标准：占有核细胞 ${criterion}`,
  bareKnown: (count, total) => `${total} 个中 ${count} 个，占 ${percentText(count / total, 'zh')}`,
  bareBounded: (lower, upper, total) =>
    `${total} 个中 ${lower} 至 ${upper} 个，占 ${percentText(lower / total, 'zh')} 至 ${percentText(upper / total, 'zh')}`,
  unresolvedBlasts(count, reading) {
    const subject = `${count} 个系列待定的原始细胞`;
    switch (reading) {
      case 'lymphoid':
        return `${subject}按本病例的设定计为淋巴系。其系列为设定，并非形态所见。`;
      case 'myeloid':
        return `${subject}按本病例的设定计为髓系，与原始粒细胞合并。其系列为设定，并非形态所见。`;
      case 'unresolved':
        return `${subject}按本病例的设定保持待定：原始淋巴细胞的比例只能给出范围，即均非或均为淋巴系。`;
    }
  },
};
