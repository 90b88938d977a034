import { type Label, labelName } from '../../classes.ts';
import { ruleById, ruleWords } from '../../rules.ts';
import { utcText } from '../../wording.ts';
import type { audit as english } from '../en/audit.ts';
import { givenName } from '../givenNames.ts';
import type { Phrase, Translated } from '../phrase.ts';

/** A field in a sentence: `视野 a.png`, and `视野 1` where the workstation named it so. */
const at = (field: string | number | undefined): string => {
  const name = givenName(String(field), 'zh');
  return name === String(field) ? `视野 ${name}` : name;
};

const list = (names: string | number | undefined): string =>
  String(names)
    .split(', ')
    .map((name) => givenName(name, 'zh'))
    .join('、');

/** Measure word and noun; the field first, as Chinese says the place before the thing. */
const cells: Phrase = ({ count, field }) =>
  `${field === '' || field === undefined ? '' : `${at(field)} 的 `}${count} 个细胞`;

const READERS: Readonly<Record<string, string>> = { truth: '标准答案', reader: '第二阅片者' };

const SETTINGS: Readonly<Record<string, string>> = {
  ruleId: '判读规则',
  blastReading: '系列待定原始细胞的归类',
  target: '目标计数',
  ageBandId: '参考范围',
};

const READINGS: Readonly<Record<string, string>> = {
  lymphoid: '淋巴系',
  myeloid: '髓系',
  unresolved: '待定',
};

/** A setting's value as the reader chose it: a rule, a reading, or a number. */
const chosen = (value: string | number | undefined): string => {
  const rule = ruleById(String(value));
  return rule ? ruleWords(rule, 'zh').name : (READINGS[String(value)] ?? String(value));
};

export const KINDS: Readonly<Record<string, string>> = {
  crushed: '涂抹细胞',
  degenerated: '退化细胞',
  'naked-nucleus': '裸核',
  reticular: '网状细胞',
  mast: '肥大细胞',
  platelet: '血小板或巨大血小板',
  artefact: '伪影或染料沉渣',
};

const DIAGNOSES: Readonly<Record<string, string>> = {
  all: 'ALL',
  'not-all': '非 ALL',
  unknown: '未知',
};

const DESCRIPTION: Readonly<Record<string, string>> = {
  specimen: '标本',
  site: '取材部位',
  stain: '染色',
  collectedOn: '采集日期',
};

const tallyName = (key: string | number | undefined): string =>
  key === 'uncountable' ? '不计数细胞' : labelName(key as Label, 'zh');

/** Lines of the audit trail, by the command that made them. */
export const audit: Translated<typeof english> = {
  'audit.case.rename': ({ before, after }) => `病例名称：${before} → ${after}`,
  'audit.case.describe': ({ part, before, after }) =>
    `${DESCRIPTION[String(part)] ?? part}：${before || '—'} → ${after || '—'}`,
  'audit.case.settings': ({ setting, before, after }) =>
    `${SETTINGS[String(setting)] ?? setting}：${chosen(before)} → ${chosen(after)}`,
  'audit.case.rule': ({ before, after, version }) =>
    `判读规则：${chosen(before)} → ${chosen(after)}，第 ${version} 版`,
  'audit.case.diagnosis': ({ before, after }) =>
    `已知诊断：${DIAGNOSES[String(before)] ?? before} → ${DIAGNOSES[String(after)] ?? after}`,
  'audit.case.archive': () => '归档',
  'audit.case.unarchive': () => '取消归档',
  'audit.case.duplicate': ({ name }) => `由“${givenName(String(name), 'zh')}”复制`,
  'audit.case.import': ({ file }) => `由病例文件 ${file} 导入`,
  'audit.case.sign': ({ version, hash }) => `签发第 ${version} 版；内容的 sha256：${hash}`,
  'audit.case.amend': ({ version, by, at }) =>
    `修订：第 ${version} 版由 ${by} 于 ${utcText(String(at))} 签发`,
  'audit.field.add': ({ fields }) => `添加视野：${list(fields)}`,
  'audit.field.remove': ({ field, count }) => `移除${at(field)}（含 ${count} 个细胞）`,
  'audit.field.move': ({ field, place }) => `将${at(field)} 移至第 ${place} 位`,
  'audit.field.exclude': ({ field }) => `将${at(field)} 排除在计数之外`,
  'audit.field.include': ({ field }) => `将${at(field)} 重新纳入计数`,
  'audit.field.review': ({ field }) => `将${at(field)} 标为已复核`,
  'audit.field.unreview': ({ field }) => `将${at(field)} 标为未复核`,
  'audit.field.scale': ({ field, value }) => `${at(field)} 的标尺：每像素 ${value} µm`,
  'audit.field.scale.clear': ({ field }) => `清除${at(field)} 的标尺`,
  'audit.cell.accept': (values) => `确认${cells(values)}`,
  'audit.cell.countable': (values) => `将${cells(values)}标为可计数`,
  'audit.cell.uncountable': (values) => `将${cells(values)}标为不计数`,
  'audit.cell.kind': ({ kind, ...values }) =>
    `将${cells(values)}标为不计数：${KINDS[String(kind)] ?? kind}`,
  'audit.cell.unkind': (values) => `撤回${cells(values)}的不计数类型`,
  'audit.cell.delete': (values) => `删除${cells(values)}`,
  'audit.cell.draw': ({ field }) => `在${at(field)} 中框选一个细胞`,
  'audit.cell.move': (values) => `移动${cells(values)}的标注框`,
  'audit.cell.resize': (values) => `调整${cells(values)}标注框的大小`,
  'audit.cell.relabel': ({ label, ...values }) =>
    `将${cells(values)}归为${labelName(label as Label, 'zh')}`,
  'audit.cell.split': ({ field }) => `将${at(field)} 的一个细胞拆分为两个`,
  'audit.cell.merge': ({ field, count }) => `将${at(field)} 的 ${count} 个细胞合并为一个`,
  'audit.cell.comment': (values) => `为${cells(values)}添加备注：${values['comment']}`,
  'audit.cell.uncomment': (values) => `撤回${cells(values)}的备注`,
  'audit.conflict.keep': ({ field }) => `${at(field)}：保留复核者的细胞`,
  'audit.conflict.take': ({ field }) => `${at(field)}：以模型新检出的细胞取代复核者的细胞`,
  'audit.conflict.both': ({ field }) => `${at(field)}：复核者与模型的细胞均保留`,
  'audit.tally.count': ({ key, count }) => `人工计数：${tallyName(key)}，现为 ${count}`,
  'audit.tally.clear': () => '清空人工计数',
  'audit.reader.import': ({ kind, name, count, files }) =>
    `由 ${files} 导入${READERS[String(kind)] ?? kind}“${name}”的 ${count} 个细胞`,
  'audit.reader.remove': ({ kind, name }) => `移除${READERS[String(kind)] ?? kind}“${name}”的细胞`,
  'audit.tally.merge': () => '将人工计数并入视野计数',
  'audit.tally.unmerge': () => '将人工计数从视野计数中移出',
  'audit.analysis.apply': ({ field, count, pack, backend }) =>
    `${at(field)}：模型包 ${pack} 以 ${backend} 检出 ${count} 个细胞`,
  'audit.analysis.fail': ({ field, problem }) => `${at(field)} 未能分析：${problem}`,
  'audit.undo': ({ what }) => `撤销：${what}`,
  'audit.redo': ({ what }) => `重做：${what}`,
  'audit.because': ({ what, reason }) => `${what}（${reason}）`,
};
