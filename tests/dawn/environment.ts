import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';

const DRIVER = 'vk_swiftshader_icd.json';
const LOADER = 'libvulkan.so.1';

/**
 * Where Dawn finds Vulkan and its software driver, as environment of a process that is to be
 * started: a Chromium for Linux has both in its folder. Null where there is none.
 */
export function dawnEnvironment(): Record<string, string> | null {
  const folders = [
    dirname(process.env['CHROMIUM_PATH'] ?? '/'),
    '/usr/lib/chromium',
    dirname(chromium.executablePath()),
  ];
  const folder = folders.find((at) => [DRIVER, LOADER].every((file) => existsSync(join(at, file))));
  return folder === undefined
    ? null
    : { LD_LIBRARY_PATH: folder, VK_ICD_FILENAMES: join(folder, DRIVER), DAWN_DRIVER: folder };
}
