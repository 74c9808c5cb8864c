"""The body figure: the legs from the front and from behind, and the places on them to choose from.

Each place is drawn once, on the half that the viewer sees to the right of the middle; its mirror image is the other
half. x grows from 0 in the middle to HALF_WIDTH, y from 0 at the waist to HEIGHT. One unit is one pixel of a phone that
is 360 pixels wide.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cramps.anatomy import Muscle, Side

HALF_WIDTH, HEIGHT = 76, 372
BOX = f"{-HALF_WIDTH} 0 {2 * HALF_WIDTH} {HEIGHT}"
"""The `viewBox` of a view."""


@dataclass(frozen=True, slots=True)
class Place:
    """One muscle in one view: `shape` is what is seen, `reach` what answers to a tap. Both are paths of an SVG.

    A square of 44 units lies inside every reach, and no reach covers what another place shows.
    `is_repeated` where a view before this one shows the muscle too.
    """

    muscle: Muscle
    reach: str
    shape: str
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on one side of the body."""

    view: "View"
    place: Place
    side: Side

    @property
    def is_mirrored(self) -> bool:
        """Whether it lies left of the middle for the viewer."""
        return self.side is self.view.left_half

    @property
    def name(self) -> str:
        """What it is called where nobody sees it: "Left calf, back view"."""
        told = {
            "side": self.side.label,
            "muscle": self.place.muscle.label.lower(),
            "view": str(self.view.label).lower(),
        }
        return _("%(side)s %(muscle)s, %(view)s") % told


@dataclass(frozen=True, slots=True)
class View:
    """The legs as they are seen from one direction.

    `right_half` is the side of the body that the viewer sees to the right of the middle; `creases` are lines without a
    meaning, drawn for one half.
    """

    code: str
    label: str | Promise
    right_half: Side
    places: tuple[Place, ...]
    outline: str
    creases: str = ""

    @property
    def left_half(self) -> Side:
        """The side of the body that the viewer sees to the left of the middle."""
        return Side.LEFT if self.right_half is Side.RIGHT else Side.RIGHT

    @property
    def halves(self) -> tuple[Side, Side]:
        """The sides of the body as the viewer sees them, from left to right."""
        return self.left_half, self.right_half

    def spots(self) -> Iterator[Spot]:
        """Every place on both sides, downwards, as the viewer sees them from left to right."""
        return (Spot(self, place, side) for place in self.places for side in self.halves)


FRONT = View(
    "front",
    _lazy("Front view"),
    right_half=Side.LEFT,
    places=(
        Place(
            Muscle.QUADRICEPS,
            reach="M47 20H76V176H14V130L44.5 92 47 70Z",
            shape=(
                "M52 46 C53.5 41 56 35 58 35 S62 41 63 46 S65 58 65 66 S64.5 84.5 63.5 94 S59.5 114.5 57 124 "
                "S52 143.5 50 150 S47.5 160.5 46 163 S42 166 40.5 165 S38 159 36.5 158 S33 157 31.5 158 "
                "S29 163.5 27.5 164 S23 164 21.5 161 S17.5 152.5 17.5 147 S18 134.5 21 128 S30.5 113.5 35 107 "
                "S43.5 95 46 88 S48.5 71 49.5 64 S50.5 51 52 46Z"
            ),
        ),
        Place(
            Muscle.INNER_THIGH,
            reach="M0 40H47V70L44.5 92 14 130H0Z",
            shape=(
                "M8 73 C10.5 69 18.5 68.5 24 65 S36.5 54 40 52 S45 49 45.5 54 S45 75 43 83 S35.5 95.5 32 101 "
                "S23.5 113.5 20.5 117 S17.5 123 16 121 S12.5 111.5 11.5 106 S9 93.5 8.5 88 S5.5 77 8 73Z"
            ),
        ),
        Place(
            Muscle.SHIN,
            reach="M0 180H76V281H0Z",
            shape=(
                "M21 189 C24 186 29 184 33 184 S42 185 45 189 S50 201.5 51 208 S51.5 220.5 50.5 228 "
                "S46.5 244.5 45 252 S43 269.5 41 274 S36.5 279 34 279 S28.5 277 27 274 S26.5 266 25 260 "
                "S21 246 19 239 S15 224 14.5 218 S14.5 207 15.5 202 S18 192 21 189Z"
            ),
        ),
        Place(
            Muscle.FOOT,
            reach="M0 281H76V326.5H0Z",
            shape=(
                "M28 289 C29.5 286 32 287 34 287 S39 286 41 289 S44 299 46 304 S52.5 315.5 53 319 S52 323 49 324 "
                "S40.5 323 36 323.5 S25.5 326 23 326 S19.5 325.5 20 322 S23.5 309.5 25 304 S26.5 292 28 289Z"
            ),
        ),
        Place(
            Muscle.TOES,
            reach="M0 326.5H76V371H0Z",
            shape=(
                "M15 342 C15 335 18 329.5 21.5 329.5 S28 335 28 342 25 354.5 21.5 354.5 15 349 15 342Z M28 342.5 "
                "C28 336.5 30 331.5 32 331.5 S36 336.5 36 342.5 34 353.5 32 353.5 28 348.5 28 342.5Z M36.5 340.5 "
                "C36.5 335 38.5 330.5 40.5 330.5 S44.5 335 44.5 340.5 42.5 350.5 40.5 350.5 36.5 346 36.5 340.5Z "
                "M45 337.5 C45 333 46.5 329 48.5 329 S52 333 52 337.5 50.5 346 48.5 346 45 342 45 337.5Z M53 334 "
                "C53 330 54.5 326.5 56 326.5 S59 330 59 334 57.5 341.5 56 341.5 53 338 53 334Z"
            ),
        ),
    ),
    outline=(
        "M0 9 C9 9 20 9 28 8 S43 5 50 3 C53 9 56 15 58 22 S63 36 65 44 S68 60 68 68 S68 84 66 94 S62 116 60 126 "
        "S55 145 53 152 S50 164 50 170 S49 180 50 186 S53 199 54 206 S55 218 54 226 S52 244 50 252 S46 269 46 276 "
        "S45 287 46 292 S49 303 51 308 S55 318 57 322 S61 330 61 334 S61 342 59 345 S54 349 51 350 S44 352 40 353 "
        "S32 357 28 358 S22 360 19 359 S14 357 13 354 S12 345 13 340 S16 328 17 322 S20 310 21 304 S23 293 23 286 "
        "S22 272 21 264 S17 247 15 240 S12 226 11 220 S11 208 12 202 S14 190 14 184 S15 174 15 166 S14 145 13 134 "
        "S10 111 9 102 S6 84 5 78 S2 70 0 66 C-2 70 -3 72 -5 78 S-7 93 -9 102 S-12 123 -13 134 S-15 158 -15 166 "
        "S-15 178 -14 184 S-12 196 -12 202 S-10 214 -11 220 S-13 233 -15 240 S-20 256 -21 264 S-23 279 -23 286 "
        "S-22 298 -21 304 S-18 316 -17 322 S-14 335 -13 340 S-12 351 -13 354 S-16 358 -19 359 S-24 359 -28 358 "
        "S-36 354 -40 353 S-48 351 -51 350 S-57 348 -59 345 S-61 338 -61 334 S-59 326 -57 322 S-53 313 -51 308 "
        "S-47 297 -46 292 S-45 283 -46 276 S-48 260 -50 252 S-54 234 -54 226 S-55 213 -54 206 S-51 192 -50 186 "
        "S-49 176 -50 170 S-51 159 -53 152 S-58 136 -60 126 S-65 104 -66 94 S-68 76 -68 68 S-67 52 -65 44 "
        "S-60 29 -58 22 S-53 9 -50 3 C-43 5 -36 7 -28 8 S-9 9 0 9Z"
    ),
    creases="M23 169C22 171 20.5 173 20.5 175S22 180 22.5 181M43 181C44 179 45.5 177 45.5 175S44 171 43.5 169",
)
BACK = View(
    "back",
    _lazy("Back view"),
    right_half=Side.RIGHT,
    places=(
        Place(
            Muscle.BUTTOCK,
            reach="M0 2H76V58L64 62 50 71 0 72.5Z",
            shape=(
                "M6 22 C8 16.5 11.5 15.5 16 14 S28.5 12.5 34 13 S46 14 50 17 S56.5 25 58.5 30 S62.5 42.5 62.5 48 "
                "S61 58.5 58 62 S50 68 44 69 S28 70.5 22 69.5 S12 67 9 63 S5 53 4.5 46 S4 27.5 6 22Z"
            ),
        ),
        Place(
            Muscle.HAMSTRING,
            reach="M0 72.5L50 71 64 62 76 58V175H0Z",
            shape=(
                "M9 76 C10.5 72 17.5 75.5 22 75.5 S33 71 35 75 S35 91 35 100 S35 121.5 34.5 130 S34.5 144 33 150 "
                "S29 164 27 167 S22.5 170.5 21 168 S20 159.5 19 152 S17.5 133 16 124 S12.5 106 11.5 98 "
                "S7 80 9 76Z M40 75 C42 70.5 48 73.5 52 72 S61 63 63 66.5 S64 83 63 92 S59.5 112.5 57 122 "
                "S52 140.5 50 148 S48.5 162.5 47 166 S42.5 171.5 41 169 S38.5 159.5 38 152 S39.5 133 39.5 124 "
                "S39.5 106 39.5 98 S38 79.5 40 75Z"
            ),
        ),
        Place(
            Muscle.CALF,
            reach="M0 175H76V266H0Z",
            shape=(
                "M18 186 C19.5 183 23 180.5 25 181 S30 183 31 188 S32 203.5 32 212 S32.5 231.5 31.5 238 "
                "S29 250.5 27 252 S22.5 249.5 21 246 S18 237 17 232 S14.5 221.5 14.5 216 S14.5 205 15 200 "
                "S16.5 189 18 186Z M36 188 C37 183 40 181 42 181 S46.5 183 48 187 S51 199.5 51.5 206 "
                "S52 220 51 226 S48 239 46 243 S41.5 249.5 40 248.5 S37 244 36.5 238 S35.5 220.5 35.5 212 "
                "S35 193 36 188Z"
            ),
        ),
        Place(
            Muscle.FOOT,
            reach="M0 266H76V371H0Z",
            shape=(
                "M30 286 C31 283.5 33 284 35 284 S39.5 283.5 41 286 S42.5 295 44 299 S47 307 49 311 "
                "S54.5 319 55 322 S55.5 328 53 330 S44 333 40 333.5 S31 333.5 28 332.5 S23.5 330 23 327 "
                "S23 317.5 24 313 S27 303.5 28 299 S29 288.5 30 286Z"
            ),
            is_repeated=True,
        ),
    ),
    outline=(
        "M0 9 C9 9 20 9 28 8 S43 5 50 3 C53 9 56 15 58 22 S63 36 65 44 S68 60 68 68 S68 84 66 94 S62 116 60 126 "
        "S55 145 53 152 S50 164 50 170 S49 180 50 186 S53 199 54 206 S55 218 54 226 S52 244 50 252 S46 269 46 276 "
        "S44 287 44 292 S47 303 49 308 S54 316 56 320 S59 327 58 330 S54 335 51 336 S42 338 38 338 S28 338 25 337 "
        "S19 334 18 331 S18 321 19 316 S22 307 23 302 S24 292 24 286 S22 272 21 264 S17 247 15 240 S12 226 11 220 "
        "S11 208 12 202 S14 190 14 184 S15 174 15 166 S14 145 13 134 S10 111 9 102 S6 84 5 78 S2 71 0 68 "
        "C-2 71 -3 72 -5 78 S-7 93 -9 102 S-12 123 -13 134 S-15 158 -15 166 S-15 178 -14 184 S-12 196 -12 202 "
        "S-10 214 -11 220 S-13 233 -15 240 S-20 256 -21 264 S-24 280 -24 286 S-24 297 -23 302 S-20 311 -19 316 "
        "S-17 328 -18 331 S-22 336 -25 337 S-34 338 -38 338 S-48 337 -51 336 S-57 333 -58 330 S-58 324 -56 320 "
        "S-51 313 -49 308 S-45 297 -44 292 S-45 283 -46 276 S-48 260 -50 252 S-54 234 -54 226 S-55 213 -54 206 "
        "S-51 192 -50 186 S-49 176 -50 170 S-51 159 -53 152 S-58 136 -60 126 S-65 104 -66 94 S-68 76 -68 68 "
        "S-67 52 -65 44 S-60 29 -58 22 S-53 9 -50 3 C-43 5 -36 7 -28 8 S-9 9 0 9Z"
    ),
)
VIEWS = (FRONT, BACK)
