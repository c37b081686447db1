"""What every garment of the vocabulary is made of: the parts that the tailor cuts and sews in order."""

from __future__ import annotations

from dataclasses import dataclass

GOLD = "#d9ae52"


@dataclass(frozen=True, slots=True)
class Garment:
    """One outfit. Numbers name the costume's colours: 0 main, 1 second, 2 trim; -1 is skin, -2 white, -3 dark.

    top     colour of the outer upper layer;  under  colour of what shows in its opening (shirt, inner robe)
    collar  neckline: cross scoop strapless mandarin lapel shirt crew turtle hood plate v
    sleeve  wide fitted short cap bare puff;  loose  how wide a fitted sleeve is
    lower   robe ruqun skirt pleated mermaid ball sheath trousers jeans;  bottom  its colour
    hem     where the upper layer ends (standard height); 0 when it runs into the lower part
    open    how far the front stands open, 0 closed to 1;  belt  none sash obi belt rope
    extras  names of finishing details;  sheen  gloss 0 to 1
    """

    top: int = 0
    under: int = 1
    collar: str = "crew"
    sleeve: str = "fitted"
    loose: float = 1.0
    lower: str = "trousers"
    bottom: int = 0
    hem: float = 246.0
    open: float = 0.0
    belt: str = "none"
    extras: tuple[str, ...] = ()
    sheen: float = 0.0
    tie: bool = False


GARMENTS: dict[str, Garment] = {
    "hanfu": Garment(0, 1, "cross", "wide", 1.0, "robe", 0, 0, belt="sash", sheen=0.25),
    "hanfu-bridal": Garment(0, 1, "cross", "wide", 1.0, "robe", 0, 0, belt="obi", extras=("gold", "pendants"), sheen=0.4),
    "robe-scholar": Garment(0, 1, "cross", "wide", 1.0, "robe", 0, 0, belt="sash", extras=("jade",)),
    "robe-monk": Garment(0, 1, "cross", "wide", 1.0, "robe", 0, 0, belt="none", extras=("kasaya", "beads")),
    "armour": Garment(
        0,
        1,
        "plate",
        "fitted",
        1.15,
        "robe",
        1,
        0,
        belt="belt",
        extras=("cuirass", "pauldrons", "tassets", "bracers", "cape"),
        sheen=0.3,
    ),
    "peasant": Garment(0, 1, "cross", "fitted", 1.2, "trousers", 1, 262, belt="rope", extras=("patch",)),
    "cloak": Garment(1, 2, "cross", "fitted", 1.1, "robe", 1, 0, belt="belt", extras=("mantle",)),
    "qipao": Garment(0, 0, "mandarin", "cap", 1.0, "sheath", 0, 0, extras=("frogs",), sheen=0.5),
    "suit": Garment(0, 1, "lapel", "fitted", 1.0, "trousers", 0, 262, 0.42, extras=("cuffs", "pocket"), tie=True),
    "blazer": Garment(0, 1, "lapel", "fitted", 1.0, "trousers", 1, 256, 0.6, extras=("pocket",)),
    "shirt": Garment(0, 0, "shirt", "fitted", 1.1, "trousers", 2, 240, extras=("placket", "cuffs", "tucked")),
    "tshirt": Garment(0, 0, "crew", "short", 1.1, "jeans", 1, 252),
    "dress": Garment(0, 0, "scoop", "cap", 1.0, "skirt", 0, 0, belt="belt"),
    "gown": Garment(0, 0, "strapless", "bare", 1.0, "mermaid", 0, 0, extras=("glitter", "sweep"), sheen=0.6),
    "wedding-dress": Garment(0, 0, "strapless", "bare", 1.0, "ball", 0, 0, extras=("lace",), sheen=0.4),
    "coat": Garment(0, 1, "lapel", "fitted", 1.22, "trousers", -3, 412, 0.75, extras=("knit", "long", "pocket")),
    "hoodie": Garment(0, 1, "hood", "fitted", 1.28, "jeans", 1, 252, extras=("kangaroo", "strings", "ribbed")),
    "sweater": Garment(0, 0, "turtle", "fitted", 1.22, "trousers", 1, 250, extras=("ribbed", "cable")),
    "leather-jacket": Garment(0, 1, "lapel", "fitted", 1.1, "jeans", -3, 234, 0.7, extras=("zips", "crew"), sheen=0.9),
    "uniform": Garment(
        0,
        1,
        "shirt",
        "fitted",
        1.0,
        "trousers",
        0,
        258,
        belt="belt",
        extras=("epaulettes", "badge", "pockets", "placket"),
        tie=True,
    ),
    "school-uniform": Garment(0, 1, "lapel", "fitted", 1.05, "pleated", 0, 252, 0.5, extras=("crest", "cuffs"), tie=True),
    "doctor-coat": Garment(
        0, 1, "lapel", "fitted", 1.15, "trousers", -3, 400, 0.6, extras=("long", "pocket", "stethoscope", "pockets")
    ),
    "waistcoat": Garment(1, 1, "shirt", "fitted", 1.1, "trousers", 0, 242, extras=("vest", "placket", "cuffs"), tie=True),
    "pyjamas": Garment(0, 0, "lapel", "fitted", 1.3, "trousers", 0, 262, 0.12, extras=("piping", "buttons"), sheen=0.4),
}
