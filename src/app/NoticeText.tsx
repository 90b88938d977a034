import { useTranslation } from 'react-i18next';
import type { MessageValues } from '../domain/message.ts';
import { tellValues } from '../domain/text/index.ts';
import { useLanguage } from '../features/shared/useLanguage.ts';

interface NoticeTextProps {
  readonly id: string;
  readonly values?: MessageValues | undefined;
}

/** A notice's sentence, in the language now in force also where that changes while it stands. */
export function NoticeText({ id, values = {} }: NoticeTextProps) {
  const { t } = useTranslation();
  return <>{t(id, { ...tellValues(values, useLanguage()) })}</>;
}
