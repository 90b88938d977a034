import { Search, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CASE_STATES } from '../../domain/caseSummary.ts';
import { IconButton } from '../shared/buttons.tsx';
import { Segments } from '../shared/Segments.tsx';
import { type Listing, PLACES, type Place, SORTS } from './listing.ts';

interface ListToolsProps {
  readonly place: Place;
  readonly listing: Omit<Listing, 'archived'>;
  readonly onPlace: (place: Place) => void;
  readonly onListing: (change: Partial<Omit<Listing, 'archived'>>) => void;
}

/** Search, filter and order of the list of cases. */
export function ListTools({ place, listing, onPlace, onListing }: ListToolsProps) {
  const { t } = useTranslation();
  return (
    <search className="list-tools">
      <Segments
        label={t('caseList.place')}
        selected={place}
        onSelect={onPlace}
        options={PLACES.map((id) => ({ id, label: t(`caseList.places.${id}`) }))}
      />
      {place !== 'trash' && (
        <>
          <span className="search-box">
            <Search size={15} aria-hidden />
            <input
              type="text"
              value={listing.search}
              placeholder={t('caseList.search')}
              aria-label={t('caseList.search')}
              onChange={(event) => onListing({ search: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Escape') onListing({ search: '' });
              }}
            />
            {listing.search !== '' && (
              <IconButton
                label={t('caseList.clearSearch')}
                icon={X}
                onClick={() => onListing({ search: '' })}
              />
            )}
          </span>
          <span className="spacer" />
          <label className="list-choice">
            {t('caseList.state')}
            <select
              value={listing.state}
              onChange={(event) => onListing({ state: event.target.value as Listing['state'] })}
            >
              {(['any', ...CASE_STATES] as const).map((state) => (
                <option key={state} value={state}>
                  {state === 'any' ? t('caseList.anyState') : t(`caseList.states.${state}`)}
                </option>
              ))}
            </select>
          </label>
          <label className="list-choice">
            {t('caseList.sort')}
            <select
              value={listing.sort}
              onChange={(event) => onListing({ sort: event.target.value as Listing['sort'] })}
            >
              {SORTS.map((sort) => (
                <option key={sort} value={sort}>
                  {t(`caseList.sorts.${sort}`)}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
    </search>
  );
}
