"""Makes 40 photographs of 2400 x 1800 (JPEG, quality 92) from those in Debian's wallpaper packages.

    apt-get download ukui-wallpapers lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 \\
        plasma-workspace-wallpapers mate-backgrounds
    for package in *.deb; do dpkg-deb -x $package SRC; done
    photos.py SRC OUT              needs Pillow
"""

import sys
from pathlib import Path

from PIL import Image, ImageOps

SIZE = (2400, 1800)
# Photographs only: the packages' drawings and gradients compress unlike those. The largest first.
NAMES = (
    "Kleiber_by seeding_by Bridge_by sunset_by Dragonfly picosdeeuropa aitzgorri life_by analogpattern "
    "free_by_Peter greentock Wine_by_Jakkub friends_by_Aitzol Picture_1A_by GreenMeadow Dune RainDrops Storm "
    "Aqua Garden LadyBird TwoWings YellowFlower BytheWater ColorfulCups EveningGlow FallenLeaf Kite "
    "OneStandsOut Path/ Wood.jpg Picture_0B_by"
).split()
DETAIL = 0.6


def crop(path: Path, part: float) -> Image.Image:
    """Return the lower left part of a photograph, at the benchmark's size."""
    with Image.open(path) as image:
        width, height = image.size
        box = (0, round(height * (1 - part)), round(width * part), height)
        return ImageOps.fit(image.convert("RGB").crop(box), SIZE, Image.Resampling.LANCZOS)


def main(source: Path, out: Path) -> None:
    """Write 32 whole photographs and 8 details."""
    out.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in source.rglob("*.jpg") if path.is_file() and not path.is_symlink())
    shots = [(name, 1.0) for name in NAMES] + [(name, DETAIL) for name in NAMES[:8]]
    for number, (name, part) in enumerate(shots):
        largest = max((path for path in files if name in str(path)), key=lambda path: path.stat().st_size)
        crop(largest, part).save(
            out / f"photo-{number:02d}.jpg", quality=92, subsampling="4:2:0", optimize=True
        )
    print(len(shots), "photographs")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
