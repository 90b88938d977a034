import { ExplainedError } from '../domain/explainedError.ts';
import { say } from '../domain/text/index.ts';
import type { CaseRepository } from './services.ts';

/** A stored picture, ready to be shown. */
export interface FieldPicture {
  /** Object URL; valid until the cache is cleared. */
  readonly url: string;
  readonly element: HTMLImageElement;
}

/** Loads stored pictures once each and keeps them while their case is open. */
export class FieldImages {
  readonly #repository: Pick<CaseRepository, 'getImage'>;
  readonly #pictures = new Map<string, Promise<FieldPicture>>();

  constructor(repository: Pick<CaseRepository, 'getImage'>) {
    this.#repository = repository;
  }

  /** @throws where the picture is missing or the browser cannot show it. */
  get(imageId: string): Promise<FieldPicture> {
    const known = this.#pictures.get(imageId);
    if (known) return known;
    const loading = this.#load(imageId);
    this.#pictures.set(imageId, loading);
    // A failure is not kept: the picture may be stored a moment later.
    loading.catch(() => this.#pictures.delete(imageId));
    return loading;
  }

  /** Gives the pictures' memory back. */
  clear(): void {
    for (const picture of this.#pictures.values())
      picture.then(({ url }) => URL.revokeObjectURL(url)).catch(() => undefined);
    this.#pictures.clear();
  }

  async #load(imageId: string): Promise<FieldPicture> {
    const blob = await this.#repository.getImage(imageId);
    if (!blob) throw new ExplainedError(say('picture.missing'));
    const url = URL.createObjectURL(blob);
    const element = new Image();
    element.src = url;
    await element.decode();
    return { url, element };
  }
}
