"""Messages as templates with named values, so that one problem can be said in every language."""

from dataclasses import dataclass

Value = str | int


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for people: an English template (the catalogue's msgid) and what fills it.

    `values` maps the template's `{names}` to text or whole numbers, in the order they were given.
    The template is trusted, the values are not: renderers escape the filled text at their border.
    """

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def fill(self, template: str | None = None) -> str:
        """The sentence, from this template or from a translation of it."""
        return (template or self.template).format_map(dict(self.values))

    def __str__(self) -> str:
        return self.fill()


def msg(template: str, /, **values: Value) -> Message:
    """A message; Babel extracts the first argument of every call, so it is always a literal."""
    return Message(template, tuple(values.items()))
