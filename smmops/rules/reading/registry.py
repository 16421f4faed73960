"""Every code of reading with its words, in the order of codes."""

from smmops.rules.reading.bodies import BODIES
from smmops.rules.reading.names import NAMES
from smmops.rules.reading.signing import SIGNING
from smmops.rules.reading.tables import TABLES
from smmops.rules.reading.values import VALUES
from smmops.rules.reading.words import Reading
from smmops.rules.reading.yaml import YAML

READINGS: tuple[Reading, ...] = (*YAML, *VALUES, *BODIES, *NAMES, *TABLES, *SIGNING)
