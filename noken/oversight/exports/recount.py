"""The small archive with which anybody can draw a sample again."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from noken.oversight.queries.draws import DrawFile
from noken.oversight.rules import draw as rules

STAMP = (2026, 1, 1, 0, 0, 0)
"""The same archive for everybody at every time: its bytes can be compared."""
SCRIPT = '''"""Hitung ulang undian: python3 hitung.py (Python 3, tanpa paket lain)."""

import hashlib
import hmac

benih = open("benih.txt").read().strip()
daftar = open("daftar.txt").read()
kunci = daftar.split()
print("sidik benih :", hashlib.sha256(benih.encode()).hexdigest())
print("sidik daftar:", hashlib.sha256(daftar.encode()).hexdigest())
undi = lambda satu: (hmac.new(benih.encode(), satu.encode(), "sha256").hexdigest(), satu)
hasil = sorted(kunci, key=undi)[:{size}]
print("\\n".join(hasil))
print("sama dengan sampel.txt:", hasil == open("sampel.txt").read().split())
'''
READ_ME = """Sampel audit acak: {title}
{size} dari {people} pegawai. Setiap baris daftar.txt adalah nomor acak satu pegawai; nomor itu
hanya berlaku untuk undian ini dan hanya diketahui pegawainya sendiri. Nama tidak ada di sini.

1. Sidik benih (SHA-256), terbit sebelum daftar dibekukan: {seed_hash}
2. Sidik daftar (SHA-256 dari daftar.txt):                 {list_hash}
3. Benih: {seed}
4. Cara: untuk setiap nomor hitung HMAC-SHA-256 dengan benih sebagai kunci (teks 64 angka heksa),
   urutkan hasilnya dari yang terkecil, ambil {size} teratas.

Periksa dengan Python 3:   python3 hitung.py
Atau satu nomor saja:      printf %s NOMOR | openssl dgst -sha256 -hmac BENIH
Sidik daftar:              sha256sum daftar.txt
Sidik benih:               printf %s BENIH | sha256sum
"""


def archive(file: DrawFile) -> bytes:
    """A zip: the list, how to count, and after the draw the seed and the sample."""
    draw = file.draw
    parts = {
        "BACA.txt": READ_ME.format(
            title=draw.title,
            size=draw.size,
            people=draw.people,
            seed_hash=draw.seed_hash,
            list_hash=draw.list_hash,
            seed=draw.seed or "belum dibuka; terbit sesudah undian",
        ),
        "daftar.txt": rules.list_text(file.keys),
        "hitung.py": SCRIPT.format(size=draw.size),
    }
    if draw.seed:
        parts["benih.txt"] = f"{draw.seed}\n"
        parts["sampel.txt"] = "".join(f"{key}\n" for key in file.sample)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            info = ZipInfo(name, STAMP)
            info.compress_type = ZIP_DEFLATED
            packed.writestr(info, text.encode())
    return out.getvalue()
