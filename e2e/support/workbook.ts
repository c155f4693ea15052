import { crc32, inflateRawSync } from 'node:zlib';

type Part = { name: string; content: Buffer };

/** The parts of a packed file. */
function parts(file: Buffer): Part[] {
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06'));
  const found: Part[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    const method = file.readUInt16LE(at + 10);
    const packed = file.readUInt32LE(at + 20);
    const nameLength = file.readUInt16LE(at + 28);
    const local = file.readUInt32LE(at + 42);
    const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const bytes = file.subarray(from, from + packed);
    found.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      content: method === 0 ? bytes : inflateRawSync(bytes),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return found;
}

/** Packs parts again, without making them smaller. */
function packed(list: Part[]): Buffer {
  const bodies: Buffer[] = [];
  const heads: Buffer[] = [];
  let at = 0;
  for (const { name, content } of list) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    heads.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name)]));
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(list.length, 4);
  end.writeUInt16LE(list.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, directory, Buffer.from('PK\x05\x06'), end]);
}

/** The markup of a sheet, counted from 1. */
export function sheet(file: Buffer, number: number): string {
  const part = parts(file).find(({ name }) => name === `xl/worksheets/sheet${number}.xml`);
  return part!.content.toString('utf8');
}

/** Writes numbers, words or formulas (beginning with an equals sign) into cells of a sheet. */
export function filled(file: Buffer, number: number, cells: Record<string, string | number>): Buffer {
  let markup = sheet(file, number);
  for (const [place, value] of Object.entries(cells)) {
    const cell = new RegExp(`<c r="${place}"( s="\\d+")?[^>]*?(/>|>.*?</c>)`);
    if (!cell.test(markup)) throw new Error(`there is no cell ${place}`);
    const [type, inner] =
      typeof value === 'number'
        ? ['', `<v>${value}</v>`]
        : value.startsWith('=')
          ? ['', `<f>${value.slice(1)}</f><v>1</v>`]
          : [' t="inlineStr"', `<is><t>${value}</t></is>`];
    markup = markup.replace(cell, (_, style = '') => `<c r="${place}"${style}${type}>${inner}</c>`);
  }
  return packed(
    parts(file).map(({ name, content }) => ({
      name,
      content: name === `xl/worksheets/sheet${number}.xml` ? Buffer.from(markup) : content,
    })),
  );
}
