import type { Case } from '../../domain/case.ts';
import { RESEARCH_USE_NOTICE, SYNTHETIC_NOTICE } from '../../domain/notice.ts';

/** What lies beside the data, for whoever opens the .zip by hand. */
export const readmeOf = ({ synthetic }: Pick<Case, 'synthetic'>): string =>
  [
    'Case file of the Marrow Workstation',
    '===================================',
    '',
    RESEARCH_USE_NOTICE,
    ...(synthetic ? [SYNTHETIC_NOTICE] : []),
    '',
    'case.json        the case: fields, cells with the words of model and reviewer, audit trail',
    'images/          the pictures of its fields, byte for byte as they are stored',
    'versions/        signed versions of the case, each as it was signed',
    'manifest.json    every file with its size and sha256',
    '',
    'To open it, choose "Import" in the list of cases of the workstation, or drop the file on its',
    'window. Every checksum is verified; a case that is there already is never overwritten.',
    '',
    '骨髓工作站病例文件。仅供研究使用，不得用于诊断程序。',
    ...(synthetic ? ['其中的图像为程序渲染的合成演示图像，并非拍自患者。'] : []),
    '在工作站的病例列表中选择“导入”，或将文件拖到窗口中即可打开；导入时逐一校验，不会覆盖已有病例。',
    '',
  ].join('\r\n');
