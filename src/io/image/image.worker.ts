import { expose, transfer } from 'comlink';
import { decode } from './decode.ts';
import { type ImageFault, ImageFileError } from './errors.ts';
import type { DecodedPage } from './types.ts';

/** What a file came to: its pictures, or what is wrong with it, as data. */
export type DecodeOutcome =
  | { readonly pages: readonly DecodedPage[] }
  | { readonly fault: ImageFault };

const imageWorker = {
  /** @throws Error where anything but the file is at fault */
  async decode(blob: Blob, name: string): Promise<DecodeOutcome> {
    try {
      const pages = await decode(blob, name);
      return transfer(
        { pages },
        pages.map(({ data }) => data.buffer),
      );
    } catch (error) {
      if (error instanceof ImageFileError) return { fault: error.fault };
      throw error;
    }
  },
};
export type ImageWorker = typeof imageWorker;

expose(imageWorker);
