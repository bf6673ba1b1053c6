"""Hold our table of offices against a list of leaders by month (REIGN's form): does ours name the same person?

In: a folder with one CSV of `stateabb, leader, sdate, smonth, syear, emonth, eyear`. Out: shares of leader-months since
1985. A month counts as agreed where our table has a leader of that country in it whom the list's name may mean.
"""

import csv
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from bench.report import Report
from dateline.annotate.offices import Term, holders, leaders, load_terms, offices_named
from dateline.annotate.spellings import sound_key
from dateline.ids import fold
from dateline.model.claims import Interval, Precision

DATA = "bench/leaders"
FIRST, LAST = (1985, 1), (2021, 3)  # the list ends in March 2021; a row without an end runs until then
CLOSE = 0.8  # the list misspells some names ("Campaore", "Sarnay"); at 0.8 no two rivals of one month are confused
RANKS = (*offices_named("leader"), "vice president")  # a few states are led in fact from a lower office

ISO_PAIRS = """
AAB=ATG ALG=DZA ANG=AGO AUL=AUS AUS=AUT BAH=BHR BAR=BRB BFO=BFA BHM=BHS BHU=BTN BNG=BGD BOS=BIH BOT=BWA
BRU=BRN BUI=BDI BUL=BGR CAM=KHM CAO=CMR CAP=CPV CDI=CIV CEN=CAF CHA=TCD CON=COG COS=CRI CRO=HRV CZE=CSK
CZR=CZE DEN=DNK DRC=COD DRV=VNM EQG=GNQ ETM=TLS FIJ=FJI FRN=FRA GAM=GMB GDR=DDR GFR=DEU GMY=DEU GRG=GEO
GRN=GRD GUA=GTM GUI=GIN HAI=HTI HON=HND ICE=ISL INS=IDN IRE=IRL KOS=XKX KUW=KWT KYR=KGZ KZK=KAZ LAT=LVA
LEB=LBN LES=LSO LIB=LBY LIT=LTU MAA=MRT MAC=MKD MAD=MDV MAG=MDG MAL=MYS MAS=MUS MAW=MWI MLD=MDA MNC=MCO
MNG=MNE MON=MNG MOR=MAR MSI=MHL MYA=MMR MZM=MOZ NAU=NRU NEP=NPL NEW=NZL NIG=NGA NIR=NER NTH=NLD OMA=OMN
PAL=PLW PAR=PRY PHI=PHL POR=PRT ROK=KOR ROM=ROU SAF=ZAF SAL=SLV SEY=SYC SIE=SLE SIN=SGP SKN=KNA SLO=SVK
SLU=LCA SLV=SVN SNM=SMR SOL=SLB SPN=ESP SRI=LKA SUD=SDN SVG=VCT SWA=SWZ SWD=SWE SWZ=CHE TAJ=TJK TAZ=TZA
THI=THA TOG=TGO TRI=TTO UAE=ARE UKG=GBR URU=URY VAN=VUT YAR=YEM YPR=YMD ZAM=ZMB ZIM=ZWE
"""
ISO = dict(pair.split("=") for pair in ISO_PAIRS.split())
"""The list's abbreviations of countries that differ from ISO 3166-1 alpha-3."""
LATER = {"RUS": "SUN", "YUG": "SRB", "BIH": "YUG", "SRB": "SCG", "LKA": "CEY", "DEU": "DDR"}
"""Where the list keeps one abbreviation for a state and its successor: the other code to look under."""


@dataclass(frozen=True, slots=True)
class Reign:
    """One line of the list, from its first to its last month."""

    country: str
    leader: str
    day: date
    last: tuple[int, int]


def run(data: Path, split: str | None) -> Report:
    """Compare month by month; `split` is not used."""
    counts: Counter[str] = Counter()
    first: Counter[str] = Counter()
    cases = []
    for reign in read_reigns(data):
        verdicts = Counter(judge_month(reign, month) for month in months(reign))
        counts.update(verdicts)
        firsts = Counter(judge_leader(reign, month) for month in months(reign))
        first.update(firsts)
        cases += [f"- first {reign.country} {reign.leader} {reign.day}: {firsts}"] if firsts["differs"] > 1 else []
        worst = "differs" if verdicts["differs"] else "blank" if verdicts["blank"] else "agreed"
        months_told = ", ".join(f"{verdict} {n}" for verdict, n in verdicts.items())
        cases.append(f"{'+' if worst == 'agreed' else '-'} {reign.country} {reign.leader} {reign.day}: {months_told}")
    total = sum(counts.values())
    told = counts["agreed"] + counts["differs"]
    figures = {
        "agreement": counts["agreed"] / total,
        "agreement_where_told": counts["agreed"] / told,
        "coverage": told / total,
        "leader_agreement_where_told": first["agreed"] / (first["agreed"] + first["differs"]),
        "terms": float(len(load_terms().terms)),
    }
    return Report("leaders", str(data), split, total, figures, {"no table": {"agreement": 0.0}}, tuple(cases))


def read_reigns(data: Path) -> Iterator[Reign]:
    """Yield the list's lines that reach into 1985 or later."""
    paths = [data] if data.is_file() else sorted(data.glob("*.csv"))
    for path in paths:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            for row in csv.DictReader(file):
                last = (int(row["eyear"]), int(row["emonth"])) if row["eyear"] else LAST
                if last >= FIRST and row["syear"]:
                    day = date(int(row["syear"]), int(row["smonth"]), int(row["sdate"] or 1))
                    yield Reign(ISO.get(row["stateabb"], row["stateabb"]), row["leader"], day, last)


def months(reign: Reign) -> Iterator[Interval]:
    """Yield the reign's months since 1985."""
    year, month = max((reign.day.year, reign.day.month), FIRST)
    while (year, month) <= min(reign.last, LAST):
        yield Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def judge_month(reign: Reign, month: Interval) -> str:
    """Say whether our table agrees with the list on the month, differs, or is blank."""
    codes = [reign.country, *([LATER[reign.country]] if reign.country in LATER else [])]
    terms = [term for code in codes for office in RANKS for term in holders(office, code, month)]
    if any(may_mean(reign.leader, term) for term in terms):
        return "agreed"
    return "differs" if terms else "blank"


def judge_leader(reign: Reign, month: Interval) -> str:
    """Say whether the one who leads in fact, as we tell it, is the list's leader of the month."""
    terms = leaders(reign.country, month) or leaders(LATER.get(reign.country, reign.country), month)
    if any(may_mean(reign.leader, term) for term in terms):
        return "agreed"
    return "differs" if terms else "blank"


def may_mean(leader: str, term: Term) -> bool:
    """Say whether the list's name shares a word, or nearly, with one of the term's spellings."""
    rewrites = load_terms().rewrites
    listed = {sound_key(word, rewrites) for word in [leader, *fold(leader).split()] if len(word) > 2}
    ours = {sound_key(word, rewrites) for name in term.spellings for word in [name, *fold(name).split()]}
    return bool(listed & ours) or any(_nearly(left, right) for left in listed for right in ours)


def _nearly(left: str, right: str) -> bool:
    longer = max(len(left), len(right))
    return longer > 4 and SequenceMatcher(None, left, right).ratio() >= CLOSE
