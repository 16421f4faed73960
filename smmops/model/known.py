"""What is known of a post before anybody looks at it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from smmops.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of one post, as long as neither it nor what it is judged by has changed.

    `reading` are problems of reading and resolving it, `rules` those of rules about one post or one file.
    `allows` maps codes to (reason, line). `asks` counts what each stage asks of it that it does not say.
    `lines` are, by channel, those where its text begins, and `marks` what stands for it where texts are compared.
    """

    reading: tuple[Problem, ...] = ()
    rules: tuple[Problem, ...] = ()
    allows: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    asks: tuple[int, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
