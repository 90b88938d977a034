import type { packFiles as english } from '../en/packFiles.ts';
import type { Translated } from '../phrase.ts';

/** Packs that are picked from files, kept in the browser, or listed beside the workstation. */
export const packFiles: Translated<typeof english> = {
  'pack.noManifest': ({ count }) => `所选的 ${count} 个文件中没有 manifest.json。`,
  'pack.severalManifests': () => '所选文件中有多个 manifest.json。',
  'pack.notPicked': ({ file }) => `所选文件中缺少模型包的文件 ${file}。`,
  'pack.notKept': ({ hash }) => `本浏览器中已没有模型包 ${hash}…，或其内容不完整。`,
  'pack.noIndex': ({ url, reason }) => `无法读取模型包列表 ${url}：${reason}。`,
  'pack.remedy.pickFolder': () =>
    '请选择一个模型包的文件夹，或其全部文件：manifest.json 及其所列的权重文件。',
  'pack.remedy.pickAgain': () => '请重新从文件打开该模型包。',
};
