import i18next from 'i18next';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { researchUseNotice } from '../domain/notice.ts';
import { shownLanguage } from './i18n/index.ts';

interface ErrorBoundaryState {
  readonly error: Error | null;
}

/** Stands in for the workstation where drawing it failed. What was saved is safe. */
export class ErrorBoundary extends Component<{ children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: Error): ErrorBoundaryState {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <main className="full-page" role="alert">
        <h1>{i18next.t('app.crashed')}</h1>
        <p>{i18next.t('app.crashedText')}</p>
        <code>{error.message}</code>
        <button
          type="button"
          className="button button-primary"
          onClick={() => window.location.reload()}
        >
          {i18next.t('app.reload')}
        </button>
        <p>{researchUseNotice(shownLanguage())}</p>
      </main>
    );
  }
}
