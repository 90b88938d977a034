import { useTranslation } from 'react-i18next';
import type { MessageValues } from '../domain/message.ts';
import { givenName } from '../domain/text/givenNames.ts';
import { tellValues } from '../domain/text/index.ts';
import { useLanguage } from '../features/shared/useLanguage.ts';

interface NoticeTextProps {
  readonly id: string;
  readonly values?: MessageValues | undefined;
}

/** A notice's sentence, in the language now in force also where that changes while it stands. */
export function NoticeText({ id, values = {} }: NoticeTextProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const told = Object.entries(tellValues(values, language)).map(([name, value]) => [
    name,
    typeof value === 'string' ? givenName(value, language) : value,
  ]);
  return <>{t(id, Object.fromEntries(told))}</>;
}
