import type { ReportWords } from './types.ts';

const MET = { true: '符合', false: '不符合', null: '无法计算' } as const;

export const zh: ReportWords = {
  tag: 'zh-CN',
  title: '骨髓细胞分类计数',
  preliminary: '初步报告',
  notSigned: '初步报告：未签名',
  signedBy: (name) => `签名：${name}`,
  page: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  unprinted: (count) =>
    `有 ${count} 个字符无法印出（报告字体中没有）：方括号内为其 Unicode 编号，连续者列出前三个，其后为余下的个数。`,
  versions: {
    amended: (version, { version: replaced, by, at }) =>
      `第 ${version} 版（修订），替代由 ${by} 于 ${at} 签名的第 ${replaced} 版`,
    amending: (version, { version: replaced, by, at }) =>
      `第 ${version} 版草稿（修订中）；第 ${replaced} 版由 ${by} 于 ${at} 签名`,
    superseded: (version, { version: newer, by, at }) =>
      `第 ${version} 版已被由 ${by} 于 ${at} 签名的第 ${newer} 版替代`,
    mark: '已被替代',
    states: {
      unsigned: '未签名',
      signed: '已签名',
      amending: '修订中，未签名',
      amended: '修订版，已签名',
      superseded: '已被替代',
    },
  },
  facts: {
    case: '病例',
    specimen: '标本',
    site: '取材部位',
    stain: '染色',
    collected: '采集日期',
    fields: '视野',
    state: '数据截至',
    version: '版本',
    notGiven: '未填写',
    fieldsAnalysed: (analysed, all) => `共 ${all} 个视野，已分析 ${analysed} 个`,
    filesUnread: (count) => `${count} 个文件无法读取`,
  },
  call: {
    states: {
      meets: '符合所选规则',
      'does-not-meet': '不符合所选规则',
      indeterminate: '按所选规则尚不能确定',
      none: '不作判读',
    },
    moreCells(cells, fields) {
      const more = fields === null ? '' : `（约 ${fields} 个同样的视野）`;
      return `若比例不变，再计数约 ${cells} 个细胞${more}可望确定；因比例有随机波动，即便如此也仅约半数情况能确定。`;
    },
    neverSettled: '比例恰在阈值附近，增加合理数量的细胞也无法确定。',
    bare: (met, text) => `论文原规则（不计区间）：${MET[`${met}`]}（${text}）。`,
    rule: (name, source, note) => `规则：${name}。来源：${source}。${note}`,
    because: (reason) => `选用理由：${reason}`,
    byFields: (interval, fields) => `按视野：${interval}（95%，对 ${fields} 个视野重抽样）。`,
    fewFields: (fields, cells) =>
      `视野少于 ${fields} 个，或分子之内或之外的细胞少于 ${cells} 个时，该区间偏窄。`,
    notByHand: '人工计数的细胞不属于任何视野，未包括在内。',
  },
  table: {
    code: '代码',
    class: '类别',
    count: '数量',
    ofKaryocytes: '占有核细胞 %',
    ofIcsh: '占 ICSH 计数 %',
    interval: '95% 区间',
    barTo: (perCent) => `0–${perCent}%`,
    evidence: '模型包的依据',
    evidences: {
      'real-marrow': '真实骨髓',
      'real-blood': '真实血片',
      synthetic: '仅模拟图像',
      none: '无',
    },
    group: '组',
    notCounted: '不计入',
    total: '合计',
    lineage: '系列',
    perCent: '%',
  },
  counts: {
    heading: '计数与粒红比',
    lineages: '按系列',
    counted: '已计数的有核细胞',
    ofTarget: (counted, target) => `${counted}（目标 ${target}）`,
    byHandIn: '其中镜下人工计数',
    byHandOut: '镜下人工计数，未计入',
    notIcsh: '其中不属于 ICSH 计数',
    icsh: 'ICSH 计数',
    uncountable: '不计数的细胞',
    unnamed: '可计数但未命名，未计入',
    me: '粒红比',
    meUndefined: '无法计算（无有核红细胞）',
    meInterval: '粒红比 95% 区间',
    meConvention: (convention) => `粒红比：${convention}`,
    kinds: (list) => `不计数细胞的类型：${list}。`,
    kindCount: (kind, count) => `${kind} ${count}`,
  },
  ranges: {
    heading: (band) => `参考范围：${band}`,
    indicative: '仅供参考',
    cells: '细胞',
    here: '本病例，%',
    low: '下限',
    mean: '均值',
    high: '上限',
    verdict: '判断',
    verdicts: {
      below: '偏低',
      within: '范围内',
      above: '偏高',
      spans: '部分超出',
      unresolved: '未定：有待定细胞',
    },
    basis: (source, note) => `占 ICSH 计数细胞的百分比。来源：${source}。${note}`,
    outside: '“偏低”“偏高”指整个 95% 区间均在范围之外。',
    unknown: '病例所选的参考范围在生成本报告时无法取得。',
  },
  pictures: {
    cells: '各类代表性细胞',
    cellsNote: '均为已计数细胞：先列审阅者命名者，再按模型概率排列；图像按各自的框缩放。',
    fields: '视野',
    fieldsNote: (shown, all) =>
      `${shown < all ? `共 ${all} 个视野，仅示前 ${shown} 个。` : ''}已计数细胞的框为其系列的颜色，不计数的细胞为灰色。`,
    field: (name, counted) => `${name}：已计数 ${counted}`,
  },
  figures: {
    logo: '实验室标志',
    bar: (name, count, total, share) => `${name}：${total} 个中 ${count} 个，${share}`,
    cell: (label, field) => `视野 ${field} 中类别为 ${label} 的细胞`,
    field: (name, counted, uncountable) =>
      `${name}，每个细胞各有一框：已计数 ${counted} 个，不计数 ${uncountable} 个`,
    chart: (whole, shares) => `规则所指的细胞的比例，全部视野：${whole}；${shares.join('；')}。`,
    ofField: (field, share, disagrees) =>
      `视野 ${field}：${share}${disagrees ? '，与其他视野不同' : ''}`,
    manyFields: (fields, lowest, highest) => `${fields} 个视野，由 ${lowest} 至 ${highest}`,
  },
  fields: {
    heading: '各视野',
    field: '视野',
    counted: '已计数',
    uncountable: '不计数',
    pictured: (places, size, scale) => `${places}：${size} 像素，${scale}。`,
    allFields: '全部视野',
    places: (list) => `视野 ${list}`,
    scale: (micrometresPerPixel, source) => `${micrometresPerPixel} µm/像素（${source}）`,
    unknownScale: '比例未知',
    scaleSources: {
      entered: '手工输入',
      file: '文件',
      'red-cells': '红细胞',
      synthetic: '绘制值',
    },
    states: { new: '未分析', failed: '失败' },
    excluded: '已排除',
    chart: {
      heading: '各视野中规则所指的细胞',
      note: '按视野编号列出的比例（%）及 95% 区间；横线为全部视野的比例；三角形表示与其他视野不同。',
      together: (differ, p) =>
        differ
          ? `各视野的比例不一致（p ${p}）。`
          : `总体而言，各视野的差异未超出随机波动（p ${p}）。`,
      oneKind: (all) =>
        all ? '各视野的全部细胞均为规则所计，无从比较。' : '各视野中均无规则所计的细胞，无从比较。',
      agree: '没有单独与众不同的视野。',
      disagree: (names) => `${names.join('、')} 与其他视野不同。`,
      test: (statistic, df, p, drawn) =>
        `各视野的比例是否相同？χ² = ${statistic}，自由度 ${df}，p ${p}（Pearson 检验，${drawn ? '期望数较小，故用 1999 个随机表' : '按 χ² 分布'}）。`,
      method: '与其余全部视野作 Fisher 精确检验，p 小于 0.05 ÷ 视野数者视为与其他视野不同。',
      notByHand: '人工计数的细胞不属于任何视野，不在其中。',
    },
    problems: '无法读取的文件与视野',
    problem: (file, problem) => (problem.startsWith(file) ? problem : `${file}：${problem}`),
  },
  origin: {
    heading: '来源',
    case: (id, created) => `病例 ${id}，创建于 ${created}。`,
    noPack: '尚无视野经模型包分析。',
    pack: '模型包',
    packHash: (hash) => `，权重的 sha256 为 ${hash}`,
    severalPacks: '各视野由不同的模型包分析。',
    backend: (names, seconds) => `后端：${names.join('、')}。全部视野用时 ${seconds} 秒。`,
    noManifest: '生成本报告时未载入模型包的清单，故未列其依据。',
    unresolved: (group, members) => `${group}：模型包无法区分 ${members.join('、')}。`,
    notValidated: '没有真实数据可以验证的内容：',
  },
  review: {
    heading: '审阅',
    none: (cells) => `全部 ${cells} 个细胞均未经审阅：所有标签均出自模型。`,
    summary(review) {
      const parts = [
        `共 ${review.cells} 个细胞，已审阅 ${review.reviewed} 个`,
        `确认 ${review.confirmed}`,
        `更改 ${review.changed}`,
        `手绘 ${review.drawn}`,
        `移动或调整 ${review.moved}`,
        `删除 ${review.deleted}`,
      ].join('，');
      const who = review.reviewers.map(({ name, cells }) => `${name}（${cells}）`).join('、');
      return who ? `${parts}。审阅者及其审阅的细胞数：${who}。` : `${parts}。`;
    },
    changes: (list) => `审阅者与模型包命名不同的细胞：${list}。`,
    change: (from, to, cells) => `${from} 改为 ${to}（${cells}）`,
    moreChanges: (changes, cells) => `其余 ${changes} 种改动共 ${cells} 个`,
    uncountable: '不计数',
  },
  signature: {
    heading: '签名',
    none: '未签名。在署名审阅者签名之前，本报告为初步报告。',
    signed: (version, by, at) => `第 ${version} 版，由 ${by} 签名，${at}`,
    hash: (hash) => `所签内容的 sha256 为 ${hash}`,
    former: (version, signed, amended) =>
      `第 ${version} 版由 ${signed.by} 于 ${signed.at} 签名，由 ${amended.by} 于 ${amended.at} 修订：${amended.reason}`,
  },
};
