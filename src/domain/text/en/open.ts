import type { OpenWords } from '../openWords.ts';

export const open: OpenWords = {
  notice: (groups) =>
    `≥: at least. ${groups.map(({ count, name }) => `${count} counted only as “${name}”`).join(', ')}: some of them may belong to such a row; its interval runs from none of them to all.`,
};
