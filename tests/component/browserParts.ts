/** jsdom lays nothing out: every element is 800 × 600 at the origin, and pictures load at once. */
export function installBrowserParts(): void {
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 800 });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 600 });
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  // With everything at the origin each click would fall on the panels' separators, which take focus.
  const rect = (x: number) => ({
    x,
    y: 0,
    left: x,
    top: 0,
    right: x,
    bottom: 0,
    width: 0,
    height: 0,
  });
  HTMLElement.prototype.getBoundingClientRect = function getBoundingClientRect() {
    const away = this.matches('[role="separator"], [role="separator"] *');
    const place = rect(away ? -1000 : 0);
    return { ...place, toJSON: () => place };
  };
  HTMLElement.prototype.setPointerCapture = () => undefined;
  URL.createObjectURL = () => 'blob:test';
  URL.revokeObjectURL = () => undefined;
  HTMLImageElement.prototype.decode = async () => undefined;
  if (!HTMLDialogElement.prototype.showModal) {
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function close() {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    };
  }
}
