#!/usr/bin/env python3
"""Makes the three fonts of this folder from Debian's fonts-noto-core; needs fonttools.

    python3 subset.py [/usr/share/fonts/truetype/noto]
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import subset
from fontTools.merge import Merger

NOTO = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/noto")
HERE = Path(__file__).parent

# Latin, Latin-1, Latin Extended-A, punctuation, super- and subscript figures, currency, signs.
LATIN = (
    "U+0020-007E,U+00A0-017F,U+0192,U+02C6-02DD,U+0394,U+03A3,U+1E9E,U+2009-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+2070,U+2074-2079,"
    "U+20AC,U+2116,U+2122"
)
MATH = "←↑→↓↺↻∑−≠≤≥"
SYMBOLS = "▲▴▸▼▾◂○●☐☑⚠✎✓✕🔒"


def make(source, target, features, **which):
    options = subset.Options(
        hinting=False, layout_features=features, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
    )
    options.drop_tables += ["MATH"]
    font = subset.load_font(str(NOTO / source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(**which)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


for weight in ("Regular", "Bold"):
    name = f"NotoSans-{weight}.ttf"
    features = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
    make(name, HERE / name, features, unicodes=subset.parse_unicodes(LATIN.replace("U+", "")))

with TemporaryDirectory() as folder:
    parts = [f"{folder}/math.ttf", f"{folder}/symbols.ttf"]
    make("NotoSansMath-Regular.ttf", parts[0], [], text=MATH)
    make("NotoSansSymbols2-Regular.ttf", parts[1], [], text=SYMBOLS)
    merged = Merger().merge(parts)

# The height of a line is that of Noto Sans, so that a symbol does not push rows apart.
merged["hhea"].ascent, merged["hhea"].descent, merged["hhea"].lineGap = 1069, -293, 0
os2 = merged["OS/2"]
os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = 1069, -293, 0
os2.usWinAscent, os2.usWinDescent = 1069, 293
NAMES = {
    1: "Sluitend Symbols",
    3: "Sluitend Symbols, from Noto Sans Math and Noto Sans Symbols2",
    4: "Sluitend Symbols Regular",
    6: "SluitendSymbols-Regular",
}
for record in merged["name"].names:
    record.string = NAMES.get(record.nameID, record.toUnicode())
merged.save(HERE / "SluitendSymbols-Regular.ttf")
