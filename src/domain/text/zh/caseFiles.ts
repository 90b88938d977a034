import type { caseFiles as english } from '../en/caseFiles.ts';
import type { Translated } from '../phrase.ts';

export const caseFiles: Translated<typeof english> = {
  'caseFile.copyName': ({ name }) => `${name}（副本）`,
  'caseFile.unsigned': ({ by, at }) =>
    `${by} 于 ${at} 的签名仅对原病例有效；此副本编号已变，未签名`,
  'caseFile.signatureBroken': ({ by, at }) =>
    `${by} 于 ${at} 的签名与此内容不符：内容并非签名时的内容；病例改为未签名`,
  'caseFile.versionBroken': ({ version }) => `第 ${version} 版并非签名时的内容，未保留`,
  'caseFile.noZip': () => '这不是病例文件，或文件不完整：无法按 .zip 读取。',
  'caseFile.noManifest': () => '这不是本工作站的病例文件：其中没有 manifest.json，也没有病例文件。',
  'caseFile.badManifest': ({ where }) =>
    `其中的 manifest.json 已损坏（${where} 处），无法校验任何内容。`,
  'caseFile.newer': ({ version, known }) =>
    `该文件由更新版本的工作站写出（病例文件格式 ${version}；本版本最高可读 ${known}）。请重新加载页面以获取新版本。`,
  'caseFile.missing': ({ file }) => `清单中列有 ${file}，但文件中没有。`,
  'caseFile.broken': ({ file }) => `其中的 ${file} 已损坏：内容与写出时不符。未导入任何内容。`,
  'caseFile.unlisted': ({ file }) => `其中的 ${file} 未列入清单：文件在写出后被改动过。`,
  'caseFile.badCase': ({ file, problem }) => `其中的 ${file} 无法读取：${problem}`,
  'caseFile.tooLarge': ({ size, limit }) =>
    `需要 ${size} MB 内存；本工作站可打开的病例文件上限为 ${limit} MB。`,
  'case.elsewhere': () => '该病例正在另一个标签页中编辑。',
};
