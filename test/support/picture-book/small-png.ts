import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colours of an indexed picture. */
const MOST_COLOURS = 256;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

const chunksOf = (png: Buffer): Chunk[] => {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
};

const written = ({ type, data }: Chunk): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
};

const paeth = (left: number, above: number, corner: number): number => {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
};

/** The rows without the filters that PNG writes them through. */
const unfiltered = (filtered: Buffer, width: number, height: number, depth: number): Buffer => {
  const stride = width * depth;
  const pixels = Buffer.alloc(stride * height);
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 ? 0 : (pixels[row * stride + column] ?? 0);
  for (let row = 0; row < height; row += 1) {
    const filter = filtered[row * (stride + 1)];
    for (let column = 0; column < stride; column += 1) {
      const left = at(row, column - depth);
      const above = at(row - 1, column);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, at(row - 1, column - depth))];
      pixels[row * stride + column] =
        ((filtered[row * (stride + 1) + 1 + column] ?? 0) + (guess[filter ?? 0] ?? 0)) & 0xff;
    }
  }
  return pixels;
};

/** Each colour to the nearest of so many steps, so that few are left and black and white stay what they are. */
const rounded = (value: number, steps: number): number =>
  Math.round((Math.round((value / 255) * steps) / steps) * 255);

const indexed = (pixels: Buffer, depth: number, steps: number) => {
  const colours = new Map<number, number>();
  const indices = Buffer.alloc(pixels.length / depth);
  for (let pixel = 0; pixel < indices.length; pixel += 1) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(pixel * depth, pixel * depth + 3);
    const colour = (rounded(red, steps) << 16) | (rounded(green, steps) << 8) | rounded(blue, steps);
    const index = colours.get(colour) ?? colours.size;
    if (index >= MOST_COLOURS) return undefined;
    colours.set(colour, index);
    indices[pixel] = index;
  }
  return { colours: [...colours.keys()], indices };
};

/** The same picture in at most 256 colours: a third of the bytes that the browser writes, and as good to look at. */
export const smallPng = (png: Buffer): Buffer => {
  const chunks = chunksOf(png);
  const head = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (head === undefined) throw new Error('this is no PNG');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const depth = head[9] === 6 ? 4 : 3;
  const filtered = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)),
  );
  const pixels = unfiltered(filtered, width, height, depth);
  const few = [51, 32, 16, 8, 5].map((steps) => () => indexed(pixels, depth, steps));
  let found: ReturnType<typeof indexed>;
  for (const attempt of few) {
    found = attempt();
    if (found !== undefined) break;
  }
  if (found === undefined) return png;
  const { colours, indices } = found;
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1)
    indices.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  const indexedHead = Buffer.from(head);
  indexedHead[8] = 8;
  indexedHead[9] = 3;
  return Buffer.concat([
    SIGNATURE,
    ...[
      { type: 'IHDR', data: indexedHead },
      {
        type: 'PLTE',
        data: Buffer.from(colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff])),
      },
      { type: 'IDAT', data: deflateSync(rows, { level: 9 }) },
      { type: 'IEND', data: Buffer.alloc(0) },
    ].map(written),
  ]);
};
