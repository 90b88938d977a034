import { packIndexSchema } from '../../domain/pack.ts';
import { say } from '../../domain/text/index.ts';
import { PackError, reasonOf } from '../errors.ts';

/**
 * Names of the folders with packs beside the workstation, as its build found them.
 * @throws PackError where the server gives no such list
 */
export async function readPackIndex(url: string, signal?: AbortSignal): Promise<readonly string[]> {
  try {
    const response = await fetch(url, signal ? { signal } : {});
    if (!response.ok) throw new Error(String(response.status));
    return packIndexSchema.parse(await response.json()).packs;
  } catch (error) {
    throw new PackError({
      problem: say('pack.noIndex', { url, reason: reasonOf(error) }),
      remedy: say('pack.remedy.server'),
    });
  }
}
