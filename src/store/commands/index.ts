export { acceptCell } from './acceptCell.ts';
export { addFields } from './addFields.ts';
export { amend } from './amend.ts';
export { changeBox } from './changeBox.ts';
export { changeSettings } from './changeSettings.ts';
export {
  type Actor,
  type CellTarget,
  COMMAND_IDS,
  type Command,
  type CommandId,
} from './command.ts';
export { deleteCells } from './deleteCells.ts';
export { drawBox } from './drawBox.ts';
export { relabelCells } from './relabelCells.ts';
export { removeField } from './removeField.ts';
export { renameCase } from './renameCase.ts';
export { setCountable } from './setCountable.ts';
export { setScale } from './setScale.ts';
export { sign } from './sign.ts';
