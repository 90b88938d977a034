/** Texts of what the analysis is computed on, and of what becomes of it when that fails. */
export const computing = {
  computing: {
    fellBack: '{{reason}} The analysis goes on with it; no finished field is lost.',
  },
};
