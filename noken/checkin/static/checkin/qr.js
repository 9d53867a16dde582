/* noken: a QR code (ISO/IEC 18004) of a short text: bytes, versions 1 to 9, correction level M, mask 0 */
const EC = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22];
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5];
const MARKS = [[], [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46]];

/* the field of 256 elements, modulo x^8 + x^4 + x^3 + x^2 + 1 */
function times(a, b) {
  let z = 0;
  for (let i = 7; i >= 0; i -= 1) z = (z << 1) ^ ((z >> 7) * 0x11d) ^ (((b >> i) & 1) * a);
  return z;
}
function divisor(degree) {
  const d = new Array(degree).fill(0);
  d[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i += 1, root = times(root, 2)) {
    for (let j = 0; j < degree; j += 1) d[j] = times(d[j], root) ^ (j + 1 < degree ? d[j + 1] : 0);
  }
  return d;
}
function remainder(data, by) {
  const rest = by.map(() => 0);
  data.forEach((b) => {
    const factor = b ^ rest.shift();
    rest.push(0);
    by.forEach((c, i) => { rest[i] ^= times(c, factor); });
  });
  return rest;
}

function room(v) {
  let bits = (16 * v + 128) * v + 64;
  if (v > 1) {
    const n = MARKS[v].length;
    bits -= (25 * n - 10) * n - 55;
    if (v > 6) bits -= 36;
  }
  return bits >> 3;
}

function codewords(bytes, v) {
  const total = room(v);
  const space = total - EC[v] * BLOCKS[v];
  const bits = [];
  const put = (value, n) => { for (let i = n - 1; i >= 0; i -= 1) bits.push((value >> i) & 1); };
  put(4, 4);
  put(bytes.length, 8);
  bytes.forEach((b) => put(b, 8));
  put(0, Math.min(4, space * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < space * 8; pad ^= 0xfd) put(pad, 8);
  const data = [];
  for (let i = 0; i < bits.length; i += 8) data.push(parseInt(bits.slice(i, i + 8).join(''), 2));
  const short = BLOCKS[v] - (total % BLOCKS[v]);
  const length = Math.floor(total / BLOCKS[v]) - EC[v];
  const by = divisor(EC[v]);
  const blocks = [];
  for (let i = 0, k = 0; i < BLOCKS[v]; i += 1) {
    const part = data.slice(k, k + length + (i < short ? 0 : 1));
    k += part.length;
    blocks.push({ part, check: remainder(part, by) });
  }
  const out = [];
  for (let i = 0; i <= length; i += 1) blocks.forEach(({ part }) => { if (i < part.length) out.push(part[i]); });
  for (let i = 0; i < EC[v]; i += 1) blocks.forEach(({ check }) => out.push(check[i]));
  return out;
}

/* rows of true (dark) and false; null while nothing is drawn there */
function frame(v) {
  const size = v * 4 + 17;
  const m = Array.from({ length: size }, () => new Array(size).fill(null));
  const set = (x, y, dark) => { if (x >= 0 && y >= 0 && x < size && y < size) m[y][x] = dark; };
  const square = (cx, cy, r, ring) => {
    for (let y = -r; y <= r; y += 1) for (let x = -r; x <= r; x += 1) set(cx + x, cy + y, ring(Math.max(Math.abs(x), Math.abs(y))));
  };
  for (let i = 0; i < size; i += 1) { set(6, i, i % 2 === 0); set(i, 6, i % 2 === 0); }
  [[3, 3], [size - 4, 3], [3, size - 4]].forEach(([x, y]) => square(x, y, 4, (d) => d !== 2 && d !== 4));
  MARKS[v].forEach((x) => MARKS[v].forEach((y) => {
    const corner = (x === 6 && (y === 6 || y === size - 7)) || (x === size - 7 && y === 6);
    if (!corner) square(x, y, 2, (d) => d !== 1);
  }));
  format(set, size);
  if (v > 6) version(set, size, v);
  return m;
}
function format(set, size) {
  const word = 0x5412; /* level M, mask 0: fifteen bits, masked */
  const bit = (i) => ((word >> i) & 1) === 1;
  for (let i = 0; i < 6; i += 1) set(8, i, bit(i));
  set(8, 7, bit(6)); set(8, 8, bit(7)); set(7, 8, bit(8));
  for (let i = 9; i < 15; i += 1) set(14 - i, 8, bit(i));
  for (let i = 0; i < 8; i += 1) set(size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i += 1) set(8, size - 15 + i, bit(i));
  set(8, size - 8, true);
}
function version(set, size, v) {
  let rest = v;
  for (let i = 0; i < 12; i += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const word = (v << 12) | rest;
  for (let i = 0; i < 18; i += 1) {
    const dark = ((word >> i) & 1) === 1;
    const a = size - 11 + (i % 3);
    const b = Math.floor(i / 3);
    set(a, b, dark);
    set(b, a, dark);
  }
}

/* in pairs of columns from the right, up and down in turn; mask 0 turns every other module */
function fill(m, words) {
  const size = m.length;
  let i = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    const up = ((right + 1) & 2) === 0;
    for (let k = 0; k < size; k += 1) {
      const y = up ? size - 1 - k : k;
      [right, right - 1].forEach((x) => {
        if (m[y][x] !== null) return;
        const dark = i < words.length * 8 && ((words[i >> 3] >> (7 - (i & 7))) & 1) === 1;
        m[y][x] = dark !== ((x + y) % 2 === 0);
        i += 1;
      });
    }
  }
  return m;
}

function qr(text) {
  const bytes = Array.from(new TextEncoder().encode(text));
  let v = 1;
  while (v < 10 && bytes.length + 2 > room(v) - EC[v] * BLOCKS[v]) v += 1;
  return fill(frame(v), codewords(bytes, v));
}
window.noken.qr = qr;
