import type { tally as english } from '../en/tally.ts';
import type { Part } from '../shape.ts';

export const tally: Part<typeof english> = {
  tally: {
    title: '手工计数',
    text: '在目镜下计数：每按一次键计一个细胞，不拍摄图像。',
    keys: '待计细胞',
    total: '手工计数',
    count: '计一个：{{name}}',
    takeOne: '减一个：{{name}}',
    takeLast: '撤去',
    noLast: '打开病例后尚未计数。请用该类别的“−”减去细胞。',
    said: '{{name}}，{{total}} / {{target}}',
    saidUncountable: '不计数细胞，{{count}}',
    saidTakenBack: '已撤去。{{total}} / {{target}}',
    clear: '重新计数',
    clearTitle: '重新开始手工计数？',
    clearText: '手工计数的 {{count}} 个细胞将清零，可撤销恢复。',
    clearConfirm: '清零',
    sound: '按键音',
    merge: '并入视野计数',
    mergeText: '并入后，判读与分类计数包含两者。若同一细胞既被拍摄又在目镜下计数，则会被计两次。',
    mergeAlone: '本病例的视野中尚无细胞：并入后，由手工计数得出判读。',
    effect: '本病例的计数',
    effectMerged: '视野 {{fields}} + 手工 {{hand}}',
    effectApart: '仅含视野计数，手工计数未并入。',
    uncountable: '不计数细胞',
  },
};
