import type { settings as english } from '../en/settings.ts';
import type { Part } from '../shape.ts';

/** 设置。 */
export const settings: Part<typeof english> = {
  preferences: {
    tabs: '设置分类',
    general: '常规',
    keyboard: '键盘',
    data: '数据',
    keys: {
      search: '搜索操作或按键',
      nothing: '没有此名称的操作，也没有使用此按键的操作。',
      resetAll: '重置全部按键',
      reset: '重置“{{name}}”的按键',
      change: '更改“{{name}}”的按键 {{keys}}',
      add: '为“{{name}}”添加按键',
      own: '已更改',
      fixed: '不可更改',
      recording: '“{{name}}”的新按键',
      press: '请按键',
      second: '可再按一个键，或直接使用',
      use: '使用',
      remove: '移除 {{keys}}',
      cancel: '取消',
      help: 'Esc 取消，Tab 移到按钮。',
      kept: '{{keys}} 现用于：{{name}}。',
      conflict: '{{keys}} 不能用于“{{name}}”：已被{{others}}使用。',
      conflictOf: '“{{name}}”（{{keys}}）',
      take_other: '从所占用的 {{count}} 项操作中取用该按键',
      reserved: {
        browser: '{{key}} 由浏览器或系统保留，工作站无法接收。',
        reading: '{{key}} 用于查找、复制、打印或缩放文字。',
        workstation: '{{key}} 用于移动焦点、停止操作或图像操作。',
      },
    },
    storage: {
      used: '已用空间',
      of: '已用 {{used}}，浏览器可提供 {{quota}}',
      unknown: '浏览器未提供此信息。',
      asking: '正在询问浏览器……',
      meter: '浏览器中的已用空间',
      kept: '长期保存',
      persisted: '浏览器承诺不会自行清除您的病例。',
      notPersisted: '磁盘空间不足时，浏览器可能清除您的病例。请导出病例文件作为备份。',
      ask: '请求浏览器长期保存',
      where: '病例、图像与设置均保存在本机的浏览器中，不会发送到任何地方。',
    },
  },
};
