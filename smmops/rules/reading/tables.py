"""Codes about CSV files of data/: SMM146 to SMM148."""

from smmops.rules.reading.words import Reading
from smmops.rules.rule import in_file

_PATH = "data/conversions/2026-12-01.csv"
_GOOD = "source,metric,value,rule\nGA4,leads,12,last-click\n"

TABLES = (
    Reading(
        "SMM146",
        "A CSV file has one line of column names and rows of as many cells",
        "A row that is too short or too long puts numbers under the wrong names, and every sum after it is wrong.",
        in_file(_PATH, "source,metric,value,rule\nGA4,leads,1,200,last-click\n"),
        in_file(_PATH, 'source,metric,value,rule\n"GA4, web",leads,1200,last-click\n'),
    ),
    Reading(
        "SMM147",
        "A CSV file has the columns that its kind needs, filled in every row",
        "A figure without its source cannot be looked up, and one without its unit of counting cannot be compared.",
        in_file(_PATH, "metric,value\nleads,12\n"),
        in_file(_PATH, _GOOD),
    ),
    Reading(
        "SMM148",
        "Data holds sums, nothing that points at one person",
        "What is committed can be read by everybody with access for as long as the repository lives, "
        "and a person's data can no longer be deleted when they ask for it.",
        in_file(_PATH, "source,metric,value,rule,email\nCRM,leads,1,last-click,j.kim@guest.example\n"),
        in_file(_PATH, _GOOD),
    ),
)
