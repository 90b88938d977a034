/** Which keys belong to what has the focus, and not to the workstation. */

const ARROWS = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);
/** Inputs that take no letters. */
const NO_TEXT = /^(range|checkbox|radio|button|submit|color|file)$/;

/** Whether a text is being typed, or a list of choices takes letters. */
export const takesText = (element: Element): boolean =>
  (element instanceof HTMLElement && element.isContentEditable) ||
  (element instanceof HTMLInputElement && !NO_TEXT.test(element.type)) ||
  /^(TEXTAREA|SELECT)$/.test(element.tagName);

/** Whether a press belongs to the element that has the focus. */
export function ownsPress(element: Element, press: KeyboardEvent): boolean {
  if (takesText(element) || element.closest('dialog, [role="menu"]')) return true;
  const plain = !press.ctrlKey && !press.metaKey && !press.altKey;
  if (plain && (press.key === 'Enter' || press.key === ' '))
    return element.closest('button, a[href], summary, input, [role="button"]') !== null;
  return (
    ARROWS.has(press.key) &&
    element.closest(
      'input, [role="tablist"], [role="separator"], [role="slider"], [role="radiogroup"]',
    ) !== null
  );
}
