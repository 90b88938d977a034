export { acceptCells } from './acceptCells.ts';
export { addFields } from './addFields.ts';
export { amend } from './amend.ts';
export { setArchived } from './archive.ts';
export { type BoxChange, changeBoxes } from './changeBoxes.ts';
export { changeSetting } from './changeSetting.ts';
export { chooseBand } from './chooseBand.ts';
export { chooseRule } from './chooseRule.ts';
export {
  type Actor,
  because,
  type CellTarget,
  COMMAND_IDS,
  type Command,
  type CommandId,
} from './command.ts';
export { commentCell } from './commentCell.ts';
export { clearManualTally, countByHand, mergeManualTally } from './countByHand.ts';
export { deleteCells } from './deleteCells.ts';
export { describeCase } from './describeCase.ts';
export { drawBox } from './drawBox.ts';
export { excludeField, includeField } from './excludeField.ts';
export { importReader, removeReader } from './importReader.ts';
export { mergeCells } from './mergeCells.ts';
export { moveField } from './moveField.ts';
export { relabelCells } from './relabelCells.ts';
export { removeField } from './removeField.ts';
export { renameCase } from './renameCase.ts';
export { type ConflictAnswer, resolveConflict } from './resolveConflict.ts';
export { setFieldReviewed } from './reviewField.ts';
export { setCountable } from './setCountable.ts';
export { setDiagnosis } from './setDiagnosis.ts';
export { setScale } from './setScale.ts';
export { setUncountableKind } from './setUncountableKind.ts';
export { sign } from './sign.ts';
export { splitCell } from './splitCell.ts';
