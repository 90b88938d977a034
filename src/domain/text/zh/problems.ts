import type { problems as english } from '../en/problems.ts';
import type { Translated } from '../phrase.ts';

/** What can go wrong with what is stored, in words for the user: what happened, and what helps. */
export const problems: Translated<typeof english> = {
  'storage.full': () =>
    '本浏览器的存储空间已满，最后一次更改尚未保存。请删除不再需要的病例或释放磁盘空间，然后重试；在显示已保存之前请勿关闭本页面。',
  'storage.closed': () =>
    '本浏览器不允许本页面存储数据：可能因无痕窗口、浏览器设置，或另一标签页已打开更新版本的工作站。请允许本站点存储数据，关闭其他标签页并重新加载；在此之前不会保存任何内容。',
  'storage.notWritten': () => '最后一次更改未能写入。',
  'case.missing': () => '本浏览器中已没有该病例。',
  'case.versionMissing': ({ version }) => `此处没有保存该病例的第 ${version} 版。`,
  'case.noVersion': () => '记录已损坏：未注明病例格式版本。',
  'case.newer': ({ version, known }) =>
    `该病例由更新版本的工作站保存（病例格式 ${version}；本版本最高可读 ${known}）。请重新加载页面以获取新版本。`,
  'case.noUpgrade': ({ version, next }) => `病例格式 ${version} 无法升级至 ${next}。`,
  'case.damaged': ({ where, issue }) => `记录已损坏（${where}）：${issue}。`,
  'case.theRecord': () => '整个记录',
  'case.notReadable': () => '无法读取',
  'rules.noFile': ({ file }) => `${file} 不是规则文件。请选择由工作站导出的规则 JSON 文件。`,
  'rules.newer': ({ file, version, known }) =>
    `${file} 由更新版本的工作站写出（规则格式 ${version}；本版本最高可读 ${known}）。请重新加载页面以获取新版本。`,
  'rules.wrong': ({ file, where, issue }) =>
    `${file} 在 ${where} 处有误：${issue}。请更正该文件，或重新导出。`,
  'rules.sameVersion': ({ name, version, own }) =>
    `文件中的规则“${name}”与本实验室的规则“${own}”同为一条规则的第 ${version} 版，内容却不同，故未导入任何规则。请提高应予保留的那一条的版本号（修改并保存即可）后重新导出，或先删除本实验室的这条规则。`,
  'field.noPicture': () => '文件中没有图像。',
  'field.pictureMissing': () => '其保存的图像已缺失。请移除该视野，再重新添加文件。',
  'picture.missing': () => '保存的图像已缺失。',
  'renderer.notLoaded': () => '无法加载绘图程序。',
};
