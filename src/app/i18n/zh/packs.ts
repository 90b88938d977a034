import type { packs as english } from '../en/packs.ts';
import type { Part } from '../shape.ts';

/** Which model packs there are, and how another comes into use. */
export const packs: Part<typeof english> = {
  packs: {
    title: '模型包',
    inUse: '使用中',
    use: '使用此模型包',
    origin: { workstation: '随工作站提供', files: '来自您的文件' },
    keptWhole: '{{size}}，已保存在本浏览器中',
    keptPart: '{{size}}，本浏览器已保存 {{kept}}，打开时由此继续',
    notKept: '{{size}}，尚未保存在本浏览器中',
    removeKept: '释放 {{name}} 在本浏览器中占用的 {{size}}，需要时会重新获取',
    removePicked: '从本浏览器中移除 {{name}}（{{size}}），您的文件不受影响',
    pickHint: '使用您自己的模型包：选择或拖入其 manifest.json 和权重文件。文件不会离开本机。',
    pickFolder: '打开文件夹…',
    pickFiles: '打开文件…',
    reading: '正在检查 {{name}} 的文件',
    opening: '正在加载 {{name}}',
    warmingUp: '正在准备 {{name}}',
    bytes: '{{done}} / {{total}}',
    progress: '模型包的进度',
    fellBack: '所选的模型包已不存在，现使用 {{name}}。',
    other_other: '{{count}} 个视野由 {{others}} 分析，当前使用的是 {{pack}}。',
    analyseAgain_other: '重新分析',
  },
};
