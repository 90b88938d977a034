import type { signing as english } from '../en/signing.ts';
import type { Part } from '../shape.ts';

export const signing: Part<typeof english> = {
  signing: {
    missing: '签发前尚需完成',
    nothingMissing: '无遗漏项。',
    go: '前往',
    inFields_other: '{{count}} 个视野：{{names}}',
    short: '目标为 {{target}} 个，目前仅计 {{counted}} 个。报告中将注明。',
    version: '第 {{version}} 版',
    banner: '由 {{name}} 于 {{at}} 签发',
    bannerText: '已锁定。如需更改，请先修订。',
    amend: '修订…',
    following: '另一标签页正在编辑本病例，此处仅可查看。',
    holds: '内容与签名相符。',
    broken: '内容与签名不符：曾在工作站之外被更改。',
    checking: '正在比对内容与签名…',
    earlier: '既往版本',
    earlierLine: '由 {{name}} 于 {{at}} 签发',
    amended: '由 {{name}} 于 {{at}} 修订：{{reason}}',
    view: '查看第 {{version}} 版',
    viewTitle: '{{name}}，第 {{version}} 版',
    readOnly: '此为签发时的内容，不能更改。',
    notRead: '无法读取第 {{version}} 版：{{problem}}',
    reading: '正在读取该版本…',
  },
};
