import { type Driver, type DriveStep, driver, type PopoverDOM } from 'driver.js';
import type { TFunction } from 'i18next';
import type { Workstation } from '../../store/workstation.ts';
import { LABELS, labelAction } from '../keyboard/actions.ts';
import type { Keyboard } from '../keyboard/keyboard.ts';
import { keysText } from '../keyboard/names.ts';
import { demonstrationFor, TOUR_STEPS, type TourStep } from './steps.ts';

interface TourParts {
  readonly station: Workstation;
  readonly keyboard: Keyboard;
  readonly t: TFunction;
  /** Called once, when the tour is over or was left. */
  readonly onEnd: () => void;
}

const anchorOf = ({ anchors }: TourStep): Element | undefined =>
  anchors
    .map((selector) => document.querySelector(selector))
    .find((element): element is Element => element !== null && element.getClientRects().length > 0);

/** The keys in force by the names that the texts use. */
const keyWords = ({ keymap }: Keyboard): Record<string, string> =>
  Object.fromEntries([
    ...Object.entries(keymap).map(([id, [keys]]) => [
      id,
      keys === undefined ? '–' : keysText(keys),
    ]),
    ...LABELS.map((label) => {
      const [keys] = keymap[labelAction(label)];
      return [label, keys === undefined ? '–' : keysText(keys)];
    }),
  ]);

/**
 * Leads through a review on a demonstration case: each step points at its place, asks for the real
 * thing or does it, and goes on when the user says so. Escape leaves at any step.
 *
 * @returns ends the tour
 */
export async function startTour({ station, keyboard, t, onEnd }: TourParts): Promise<() => void> {
  const caseId = demonstrationFor(station.store.getState());
  if (caseId !== null) await station.documents.open(caseId, 'field');
  const words = keyWords(keyboard);
  const texts = (step: TourStep, part: 'title' | 'text' | 'wait') =>
    t(`tour.steps.${step.id}.${part}`, words);

  const show = (index: number): void => {
    const step = TOUR_STEPS[index];
    if (!step) {
      tour.destroy();
      return;
    }
    if (station.store.getState().view !== step.view) station.showView(step.view);
    step.prepare?.(station);
    // The view that was asked for is on the screen with the next frame.
    requestAnimationFrame(() => tour.isActive() && tour.moveTo(index));
  };

  const stepOf = (step: TourStep): DriveStep => ({
    // An element that is not there leaves the words in the middle of the window.
    element: () => anchorOf(step) as Element,
    popover: {
      title: texts(step, 'title'),
      description: texts(step, 'text'),
      side: step.side,
      align: 'center',
      onPopoverRender: (popover) => furnish(popover, step),
    },
  });

  let task: { readonly step: TourStep; readonly popover: PopoverDOM; done: boolean } | null = null;

  const furnish = (popover: PopoverDOM, step: TourStep): void => {
    // The library's header and footer would be landmarks of the page.
    popover.title.setAttribute('role', 'none');
    popover.footer.setAttribute('role', 'none');
    popover.closeButton.setAttribute('aria-label', t('tour.close'));
    popover.closeButton.title = t('tour.close');
    task = null;
    if (step.task) {
      const done = step.task.isDone(station.store.getState());
      const status = document.createElement('p');
      status.className = 'tour-status';
      status.setAttribute('role', 'status');
      popover.description.after(status);
      task = { step, popover, done: false };
      if (done) finishTask();
      else {
        status.textContent = texts(step, 'wait');
        const doIt = document.createElement('button');
        doIt.type = 'button';
        doIt.className = 'driver-popover-footer-btn tour-do-it';
        doIt.textContent = t('tour.doIt');
        doIt.addEventListener('click', () => {
          doIt.disabled = true;
          step.task?.doIt(station);
        });
        popover.footerButtons.prepend(doIt);
      }
    }
    // After the library has put the focus on the first control, which is the one that closes.
    requestAnimationFrame(() => focusOn(popover));
  };

  const focusOn = ({ wrapper, nextButton }: PopoverDOM): void => {
    if (document.querySelector('dialog[open]')) return;
    (wrapper.querySelector<HTMLElement>('.tour-do-it:not(:disabled)') ?? nextButton).focus();
  };

  const finishTask = (): void => {
    if (!task || task.done) return;
    task.done = true;
    const { wrapper, nextButton } = task.popover;
    const status = wrapper.querySelector('.tour-status');
    if (status) {
      status.textContent = t('tour.done');
      status.setAttribute('data-done', 'true');
    }
    const button = wrapper.querySelector('.tour-do-it');
    const held = button === document.activeElement || document.activeElement === document.body;
    button?.remove();
    if (held) nextButton.focus();
  };

  const tour: Driver = driver({
    steps: TOUR_STEPS.map(stepOf),
    animate: !window.matchMedia?.('(prefers-reduced-motion: reduce)').matches,
    duration: 250,
    // Clicks beside the words do nothing; the keys are the workstation's, Escape is heard below.
    allowClose: true,
    overlayClickBehavior: () => undefined,
    allowKeyboardControl: false,
    overlayOpacity: 0.45,
    stagePadding: 4,
    stageRadius: 6,
    popoverClass: 'tour-popover',
    showProgress: true,
    progressText: t('tour.progress', { current: '{{current}}', total: '{{total}}' }),
    nextBtnText: t('tour.next'),
    prevBtnText: t('tour.previous'),
    doneBtnText: t('tour.finish'),
    onNextClick: () => show((tour.getActiveIndex() ?? 0) + 1),
    onPrevClick: () => show(Math.max(0, (tour.getActiveIndex() ?? 0) - 1)),
    onDestroyed: () => {
      window.removeEventListener('keydown', onKeyDown, true);
      stopWatching();
      // What had the focus may be gone: the image takes the keys from here.
      if (document.activeElement === document.body)
        document.querySelector<HTMLElement>('[role="application"]')?.focus();
      onEnd();
    },
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    event.stopPropagation();
    tour.destroy();
  };

  let frame = 0;
  const stopWatching = (() => {
    const stop = station.store.subscribe((state) => {
      if (task?.step.task?.isDone(state)) finishTask();
      cancelAnimationFrame(frame);
      // What is pointed at may have moved, or have been drawn anew as another element.
      frame = requestAnimationFrame(() => {
        if (!tour.isActive()) return;
        const index = tour.getActiveIndex();
        if (index !== undefined && tour.getActiveElement()?.isConnected === false)
          tour.moveTo(index);
        else tour.refresh();
      });
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  })();

  window.addEventListener('keydown', onKeyDown, true);
  tour.drive(0);
  return () => tour.destroy();
}
