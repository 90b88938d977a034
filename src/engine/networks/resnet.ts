import * as tf from '@tensorflow/tfjs-core';
import type { ResNetArchitecture } from '../../domain/pack.ts';
import type { Pace } from '../pace.ts';
import { validateTensors } from '../weights/convolution.ts';
import type { Safetensors } from '../weights/safetensors.ts';
import { ConvolutionLayer } from './convolutionLayer.ts';
import { resNetSpec, resNetTensors } from './resnetSpec.ts';
import { runSteps, type Step } from './sequence.ts';

/** A ResNet or ResNeXt classifier (He et al. 2016; Xie et al. 2017) on the current backend. */
export class ResNet {
  readonly #layers: ConvolutionLayer[] = [];
  readonly #steps: Step[] = [];
  readonly #headWeights: tf.Tensor2D;
  readonly #headBias: tf.Tensor1D;

  /**
   * @param outputs number of logits
   * @throws PackError where the weights do not fit the architecture
   */
  constructor(weights: Safetensors, architecture: ResNetArchitecture, outputs: number) {
    const spec = resNetSpec(architecture, outputs);
    validateTensors(weights, 'ResNet', resNetTensors(spec));
    const layer = (of: typeof spec.stem): ConvolutionLayer => {
      const made = new ConvolutionLayer(weights, of);
      this.#layers.push(made);
      return made;
    };
    const stem = layer(spec.stem);
    this.#steps.push((x) => stem.apply(x));
    // PyTorch pads the pooling with −∞; zeros are the same after a ReLU.
    this.#steps.push((x) => tf.maxPool(x, 3, 2, 1, 'floor'));
    for (const block of spec.blocks) {
      const [reduce, spatial, expand] = block.convs.map(layer) as [
        ConvolutionLayer,
        ConvolutionLayer,
        ConvolutionLayer,
      ];
      const downsample = block.downsample && layer(block.downsample);
      this.#steps.push((x) => {
        const shortcut = downsample ? downsample.apply(x) : x;
        return expand.applyOnto(spatial.apply(reduce.apply(x)), shortcut);
      });
    }
    const head = weights.read(`${spec.head.name}.weight`).values;
    this.#headWeights = tf.tensor2d(head, [outputs, spec.head.features]);
    this.#headBias = tf.tensor1d(weights.read(`${spec.head.name}.bias`).values);
  }

  /**
   * @param x [batch, height, width, 3], normalised; stays the caller's
   * @returns logits [batch, outputs]; the caller's
   * @throws DOMException 'AbortError' when cancelled
   */
  async forward(x: tf.Tensor4D, pace: Pace): Promise<tf.Tensor2D> {
    const features = await runSteps(x, this.#steps, pace);
    const logits = tf.tidy(() => {
      const pooled = tf.mean(features, [1, 2]) as tf.Tensor2D;
      return tf.add(tf.matMul(pooled, this.#headWeights, false, true), this.#headBias);
    });
    features.dispose();
    return logits as tf.Tensor2D;
  }

  dispose(): void {
    for (const layer of this.#layers) layer.dispose();
    this.#headWeights.dispose();
    this.#headBias.dispose();
  }
}
