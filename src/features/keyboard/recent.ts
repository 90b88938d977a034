/** Commands of the palette that were used last, the newest first; of this visit only. */

const MOST = 5;
let used: readonly string[] = [];

export const recentCommands = (): readonly string[] => used;

export const noteCommand = (id: string): void => {
  used = [id, ...used.filter((item) => item !== id)].slice(0, MOST);
};
