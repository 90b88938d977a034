import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createWorkstation } from '../store/workstation.ts';
import { App } from './App.tsx';
import { initialiseTexts } from './i18n/index.ts';
import { keepOffline } from './offline.ts';
import { targetOf } from './route.ts';
import { browserServices } from './services.ts';
import 'driver.js/dist/driver.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/shell.css';
import './theme/cases.css';
import './theme/fields.css';
import './theme/viewer.css';
import './theme/fieldTools.css';
import './theme/review.css';
import './theme/call.css';
import './theme/cell.css';
import './theme/differential.css';
import './theme/dialogs.css';
import './theme/packs.css';
import './theme/figures.css';
import './theme/laboratory.css';
import './theme/validation.css';
import './theme/tally.css';
import './theme/signing.css';
import './theme/readers.css';
import './theme/location.css';
import './theme/keyboard.css';
import './theme/tour.css';
import './theme/language.css';
import './theme/atlas.css';
import './theme/gallery.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root".');

const workstation = createWorkstation(browserServices());
await initialiseTexts(workstation.store.getState().preferences.language);
createRoot(root).render(
  <StrictMode>
    <App workstation={workstation} />
  </StrictMode>,
);
void workstation.start(targetOf(window.location.hash));

// The browser asks before it closes the tab on a change that is not on the disk.
window.addEventListener('beforeunload', (event) => {
  if (workstation.store.getState().save.kind !== 'saved') event.preventDefault();
});

keepOffline();
