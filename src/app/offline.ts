import { registerSW } from 'virtual:pwa-register';
import i18next from 'i18next';
import { toast } from 'sonner';

/** How often a page that stays open looks for a newer version, ms. */
const CHECK_EVERY = 60 * 60 * 1000;

/**
 * Keeps the workstation's files, so that it opens without a network. A newer version is told and
 * waits: the page is never reloaded under the reviewer's hands.
 */
export function keepOffline(): void {
  if (!import.meta.env.PROD) return;
  const update = registerSW({
    onNeedRefresh: () => {
      toast.info(i18next.t('shell.update'), {
        duration: Number.POSITIVE_INFINITY,
        action: { label: i18next.t('shell.reload'), onClick: () => void update(true) },
      });
    },
    onRegisteredSW: (_url, registration) => {
      if (registration) setInterval(() => void registration.update().catch(() => {}), CHECK_EVERY);
    },
  });
}
