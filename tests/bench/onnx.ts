/**
 * Writes ONNX models (opset 13), so that onnxruntime can run the very weights of a pack.
 * Only what the packs' networks need of the format is here: https://onnx.ai/onnx/repo-docs/IR.html
 */

class ProtoWriter {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  private push(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.length += bytes.length;
  }

  private varint(value: number): void {
    const bytes: number[] = [];
    let rest = BigInt.asUintN(64, BigInt(value));
    do {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      bytes.push(rest > 0n ? low | 0x80 : low);
    } while (rest > 0n);
    this.push(Uint8Array.from(bytes));
  }

  int(field: number, value: number): this {
    this.varint(field * 8);
    this.varint(value);
    return this;
  }

  float(field: number, value: number): this {
    this.varint(field * 8 + 5);
    this.push(new Uint8Array(Float32Array.of(value).buffer));
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.varint(field * 8 + 2);
    this.varint(value.length);
    this.push(value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, write: (inner: ProtoWriter) => void): this {
    const inner = new ProtoWriter();
    write(inner);
    return this.bytes(field, inner.finish());
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      out.set(part, at);
      at += part.length;
    }
    return out;
  }
}

const FLOAT = 1;

type Attribute = number | number[] | string;

/** A tensor's shape; `null` is a free dimension. */
type Shape = readonly (number | null)[];

/** Collects nodes and weights of one graph and serialises them. */
export class OnnxGraph {
  private readonly nodes: Uint8Array[] = [];
  private readonly initializers: Uint8Array[] = [];
  private readonly inputs: Uint8Array[] = [];
  private readonly outputs: Uint8Array[] = [];
  private count = 0;

  constructor(private readonly name: string) {}

  private static valueInfo(name: string, shape: Shape): Uint8Array {
    return new ProtoWriter()
      .text(1, name)
      .message(2, (type) =>
        type.message(1, (tensor) =>
          tensor.int(1, FLOAT).message(2, (dims) => {
            for (const size of shape)
              dims.message(1, (dim) => (size === null ? dim.text(2, 'n') : dim.int(1, size)));
          }),
        ),
      )
      .finish();
  }

  input(name: string, shape: Shape): string {
    this.inputs.push(OnnxGraph.valueInfo(name, shape));
    return name;
  }

  output(name: string, value: string, shape: Shape): void {
    this.outputs.push(OnnxGraph.valueInfo(name, shape));
    this.node('Identity', [value], {}, name);
  }

  /** Adds a float32 constant; returns its name. */
  constant(values: Float32Array, shape: readonly number[]): string {
    const name = `w${this.count++}`;
    const writer = new ProtoWriter();
    for (const size of shape) writer.int(1, size);
    writer.int(2, FLOAT).text(8, name);
    writer.bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    this.initializers.push(writer.finish());
    return name;
  }

  /** Adds one operator; returns the name of its (first) output. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    output = `v${this.count++}`,
  ): string {
    const writer = new ProtoWriter();
    for (const input of inputs) writer.text(1, input);
    writer.text(2, output).text(4, operator);
    for (const [key, value] of Object.entries(attributes)) {
      writer.message(5, (attribute) => {
        attribute.text(1, key);
        if (typeof value === 'string') attribute.text(4, value).int(20, 3);
        else if (typeof value === 'number') attribute.int(3, value).int(20, 2);
        else {
          for (const item of value) attribute.int(8, item);
          attribute.int(20, 7);
        }
      });
    }
    this.nodes.push(writer.finish());
    return output;
  }

  finish(): Uint8Array {
    return new ProtoWriter()
      .int(1, 8)
      .message(7, (graph) => {
        for (const node of this.nodes) graph.bytes(1, node);
        graph.text(2, this.name);
        for (const tensor of this.initializers) graph.bytes(5, tensor);
        for (const value of this.inputs) graph.bytes(11, value);
        for (const value of this.outputs) graph.bytes(12, value);
      })
      .message(8, (opset) => opset.text(1, '').int(2, 13))
      .finish();
  }
}
