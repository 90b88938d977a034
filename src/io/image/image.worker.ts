import { expose, transfer } from 'comlink';
import { decode } from './decode.ts';
import type { DecodedPage } from './types.ts';

const imageWorker = {
  async decode(blob: Blob, name: string): Promise<DecodedPage[]> {
    const pages = await decode(blob, name);
    return transfer(
      pages,
      pages.map(({ data }) => data.buffer),
    );
  },
};
export type ImageWorker = typeof imageWorker;

expose(imageWorker);
